import type { Reading, ReadingState, ReadingsInForce } from '../readings/reading.js';
import type { Choice } from '../readings/setting.js';
import type { Text } from '../values/text.js';

/** A reading as it was applied, with the figures that every other option would give. */
export interface AppliedReading<Figures> {
  readonly code: string;
  readonly title: Text;
  readonly option: string;
  readonly label: Text;
  readonly state: ReadingState;
  /** The other options of an open reading, everything else unchanged; none once the parties have agreed. */
  readonly alternatives: readonly (Figures & { readonly option: string; readonly label: Text })[];
}

/** Every reading of a list as it is in force, with the figures under each of its other options. */
export function applyReadings<Figures>(
  readings: readonly Reading[],
  inForce: ReadingsInForce,
  figuresUnder: (choice: Choice, reading: Reading) => Figures,
): AppliedReading<Figures>[] {
  return readings.map((reading) => {
    const option = inForce.choice[reading.code]!;
    const labelOf = (code: string) => reading.options.find((candidate) => candidate.code === code)!.label;
    return {
      code: reading.code,
      title: reading.title,
      option,
      label: labelOf(option),
      state: inForce.stateOf(reading),
      alternatives: inForce.alternativesOf(reading).map((other) => ({
        option: other,
        label: labelOf(other),
        ...figuresUnder({ ...inForce.choice, [reading.code]: other }, reading),
      })),
    };
  });
}
