import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { PeriodState } from '../assessment-periods/period-state.js';

/** A scorecard without its document. */
export interface ScorecardRow {
  readonly id: string;
  readonly periodId: string;
  readonly revision: number;
  /** Version of the period that it rests on. */
  readonly periodVersion: number;
  readonly contractVersionId: string;
  readonly rubric: string;
  readonly isComplete: boolean;
  readonly isProvisional: boolean;
  readonly total: string | null;
  readonly payable: string | null;
  readonly undisputed: string | null;
  readonly digest: string;
  readonly scoredBy: string;
  readonly scoredAt: string;
  readonly publishedBy: string | null;
  readonly publishedAt: string | null;
  readonly appealableUntil: string | null;
  readonly isDeadlineProvisional: boolean | null;
  /** State of its period, and the revision that is published there now. */
  readonly periodState: PeriodState;
  readonly publishedScorecard: number | null;
}

const SELECT = `s.id, s.period_id as "periodId", s.revision, s.period_version as "periodVersion", s.version_id as "contractVersionId", s.rubric,
  s.is_complete as "isComplete", s.is_provisional as "isProvisional", s.total::text, s.payable::text, s.undisputed::text, s.digest,
  s.scored_by as "scoredBy", ${instant('s.scored_at')} as "scoredAt", b.published_by as "publishedBy", ${instant('b.published_at')} as "publishedAt",
  b.appealable_until as "appealableUntil", b.is_deadline_provisional as "isDeadlineProvisional",
  p.state as "periodState", p.published_scorecard as "publishedScorecard"`;

const BESIDE = `join assessment_periods p on p.tenant_id = s.tenant_id and p.id = s.period_id
  left join scorecard_publications b on b.tenant_id = s.tenant_id and b.scorecard_id = s.id`;

const FROM = `scorecards s ${BESIDE}`;

/** Whoever may not see drafts sees what is published. */
const visibleTo = (context: TenantContext): string => (context.may('draft:read') ? 'true' : 'b.published_at is not null');

/** The scorecards that the reader may see, the latest first. */
export const scorecardsByTime = (context: TenantContext): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: `s.tenant_id = $1 and ${visibleTo(context)}`,
  values: [context.tenantId],
  // Ids grow with time.
  keys: [{ column: 's.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

/** The revisions of a period's scorecard that the reader may see, the latest first. */
export const scorecardsOfPeriod = (context: TenantContext): ListQuery => ({
  ...scorecardsByTime(context),
  where: `s.tenant_id = $1 and s.period_id = parent.id and ${visibleTo(context)}`,
  keys: [{ column: 's.revision', field: 'revision', type: 'int', direction: 'desc' }],
});

export const findScorecards = (context: TenantContext, ids: readonly string[]): Promise<ScorecardRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where s.tenant_id = $1 and s.id = any($2::uuid[]) and ${visibleTo(context)}`, [
    context.tenantId,
    ids,
  ]);

/** The latest scorecard of each period that the reader may see. */
export const findLatestScorecards = (context: TenantContext, periodIds: readonly string[]): Promise<ScorecardRow[]> =>
  context.rows(
    `select distinct on (s.period_id) ${SELECT} from ${FROM}
     where s.tenant_id = $1 and s.period_id = any($2::uuid[]) and ${visibleTo(context)} order by s.period_id, s.revision desc`,
    [context.tenantId, periodIds],
  );

/** A scorecard of a period by the period's code: a revision, or the latest that the reader may see; null where there is none. */
export async function findScorecard(
  context: TenantContext,
  contract: string,
  period: string,
  revision: number | null,
): Promise<ScorecardRow | null> {
  const [row] = await context.rows<ScorecardRow>(
    `select ${SELECT} from ${FROM} join contracts c on c.tenant_id = p.tenant_id and c.id = p.contract_id
     where s.tenant_id = $1 and c.code = $2 and p.code = $3 and ($4::int is null or s.revision = $4) and ${visibleTo(context)}
     order by s.revision desc limit 1`,
    [context.tenantId, contract, period, revision],
  );
  return row ?? null;
}

/** The revision of a scorecard's period that was published last before it. */
export interface PreviousRow extends ScorecardRow {
  readonly nextId: string;
}

export const listPreviouslyPublished = (context: TenantContext, ids: readonly string[]): Promise<PreviousRow[]> =>
  context.rows(
    `select distinct on (n.id) n.id as "nextId", ${SELECT} from scorecards n
     join scorecards s on s.tenant_id = n.tenant_id and s.period_id = n.period_id and s.revision < n.revision ${BESIDE}
     where n.tenant_id = $1 and n.id = any($2::uuid[]) and b.published_at is not null order by n.id, s.revision desc`,
    [context.tenantId, ids],
  );

/** Revisions of periods' scorecards, as far as the reader may see them. */
export const findRevisions = (
  context: TenantContext,
  asked: readonly { readonly periodId: string; readonly revision: number }[],
): Promise<ScorecardRow[]> =>
  context.rows(
    `select ${SELECT} from unnest($2::uuid[], $3::int[]) asked(period_id, revision)
     join scorecards s on s.period_id = asked.period_id and s.revision = asked.revision ${BESIDE} where s.tenant_id = $1 and ${visibleTo(context)}`,
    [context.tenantId, asked.map(({ periodId }) => periodId), asked.map(({ revision }) => revision)],
  );

/** The documents of scorecards that the reader has been shown already, as their text. */
export const listDocuments = (context: TenantContext, ids: readonly string[]): Promise<{ id: string; document: string }[]> =>
  context.rows('select id, document::text from scorecards where tenant_id = $1 and id = any($2::uuid[])', [context.tenantId, ids]);
