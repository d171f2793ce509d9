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
