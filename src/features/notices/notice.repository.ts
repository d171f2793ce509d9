import type { NoticeKind, NoticeStep } from '../../core/notices/life.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { Party } from '../tenants/party.js';

/** A step of a notice. */
export interface NoticeStepRow {
  readonly step: NoticeStep;
  readonly party: Party;
  readonly text: string;
  readonly evidence: string | null;
  readonly occurredOn: string;
  readonly delayDays: number | null;
  readonly delayedFrom: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** A notice with its steps, in their order. */
export interface NoticeRow {
  readonly id: string;
  readonly contractId: string;
  readonly number: number;
  readonly kind: NoticeKind;
  /** The party that issued it. */
  readonly party: Party;
  readonly subject: string;
  readonly text: string;
  readonly issuedOn: string;
  readonly occurredOn: string;
  readonly clauses: readonly string[];
  readonly act: string | null;
  readonly loss: string | null;
  readonly claim: string | null;
  readonly expectedUntil: string | null;
  readonly plannedOn: string | null;
  readonly periodId: string | null;
  readonly findingId: string | null;
  readonly answerDueOn: string | null;
  readonly evidence: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly steps: readonly NoticeStepRow[];
  /** What happened by it, from which obligations are counted. */
  readonly eventIds: readonly string[];
}

const SELECT = `r.id, r.contract_id as "contractId", r.number, r.kind, r.party, r.subject, r.text, r.issued_on as "issuedOn",
  r.occurred_on as "occurredOn", r.clauses, r.act, round(r.loss, 2)::text as loss, round(r.claim, 2)::text as claim, r.expected_until as "expectedUntil",
  r.planned_on as "plannedOn", r.period_id as "periodId", r.finding_id as "findingId", r.answer_due_on as "answerDueOn", r.evidence,
  r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt",
  coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'party', s.party, 'text', s.text, 'evidence', s.evidence,
      'occurredOn', s.occurred_on, 'delayDays', s.delay_days, 'delayedFrom', s.delayed_from, 'recordedBy', s.recorded_by, 'recordedAt', ${instant('s.recorded_at')})
      order by s.position)
    from notice_steps s where s.tenant_id = r.tenant_id and s.notice_id = r.id), '[]') as steps,
  coalesce((select jsonb_agg(e.event_id order by e.event_id) from notice_events e
    where e.tenant_id = r.tenant_id and e.notice_id = r.id), '[]') as "eventIds"`;

const IS_CLOSED = `exists (select from notice_steps s where s.tenant_id = r.tenant_id and s.notice_id = r.id and s.step = 'CLOSED')`;

export interface NoticeFilter {
  readonly contract: string | null;
  readonly kind: NoticeKind | null;
  readonly isOpen: boolean | null;
}

/** The tenant's notices, the latest first. */
export const noticesByTime = ({ tenantId }: TenantContext, { contract, kind, isOpen }: NoticeFilter): ListQuery => ({
  select: SELECT,
  from: 'notices r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id',
  where: `r.tenant_id = $1 and ($2::text is null or c.code = $2) and ($3::text is null or r.kind = $3)
    and ($4::boolean is null or (not ${IS_CLOSED}) = $4)`,
  values: [tenantId, contract, kind, isOpen],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

export const findNotices = (context: TenantContext, ids: readonly string[]): Promise<NoticeRow[]> =>
  context.rows(`select ${SELECT} from notices r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The number that a contract's next notice gets. */
export async function nextNoticeNumber(context: TenantContext, contractId: string): Promise<number> {
  const [row] = await context.rows<{ readonly number: number }>(
    'select coalesce(max(number), 0) + 1 as number from notices where tenant_id = $1 and contract_id = $2',
    [context.tenantId, contractId],
  );
  return row!.number;
}
