import { type Answer, ask, type Caller, type Service } from './service.js';

const REFUSED = '... on UserError { code message }';
const INVALID = '... on InvalidInputError { problems { path code } }';
const SCORECARD = '... on Scorecard { id revision state digest publishedAt }';
const FINDING = '... on Finding { id reference state evidence decisionReason decidedBy recordedAt }';
const APPEAL = '... on Appeal { id item outcome recordedBy decidedBy }';

/** What is asked of each mutation's answer: what the command itself gave, and nothing that may have changed since. */
const SELECTIONS = {
  recordObservations: `... on RecordedObservations { observations { id metric month value source revision file recordedBy recordedAt } } ${INVALID}`,
  recordFindings: `... on RecordedFindings { findings { id reference item kind state evidence recordedBy recordedAt } } ${INVALID}`,
  judgeItem: `... on Judgement { id item points reason revision recordedBy recordedAt } ${INVALID}`,
  proposeFinding: `${FINDING} ${INVALID}`,
  confirmFinding: `${FINDING} ${INVALID} ... on FindingNotDecidableError { obstacles }`,
  rejectFinding: `${FINDING} ${INVALID} ... on FindingNotDecidableError { obstacles }`,
  withdrawFinding: `${FINDING} ${INVALID} ... on FindingNotDecidableError { obstacles }`,
  scorePeriod: `${SCORECARD} ${INVALID}`,
  publishScorecard: `${SCORECARD} ... on ScorecardNotPublishableError { obstacles }`,
  appealItem: `${APPEAL} ${INVALID} ... on ItemNotAppealableError { obstacles }`,
  decideAppeal: `${APPEAL} ${INVALID} ... on AppealNotDecidableError { obstacles }`,
  signScorecard: `${SCORECARD} ... on ScorecardNotSignableError { obstacles }`,
  refuseSignature: `${SCORECARD} ${INVALID} ... on ScorecardNotSignableError { obstacles }`,
  correctScorecard: `... on Correction { id cause reason corrects recordedAt } ${INVALID} ... on ScorecardNotCorrectableError { obstacles }`,
  proposeReading: `... on ReadingProposal { id reading option party proposedAt } ${INVALID}`,
  agreeReading: `... on ReadingAgreed { proposal { id isAgreed } corrections { id } periodsToSettleAgain { id } } ${INVALID} ... on ReadingNotAgreeableError { obstacles }`,
  addCalendarDays: `... on CalendarDaysAdded { days { day isWorkingDay name } } ${INVALID}`,
  amendContract: `... on ContractAmended { version { id } periods { id } corrections { id } } ${INVALID}`,
  voidClause: `... on ContractAmended { version { id } periods { id } corrections { id } } ${INVALID}`,
} as const;

export type CommandName = keyof typeof SELECTIONS;

/** A field of a document that does one command; its input comes in the variable of that name. */
export const commandField = (name: CommandName, variable = 'input'): string =>
  `${name}(input: $${variable}) { __typename ${SELECTIONS[name]} ${REFUSED} }`;

/** The type of a command's input. */
export const inputTypeOf = (name: CommandName): string => `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;

export const commandDocument = (name: CommandName): string => `mutation ($input: ${inputTypeOf(name)}) { ${commandField(name)} }`;

/** Does one command; its answer is under the command's name. */
export const command = (service: Service, name: CommandName, input: object, caller: Caller): Promise<Answer> =>
  ask(service, commandDocument(name), { input }, caller);

/** Does one command that is expected to be answered; gives what it gave. Errors: throws where it is not in order. */
export async function done(service: Service, name: CommandName, input: object, caller: Caller) {
  const { data, errors } = await command(service, name, input, caller);
  if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}

export const codesOf = ({ errors = [] }: Answer): string[] => errors.map(({ extensions: { code } }) => code);
