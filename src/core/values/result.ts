/** What a calculation gives back: a value, or the reasons why there is none. Nothing in `core` throws for bad input. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A result with its value. */
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

/** A result with the reasons why there is no value. */
export const fail = <E>(error: E): Result<never, E> => ({ ok: false, error });
