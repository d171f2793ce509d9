import type { GrantedDelay } from '../../core/notices/term-extension.js';
import type { ObligationEvent } from '../../core/obligations/occurrences.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { Party } from '../tenants/party.js';

/** A date that the agency set, the latest of its kind. */
export interface ObligationDateRow {
  readonly contractId: string;
  readonly obligation: string;
  readonly occurrence: string;
  readonly kind: 'POLICY' | 'CONSENT';
  readonly revision: number;
  readonly date: string;
  readonly reason: string;
  readonly recordedBy: string;
}

/** Something that happened or was demanded. */
export interface ObligationEventRow extends ObligationEvent {
  readonly contractId: string;
  readonly obligation: string | null;
  readonly dueOn: string | null;
  readonly note: string;
  /** Whether a notice tells of it. */
  readonly isOfNotice: boolean;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface DeliverableRow {
  readonly id: string;
  readonly contractId: string;
  readonly obligation: string;
  readonly occurrence: string;
  readonly party: Party;
  readonly submittedOn: string;
  readonly description: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly outcome: 'ACCEPTED' | 'RETURNED' | null;
  readonly reviewCount: number;
  readonly reviewReason: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
}

/** The dates that the agency set in some contracts, the latest of each kind. */
export const listObligationDates = (context: TenantContext, contractIds: readonly string[]): Promise<ObligationDateRow[]> =>
  context.rows(
    `select distinct on (contract_id, obligation, occurrence, kind) contract_id as "contractId", obligation, occurrence, kind, revision, date,
       reason, recorded_by as "recordedBy"
     from obligation_dates where tenant_id = $1 and contract_id = any($2::uuid[])
     order by contract_id, obligation, occurrence, kind, revision desc`,
    [context.tenantId, contractIds],
  );

/** What happened or was demanded in some contracts and was not taken back, in the order of its days. */
export const listObligationEvents = (context: TenantContext, contractIds: readonly string[]): Promise<ObligationEventRow[]> =>
  context.rows(
    `select r.id, r.contract_id as "contractId", r.code, r.obligation, r.occurred_on as "occurredOn", r.due_on as "dueOn", r.note,
       exists (select from notice_events n where n.tenant_id = r.tenant_id and n.event_id = r.id) as "isOfNotice",
       r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"
     from obligation_events r where r.tenant_id = $1 and r.contract_id = any($2::uuid[])
       and not exists (select from obligation_event_withdrawals w where w.tenant_id = r.tenant_id and w.event_id = r.id)
     order by r.contract_id, r.occurred_on, r.id`,
    [context.tenantId, contractIds],
  );

const DELIVERABLE = `r.id, r.contract_id as "contractId", r.obligation, r.occurrence, r.party, r.submitted_on as "submittedOn", r.description,
  r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt", v.outcome, coalesce(v.revision, 0) as "reviewCount",
  v.reason as "reviewReason", v.recorded_by as "reviewedBy", ${instant('v.recorded_at')} as "reviewedAt"`;

const FROM_DELIVERABLES = `deliverables r left join lateral (select review.* from deliverable_reviews review
  where review.tenant_id = r.tenant_id and review.deliverable_id = r.id order by review.revision desc limit 1) v on true`;

/** What was delivered in some contracts, in the order in which it came. */
export const listDeliverables = (context: TenantContext, contractIds: readonly string[]): Promise<DeliverableRow[]> =>
  context.rows(
    `select ${DELIVERABLE} from ${FROM_DELIVERABLES} where r.tenant_id = $1 and r.contract_id = any($2::uuid[])
     order by r.contract_id, r.submitted_on, r.id`,
    [context.tenantId, contractIds],
  );

export const findDeliverables = (context: TenantContext, ids: readonly string[]): Promise<DeliverableRow[]> =>
  context.rows(`select ${DELIVERABLE} from ${FROM_DELIVERABLES} where r.tenant_id = $1 and r.id = any($2::uuid[])`, [
    context.tenantId,
    ids,
  ]);

/** An approval of force majeure that lets a contract's term grow. */
export interface DelayRow extends GrantedDelay {
  readonly contractId: string;
  /** Number of the notice. */
  readonly number: number;
}

/** The approvals by which the terms of some contracts have grown, in their order, but those that were revoked since. */
export const listDelays = (context: TenantContext, contractIds: readonly string[]): Promise<DelayRow[]> =>
  context.rows(
    `select r.contract_id as "contractId", r.number, coalesce(s.delayed_from, r.occurred_on) as "from", s.delay_days as days
     from notice_steps s join notices r on r.tenant_id = s.tenant_id and r.id = s.notice_id
     where s.tenant_id = $1 and r.contract_id = any($2::uuid[]) and s.delay_days is not null
       and not exists (select from notice_steps l where l.tenant_id = s.tenant_id and l.notice_id = s.notice_id
         and l.step = 'REVOKED' and l.position > s.position)
     order by r.number, s.position`,
    [context.tenantId, contractIds],
  );
