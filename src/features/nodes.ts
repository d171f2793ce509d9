import type { FindNode } from '../platform/graphql/node.resolver.js';
import type { Node } from '../platform/graphql/node.type.js';
import type { TenantContext } from '../platform/tenant-context.js';
import { correctionById, findingById, judgementById, observationById, periodById } from './assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from './assessment-periods/assessment-period.type.js';
import { CorrectionType } from './assessment-periods/correction.type.js';
import { FindingType, JudgementType, ObservationType } from './assessment-periods/recorded.type.js';
import { checkById } from './checks/check.loaders.js';
import { CheckType } from './checks/check.type.js';
import { ClauseType } from './contracts/clause.type.js';
import { contractById, contractByVersion, proposalById, versionsOfContract } from './contracts/contract.loaders.js';
import { findContractsOfRubrics } from './contracts/contract.repository.js';
import { ContractType, ContractVersionType } from './contracts/contract.type.js';
import { ReadingType } from './contracts/reading.type.js';
import { ReadingProposalType } from './contracts/reading-proposal.type.js';
import { RubricType } from './contracts/rubric.type.js';
import { StaffingRequirementType } from './contracts/staffing-requirement.type.js';
import { readyContractsOf, type StoredContract } from './contracts/stored-contract.js';
import { evidenceById } from './evidence/evidence.loaders.js';
import { EvidenceType } from './evidence/evidence.type.js';
import { noticeById } from './notices/notice.loaders.js';
import { NoticeType } from './notices/notice.type.js';
import { DeliverableType } from './obligations/deliverable.type.js';
import { deliverableById } from './obligations/obligation.loaders.js';
import { LeaveRequestType } from './operator-performance/leave.type.js';
import { leaveById, operatorEventById, operatorMonthById } from './operator-performance/operator-month.loaders.js';
import { OperatorEventType, OperatorMonthType } from './operator-performance/stored-month.type.js';
import { AppealType } from './scores/appeal.type.js';
import { appealById, scorecardById } from './scores/scorecard.loaders.js';
import { ScorecardType } from './scores/scorecard.type.js';
import { InvoiceType } from './settlements/invoice.type.js';
import { BankAccountType, PaymentType } from './settlements/payment.type.js';
import { bankAccountById, invoiceById, paymentById, statementById } from './settlements/statement.loaders.js';
import { SettlementStatementType } from './settlements/statement.type.js';
import { RosterSnapshotType, StaffingBreachType } from './staffing/compliance.type.js';
import { DutyRosterType } from './staffing/duty.type.js';
import { PersonnelChangeType, ReplacementDemandType, StaffMemberType } from './staffing/staff.type.js';
import {
  breachById,
  changeById,
  demandById,
  dutyRosterById,
  examById,
  snapshotById,
  staffById,
  trainingById,
} from './staffing/staffing.loaders.js';
import { ExamType, TrainingType } from './staffing/training.type.js';
import { OrganisationType } from './tenants/organisation.type.js';
import type { Permission } from './tenants/roles.js';
import { membershipById, organisationById } from './tenants/tenant.loaders.js';
import { MembershipType } from './tenants/viewer.type.js';

type Loader<R> = (context: TenantContext) => { load(id: string): Promise<R | null> };

/** Finds nodes by the uuid of a row. */
const byId =
  <R>(permission: Permission, loader: Loader<R>, render: (row: R) => Node): FindNode =>
  async (context, [id, ...rest]) => {
    context.authorize(permission);
    const row = rest.length === 0 ? await context.loader(loader).load(id) : null;
    return row === null ? null : render(row);
  };

/** Finds nodes that are a part of a contract's version, by the version and the part's own code. */
const partOfVersion =
  <P>(find: (stored: StoredContract, code: string) => P | undefined, render: (part: P, stored: StoredContract) => Node): FindNode =>
  async (context, [versionId, code, ...rest]) => {
    context.authorize('contract:read');
    const stored = rest.length === 0 && code !== undefined ? await context.loader(contractByVersion).load(versionId) : null;
    const part = stored && code !== undefined ? find(stored, code) : undefined;
    return stored && part ? render(part, stored) : null;
  };

const ofCode =
  <P extends { readonly code: string }>(list: (stored: StoredContract) => readonly P[]) =>
  (stored: StoredContract, code: string): P | undefined =>
    list(stored).find((part) => part.code === code);

/** How each type of node is found by its global id. */
export const nodeFinders: Readonly<Record<string, FindNode>> = {
  Organisation: byId('contract:read', organisationById, (row) => new OrganisationType(row)),
  Membership: byId('membership:read', membershipById, (row) => new MembershipType(row)),
  Contract: byId('contract:read', contractById, (stored) => new ContractType(stored)),
  ContractVersion: async (context, [id, ...rest]) => {
    context.authorize('contract:read');
    const stored = rest.length === 0 ? await context.loader(contractByVersion).load(id) : null;
    if (!stored) return null;
    const versions = await context.loader(versionsOfContract).load(stored.id);
    return new ContractVersionType(versions.find((version) => version.id === id)!, stored);
  },
  Clause: partOfVersion(
    ({ checked }, number) => checked.contract.clauses.find((clause) => clause.number === number),
    (clause, { versionId }) => new ClauseType(clause, versionId),
  ),
  Rubric: async (context, [id, ...rest]) => {
    context.authorize('contract:read');
    const [stored] = rest.length === 0 ? await readyContractsOf(context, await findContractsOfRubrics(context, [id])) : [];
    return stored ? new RubricType(stored.checked.contract.rubric, stored.rubricId) : null;
  },
  Reading: partOfVersion(
    ofCode(({ checked }) => checked.contract.readings),
    (reading, stored) => new ReadingType(reading, stored),
  ),
  ReadingProposal: byId('contract:read', proposalById, (row) => new ReadingProposalType(row)),
  StaffingRequirement: partOfVersion(
    ofCode(({ checked }) => checked.contract.staffing),
    (requirement, { versionId }) => new StaffingRequirementType(requirement, versionId),
  ),
  AssessmentPeriod: byId('period:read', periodById, (row) => new AssessmentPeriodType(row)),
  Observation: byId('period:read', observationById, ObservationType.of),
  Finding: byId('period:read', findingById, FindingType.of),
  Judgement: byId('period:read', judgementById, JudgementType.of),
  Correction: byId('period:read', correctionById, (row) => new CorrectionType(row)),
  Appeal: byId('score:read', appealById, (row) => new AppealType(row)),
  Deliverable: byId('period:read', deliverableById, (row) => new DeliverableType(row)),
  Check: byId('period:read', checkById, (row) => new CheckType(row)),
  Notice: byId('period:read', noticeById, (row) => new NoticeType(row)),
  Scorecard: byId('score:read', scorecardById, (row) => new ScorecardType(row)),
  SettlementStatement: byId('statement:read', statementById, (row) => new SettlementStatementType(row)),
  BankAccount: byId('account:read', bankAccountById, (row) => new BankAccountType(row)),
  Invoice: byId('statement:read', invoiceById, (row) => new InvoiceType(row)),
  Payment: byId('statement:read', paymentById, (row) => new PaymentType(row)),
  Evidence: byId('period:read', evidenceById, (row) => new EvidenceType(row)),
  LeaveRequest: byId('operator:read', leaveById, (row) => new LeaveRequestType(row)),
  OperatorEvent: byId('operator:read', operatorEventById, (row) => new OperatorEventType(row)),
  OperatorMonth: byId('operator:read', operatorMonthById, (row) => new OperatorMonthType(row)),
  StaffMember: byId('staff:read', staffById, (row) => new StaffMemberType(row)),
  PersonnelChange: byId('staff:read', changeById, (row) => new PersonnelChangeType(row)),
  ReplacementDemand: byId('staff:read', demandById, (row) => new ReplacementDemandType(row)),
  Training: byId('staff:read', trainingById, (row) => new TrainingType(row)),
  Exam: byId('staff:read', examById, (row) => new ExamType(row)),
  DutyRoster: byId('staff:read', dutyRosterById, (row) => new DutyRosterType(row)),
  StaffingBreach: byId('staff:read', breachById, (row) => new StaffingBreachType(row)),
  RosterSnapshot: byId('staff:read', snapshotById, (row) => new RosterSnapshotType(row)),
};
