import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** Who recorded something, and when. */
interface Recorded {
  readonly id: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface ObservationRow extends Recorded {
  readonly metric: string;
  readonly month: string | null;
  readonly source: string;
  readonly value: string;
  readonly revision: number;
}

export interface FindingRow extends Recorded {
  readonly reference: string;
  readonly item: string;
  readonly kind: string;
  readonly occurredOn: string;
  readonly count: string;
  readonly points: string | null;
  readonly reason: string | null;
  readonly elapsedHours: string | null;
  readonly dueOn: string | null;
  readonly submittedOn: string | null;
  readonly consented: boolean | null;
  readonly level: string | null;
  readonly matterId: string | null;
  readonly eventId: string | null;
}

export interface JudgementRow extends Recorded {
  readonly item: string;
  readonly points: string;
  readonly reason: string;
  readonly revision: number;
}

const RECORDED = `r.id, r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

const COLUMNS = {
  observations: `${RECORDED}, r.metric, r.month, r.source, r.value::text, r.revision`,
  findings: `${RECORDED}, r.reference, r.item, r.kind, r.occurred_on as "occurredOn", r.count::text, r.points::text, r.reason,
    r.elapsed_hours::text as "elapsedHours", r.due_on as "dueOn", r.submitted_on as "submittedOn", r.consented, r.level,
    r.matter_id as "matterId", r.event_id as "eventId"`,
  judgements: `${RECORDED}, r.item, r.points::text, r.reason, r.revision`,
} as const;

/** Rows that no later revision has superseded. */
const CURRENT = {
  observations: `not exists (select from observations later where later.tenant_id = r.tenant_id and later.period_id = r.period_id
    and later.metric = r.metric and coalesce(later.month, '') = coalesce(r.month, '') and later.source = r.source and later.revision > r.revision)`,
  findings: 'true',
  judgements: `not exists (select from judgements later where later.tenant_id = r.tenant_id and later.period_id = r.period_id
    and later.item = r.item and later.revision > r.revision)`,
} as const;

export type RecordedKind = keyof typeof COLUMNS;

/** The vendor sees of an unpublished period only what it submitted itself. */
const visibleTo = (context: TenantContext, kind: RecordedKind): string => {
  if (context.may('draft:read')) return 'true';
  const isPublished = `exists (select from assessment_periods p where p.tenant_id = r.tenant_id and p.id = r.period_id and p.state = 'PUBLISHED')`;
  return kind === 'observations' ? `(r.source = 'VENDOR' or ${isPublished})` : isPublished;
};

/** What was recorded for a period, superseded revisions left out, in the order in which it was recorded. */
export const recordedOfPeriod =
  (kind: RecordedKind) =>
  (context: TenantContext): ListQuery => ({
    select: COLUMNS[kind],
    from: `${kind} r`,
    where: `r.tenant_id = $1 and r.period_id = parent.id and ${CURRENT[kind]} and ${visibleTo(context, kind)}`,
    values: [context.tenantId],
    keys: [{ column: 'r.id', field: 'id', type: 'uuid' }],
  });

/** Rows by id, as far as they are the reader's to see. */
export const findRecorded = <R extends Recorded>(context: TenantContext, kind: RecordedKind, ids: readonly string[]): Promise<R[]> =>
  context.rows(`select ${COLUMNS[kind]} from ${kind} r where r.tenant_id = $1 and r.id = any($2::uuid[]) and ${visibleTo(context, kind)}`, [
    context.tenantId,
    ids,
  ]);

/** Everything that counts for a period, whoever may see it. */
export async function loadRecorded(context: TenantContext, periodId: string) {
  const current = <R extends object>(kind: RecordedKind): Promise<R[]> =>
    context.rows(`select ${COLUMNS[kind]} from ${kind} r where r.tenant_id = $1 and r.period_id = $2 and ${CURRENT[kind]} order by r.id`, [
      context.tenantId,
      periodId,
    ]);
  return {
    observations: await current<ObservationRow>('observations'),
    findings: await current<FindingRow>('findings'),
    judgements: await current<JudgementRow>('judgements'),
  };
}
