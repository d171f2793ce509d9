import { z } from 'zod';
import { clauseShape, codeShape, textShape } from '../values/shapes.js';
import type { Choice } from './setting.js';

/** What an open reading can move: what is paid, a score only, or neither. */
export const impactShape = z.enum(['H', 'M', 'L']);

const optionShape = z.strictObject({
  code: codeShape,
  label: textShape,
  decides: z
    .literal('COMPLETENESS')
    .optional()
    .meta({ description: 'The option only decides whether data is missing: it takes no part in the least and greatest payable' }),
});

/** readings.yaml: each way of reading a clause that is computed. The first option is the default. */
export const readingsShape = z.strictObject({
  readings: z.array(
    z.strictObject({
      code: codeShape,
      clauses: z.array(clauseShape).min(1),
      title: textShape,
      impact: impactShape,
      options: z.array(optionShape).min(2),
      reason: textShape.meta({ description: 'Why the first option is the default' }),
    }),
  ),
});

/** One way to read a clause that can be read in several. */
export type Reading = z.output<typeof readingsShape>['readings'][number];

export type ReadingState = 'OPEN' | 'AGREED';

/** The option that applies until the parties agree another. */
export const defaultOption = (reading: Reading): string => reading.options[0]!.code;

/** Which readings are agreed, and with it the option of each that is in force. */
export class ReadingsInForce {
  readonly choice: Choice;

  constructor(
    readonly readings: readonly Reading[],
    private readonly agreed: Choice,
  ) {
    this.choice = Object.fromEntries(readings.map((reading) => [reading.code, agreed[reading.code] ?? defaultOption(reading)]));
  }

  stateOf(reading: Reading): ReadingState {
    return this.agreed[reading.code] === undefined ? 'OPEN' : 'AGREED';
  }

  /** Options other than the one in force; none once the parties have agreed. */
  alternativesOf(reading: Reading): string[] {
    if (this.stateOf(reading) === 'AGREED') return [];
    return reading.options.map(({ code }) => code).filter((code) => code !== this.choice[reading.code]);
  }

  /** As it would be were these options agreed as well; what is agreed already stays. */
  with(options: Choice): ReadingsInForce {
    return new ReadingsInForce(this.readings, { ...options, ...this.agreed });
  }

  /** The options of a reading over which the least and the greatest are taken. */
  contestedOptionsOf(code: string): string[] {
    const reading = this.readings.find((candidate) => candidate.code === code)!;
    if (this.stateOf(reading) === 'AGREED') return [this.choice[code]!];
    return reading.options.filter(({ decides }) => decides !== 'COMPLETENESS').map((option) => option.code);
  }
}

/** Every choice over the contested options of the named readings, the rest as in force. */
export function* contestedChoices(inForce: ReadingsInForce, codes: readonly string[]): Generator<Choice> {
  const [first, ...rest] = codes;
  if (first === undefined) {
    yield inForce.choice;
    return;
  }
  for (const choice of contestedChoices(inForce, rest))
    for (const option of inForce.contestedOptionsOf(first)) yield option === choice[first] ? choice : { ...choice, [first]: option };
}
