import { daysLost } from '../../core/notices/term-extension.js';
import { addDays } from '../../core/values/dates.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { delaysOfContract } from './obligation.loaders.js';

export interface TermExtension {
  readonly days: number;
  /** Last day of the extended term. */
  readonly to: string;
  /** Numbers of the notices that it rests on. */
  readonly noticeNumbers: readonly number[];
}

/** By how much approved force majeure extends a contract's term; null for nothing. */
export async function termExtensionOf(context: TenantContext, { id, checked }: StoredContract): Promise<TermExtension | null> {
  const delays = await context.loader(delaysOfContract).load(id);
  if (delays.length === 0) return null;
  const days = daysLost(delays);
  const noticeNumbers = [...new Set(delays.map(({ number }) => number))];
  return { days, to: addDays(checked.contract.data.term.to, days), noticeNumbers };
}

/** First and last day of a contract's term, as far as it has grown. What is scored and paid stays with the periods of the contract. */
export async function extendedTermOf(
  context: TenantContext,
  stored: StoredContract,
): Promise<{ readonly from: string; readonly to: string }> {
  const { term } = stored.checked.contract.data;
  return { ...term, to: (await termExtensionOf(context, stored))?.to ?? term.to };
}
