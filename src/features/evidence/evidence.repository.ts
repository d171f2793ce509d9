import type { FileFault } from '../../platform/files/check-file.js';
import type { ContentType } from '../../platform/files/content-type.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { visibleIds } from '../assessment-periods/recorded.repository.js';
import { visibleCheckIds } from '../checks/check.repository.js';
import type { Party } from '../tenants/party.js';

/** How far a piece of evidence has come. */
export type EvidenceState = 'QUARANTINED' | 'REFUSED' | 'SUBMITTED' | 'ACCEPTED' | 'RETURNED' | 'WITHDRAWN';

export type ReviewOutcome = 'ACCEPTED' | 'RETURNED';

export type SubjectKind = 'ITEM' | 'FINDING' | 'OBSERVATION' | 'DELIVERABLE' | 'NOTICE' | 'CHECK';

/** Evidence with what was found, and what was decided of it last. */
export interface EvidenceRow {
  readonly id: string;
  readonly uploadId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly contentType: ContentType;
  readonly description: string | null;
  readonly party: Party;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly state: EvidenceState;
  /** Whether the file passed its checks and may be downloaded. */
  readonly isKept: boolean;
  readonly isScanned: boolean | null;
  readonly fault: FileFault | null;
  readonly faultDetail: string | null;
  readonly checkedAt: string | null;
  readonly reviewCount: number;
  readonly outcome: ReviewOutcome | null;
  readonly reviewReason: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly withdrawalReason: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

const STATE = `case when w.reason is not null then 'WITHDRAWN' when v.outcome is null then 'QUARANTINED' when v.outcome = 'REFUSED' then 'REFUSED'
  else coalesce(r.outcome, 'SUBMITTED') end`;

const SELECT = `e.id, u.id as "uploadId", u.file_name as "fileName", u.size_bytes as "sizeBytes", u.sha256, u.content_type as "contentType",
  u.description, u.party, e.recorded_by as "recordedBy", ${instant('e.recorded_at')} as "recordedAt", ${STATE} as state,
  coalesce(v.outcome = 'KEPT', false) as "isKept", v.is_scanned as "isScanned", v.fault, v.detail as "faultDetail",
  ${instant('v.recorded_at')} as "checkedAt", coalesce(r.revision, 0) as "reviewCount", r.outcome, r.reason as "reviewReason",
  r.recorded_by as "reviewedBy", ${instant('r.recorded_at')} as "reviewedAt", w.reason as "withdrawalReason", w.recorded_by as "withdrawnBy",
  ${instant('w.recorded_at')} as "withdrawnAt"`;

const FROM = `evidence e join evidence_uploads u on u.tenant_id = e.tenant_id and u.id = e.upload_id
  left join evidence_verdicts v on v.tenant_id = e.tenant_id and v.upload_id = e.upload_id
  left join lateral (select reviewed.* from evidence_reviews reviewed
    where reviewed.tenant_id = e.tenant_id and reviewed.evidence_id = e.id order by reviewed.revision desc limit 1) r on true
  left join evidence_withdrawals w on w.tenant_id = e.tenant_id and w.evidence_id = e.id`;

/**
 * Whoever sees drafts sees everything. Others see what the vendor brought forward, and of the agency's material what is about something
 * that they see: a finding, a figure, a deliverable, a notice or a check, or an item of a period that was published after the material came in.
 */
const visibleTo = (context: TenantContext): string =>
  context.may('draft:read')
    ? 'true'
    : `(u.party = 'VENDOR' or exists (select from evidence_links seen where seen.tenant_id = e.tenant_id and seen.evidence_id = e.id and (
        seen.finding_id in (${visibleIds(context, 'findings', '$1')})
        or seen.observation_id in (${visibleIds(context, 'observations', '$1')})
        or seen.deliverable_id is not null
        or seen.notice_id is not null
        or seen.check_id in (${visibleCheckIds(context, '$1')})
        or (seen.item is not null and exists (select from scorecards s
          join scorecard_publications b on b.tenant_id = s.tenant_id and b.scorecard_id = s.id
          where s.tenant_id = seen.tenant_id and s.period_id = seen.period_id and b.published_at >= e.recorded_at)))))`;

export interface EvidenceFilter {
  readonly state: EvidenceState | null;
  /** Uuid of the period that it is about. */
  readonly periodId: string | null;
}

// Ids grow with time.
const LATEST_FIRST: ListQuery['keys'] = [{ column: 'e.id', field: 'id', type: 'uuid', direction: 'desc' }];

/** The evidence that the reader may see, the latest first. */
export const evidenceByTime = (context: TenantContext, { state, periodId }: EvidenceFilter): ListQuery => ({
  select: SELECT,
  from: FROM,
  where: `e.tenant_id = $1 and ($2::text is null or ${STATE} = $2) and ($3::uuid is null or exists (select from evidence_links l
    where l.tenant_id = e.tenant_id and l.evidence_id = e.id and l.period_id = $3)) and ${visibleTo(context)}`,
  values: [context.tenantId, state, periodId],
  keys: LATEST_FIRST,
});

/** Columns of a link that name what evidence may be listed below. */
export type SubjectColumn = 'period_id' | 'finding_id' | 'observation_id' | 'deliverable_id' | 'notice_id' | 'check_id';

/** The evidence about each of several periods, findings, figures, deliverables, notices or checks, the latest first. */
export const evidenceOfSubject =
  (column: SubjectColumn) =>
  (context: TenantContext): ListQuery => ({
    select: SELECT,
    from: FROM,
    where: `e.tenant_id = $1 and exists (select from evidence_links l
      where l.tenant_id = e.tenant_id and l.evidence_id = e.id and l.${column} = parent.id) and ${visibleTo(context)}`,
    values: [context.tenantId],
    keys: LATEST_FIRST,
  });

/** Evidence by id, as far as it is the reader's to see. */
export const findEvidence = (context: TenantContext, ids: readonly string[]): Promise<EvidenceRow[]> =>
  context.rows(`select ${SELECT} from ${FROM} where e.tenant_id = $1 and e.id = any($2::uuid[]) and ${visibleTo(context)}`, [
    context.tenantId,
    ids,
  ]);

export interface LinkRow {
  readonly evidenceId: string;
  readonly subject: SubjectKind;
  readonly periodId: string | null;
  readonly item: string | null;
  readonly findingId: string | null;
  readonly observationId: string | null;
  readonly deliverableId: string | null;
  readonly noticeId: string | null;
  readonly checkId: string | null;
}

/** What some evidence is about, in the order in which it was said. */
export const listLinks = (context: TenantContext, evidenceIds: readonly string[]): Promise<LinkRow[]> =>
  context.rows(
    `select evidence_id as "evidenceId", subject, period_id as "periodId", item, finding_id as "findingId", observation_id as "observationId",
       deliverable_id as "deliverableId", notice_id as "noticeId", check_id as "checkId"
     from evidence_links where tenant_id = $1 and evidence_id = any($2::uuid[]) order by id`,
    [context.tenantId, evidenceIds],
  );

/** The period of a figure that there is. */
export async function loadPeriodOfObservation(context: TenantContext, id: string): Promise<string> {
  const [row] = await context.rows<{ readonly periodId: string }>(
    'select period_id as "periodId" from observations where tenant_id = $1 and id = $2::uuid',
    [context.tenantId, id],
  );
  return row!.periodId;
}
