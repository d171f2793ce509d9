import { developmentSubjects } from '../../src/features/tenants/development-tokens.js';
import type { Role } from '../../src/features/tenants/roles.js';
import { tenantOfContract, writtenContract } from '../../src/seed/seed-demonstration.js';
import { type OwnedStorage, seedTenant } from '../../src/seed/seed-tenant.js';
import { LIBRARY } from './library.js';
import { ask, type Caller, NOW, type Service } from './service.js';

/** The persons of a tenant, each with an identity of its own. */
export function peopleOf(tenant: string) {
  const person = (role: Role, index = 0): Caller => ({ tenant, role, subject: developmentSubjects(tenant, role)[index]! });
  return {
    assessor: person('ASSESSOR'),
    otherAssessor: person('ASSESSOR', 1),
    agency: person('AGENCY_SIGNATORY'),
    vendor: person('VENDOR_SIGNATORY'),
    vendorStaff: person('VENDOR_STAFF'),
    vendorManager: person('VENDOR_MANAGER'),
    machine: person('MACHINE'),
    finance: person('FINANCE'),
    otherFinance: person('FINANCE', 1),
    admin: person('TENANT_ADMIN'),
    auditor: person('AUDITOR'),
  };
}

/** A clock that a test sets. */
export function clockAt(instant: string) {
  let time = new Date(instant);
  return {
    now: () => time,
    set: (later: string) => {
      time = new Date(later);
    },
  };
}

/** A tenant for a contract of the library, whose periods are all open and have no figures. */
export const openTenant = (service: Service, code: string, contract: string): Promise<void> =>
  seedTenant(
    service.storage as OwnedStorage,
    { ...tenantOfContract(LIBRARY, contract), code },
    writtenContract(LIBRARY, contract),
    () => NOW,
  );

const CLOSED = '... on PeriodClosedError { periodState }';
const INVALID = '... on InvalidInputError { problems { path code } }';
const FINDING_FIELDS = `id reference item kind state count points reason responsible months evidence origin recordedBy decidedBy decisionReason`;
const FINDING = `... on Finding { ${FINDING_FIELDS} }`;
const DECIDED = [FINDING, '... on FindingNotDecidableError { obstacles }', CLOSED, INVALID];
const CORRECTION_FIELDS = 'id cause reference reason corrects isOpen recordedBy period { code state }';
const SCORECARD = `... on Scorecard { id revision state complete provisional total payableAmount { amount } digest rubric publishedBy appealableUntil period { state } }`;
const SIGNED = [SCORECARD, '... on ScorecardNotSignableError { obstacles }'];
const APPEAL = '... on Appeal { id item reason evidence outcome decisionReason recordedBy decidedBy }';
const AMENDED = `... on ContractAmended { version { version effectiveFrom rubric { version } } periods { code } corrections { ${CORRECTION_FIELDS} } }`;

const NOTICE = `... on Notice { id number kind party state deadline { dueOn basis isProvisional } steps { step party delayDays }
  obligations { obligation { code } occurrence dueOn basis state metOn } periodsToSettle }`;
const STEPPED = [NOTICE, '... on NoticeStepNotTakenError { obstacles }', INVALID];
const STANDING = '... on StandingObligation { occurrence request dueOn basis state }';

const STATEMENT = `... on SettlementStatement { id number instalment kind state base { amount } score payable { amount } undisputed { amount }
  disputed { amount } deducted { amount } dispute { byReadings { amount } readings leastWith { reading option } greatestWith { reading option }
  byScores { amount } contestedPeriods } posts { undisputed { amount } disputed { amount } deducted { amount } }
  adjustments { instalment amount { amount } disputed { amount } deducted { amount } } broughtForward { amount } amountDue { amount }
  setOffs { number amount { amount } } carriedForward { amount } closes secondApproval approvalsNeeded approvals { approvedBy } digest
  unpaid { amount } reduction { amount } paid { amount } }`;
const INVOICE = `... on Invoice { id state number receivedOn reissueDueOn rejectionReason checks { code passed isBlocking }
  authenticationFailure { claim { amount } } }`;
const DECIDED_INVOICE = [INVOICE, '... on InvoiceNotDecidableError { obstacles }', INVALID];
const PAYMENT = '... on Payment { id direction amount { amount } paidOn reversal { reason } statement { state unpaid { amount } } }';

/** What each mutation is asked to answer. */
const ANSWERS = {
  recordObservations: [
    '... on RecordedObservations { observations { id metric month value source revision file recordedBy } period { state version } }',
    CLOSED,
    INVALID,
  ],
  recordFindings: [`... on RecordedFindings { findings { ${FINDING_FIELDS} } period { state version } }`, CLOSED, INVALID],
  proposeFinding: [FINDING, CLOSED, INVALID],
  confirmFinding: DECIDED,
  rejectFinding: DECIDED,
  withdrawFinding: DECIDED,
  judgeItem: ['... on Judgement { id item points reason revision recordedBy }', CLOSED, INVALID],
  scorePeriod: [SCORECARD, CLOSED, INVALID],
  publishScorecard: [SCORECARD, '... on ScorecardNotPublishableError { obstacles }'],
  appealItem: [APPEAL, '... on ItemNotAppealableError { obstacles }', INVALID],
  decideAppeal: [APPEAL, '... on AppealNotDecidableError { obstacles }', INVALID],
  signScorecard: SIGNED,
  refuseSignature: [...SIGNED, INVALID],
  correctScorecard: [`... on Correction { ${CORRECTION_FIELDS} }`, '... on ScorecardNotCorrectableError { obstacles }', INVALID],
  proposeReading: ['... on ReadingProposal { id reading option effectiveFrom party isAgreed proposedBy }', INVALID],
  agreeReading: [
    `... on ReadingAgreed { proposal { id isAgreed } corrections { ${CORRECTION_FIELDS} } periodsToSettleAgain { code state } }`,
    '... on ReadingNotAgreeableError { obstacles }',
    INVALID,
  ],
  amendContract: [AMENDED, INVALID],
  voidClause: [AMENDED, INVALID],
  issueNotice: [NOTICE, INVALID],
  answerNotice: STEPPED,
  closeNotice: STEPPED,
  recordCheck: [
    '... on Check { id number pieceCount passedCount failedCount drawnBy findings { reference count state eventId } period { version } }',
    CLOSED,
    INVALID,
  ],
  withdrawCheck: [
    '... on Check { id withdrawalReason findings { reference state } }',
    '... on CheckNotWithdrawableError { obstacles }',
    CLOSED,
    INVALID,
  ],
  demandDeliverable: [STANDING, INVALID],
  setObligationDate: [`... on StandingObligations { obligations { occurrence dueOn } }`, INVALID],
  withdrawObligationEvent: [
    '... on StandingObligations { obligations { occurrence } }',
    '... on ObligationEventNotWithdrawableError { obstacles }',
    INVALID,
  ],
  submitDeliverable: ['... on Deliverable { id occurrence submittedOn }', INVALID],
  issueStatement: [STATEMENT, '... on StatementNotIssuableError { obstacles }', INVALID],
  approveStatement: [STATEMENT, '... on StatementNotApprovableError { obstacles }'],
  requestInvoice: ['... on SettlementStatement { id invoiceRequest { requestedOn } }', '... on InvoiceNotRequestableError { obstacles }'],
  submitInvoice: [INVOICE, '... on InvoiceNotSubmittableError { obstacles }', INVALID],
  acceptInvoice: DECIDED_INVOICE,
  rejectInvoice: DECIDED_INVOICE,
  recordAuthenticationFailure: [INVOICE, '... on AuthenticationNotRecordableError { obstacles }', INVALID],
  proposeBankAccount: ['... on BankAccount { id state maskedNumber }', INVALID],
  confirmBankAccount: ['... on BankAccount { id state }', '... on BankAccountNotConfirmableError { obstacles }'],
  recordPayment: [PAYMENT, '... on PaymentNotRecordableError { obstacles }', INVALID],
  reversePayment: [PAYMENT, '... on PaymentNotReversibleError { obstacles }', INVALID],
  addCalendarDays: ['... on CalendarDaysAdded { days { day isWorkingDay } }', INVALID],
} as const;

export type CommandName = keyof typeof ANSWERS;

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const mutationOf = (name: CommandName): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${ANSWERS[name].join(' ')} } }`;
};

/** What the service says to a command: a result, or the domain's objection. Errors: throws where it is a GraphQL error. */
export async function answerTo(service: Service, caller: Caller, name: CommandName, input: object): Promise<Loose> {
  const { data, errors } = await ask(service, mutationOf(name), { input }, caller);
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}

/** What became of a command: its answer, or what spoke against it: obstacles, problems as `path code`, a closed period's state, an error's code. */
export async function outcomeOf(
  service: Service,
  caller: Caller,
  name: CommandName,
  input: object,
): Promise<{ done: Loose } | { refused: string[] }> {
  const { data, errors } = await ask(service, mutationOf(name), { input }, caller);
  if (errors) return { refused: errors.map(({ extensions }) => extensions.code) };
  const answer = data[name];
  if (!isRefusal(answer)) return { done: answer };
  const problems = answer.problems?.map(({ path, code }: Loose) => `${path} ${code}`);
  return { refused: problems ?? answer.obstacles ?? [`closed: ${answer.periodState}`] };
}

/** The code of the GraphQL error that a command is answered with; undefined for none. */
export const errorCodeOf = async (service: Service, caller: Caller, name: CommandName, input: object): Promise<string | undefined> =>
  (await ask(service, mutationOf(name), { input }, caller)).errors?.[0]?.extensions.code;

const isRefusal = ({ __typename }: { readonly __typename: string }): boolean => __typename.endsWith('Error');

/** A command that was done, as the trail should have it. */
export interface Deed {
  readonly operation: CommandName;
  readonly actor: string;
}

/** Lets people act, and notes in their order the commands that were done. */
export function actingIn(service: Service) {
  const deeds: Deed[] = [];
  return {
    deeds,
    /** Somebody does something. Errors: throws where it is refused. */
    does: async (caller: Caller, operation: CommandName, input: object): Promise<Loose> => {
      const answer = await answerTo(service, caller, operation, input);
      if (isRefusal(answer)) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
      deeds.push({ operation, actor: caller.subject! });
      return answer;
    },
    /** Somebody tries something that the domain refuses: its obstacles, its problems as `path code`, or the state of a closed period. */
    tries: async (caller: Caller, operation: CommandName, input: object): Promise<readonly string[]> => {
      const outcome = await outcomeOf(service, caller, operation, input);
      if ('done' in outcome) throw new Error(`${operation} was done: ${JSON.stringify(outcome.done)}`);
      return outcome.refused;
    },
  };
}

/** What a query finds. Errors: throws where it is answered with errors. */
export async function look(
  service: Service,
  caller: Caller,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Loose> {
  const { data, errors } = await ask(service, query, variables, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Fields of a node by its id. */
export const nodeOf = async (service: Service, caller: Caller, type: string, id: string, fields: string): Promise<Loose> =>
  (await look(service, caller, `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`, { id })).node;
