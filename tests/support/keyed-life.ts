import { type CommandName, done } from './commands.js';
import { periodIdOf, recordable } from './recording.js';
import type { Caller, Service } from './service.js';

/** The invented contract: its tenant, of the same name, begins without any figure. */
export const CONTRACT = 'qinghe-12345';

const ASSESSOR: Caller = { tenant: CONTRACT, role: 'ASSESSOR' };
const DECIDER: Caller = { ...ASSESSOR, subject: `${CONTRACT}-assessor-2` };
const VENDOR: Caller = { tenant: CONTRACT, role: 'VENDOR_STAFF' };
const VENDOR_SIGNATORY: Caller = { tenant: CONTRACT, role: 'VENDOR_SIGNATORY' };
const AGENCY_SIGNATORY: Caller = { tenant: CONTRACT, role: 'AGENCY_SIGNATORY' };
const ADMIN: Caller = { tenant: CONTRACT, role: 'TENANT_ADMIN' };

/** Answers of the commands so far, by their names; of two of the same name the later one. */
type Earlier = Readonly<Record<string, Given>>;

interface Given {
  readonly __typename: string;
  readonly id: string;
  readonly digest: string;
}

export interface LifeStep {
  readonly name: CommandName;
  readonly by: Caller;
  readonly input: (periodId: string, earlier: Earlier) => object;
  /** Type of the answer. */
  readonly gives: string;
  /** What makes the input another one, where it has no reason that could be changed. */
  readonly another?: object;
}

const { observations, findings, judgements } = recordable('qinghe-01-ordinary-half-year');

const supplement = { document: { zh: '补充协议', en: 'Supplement' } };
const proposal = {
  item: 'C3',
  kind: 'voided_rating',
  occurredOn: '2026-02-02',
  count: 3,
  evidence: '录音',
};
const withoutGrounds = { ...proposal, occurredOn: '2026-02-03' };

/** A step of every command that a period, its contract and its tenant know; some are refused by the state that they meet. */
export const LIFE: readonly LifeStep[] = [
  {
    name: 'recordObservations',
    by: ASSESSOR,
    input: (periodId) => ({ periodId, observations, file: 'half-year.csv' }),
    gives: 'RecordedObservations',
    another: { file: 'other.csv' },
  },
  {
    name: 'recordObservations',
    by: ASSESSOR,
    input: (periodId) => ({ periodId, observations: [{ metric: 'ratedGood', value: 901, source: 'AGENCY' }] }),
    gives: 'RecordedObservations',
    another: { observations: [{ metric: 'ratedGood', value: 902, source: 'AGENCY' }] },
  },
  {
    name: 'recordFindings',
    by: ASSESSOR,
    input: (periodId) => ({ periodId, findings }),
    gives: 'RecordedFindings',
    another: { notify: true },
  },
  { name: 'judgeItem', by: ASSESSOR, input: (periodId) => ({ periodId, ...judgements[0] }), gives: 'Judgement' },
  { name: 'judgeItem', by: ASSESSOR, input: (periodId) => ({ periodId, ...judgements[0], points: '999' }), gives: 'InvalidInputError' },
  {
    name: 'proposeFinding',
    by: VENDOR,
    input: (periodId) => ({ periodId, finding: withoutGrounds }),
    gives: 'Finding',
    another: { finding: proposal },
  },
  {
    name: 'rejectFinding',
    by: ASSESSOR,
    input: (_, { proposeFinding }) => ({ findingId: proposeFinding!.id, reason: '不属实' }),
    gives: 'Finding',
  },
  {
    name: 'proposeFinding',
    by: VENDOR,
    input: (periodId) => ({ periodId, finding: proposal }),
    gives: 'Finding',
    another: { finding: withoutGrounds },
  },
  {
    name: 'confirmFinding',
    by: ASSESSOR,
    input: (_, { proposeFinding }) => ({ findingId: proposeFinding!.id, reason: '属实' }),
    gives: 'Finding',
  },
  {
    name: 'rejectFinding',
    by: ASSESSOR,
    input: (_, { proposeFinding }) => ({ findingId: proposeFinding!.id, reason: '又不属实' }),
    gives: 'FindingNotDecidableError',
  },
  {
    name: 'withdrawFinding',
    by: ASSESSOR,
    input: (_, { confirmFinding }) => ({ findingId: confirmFinding!.id, reason: '误录' }),
    gives: 'Finding',
  },
  { name: 'scorePeriod', by: ASSESSOR, input: (periodId) => ({ periodId }), gives: 'Scorecard', another: { expectedVersion: 1000 } },
  { name: 'publishScorecard', by: ASSESSOR, input: ofScorecard, gives: 'Scorecard', another: { expectedVersion: 1000 } },
  { name: 'publishScorecard', by: ASSESSOR, input: ofScorecard, gives: 'ScorecardNotPublishableError', another: { expectedVersion: 1000 } },
  {
    name: 'recordFindings',
    by: ASSESSOR,
    input: (periodId) => ({ periodId, findings: [{ item: 'B5', kind: 'rude_reply', occurredOn: '2026-05-05' }] }),
    gives: 'PeriodClosedError',
    another: { notify: true },
  },
  {
    name: 'scorePeriod',
    by: ASSESSOR,
    input: (periodId) => ({ periodId }),
    gives: 'PeriodClosedError',
    another: { expectedVersion: 1000 },
  },
  {
    name: 'appealItem',
    by: VENDOR,
    input: (periodId, earlier) => ({ ...ofScorecard(periodId, earlier), item: 'C4', reason: '已更新', evidence: '清单' }),
    gives: 'Appeal',
  },
  {
    name: 'appealItem',
    by: VENDOR,
    input: (periodId, earlier) => ({ ...ofScorecard(periodId, earlier), item: 'C4', reason: '再次' }),
    gives: 'ItemNotAppealableError',
  },
  { name: 'signScorecard', by: VENDOR_SIGNATORY, input: toSign, gives: 'ScorecardNotSignableError', another: { digest: 'another' } },
  {
    name: 'decideAppeal',
    by: DECIDER,
    input: (_, earlier) => ({ appealId: firstOf(earlier, 'appealItem'), outcome: 'DISMISSED', reason: '不成立' }),
    gives: 'Appeal',
  },
  {
    name: 'decideAppeal',
    by: DECIDER,
    input: (_, earlier) => ({ appealId: firstOf(earlier, 'appealItem'), outcome: 'UPHELD', reason: '又成立' }),
    gives: 'AppealNotDecidableError',
  },
  {
    name: 'refuseSignature',
    by: VENDOR_SIGNATORY,
    input: (periodId, earlier) => ({ ...ofScorecard(periodId, earlier), reason: '有异议' }),
    gives: 'Scorecard',
  },
  { name: 'signScorecard', by: VENDOR_SIGNATORY, input: toSign, gives: 'Scorecard', another: { digest: 'another' } },
  { name: 'signScorecard', by: AGENCY_SIGNATORY, input: toSign, gives: 'Scorecard', another: { digest: 'another' } },
  {
    name: 'correctScorecard',
    by: ASSESSOR,
    input: (periodId, earlier) => ({ ...ofScorecard(periodId, earlier), reason: '漏记' }),
    gives: 'Correction',
  },
  {
    name: 'recordFindings',
    by: ASSESSOR,
    input: (periodId) => ({ periodId, findings: [{ item: 'B5', kind: 'rude_reply', occurredOn: '2026-05-05' }] }),
    gives: 'RecordedFindings',
    another: { notify: true },
  },
  { name: 'scorePeriod', by: ASSESSOR, input: (periodId) => ({ periodId }), gives: 'Scorecard', another: { expectedVersion: 1000 } },
  {
    name: 'proposeReading',
    by: VENDOR_SIGNATORY,
    input: () => ({ contract: CONTRACT, reading: 'Q-1', option: 'SHARE', reason: '约定' }),
    gives: 'ReadingProposal',
  },
  {
    name: 'agreeReading',
    by: AGENCY_SIGNATORY,
    input: (_, { proposeReading }) => ({ proposalId: proposeReading!.id, agreedOn: '2026-01-06', ...supplement }),
    gives: 'ReadingAgreed',
    another: { agreedOn: '2026-01-05' },
  },
  {
    name: 'addCalendarDays',
    by: ADMIN,
    input: () => ({
      noticeNumber: '清政发1号',
      noticeIssuedOn: '2026-01-05',
      days: [{ day: '2026-04-04', isWorkingDay: false, name: '三月三' }],
    }),
    gives: 'CalendarDaysAdded',
    another: { noticeNumber: '清政发2号' },
  },
  {
    name: 'amendContract',
    by: ADMIN,
    input: () => ({ contract: CONTRACT, effectiveFrom: '2027-01-01', signedOn: '2026-01-06', ...supplement }),
    gives: 'ContractAmended',
    another: { effectiveFrom: '2027-07-01' },
  },
];

/** A scorecard that was published, whatever became of the period afterwards. */
function ofScorecard(_: string, { scorecard }: Earlier): { scorecardId: string } {
  return { scorecardId: scorecard!.id };
}

function toSign(_: string, { scorecard }: Earlier): object {
  return { scorecardId: scorecard!.id, digest: scorecard!.digest };
}

const firstOf = (earlier: Earlier, name: string): string => earlier[`first ${name}`]!.id;

/** A command that was done: with what, and what it gave. */
export interface LifeCommand {
  readonly step: LifeStep;
  readonly input: { readonly idempotencyKey: string };
  readonly answer: Given;
}

/** Does every step in its order, each with a key of its own. Errors: throws where one gives something else than it should. */
export async function liveOnce(service: Service): Promise<LifeCommand[]> {
  const periodId = await periodIdOf(service, CONTRACT, '2026H1');
  const earlier: Record<string, Given> = {};
  const commands: LifeCommand[] = [];
  for (const [index, step] of LIFE.entries()) {
    const input = { ...step.input(periodId, earlier), idempotencyKey: `life ${index}` };
    const answer: Given = await done(service, step.name, input, step.by);
    if (answer.__typename !== step.gives) throw new Error(`step ${index}, ${step.name}: ${JSON.stringify(answer)}`);
    commands.push({ step, input, answer });
    earlier[step.name] = answer;
    earlier[`first ${step.name}`] ??= answer;
    if (answer.__typename === 'Scorecard') earlier.scorecard ??= answer;
  }
  return commands;
}
