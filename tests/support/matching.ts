/** The fields that tell the members of a list apart, in the case format. */
const KEYS = ['code', 'no', 'team', 'option'] as const;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const keyOf = (member: unknown): string | undefined => (isFields(member) ? KEYS.find((key) => key in member) : undefined);

/**
 * What a result has where an expectation names something, for a plain comparison with the expectation.
 *
 * Objects are reduced to the named fields; lists of objects to the named members, found by their `code`, `no`, `team` or `option`;
 * other values, lists of plain values among them, stay whole.
 */
export function named(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length > 0 && expected.every((member) => keyOf(member)))
    return expected.map((member) => {
      const key = keyOf(member)!;
      return named(
        member,
        actual.find((candidate) => isFields(candidate) && candidate[key] === member[key]),
      );
    });
  if (!isFields(expected) || !isFields(actual)) return actual;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, named(value, actual[name])]));
}
