import type { Choice } from '../../core/readings/setting.js';
import type { AgreementRow } from './contract.repository.js';

/** Agreements that reach a day, the latest about each reading: a contract's agreements come the latest first. */
export function agreementsOn(agreements: readonly AgreementRow[], day: string): readonly AgreementRow[] {
  const latest = new Map<string, AgreementRow>();
  for (const agreement of agreements) {
    const reaches = agreement.effectiveFrom === null || agreement.effectiveFrom <= day;
    if (reaches && !latest.has(agreement.reading)) latest.set(agreement.reading, agreement);
  }
  return [...latest.values()];
}

/** The option of each reading that is agreed on a day. */
export const choiceOn = (agreements: readonly AgreementRow[], day: string): Choice =>
  Object.fromEntries(agreementsOn(agreements, day).map(({ reading, option }) => [reading, option]));
