import type { ContractFileName } from '../../core/contract/remark.js';
import type { Text } from '../../core/values/text.js';
import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';

/** A contract with its latest version. */
export interface ContractRow {
  readonly id: string;
  readonly code: string;
  readonly versionId: string;
  readonly rubricId: string;
  /** Of all that the version says. */
  readonly digest: string;
}

const SELECT = 'c.id, c.code, v.id as "versionId", v.rubric_id as "rubricId", v.digest';

const WITH_LATEST_VERSION = `contracts c join lateral (
  select id, rubric_id, digest from contract_versions
  where tenant_id = c.tenant_id and contract_id = c.id order by version desc limit 1) v on true`;

/** The tenant's contracts by code. */
export const contractsByCode = ({ tenantId }: TenantContext): ListQuery => ({
  select: SELECT,
  from: WITH_LATEST_VERSION,
  where: 'c.tenant_id = $1',
  values: [tenantId],
  keys: [{ column: 'c.code', field: 'code', type: 'text' }],
});

export const findContracts = (context: TenantContext, by: 'id' | 'code', keys: readonly string[]): Promise<ContractRow[]> =>
  context.rows(
    `select ${SELECT} from ${WITH_LATEST_VERSION} where c.tenant_id = $1 and c.${by} = any($2::${by === 'id' ? 'uuid' : 'text'}[])`,
    [context.tenantId, keys],
  );

const findByVersion = (context: TenantContext, column: 'id' | 'rubric_id', ids: readonly string[]): Promise<ContractRow[]> =>
  context.rows(
    `select ${SELECT} from contract_versions v join contracts c on c.tenant_id = v.tenant_id and c.id = v.contract_id
     where v.tenant_id = $1 and v.${column} = any($2::uuid[])`,
    [context.tenantId, ids],
  );

/** The contracts of versions, each as that version has it. */
export const findContractsOfVersions = (context: TenantContext, versionIds: readonly string[]): Promise<ContractRow[]> =>
  findByVersion(context, 'id', versionIds);

/** The contracts that rubrics belong to, as a version with that rubric has it. */
export const findContractsOfRubrics = (context: TenantContext, rubricIds: readonly string[]): Promise<ContractRow[]> =>
  findByVersion(context, 'rubric_id', rubricIds);

/** Everything that a version says, file by file, as it was written. Errors: throws where there is no such version. */
export async function loadWrittenContract(context: TenantContext, versionId: string): Promise<Partial<Record<ContractFileName, unknown>>> {
  const { tenantId } = context;
  const ofVersion = (table: string, columns: string) =>
    context.rows(`select ${columns} from ${table} where tenant_id = $1 and version_id = $2 order by position`, [tenantId, versionId]);
  const [[version], clauses, requirements, readings] = await Promise.all([
    context.rows<{ content: Record<string, unknown>; rubric: unknown }>(
      `select v.content, r.content as rubric from contract_versions v
       join rubrics r on r.tenant_id = v.tenant_id and r.id = v.rubric_id where v.tenant_id = $1 and v.id = $2`,
      [tenantId, versionId],
    ),
    ofVersion('clauses', 'number, text, binds, void_from as "voidFrom"'),
    ofVersion('staffing_requirements', 'content'),
    ofVersion('readings', 'content'),
  ]);
  const { documents, staffingRules, ...files } = version!.content;
  const contents = (rows: readonly object[]) => rows.map((row) => (row as { content: unknown }).content);
  return {
    ...files,
    clauses: { documents, clauses: clauses.map(withoutNulls) },
    rubric: version!.rubric,
    readings: { readings: contents(readings) },
    staffing: { ...(staffingRules as object | undefined), requirements: contents(requirements) },
  };
}

/** A row as it was written: a member without a value was left out. */
const withoutNulls = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** That the parties agreed an option of a reading. */
export interface AgreementRow {
  readonly contractId: string;
  readonly reading: string;
  readonly option: string;
  readonly agreedOn: string;
  readonly document: Text;
  /** Periods that begin on this day or later are scored by it; null for all. */
  readonly effectiveFrom: string | null;
  readonly proposalId: string | null;
  readonly recordedBy: string;
}

/** Every agreement of some contracts, the latest first. */
export const listAgreements = (context: TenantContext, contractIds: readonly string[]): Promise<AgreementRow[]> =>
  context.rows(
    `select contract_id as "contractId", reading, option, agreed_on as "agreedOn", document, effective_from as "effectiveFrom",
       proposal_id as "proposalId", recorded_by as "recordedBy"
     from reading_agreements where tenant_id = $1 and contract_id = any($2::uuid[])
     order by contract_id, agreed_on desc, id desc`,
    [context.tenantId, contractIds],
  );

/** That a party proposed an option of a reading. */
export interface ProposalRow {
  readonly id: string;
  readonly contractId: string;
  readonly reading: string;
  readonly option: string;
  readonly effectiveFrom: string | null;
  readonly party: 'AGENCY' | 'VENDOR';
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** Whether the other party has agreed. */
  readonly isAgreed: boolean;
}

const PROPOSAL = `r.id, r.contract_id as "contractId", r.reading, r.option, r.effective_from as "effectiveFrom", r.party, r.reason,
  r.proposed_by as "proposedBy", ${instant('r.proposed_at')} as "proposedAt",
  exists (select from reading_agreements a where a.tenant_id = r.tenant_id and a.proposal_id = r.id) as "isAgreed"`;

export const findProposals = (context: TenantContext, ids: readonly string[]): Promise<ProposalRow[]> =>
  context.rows(`select ${PROPOSAL} from reading_proposals r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** The latest proposal about each reading of some contracts. */
export const listLatestProposals = (context: TenantContext, contractIds: readonly string[]): Promise<ProposalRow[]> =>
  context.rows(
    `select distinct on (r.contract_id, r.reading) ${PROPOSAL} from reading_proposals r
     where r.tenant_id = $1 and r.contract_id = any($2::uuid[]) order by r.contract_id, r.reading, r.id desc`,
    [context.tenantId, contractIds],
  );

/** An organisation's part in a contract. */
export interface PartyRow {
  readonly contractId: string;
  readonly organisationId: string;
  readonly roles: readonly string[];
}

/** The parties of some contracts, in the order of the contract. */
export const listParties = (context: TenantContext, contractIds: readonly string[]): Promise<PartyRow[]> =>
  context.rows(
    `select contract_id as "contractId", organisation_id as "organisationId", roles
     from contract_parties where tenant_id = $1 and contract_id = any($2::uuid[]) order by contract_id, position`,
    [context.tenantId, contractIds],
  );

export interface VersionRow {
  readonly id: string;
  readonly contractId: string;
  readonly version: number;
  readonly effectiveFrom: string;
}

/** The versions of some contracts, the oldest first. */
export const listVersions = (context: TenantContext, contractIds: readonly string[]): Promise<VersionRow[]> =>
  context.rows(
    `select id, contract_id as "contractId", version, effective_from as "effectiveFrom"
     from contract_versions where tenant_id = $1 and contract_id = any($2::uuid[]) order by contract_id, version`,
    [context.tenantId, contractIds],
  );

export interface ReadingRow {
  readonly contractCode: string;
  readonly versionId: string;
  readonly code: string;
  readonly position: number;
}

/** The readings of the latest version of one contract, or of all, by contract and in the order of its data. */
export const readingsByContract = ({ tenantId }: TenantContext, contractCode: string | null): ListQuery => ({
  select: 'c.code as "contractCode", r.version_id as "versionId", r.code, r.position',
  from: `${WITH_LATEST_VERSION} join readings r on r.tenant_id = c.tenant_id and r.version_id = v.id`,
  where: `c.tenant_id = $1 and ($2::text is null or c.code = $2)`,
  values: [tenantId, contractCode],
  keys: [
    { column: 'c.code', field: 'contractCode', type: 'text' },
    { column: 'r.position', field: 'position', type: 'int' },
  ],
});
