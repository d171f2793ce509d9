import { developmentSubjects } from '../../src/features/tenants/development-tokens.js';
import type { moneyIdsOf } from './isolation-money.js';
import type { peopleIdsOf } from './isolation-people.js';
import type { Answer, Caller } from './service.js';

/** What a tenant has that others ask for. */
export interface Estate {
  readonly tenant: string;
  readonly contract: string;
  /** Periods by their codes: one with a published scorecard, one with one that its vendor has not signed, one that takes figures. */
  readonly published: string;
  readonly unsigned: string;
  readonly open: string;
  readonly publishedId: string;
  readonly openId: string;
  readonly instalment: Readonly<Record<string, unknown>>;
  readonly observation: Readonly<Record<string, unknown>>;
  readonly finding: Readonly<Record<string, unknown>>;
  readonly judgement: Readonly<Record<string, unknown>>;
  /** A finding in the vendor's favour. */
  readonly favour: Readonly<Record<string, unknown>>;
  readonly reading: { readonly reading: string; readonly option: string };
  /** A clause that nothing rests on, and days on which new versions begin. */
  readonly clause: string;
  readonly amendedFrom: string;
  readonly voidFrom: string;
  readonly month: string;
  /** Something owed that has a due date, what the agency may demand and has demanded, and what dates are counted from. */
  /** Clauses that a notice of a dispute rests on, and a check that is recorded. */
  readonly noticeClauses: readonly string[];
  readonly check: Readonly<Record<string, unknown>>;
  readonly owed: { readonly obligation: string; readonly occurrence: string };
  readonly demanded: string;
  readonly event: string;
  /** The organisation that pays. */
  readonly payer: string;
  /** Global ids of its money. */
  readonly money: ReturnType<typeof moneyIdsOf>;
  /** Of its people: global ids, numbers, a role. */
  readonly people: ReturnType<typeof peopleIdsOf>;
  /** What is proved of people, and a group that is trained. */
  readonly proof: Readonly<Record<string, unknown>>;
  readonly group: string;
  /** A kind of leave, a kind of event, the parts of a mark. */
  readonly leave: string;
  readonly happening: string;
  readonly mark: readonly string[];
  /** Global ids by the name of their type. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** What there is when it is asked for: once nothing waits any more, something of the kind. */
  latestScorecard(period: 'open' | 'unsigned'): Promise<{ readonly id: string; readonly digest: string }>;
  findingIn(state: 'PROPOSED' | 'CONFIRMED'): Promise<string>;
  openAppeal(): Promise<string>;
  pendingProposal(): Promise<string>;
  deliverable(): Promise<string>;
  /** Something owed because it was demanded or happened. */
  demandedOccurrence(): Promise<string>;
  evidence(state: 'SUBMITTED' | 'RETURNED'): Promise<string>;
  /** An upload that passed its checks and was not submitted. */
  readonly uploadId: string;
}

/** How a request for something of another tenant is answered. */
export type Denial =
  /** The field is null. */
  | 'NULL'
  /** Every entry is null, or the list is empty. */
  | 'EMPTY'
  /** The field is a result that says that there is no such contract. */
  | 'NO_CONTRACT'
  /** The field is a result that says that there is no such organisation. */
  | 'NO_ORGANISATION'
  /** An error with the code NOT_FOUND. */
  | 'NOT_FOUND'
  /** It names nothing of anybody: the answer is the caller's own. */
  | 'OWN'
  /** It is the same for every tenant, and nothing of any. */
  | 'COMMON';

export interface RootCase {
  readonly document: string;
  /** Whoever may; an assessor unless said. */
  readonly role?: Caller['role'];
  /** The second person of the role, where the first has done something already. */
  readonly person?: 1 | 2;
  readonly variables: (of: Estate) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
  /** How a stranger's request is answered. */
  readonly denial: Denial;
  /** The field that answers, where it is a code that is asked for: a tenant with the same code has its own. */
  readonly isByCode?: boolean;
  /** The answer has no id of anything in it, not even for the owner. */
  readonly namesNothing?: boolean;
  /** Whether an answer is what the owner of all that was asked for gets. */
  readonly isGranted: (field: Field, of: Estate) => boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
export type Field = any;

/** Whether a field answers with a type. */
export const named = (type: string) => (field: Field) => field?.__typename === type;

const onlyOf = (of: Estate, codes: readonly string[]): boolean => codes.length > 0 && codes.every((code) => code === of.contract);

/** Every root field of Query: how a stranger asks with what another tenant has. */
export const QUERIES: Readonly<Record<string, RootCase>> = {
  appeals: {
    document: '{ appeals { nodes { id scorecard { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Appeal')!.includes(id)),
  },
  assessmentPeriod: {
    document:
      'query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id observations { nodes { id } } scorecard { id } } }',
    variables: ({ contract, published }) => ({ c: contract, p: published }),
    denial: 'NULL',
    isByCode: true,
    isGranted: (field, of) => of.ids.get('AssessmentPeriod')!.includes(field.id) && field.observations.nodes.length > 0,
  },
  assessmentPeriods: {
    document: 'query ($c: String!) { assessmentPeriods(contract: $c) { totalCount nodes { id contract { code } } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) =>
      onlyOf(
        of,
        field.nodes.map((node: Field) => node.contract.code),
      ),
  },
  auditTrail: {
    document: '{ auditTrail { nodes { operation rowsAfter } } }',
    role: 'AUDITOR',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field) => field.nodes.length > 0,
  },
  calendarYear: {
    document: '{ calendarYear(year: 2025) { year workingDayCount } }',
    variables: () => ({}),
    denial: 'COMMON',
    isGranted: (field) => field.year === 2025,
  },
  checks: {
    document: '{ checks { nodes { id period { id } pieces { nodes { reference } } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Check')!.includes(id)),
  },
  contract: {
    document: 'query ($c: String!) { contract(code: $c) { id code clauses { id } parties { organisation { id } } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'NULL',
    isByCode: true,
    isGranted: (field, of) => of.ids.get('Contract')!.includes(field.id),
  },
  contracts: {
    document: '{ contracts { nodes { id } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Contract')!.includes(id)),
  },
  corrections: {
    document: '{ corrections { nodes { id period { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Correction')!.includes(id)),
  },
  disclosures: {
    document: '{ disclosures { nodes { member { id } } } }',
    role: 'AUDITOR',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ member }: Field) => member.id === of.people.there),
  },
  dutyRosters: {
    document: '{ dutyRosters { nodes { id shifts { nodes { member { id } } } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('DutyRoster')!.includes(id)),
  },
  dueDate: {
    document: '{ dueDate(input: { from: "2025-01-20", workingDays: "10" }) { ... on DueDate { date } } }',
    variables: () => ({}),
    denial: 'COMMON',
    isGranted: (field) => /^2025-02-/.test(field.date),
  },
  evidence: {
    document: '{ evidence { nodes { id downloadAddress } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Evidence')!.includes(id)),
  },
  exams: {
    document: '{ exams { nodes { id results { member { id } } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Exam')!.includes(id)),
  },
  leaveRequests: {
    document: '{ leaveRequests { nodes { id member { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('LeaveRequest')!.includes(id)),
  },
  operatorEvents: {
    document: '{ operatorEvents { nodes { id member { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('OperatorEvent')!.includes(id)),
  },
  operatorMonth: {
    document: 'query ($c: String!, $m: String!) { operatorMonth(contract: $c, month: $m) { id month } }',
    variables: ({ contract, people }) => ({ c: contract, m: people.closedMonth }),
    denial: 'NULL',
    isByCode: true,
    isGranted: (field, of) => of.ids.get('OperatorMonth')!.includes(field.id),
  },
  operatorMonths: {
    document: '{ operatorMonths { nodes { id contract { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('OperatorMonth')!.includes(id)),
  },
  memberships: {
    document: '{ memberships { nodes { id subject } } }',
    role: 'AUDITOR',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Membership')!.includes(id)),
  },
  node: {
    role: 'AUDITOR',
    document: 'query ($id: ID!) { node(id: $id) { __typename id } }',
    variables: ({ ids }) => ({ id: ids.get('Scorecard')![0] }),
    denial: 'NULL',
    isGranted: named('Scorecard'),
  },
  nodes: {
    role: 'AUDITOR',
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
    variables: ({ ids }) => ({ ids: [...ids.values()].flatMap((of) => of.slice(0, 2)) }),
    denial: 'EMPTY',
    isGranted: (field, of) => field.length >= of.ids.size && !field.includes(null),
  },
  notices: {
    document: '{ notices { nodes { id contract { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Notice')!.includes(id)),
  },
  obligationCalendar: {
    document: 'query ($c: String!) { obligationCalendar(contract: $c, party: VENDOR) { fileName content } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'NOT_FOUND',
    isByCode: true,
    namesNothing: true,
    isGranted: (field) => field.content.startsWith('BEGIN:VCALENDAR'),
  },
  obligations: {
    document: 'query ($c: String!) { obligations(contract: $c, first: 100) { totalCount nodes { contract deliverables { id } } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) =>
      onlyOf(
        of,
        field.nodes.map((node: Field) => node.contract),
      ),
  },
  personnelChanges: {
    document: 'query ($c: String!) { personnelChanges(contract: $c) { totalCount nodes { id member { id } } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('PersonnelChange')!.includes(id)),
  },
  previewPerformance: {
    document:
      'query ($input: PreviewPerformanceInput!) { previewPerformance(input: $input) { __typename ... on InvalidInputError { problems { path code } } } }',
    variables: ({ contract, month }) => ({
      input: { contract, month, members: [{ no: '001', team: 'A', onLineOn: '2024-06-01', shifts: 20, leader: true }] },
    }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('OperatorMonthPreview'),
  },
  previewScore: {
    document:
      'query ($input: PreviewScoreInput!) { previewScore(input: $input) { __typename ... on InvalidInputError { problems { path code } } } }',
    variables: ({ contract, open }) => ({ input: { contract, period: open, observations: [] } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('ScorecardPreview'),
  },
  previewSettlement: {
    document:
      'query ($input: PreviewSettlementInput!) { previewSettlement(input: $input) { __typename ... on InvalidInputError { problems { path code } } } }',
    variables: ({ contract, instalment }) => ({ input: { contract, ...instalment } }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: named('SettlementPreview'),
  },
  projection: {
    document: 'query ($id: ID!) { projection(periodId: $id) { __typename total items { code } } }',
    variables: ({ publishedId }) => ({ id: publishedId }),
    denial: 'NOT_FOUND',
    namesNothing: true,
    isGranted: (field) => field.items.length > 0,
  },
  readings: {
    document: 'query ($c: String!) { readings(contract: $c) { totalCount nodes { id } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Reading')!.includes(id)),
  },
  replacementDemands: {
    document: '{ replacementDemands { nodes { id isMet isLate } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('ReplacementDemand')!.includes(id)),
  },
  roster: {
    document: 'query ($c: String!) { roster(contract: $c) { totalCount nodes { id person { name } replacementDemands { id } } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('StaffMember')!.includes(id)),
  },
  rosterSnapshots: {
    document: '{ rosterSnapshots { nodes { id } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('RosterSnapshot')!.includes(id)),
  },
  scorecard: {
    document: 'query ($c: String!, $p: String!) { scorecard(contract: $c, period: $p) { id total items { code } } }',
    variables: ({ contract, published }) => ({ c: contract, p: published }),
    denial: 'NULL',
    isByCode: true,
    isGranted: (field, of) => of.ids.get('Scorecard')!.includes(field.id) && field.items.length > 0,
  },
  scorecards: {
    document: '{ scorecards { nodes { id } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Scorecard')!.includes(id)),
  },
  settlementStatement: {
    document: 'query ($c: String!) { settlementStatement(contract: $c, number: 902) { id } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'NULL',
    isByCode: true,
    isGranted: (field, of) => of.ids.get('SettlementStatement')!.includes(field.id),
  },
  settlementStatements: {
    document: '{ settlementStatements { nodes { id } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('SettlementStatement')!.includes(id)),
  },
  bankAccounts: {
    document: '{ bankAccounts { nodes { id } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('BankAccount')!.includes(id)),
  },
  staffingBreaches: {
    document: '{ staffingBreaches { nodes { id text } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('StaffingBreach')!.includes(id)),
  },
  staffingCompliance: {
    document: 'query ($c: String!) { staffingCompliance(contract: $c, from: "2026-01-01", to: "2026-01-06") { requirement state } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'NOT_FOUND',
    isByCode: true,
    namesNothing: true,
    isGranted: (field) => field.length > 0,
  },
  trainings: {
    document: '{ trainings { nodes { id sessions { attendances { member { id } } } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Training')!.includes(id)),
  },
  statementDraft: {
    document: `query ($c: String!) { statementDraft(contract: $c, instalment: 1) { __typename ... on StatementNotDrawableError { obstacles }
      ... on InvalidInputError { problems { path code message } } } }`,
    variables: ({ contract }) => ({ c: contract }),
    denial: 'NO_CONTRACT',
    isByCode: true,
    isGranted: (field) => field.__typename === 'StatementDraft' || field.obstacles.length > 0,
  },
  viewer: {
    document: '{ viewer { tenant { code } membership { id organisation { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.tenant.code === of.tenant && field.membership !== null,
  },
};

/** The root fields that are lists by pages. */
export const LISTS = [
  'appeals',
  'assessmentPeriods',
  'auditTrail',
  'bankAccounts',
  'checks',
  'contracts',
  'corrections',
  'disclosures',
  'dutyRosters',
  'evidence',
  'exams',
  'leaveRequests',
  'memberships',
  'notices',
  'obligations',
  'operatorEvents',
  'operatorMonths',
  'personnelChanges',
  'readings',
  'replacementDemands',
  'roster',
  'rosterSnapshots',
  'scorecards',
  'settlementStatements',
  'staffingBreaches',
  'trainings',
] as const;

/** Every type that implements Node. */
export const NODE_TYPES = [
  'Appeal',
  'AssessmentPeriod',
  'BankAccount',
  'Check',
  'Clause',
  'Contract',
  'ContractVersion',
  'Correction',
  'Deliverable',
  'DutyRoster',
  'Evidence',
  'Exam',
  'Finding',
  'Invoice',
  'Judgement',
  'LeaveRequest',
  'Membership',
  'Notice',
  'Observation',
  'OperatorEvent',
  'OperatorMonth',
  'Organisation',
  'Payment',
  'PersonnelChange',
  'Reading',
  'ReadingProposal',
  'ReplacementDemand',
  'RosterSnapshot',
  'Rubric',
  'Scorecard',
  'SettlementStatement',
  'StaffMember',
  'StaffingBreach',
  'StaffingRequirement',
  'Training',
] as const;

/** The denial that an answer amounts to; null for an answer that gives something. */
export function denialOf(answer: Answer, field: string): Denial | null {
  if (answer.errors) return answer.errors.every(({ extensions }) => extensions.code === 'NOT_FOUND') ? 'NOT_FOUND' : null;
  const found: Field = answer.data[field];
  if (found === null) return 'NULL';
  if (Array.isArray(found)) return found.every((entry) => entry === null) ? 'EMPTY' : null;
  if (Array.isArray(found.nodes)) return found.nodes.length === 0 && found.totalCount === 0 ? 'EMPTY' : null;
  if (found.__typename !== 'InvalidInputError') return null;
  const problems = found.problems.map(({ path, code }: Field) => `${path} ${code}`);
  if (problems.length !== 1) return null;
  if (problems[0] === 'organisation UNKNOWN_ORGANISATION') return 'NO_ORGANISATION';
  return problems[0] === 'contract UNKNOWN_CONTRACT' ? 'NO_CONTRACT' : null;
}

/** Who may do what a field needs, in a tenant. */
export function callerFor({ role = 'ASSESSOR', person = 1 }: RootCase, tenant: string): Caller & { readonly subject: string } {
  return { tenant, role, subject: developmentSubjects(tenant, role)[person - 1]! };
}
