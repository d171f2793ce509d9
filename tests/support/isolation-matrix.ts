import type { Answer, Caller } from './service.js';

/** What a tenant has that others ask for. */
export interface Estate {
  readonly tenant: string;
  readonly contract: string;
  /** A period with a published scorecard, and one that still takes figures, by their codes. */
  readonly published: string;
  readonly open: string;
  readonly openId: string;
  readonly instalment: Readonly<Record<string, unknown>>;
  readonly observation: Readonly<Record<string, unknown>>;
  readonly finding: Readonly<Record<string, unknown>>;
  readonly judgement: Readonly<Record<string, unknown>>;
  readonly month: string;
  /** Global ids by the name of their type. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** The latest scorecard of the open period, when it is asked for. */
  latestScorecard(): Promise<string>;
}

/** How a request for something of another tenant is answered. */
export type Denial =
  /** The field is null. */
  | 'NULL'
  /** Every entry is null, or the list is empty. */
  | 'EMPTY'
  /** The field is a result that says that there is no such contract. */
  | 'NO_CONTRACT'
  /** An error with the code NOT_FOUND. */
  | 'NOT_FOUND'
  /** It names nothing of anybody: the answer is the caller's own. */
  | 'OWN'
  /** It is the same for every tenant, and nothing of any. */
  | 'COMMON';

export interface RootCase {
  readonly document: string;
  readonly variables: (of: Estate) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
  /** How a stranger's request is answered. */
  readonly denial: Denial;
  /** The field that answers, where it is a code that is asked for: a tenant with the same code has its own. */
  readonly isByCode?: boolean;
  /** Whether an answer is what the owner of all that was asked for gets. */
  readonly isGranted: (field: Field, of: Estate) => boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
export type Field = any;

const named = (type: string) => (field: Field) => field?.__typename === type;

const onlyOf = (of: Estate, codes: readonly string[]): boolean => codes.length > 0 && codes.every((code) => code === of.contract);

/** Every root field of Query: how a stranger asks with what another tenant has. */
export const QUERIES: Readonly<Record<string, RootCase>> = {
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
  calendarYear: {
    document: '{ calendarYear(year: 2025) { year workingDayCount } }',
    variables: () => ({}),
    denial: 'COMMON',
    isGranted: (field) => field.year === 2025,
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
  dueDate: {
    document: '{ dueDate(input: { from: "2025-01-20", workingDays: "10" }) { ... on DueDate { date } } }',
    variables: () => ({}),
    denial: 'COMMON',
    isGranted: (field) => /^2025-02-/.test(field.date),
  },
  memberships: {
    document: '{ memberships { nodes { id subject } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Membership')!.includes(id)),
  },
  node: {
    document: 'query ($id: ID!) { node(id: $id) { __typename id } }',
    variables: ({ ids }) => ({ id: ids.get('Scorecard')![0] }),
    denial: 'NULL',
    isGranted: named('Scorecard'),
  },
  nodes: {
    document: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
    variables: ({ ids }) => ({ ids: [...ids.values()].flatMap((of) => of.slice(0, 7)) }),
    denial: 'EMPTY',
    isGranted: (field, of) => field.length >= of.ids.size && !field.includes(null),
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
  readings: {
    document: 'query ($c: String!) { readings(contract: $c) { totalCount nodes { id } } }',
    variables: ({ contract }) => ({ c: contract }),
    denial: 'EMPTY',
    isByCode: true,
    isGranted: (field, of) => field.nodes.some(({ id }: Field) => of.ids.get('Reading')!.includes(id)),
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
  viewer: {
    document: '{ viewer { tenant { code } membership { id organisation { id } } } }',
    variables: () => ({}),
    denial: 'OWN',
    isGranted: (field, of) => field.tenant.code === of.tenant && field.membership !== null,
  },
};

/** The root fields that are lists by pages. */
export const LISTS = ['assessmentPeriods', 'contracts', 'memberships', 'readings', 'scorecards'] as const;

const mutation = (name: string, more = ''): string => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const problems = '... on InvalidInputError { problems { path code message } }';
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${more} ${name === 'publishScorecard' ? '' : problems} } }`;
};

/** Every mutation, in an order in which the owner can do them one after the other. */
export const MUTATIONS: Readonly<Record<string, RootCase>> = {
  recordObservations: {
    document: mutation('recordObservations'),
    variables: ({ openId, observation }) => ({ input: { periodId: openId, observations: [observation] } }),
    denial: 'NOT_FOUND',
    isGranted: named('RecordedObservations'),
  },
  recordFindings: {
    document: mutation('recordFindings'),
    variables: ({ openId, finding }) => ({ input: { periodId: openId, findings: [finding] } }),
    denial: 'NOT_FOUND',
    isGranted: named('RecordedFindings'),
  },
  judgeItem: {
    document: mutation('judgeItem'),
    variables: ({ openId, judgement }) => ({ input: { periodId: openId, ...judgement } }),
    denial: 'NOT_FOUND',
    isGranted: named('Judgement'),
  },
  scorePeriod: {
    document: mutation('scorePeriod'),
    variables: ({ openId }) => ({ input: { periodId: openId } }),
    denial: 'NOT_FOUND',
    isGranted: named('Scorecard'),
  },
  publishScorecard: {
    document: mutation('publishScorecard', '... on ScorecardNotPublishableError { obstacles }'),
    variables: async (of) => ({ input: { scorecardId: await of.latestScorecard() } }),
    denial: 'NOT_FOUND',
    // The open period of some lacks data: then the obstacles are told, which needs the scorecard to be found.
    isGranted: (field) => field.__typename === 'Scorecard' || field.obstacles.includes('INCOMPLETE'),
  },
};

/** Every type that implements Node. */
export const NODE_TYPES = [
  'AssessmentPeriod',
  'Clause',
  'Contract',
  'ContractVersion',
  'Finding',
  'Judgement',
  'Membership',
  'Observation',
  'Organisation',
  'Reading',
  'Rubric',
  'Scorecard',
  'StaffingRequirement',
] as const;

/** The denial that an answer amounts to; null for an answer that gives something. */
export function denialOf(answer: Answer, field: string): Denial | null {
  if (answer.errors) return answer.errors.every(({ extensions }) => extensions.code === 'NOT_FOUND') ? 'NOT_FOUND' : null;
  const found: Field = answer.data[field];
  if (found === null) return 'NULL';
  if (Array.isArray(found)) return found.every((entry) => entry === null) ? 'EMPTY' : null;
  if (Array.isArray(found.nodes)) return found.nodes.length === 0 && found.totalCount === 0 ? 'EMPTY' : null;
  if (found.__typename !== 'InvalidInputError') return null;
  return JSON.stringify(found.problems) === '[{"path":"contract","code":"UNKNOWN_CONTRACT"}]' ? 'NO_CONTRACT' : null;
}

/** The role that may do most of what a field needs. */
export const roleFor = (field: string): Caller['role'] => (['memberships', 'node', 'nodes'].includes(field) ? 'AUDITOR' : 'ASSESSOR');
