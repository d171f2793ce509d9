import { ask, type Caller, type Service } from '../../support/service.js';

const PROBLEMS = '... on InvalidInputError { problems { path code } }';
const LEAVE = `id kind from days state hasSpecialCircumstances proofs member { no }
  judgement { approver isLate latestApplicationAt missingProofs problems { code clause text } } steps { step approver reason }`;
const EVENT =
  'id kind on units isSevere hasConsequence leaderAmount { amount } toldAt party state supersedesId reason recordedBy member { no } finding { reference }';
const LEDGER = `no team violations { amount } leave { amount } share { amount } net { amount } fullAttendance flags provisional
  lines { clause event arithmetic amount { amount } provisional zh: text en: text(locale: EN) }`;
const MARK = 'no month revision parts { code points } total reason';
const MONTH = `id month revision state dueOn isLate isUpToDate digest decisionReason decidedBy recordedBy
  members { ${LEDGER} } pools { team amount { amount } eligible status } marks { ${MARK} } offLine { no from testedOn returnsOn }`;

/** What each command about operators' months is asked to answer. */
const ANSWERS = {
  requestLeave: [`... on LeaveRequest { ${LEAVE} }`],
  addLeaveProofs: [`... on LeaveRequest { ${LEAVE} }`],
  decideLeave: [`... on LeaveRequest { ${LEAVE} }`, '... on LeaveNotDecidableError { obstacles }'],
  recordOperatorEvents: [`... on OperatorEventsRecorded { events { ${EVENT} } }`],
  amendOperatorEvent: [`... on OperatorEventAmended { event { ${EVENT} } }`],
  closeOperatorMonth: [`... on OperatorMonth { ${MONTH} }`, '... on OperatorMonthNotClosableError { obstacles }'],
  confirmOperatorMonth: [`... on OperatorMonth { ${MONTH} }`, '... on OperatorMonthNotConfirmableError { obstacles }'],
  markOperators: [`... on OperatorsMarked { marks { ${MARK} } }`],
} as const;

export type OperatorCommand = keyof typeof ANSWERS;

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const mutationOf = (name: OperatorCommand): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${[...ANSWERS[name], PROBLEMS].join(' ')} } }`;
};

async function outcomeOf(service: Service, caller: Caller, name: OperatorCommand, input: object) {
  const { data, errors } = await ask(service, mutationOf(name), { input }, caller);
  if (errors) return { refused: errors.map(({ extensions }) => extensions.code), answer: errors as Loose };
  const answer: Loose = data[name];
  if (!answer.__typename.endsWith('Error')) return { refused: null, answer };
  const problems: string[] | undefined = answer.problems?.map(({ path, code }: Loose) => `${path} ${code}`);
  return { refused: problems ?? (answer.obstacles as string[]), answer };
}

/** Leave that somebody asks for. */
export interface Leave {
  readonly no: string;
  readonly kind: string;
  readonly from: string;
  readonly days: number;
  readonly appliedAt?: string;
  readonly startsAt?: string;
  readonly proofs?: readonly string[];
  readonly hasSpecialCircumstances?: boolean;
}

/** Lets the people of a tenant keep the operators' months of a contract. */
export function keepingMonths(service: Service, contract: string, reader: Caller) {
  /** Somebody does something. Errors: throws where it is refused. */
  const does = async (caller: Caller, name: OperatorCommand, input: object): Promise<Loose> => {
    const { refused, answer } = await outcomeOf(service, caller, name, input);
    if (refused) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  /** Somebody tries something that is refused: its problems as `path code`, its obstacles, or the code of an error. */
  const tries = async (caller: Caller, name: OperatorCommand, input: object): Promise<readonly string[]> => {
    const { refused, answer } = await outcomeOf(service, caller, name, input);
    if (!refused) throw new Error(`${name} was done: ${JSON.stringify(answer)}`);
    return refused;
  };
  const look = async (query: string, variables: object = {}): Promise<Loose> => {
    const { data, errors } = await ask(service, query, { contract, ...variables }, reader);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    does,
    tries,
    /** A request for leave as the API takes it. */
    leaveOf: (leave: Leave) => ({ contract, proofs: [], hasSpecialCircumstances: false, reason: '家中有事（演示）', ...leave }),
    month: async (month: string): Promise<Loose> =>
      (
        await look(`query ($contract: String!, $month: String!) { operatorMonth(contract: $contract, month: $month) { ${MONTH} } }`, {
          month,
        })
      ).operatorMonth,
    months: async (): Promise<Loose[]> =>
      (await look('query ($contract: String!) { operatorMonths(contract: $contract) { nodes { month revision state } } }')).operatorMonths
        .nodes,
    leaves: async (of: { month?: string; state?: string }): Promise<Loose[]> => {
      const query = `query ($contract: String!, $month: String, $state: LeaveState) {
        leaveRequests(contract: $contract, month: $month, state: $state, first: 50) { nodes { ${LEAVE} } } }`;
      return (await look(query, of)).leaveRequests.nodes;
    },
    events: async (of: { month?: string; no?: string; withSuperseded?: boolean }): Promise<Loose[]> => {
      const query = `query ($contract: String!, $month: String, $no: String, $withSuperseded: Boolean) {
        operatorEvents(contract: $contract, month: $month, no: $no, withSuperseded: $withSuperseded, first: 50) { nodes { ${EVENT} } } }`;
      return (await look(query, of)).operatorEvents.nodes;
    },
    /** A person's months and leave. */
    historyOf: async (no: string): Promise<Loose> => {
      const query = `query ($contract: String!) { roster(contract: $contract, first: 100) { nodes { no
        operatorHistory { month state ledger { net { amount } leave { amount } flags } mark { total revision } } leave { from state } } } }`;
      return (await look(query)).roster.nodes.find((one: Loose) => one.no === no);
    },
    /** What was delivered for a month, as `obligation state day`. */
    filings: async (month: string): Promise<string[]> => {
      const query = `query ($contract: String!) { obligations(contract: $contract, owedBy: VENDOR, first: 100) {
        nodes { occurrence obligation { code } deliverables { submittedOn description } } } }`;
      return (await look(query)).obligations.nodes
        .filter(({ occurrence, deliverables }: Loose) => occurrence === month && deliverables.length > 0)
        .map(({ obligation, deliverables }: Loose) => `${obligation.code} ${deliverables.map((one: Loose) => one.submittedOn)}`)
        .sort();
    },
  };
}

/** Shifts of eight hours on some days. */
export const shiftsOn = (no: string, days: readonly string[]) =>
  days.map((day) => ({ no, startsAt: `${day}T08:00`, endsAt: `${day}T16:00` }));
