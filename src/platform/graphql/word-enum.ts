import { registerEnumType } from 'type-graphql';

/** An enum whose values are the words themselves, each with what it means. */
export function wordEnum<W extends string>(
  name: string,
  description: string,
  words: Readonly<Record<W, string>>,
): { readonly [P in W]: P } {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as { readonly [P in W]: P };
  const valuesConfig = Object.fromEntries(Object.entries<string>(words).map(([word, meaning]) => [word, { description: meaning }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}
