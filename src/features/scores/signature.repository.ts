import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { Party } from '../tenants/party.js';

export interface SignatureRow {
  readonly scorecardId: string;
  readonly party: Party;
  readonly digest: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface RefusalRow {
  readonly scorecardId: string;
  readonly party: Party;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

const BY = `scorecard_id as "scorecardId", party, recorded_by as "recordedBy", ${instant('recorded_at')} as "recordedAt"`;

/** The signatures of some scorecards, by party. */
export const listSignatures = (context: TenantContext, scorecardIds: readonly string[]): Promise<SignatureRow[]> =>
  context.rows(
    `select ${BY}, digest from signatures where tenant_id = $1 and scorecard_id = any($2::uuid[]) order by scorecard_id, party`,
    [context.tenantId, scorecardIds],
  );

/** The refusals to sign some scorecards, by party; also those that a later signature took back. */
export const listRefusals = (context: TenantContext, scorecardIds: readonly string[]): Promise<RefusalRow[]> =>
  context.rows(
    `select ${BY}, reason from signature_refusals where tenant_id = $1 and scorecard_id = any($2::uuid[]) order by scorecard_id, party`,
    [context.tenantId, scorecardIds],
  );

/**
 * Since when both parties' signatures have stood under some scorecards, or under later published revisions of their periods; a scorecard
 * under which they never did is left out.
 */
export const listSignedSince = (
  context: TenantContext,
  scorecardIds: readonly string[],
): Promise<{ scorecardId: string; signedAt: string }[]> =>
  context.rows(
    `select s.id as "scorecardId", ${instant('min(b.signed_at)')} as "signedAt" from scorecards s
     join scorecards o on o.tenant_id = s.tenant_id and o.period_id = s.period_id and o.revision >= s.revision
     join scorecard_publications p on p.tenant_id = o.tenant_id and p.scorecard_id = o.id
     cross join lateral (
       select max(g.recorded_at) as signed_at from signatures g where g.tenant_id = o.tenant_id and g.scorecard_id = o.id
       having count(*) = 2) b
     where s.tenant_id = $1 and s.id = any($2::uuid[]) group by s.id`,
    [context.tenantId, scorecardIds],
  );
