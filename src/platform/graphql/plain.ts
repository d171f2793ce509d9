/**
 * For types whose plain fields are read as they stand: thousands of them make one answer, and a resolver for each would cost most of it.
 * Who may see an object is decided before it is made.
 */
export const PLAIN = { simpleResolvers: true } as const;
