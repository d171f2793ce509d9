import type { Contract } from '../contract/contract.js';
import { ReadingsInForce } from '../readings/reading.js';
import type { Problems } from '../values/problem.js';
import { isAbsent, readEntries } from '../values/reader.js';

/** The readings of a case: those that it names are agreed, the rest open at their defaults. Null without a contract. */
export function readReadings(raw: unknown, contract: Contract | null, problems: Problems): ReadingsInForce | null {
  const entries = readEntries(raw, 'readings', problems);
  if (!contract) return null;
  if (entries.length === 0) return contract.defaults;
  const agreed: Record<string, string> = {};
  for (const [code, option] of entries) {
    const path = `readings.${code}`;
    const reading = contract.readings.find((candidate) => candidate.code === code);
    if (!reading)
      problems.add(path, 'UNKNOWN_READING', `合同 ${contract.code} 没有读法 ${code}`, `contract ${contract.code} has no reading ${code}`);
    else if (isAbsent(option)) problems.add(path, 'REQUIRED', '必填', 'required');
    else if (reading.options.some((candidate) => candidate.code === option)) agreed[code] = option as string;
    else {
      const options = reading.options.map((candidate) => candidate.code).join(', ');
      problems.add(path, 'UNKNOWN_OPTION', `读法 ${code} 只有 ${options}`, `reading ${code} has only ${options}`);
    }
  }
  return new ReadingsInForce(contract.readings, agreed);
}
