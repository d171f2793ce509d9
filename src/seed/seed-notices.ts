import { findPeriod } from '../features/assessment-periods/assessment-period.repository.js';
import { recordCheck } from '../features/checks/record-check.use-case.js';
import { answerNotice, closeNotice } from '../features/notices/answer-notice.use-case.js';
import { issueNotice } from '../features/notices/issue-notice.use-case.js';
import type { ActingAs } from './seed-life.js';
import { type TenantData, TenantFileError } from './tenant-file.js';

const SIGNATORY = { AGENCY: 'AGENCY_SIGNATORY', VENDOR: 'VENDOR_SIGNATORY' } as const;

/** Issues, answers and closes the notices of a tenant's file, and records its checks, the way its people would; once, however often it starts. */
export async function seedNotices(as: ActingAs, { code, contract, notices, checks }: TenantData): Promise<void> {
  const taken = <V>(result: { readonly ok: true; readonly value: V } | { readonly ok: false; readonly error: unknown }): V => {
    if (!result.ok) throw new TenantFileError(`${code} notices: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const periodIdOf = async (period: string): Promise<string> => {
    const found = await findPeriod(as('ASSESSOR'), contract, period);
    if (!found) throw new TenantFileError(`${code}: no period ${period}`);
    return found.id;
  };
  for (const [index, { party, steps, ...notice }] of (notices ?? []).entries()) {
    const key = `seed notice ${index}`;
    const { id: noticeId } = taken(await issueNotice(as(SIGNATORY[party]), { ...notice, contract, idempotencyKey: key }));
    for (const [place, { by, step, figures = [], ...more }] of steps.entries()) {
      const signatory = as(SIGNATORY[by]);
      const input = { ...more, noticeId, idempotencyKey: `${key} step ${place}` };
      if (step === 'CLOSED') taken(await closeNotice(signatory, input));
      else {
        const placed = await Promise.all(figures.map(async ({ period, ...figure }) => ({ ...figure, periodId: await periodIdOf(period) })));
        taken(await answerNotice(signatory, { ...input, step, ...(placed.length > 0 ? { figures: placed } : {}) }));
      }
    }
  }
  for (const [index, { period, pieces, ...check }] of (checks ?? []).entries()) {
    const periodId = await periodIdOf(period);
    const drawn = Array.from({ length: pieces.count }, (_, place) => {
      const remark = pieces.failed[place + 1];
      const reference = `${pieces.prefix}${String(place + 1).padStart(4, '0')}`;
      return { reference, result: remark === undefined ? ('PASSED' as const) : ('FAILED' as const), remark: remark ?? null };
    });
    taken(await recordCheck(as('ASSESSOR'), { ...check, periodId, pieces: drawn, idempotencyKey: `seed check ${index}` }));
  }
}
