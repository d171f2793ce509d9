type Fields = Readonly<Record<string, unknown>>;

/**
 * An answer of the service in the case format, for a plain comparison with a result of the command.
 *
 * Money becomes its amount, a range the list of its two ends, and the name of the type is left out.
 */
export function inCaseFormat(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(inCaseFormat);
  if (typeof answer !== 'object' || answer === null) return answer;
  const { __typename, ...fields } = answer as Fields;
  const names = Object.keys(fields).sort().join();
  if (names === 'amount' && typeof fields.amount === 'string') return fields.amount;
  if (names === 'greatest,least') return [fields.least, fields.greatest];
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, inCaseFormat(value)]));
}
