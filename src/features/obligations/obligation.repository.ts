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

/** What happened or was demanded in some contracts, in the order of its days. */
export const listObligationEvents = (context: TenantContext, contractIds: readonly string[]): Promise<ObligationEventRow[]> =>
  context.rows(
    `select id, contract_id as "contractId", code, obligation, occurred_on as "occurredOn", due_on as "dueOn", note,
       recorded_by as "recordedBy", ${instant('recorded_at')} as "recordedAt"
     from obligation_events where tenant_id = $1 and contract_id = any($2::uuid[]) order by contract_id, occurred_on, id`,
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
