import { type NoticeStep, RECHECKS } from '../../core/notices/life.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { appendDeliverable, appendReview } from '../obligations/deliver.use-case.js';
import type { Party } from '../tenants/party.js';
import { findNotices, type NoticeRow } from './notice.repository.js';
import { owedByNotice } from './standing-notice.js';

/**
 * What a step of a notice does to what is owed because of it: it meets what the contract's data says it meets, and a re-check accepts
 * or returns what was mended. Gives the notice as it stands then.
 */
export async function deliverByNotice(
  context: TenantContext,
  notice: NoticeRow,
  step: NoticeStep | 'ISSUED',
  party: Party,
  text: string,
): Promise<NoticeRow> {
  const owed = await owedByNotice(context, notice);
  for (const { obligation, key, metOn } of owed)
    if (metOn === null && obligation.noticeOf?.metBy.includes(step))
      await appendDeliverable(context, notice.contractId, {
        obligation: obligation.code,
        occurrence: key,
        party,
        submittedOn: context.today,
        description: text,
      });
  const recheck = step === 'ISSUED' ? undefined : RECHECKS[step];
  for (const { obligation, deliverables } of recheck ? owed : []) {
    const latest = deliverables.at(-1);
    if (latest && obligation.noticeOf?.metBy.includes(recheck!.of))
      await appendReview(context, latest, { outcome: recheck!.outcome, reason: text });
  }
  context.forgetLoaded();
  return (await findNotices(context, [notice.id]))[0]!;
}
