import { v7 as uuid } from 'uuid';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import { Reduction, ReductionWithdrawal } from './reduction.entity.js';

/** Who recorded something, and when. */
export interface Recorded {
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
  readonly file: string | null;
}

export type FindingState = 'PROPOSED' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';

export type FindingOrigin = 'ASSESSOR' | 'VENDOR' | 'SYSTEM';

/** A finding with what was decided of it last; points given with a decision stand in place of the recorded ones. */
export interface FindingRow extends Recorded {
  readonly periodId: string;
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
  readonly responsible: readonly string[];
  readonly months: readonly string[];
  readonly evidence: string | null;
  readonly origin: FindingOrigin;
  readonly state: FindingState;
  readonly decisionCount: number;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

export interface JudgementRow extends Recorded {
  readonly item: string;
  readonly points: string;
  readonly reason: string;
  readonly revision: number;
}

/** Cases that an approved record of force majeure takes out of a figure. */
export interface ReductionRow extends Recorded {
  readonly metric: string;
  readonly month: string | null;
  readonly count: string;
  /** Number of the record. */
  readonly reference: string;
}

/** Rows of each kind of thing that is recorded. */
export interface RecordedRows {
  readonly observations: ObservationRow;
  readonly findings: FindingRow;
  readonly judgements: JudgementRow;
  readonly reductions: ReductionRow;
}

export type RecordedKind = keyof RecordedRows;

const RECORDED = `r.id, r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

const COLUMNS = {
  observations: `${RECORDED}, r.metric, r.month, r.source, r.value::text, r.revision, r.file`,
  findings: `${RECORDED}, r.period_id as "periodId", r.reference, r.item, r.kind, r.occurred_on as "occurredOn", r.count::text,
    coalesce(d.points, r.points)::text as points, case when d.points is null then r.reason else d.reason end as reason,
    r.elapsed_hours::text as "elapsedHours", r.due_on as "dueOn", r.submitted_on as "submittedOn", r.consented, r.level,
    r.matter_id as "matterId", r.event_id as "eventId", r.responsible, r.months, r.evidence, r.origin,
    coalesce(d.state, 'PROPOSED') as state, coalesce(d.revision, 0) as "decisionCount", d.reason as "decisionReason",
    d.recorded_by as "decidedBy", ${instant('d.recorded_at')} as "decidedAt"`,
  judgements: `${RECORDED}, r.item, r.points::text, r.reason, r.revision`,
  reductions: `${RECORDED}, r.metric, r.month, r.count::text, r.reference`,
} as const;

/** Rows up to which version of their period are looked at, as a statement says it; later ones count as not there. */
type Bound = Readonly<Record<RecordedKind, string>>;

const WITHOUT_END = '2147483647';

const upTo = (version: string): Bound => ({ observations: version, findings: version, judgements: version, reductions: version });

const everything: Bound = upTo(WITHOUT_END);

const PUBLISHED = 'coalesce(p.published_version, 0)';

/**
 * The vendor sees a period as it was when its scorecard was published; beyond that only the figures and proposals that are its own, and
 * the findings that it was told of.
 */
const published: Bound = {
  observations: `case when r.source = 'VENDOR' then ${WITHOUT_END} else ${PUBLISHED} end`,
  findings: `case when r.origin = 'VENDOR' or r.is_notified or exists (select from finding_decisions told
      where told.tenant_id = r.tenant_id and told.finding_id = r.id and told.is_notified) then ${WITHOUT_END} else ${PUBLISHED} end`,
  judgements: PUBLISHED,
  reductions: PUBLISHED,
};

const boundOf = (context: TenantContext): Bound => (context.may('draft:read') ? everything : published);

const OF_PERIOD = 'join assessment_periods p on p.tenant_id = r.tenant_id and p.id = r.period_id';

/** Where rows come from, the bound of each beside it. */
const fromOf = (kind: RecordedKind, bound: Bound): string => {
  const bounded = `${kind} r ${OF_PERIOD} cross join lateral (select ${bound[kind]} as last) bound`;
  if (kind !== 'findings') return bounded;
  return `${bounded} left join lateral (select decided.* from finding_decisions decided
    where decided.tenant_id = r.tenant_id and decided.finding_id = r.id and decided.period_version <= bound.last
    order by decided.revision desc limit 1) d on true`;
};

/** The latest revision, row by row from its index: joined, tens of thousands of rows are compared each with each until they are analysed. */
const isLatest = (kind: RecordedKind, isSame: string): string =>
  `r.revision = (select max(same.revision) from ${kind} same where same.tenant_id = r.tenant_id and same.period_id = r.period_id and ${isSame}
    and same.period_version <= bound.last)`;

/** Rows that no later revision has superseded. */
const CURRENT = {
  observations: isLatest(
    'observations',
    `same.metric = r.metric and coalesce(same.month, '') = coalesce(r.month, '') and same.source = r.source`,
  ),
  findings: 'true',
  judgements: isLatest('judgements', 'same.item = r.item'),
  reductions: `not exists (select from reduction_withdrawals w where w.tenant_id = r.tenant_id and w.reduction_id = r.id
    and w.period_version <= bound.last)`,
} as const;

/** Which of what was recorded is listed: superseded revisions too, findings of one state only. */
export interface RecordedFilter {
  readonly withSuperseded?: boolean;
  readonly state?: FindingState | null;
}

/** What was recorded for a period, in the order in which it was recorded. */
export const recordedOfPeriod =
  (kind: RecordedKind, { withSuperseded = false, state = null }: RecordedFilter = {}) =>
  (context: TenantContext): ListQuery => ({
    select: COLUMNS[kind],
    from: fromOf(kind, boundOf(context)),
    where: `r.tenant_id = $1 and r.period_id = parent.id and r.period_version <= bound.last and ${withSuperseded ? 'true' : CURRENT[kind]}
      and ($2::text is null or ${kind === 'findings' ? `coalesce(d.state, 'PROPOSED')` : 'null'} = $2)`,
    values: [context.tenantId, state],
    keys: [{ column: 'r.id', field: 'id', type: 'uuid' }],
  });

/** Rows by id, as far as they are the reader's to see. */
export const findRecorded = <K extends RecordedKind>(context: TenantContext, kind: K, ids: readonly string[]): Promise<RecordedRows[K][]> =>
  context.rows(
    `select ${COLUMNS[kind]} from ${fromOf(kind, boundOf(context))} where r.tenant_id = $1 and r.id = any($2::uuid[]) and r.period_version <= bound.last`,
    [context.tenantId, ids],
  );

/** Ids of the rows that are the reader's to see, as a query inside a statement; `tenant` is how that statement names the tenant. */
export const visibleIds = (context: TenantContext, kind: RecordedKind, tenant: string): string =>
  `select r.id from ${fromOf(kind, boundOf(context))} where r.tenant_id = ${tenant} and r.period_version <= bound.last`;

/** Everything that counts for a period. */
export type RecordedOfPeriod = { readonly [K in RecordedKind]: readonly RecordedRows[K][] };

/** Whose view: everything, as far as the reader may see it, or as it stood at a version of the period. */
export type View = 'ALL' | 'VISIBLE' | { readonly version: number };

/** What is recorded of each of some periods, a statement for each kind. */
export async function listRecorded(
  context: TenantContext,
  periodIds: readonly string[],
  view: View,
): Promise<ReadonlyMap<string, RecordedOfPeriod>> {
  const bound = view === 'ALL' ? everything : view === 'VISIBLE' ? boundOf(context) : upTo(String(view.version));
  const rowsOf = async <K extends RecordedKind>(kind: K) => {
    const rows = await context.rows<RecordedRows[K] & { readonly parentId: string }>(
      `select r.period_id as "parentId", ${COLUMNS[kind]} from ${fromOf(kind, bound)}
       where r.tenant_id = $1 and r.period_id = any($2::uuid[]) and r.period_version <= bound.last and ${CURRENT[kind]} order by r.id`,
      [context.tenantId, periodIds],
    );
    return Map.groupBy(rows, ({ parentId }) => parentId);
  };
  const [observations, findings, judgements] = [await rowsOf('observations'), await rowsOf('findings'), await rowsOf('judgements')];
  const reductions = await rowsOf('reductions');
  return new Map(
    periodIds.map((id) => [
      id,
      {
        observations: observations.get(id) ?? [],
        findings: findings.get(id) ?? [],
        judgements: judgements.get(id) ?? [],
        reductions: reductions.get(id) ?? [],
      },
    ]),
  );
}

/** What is recorded of one period. */
export const loadRecorded = async (context: TenantContext, periodId: string, view: View = 'ALL'): Promise<RecordedOfPeriod> =>
  (await listRecorded(context, [periodId], view)).get(periodId)!;

/** Codes of the checks of a period that make its figures: those that were not taken back. */
export async function checkCodesOf(context: TenantContext, periodId: string): Promise<string[]> {
  const rows = await context.rows<{ readonly code: string }>(
    `select distinct r.code from checks r where r.tenant_id = $1 and r.period_id = $2
       and not exists (select from check_withdrawals w where w.tenant_id = r.tenant_id and w.check_id = r.id)`,
    [context.tenantId, periodId],
  );
  return rows.map(({ code }) => code);
}

/** A figure to append: a row of the table but for what the tenant and the period are. */
export interface NewObservation extends ObservationRow {
  readonly periodVersion: number;
}

/**
 * Appends figures in one statement, however many: they travel as one document, for a statement takes at most 65,535 values.
 */
export const appendObservations = (context: TenantContext, periodId: string, rows: readonly NewObservation[]): Promise<object[]> =>
  context.rows(
    `insert into observations (tenant_id, id, period_id, metric, month, source, revision, value, file, period_version, recorded_by, recorded_at)
     select $1, r.id, $2::uuid, r.metric, r.month, r.source, r.revision, r.value, r.file, r."periodVersion", r."recordedBy", r."recordedAt"
     from jsonb_to_recordset($3::jsonb) as r(id uuid, metric text, month text, source text, revision int, value numeric, file text,
       "periodVersion" int, "recordedBy" text, "recordedAt" timestamptz)`,
    [context.tenantId, periodId, JSON.stringify(rows)],
  );

/** What an approved record takes out of a figure: a row of the table but for what the tenant, the period and the writer are. */
export type NewReduction = Pick<ReductionRow, 'metric' | 'month' | 'count' | 'reference'>;

/** Appends that some reductions of a period that has been taken a version further count no longer. */
export async function appendReductionWithdrawals(
  context: TenantContext,
  period: AssessmentPeriod,
  reductions: readonly Pick<ReductionRow, 'id'>[],
): Promise<void> {
  const em = await context.entities();
  await em.insertMany(
    ReductionWithdrawal,
    reductions.map(({ id }) => ({
      tenantId: context.tenantId,
      reduction: [context.tenantId, id] as const,
      periodVersion: period.version,
      ...context.recorded,
    })),
  );
}

/** Appends what an approved record takes out of the figures of a period that has been taken a version further. */
export async function appendReductions(
  context: TenantContext,
  period: AssessmentPeriod,
  reductions: readonly NewReduction[],
): Promise<void> {
  const em = await context.entities();
  await em.insertMany(
    Reduction,
    reductions.map((reduction) => ({
      ...reduction,
      tenantId: context.tenantId,
      id: uuid(),
      period: [context.tenantId, period.id] as const,
      periodVersion: period.version,
      ...context.recorded,
    })),
  );
}
