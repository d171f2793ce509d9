import fc from 'fast-check';
import type { CommandName, peopleOf } from './lives.js';
import type { ModelFinding, ModelScorecard, Party, PeriodModel } from './period-model.js';

export type Person = keyof ReturnType<typeof peopleOf>;

/** What somebody does: what speaks against it by the model, and what becomes of the model where nothing does. */
export interface Plan {
  readonly by: Person;
  /** Another identity in the same role. */
  readonly as?: string;
  readonly operation: CommandName;
  /** A period's id is filled in. */
  readonly input: object;
  readonly against: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: each operation answers something else
  readonly follows: (answer: any) => void;
}

/** Something that can be done in a life, by its words; null where there is nothing to do it with. */
export interface Planned {
  readonly words: string;
  readonly plan: (model: PeriodModel) => Plan | null;
}

const FIGURES: readonly (readonly [string, number])[] = [
  ['agentAnswered', 10_000],
  ['agentAnswered', 9_990],
  ['misdispatchedTickets', 0],
  ['misdispatchedTickets', 5],
  ['callbacksDone', 499],
];

/** The kinds of findings that come up; a complaint has points of a range. */
const kinds = ({ month }: PeriodModel) => ({
  defect: { item: '2.1', kind: 'ticket_defect', occurredOn: `${month}-03` },
  complaint: { item: '1.3', kind: 'valid_complaint', occurredOn: `${month}-05`, responsible: ['D-017'] },
  exemption: { item: '3.1', kind: 'ticket_exempted', occurredOn: `${month}-07`, evidence: '清单（演示）' },
});

type Kind = keyof ReturnType<typeof kinds>;

const DISCRETION = { points: '1.5', reason: '录音核实（演示）' };

const OF_PERIOD = { periodId: '' };

const records = (model: PeriodModel, by: Person, metric: string, value: number): Plan => {
  const source = by === 'vendorStaff' ? 'VENDOR' : 'SYSTEM_REPORT';
  return {
    by,
    operation: 'recordObservations',
    input: { ...OF_PERIOD, observations: [{ metric, value, source }] },
    against: model.closed(),
    follows: () => model.observed({ metric, value, source, by: model.subjectOf(by) }),
  };
};

const finds = (model: PeriodModel, by: Person, kind: Kind, hasPoints: boolean): Plan => {
  const fields = { ...kinds(model)[kind], reference: `f-${model.findings.length}` };
  const discretion = hasPoints ? DISCRETION : null;
  const recordedBy = model.subjectOf(by);
  return {
    by,
    operation: 'recordFindings',
    input: { ...OF_PERIOD, findings: [{ ...fields, ...discretion }] },
    against: model.closed(),
    follows: ({ findings: [{ id }] }) => model.found({ id, fields, state: 'CONFIRMED', discretion, recordedBy, decidedBy: recordedBy }),
  };
};

const proposes = (model: PeriodModel, by: Person, kind: Kind): Plan => {
  const reference = `${by === 'machine' ? '' : 'V-'}f-${model.findings.length}`;
  const fields = { evidence: '清单（演示）', ...kinds(model)[kind], reference };
  const closed = model.closed();
  const isProposable = by === 'machine' || kind === 'exemption';
  return {
    by,
    operation: 'proposeFinding',
    input: { ...OF_PERIOD, finding: fields },
    against: closed.length > 0 || isProposable ? closed : ['finding.kind NOT_PROPOSABLE'],
    follows: ({ id }) => model.found({ id, fields, state: 'PROPOSED', discretion: null, recordedBy: model.subjectOf(by), decidedBy: null }),
  };
};

const STATES = { confirm: 'CONFIRMED', reject: 'REJECTED', withdraw: 'WITHDRAWN' } as const;

type Decision = keyof typeof STATES;

const decides = (model: PeriodModel, by: Person, decision: Decision, finding: ModelFinding, isPointed: boolean): Plan => {
  const hasPoints = decision === 'confirm' && isPointed && finding.fields.item === '1.3';
  return {
    by,
    operation: `${decision}Finding`,
    input: { findingId: finding.id, reason: DISCRETION.reason, ...(hasPoints ? { points: DISCRETION.points } : {}) },
    against: model.findingObstacles(finding, decision),
    follows: () => model.decidedFinding(finding, STATES[decision], hasPoints ? DISCRETION : null, model.subjectOf(by)),
  };
};

const judges = (model: PeriodModel, by: Person, points: string): Plan => ({
  by,
  operation: 'judgeItem',
  input: { ...OF_PERIOD, item: '5.3', points, reason: '抽问（演示）' },
  against: model.closed(),
  follows: () => model.judged({ item: '5.3', points, reason: '抽问（演示）', by: model.subjectOf(by) }),
});

const scores = (model: PeriodModel, by: Person): Plan => ({
  by,
  operation: 'scorePeriod',
  input: OF_PERIOD,
  against: model.closed(),
  follows: (answer) => model.scored(answer),
});

const publishes = (model: PeriodModel, by: Person, scorecard: ModelScorecard): Plan => ({
  by,
  operation: 'publishScorecard',
  input: { scorecardId: scorecard.id },
  against: model.publicationObstacles(scorecard),
  follows: () => model.publishedIs(scorecard),
});

const appeals = (model: PeriodModel, by: Person, scorecard: ModelScorecard, item: string): Plan => ({
  by,
  operation: 'appealItem',
  input: { scorecardId: scorecard.id, item, reason: '异议（演示）' },
  against: model.appealObstacles(scorecard, item),
  follows: ({ id }) => model.appealed(scorecard, { id, item, outcome: null }),
});

const SIGNATORY = { AGENCY: 'agency', VENDOR: 'vendor' } as const;

const signs = (model: PeriodModel, party: Party, scorecard: ModelScorecard, isDigestRight = true, isOfBoth = false): Plan => {
  // A signatory of the agency who is the vendor's as well.
  const subject = model.subjectOf(isOfBoth ? 'vendor' : SIGNATORY[party]);
  return {
    by: SIGNATORY[party],
    as: subject,
    operation: 'signScorecard',
    input: { scorecardId: scorecard.id, digest: isDigestRight ? scorecard.digest : `${scorecard.digest}0` },
    against: model.signingObstacles(scorecard, party, subject, isDigestRight),
    follows: () => model.signed(scorecard, party, subject),
  };
};

const refuses = (model: PeriodModel, party: Party, scorecard: ModelScorecard): Plan => ({
  by: SIGNATORY[party],
  operation: 'refuseSignature',
  input: { scorecardId: scorecard.id, reason: '异议（演示）' },
  against: model.refusalObstacles(scorecard, party),
  follows: () => model.refused(scorecard, party),
});

const corrects = (model: PeriodModel, by: Person, scorecard: ModelScorecard): Plan => ({
  by,
  operation: 'correctScorecard',
  input: { scorecardId: scorecard.id, reason: '差错（演示）' },
  against: model.correctionObstacles(scorecard),
  follows: () => model.corrected(),
});

type Outcome = 'UPHELD' | 'DISMISSED';

const decidesAppeal = (model: PeriodModel, appeal: PeriodModel['appeals'][number], outcome: Outcome, by: Person, as?: string): Plan => ({
  by,
  ...(as ? { as } : {}),
  operation: 'decideAppeal',
  input: { appealId: appeal.id, outcome, reason: '核实（演示）' },
  against: model.decisionObstacles(appeal, as ?? model.subjectOf(by)),
  follows: () => model.decided(appeal, outcome),
});

/** What the right person would do next, so that lives come to their end; a signed one is corrected. */
function carriesOn(model: PeriodModel, by: Person, outcome: Outcome): Plan {
  const { latest } = model;
  const openAppeal = model.appeals.find((appeal) => appeal.outcome === null);
  // A third assessor, who has recorded nothing.
  if (openAppeal) return decidesAppeal(model, openAppeal, outcome, 'assessor', `${model.tenant}-assessor-3`);
  if (model.closed().length === 0) {
    const { total, provisional } = model.score();
    if (total === null) return records(model, 'machine', 'misdispatchedTickets', 5);
    const vague = model.findings.find(
      ({ state, fields, discretion }) => state === 'CONFIRMED' && fields.item === '1.3' && discretion === null,
    );
    if (provisional && vague) return decides(model, by, 'withdraw', vague, false);
    return model.isScoredAlready() ? publishes(model, by, latest!) : scores(model, by);
  }
  const published = model.scorecards.find(({ revision }) => revision === model.published)!;
  const missing = (['VENDOR', 'AGENCY'] as const).find((party) => !published.signatures.has(party));
  return missing ? signs(model, missing, published) : corrects(model, by, published);
}

const person = fc.constantFrom<Person>('assessor', 'otherAssessor');
const party = fc.constantFrom<Party>('AGENCY', 'VENDOR');
const outcome = fc.constantFrom<Outcome>('UPHELD', 'DISMISSED');
/** A revision, counted back from the latest: mostly that one. */
const back = fc.constantFrom(0, 0, 0, 1, 2);
/** Mostly the one that is published. */
const target = fc.constantFrom<Target>('published', 'published', 'published', 0, 1);
const place = fc.nat({ max: 5 });

const pick = <T>(list: readonly T[], index: number): T | undefined => list[list.length - 1 - (index % Math.max(list.length, 1))];

const planned = (words: string, plan: Planned['plan']): Planned => ({ words, plan });

type Target = number | 'published';

/** With a scorecard of the life; nothing where there is none. */
const withScorecard =
  (index: Target, plan: (model: PeriodModel, scorecard: ModelScorecard) => Plan): Planned['plan'] =>
  (model) => {
    const isPublished = ({ revision }: ModelScorecard) => revision === model.published;
    const scorecard = index === 'published' ? model.scorecards.find(isPublished) : pick(model.scorecards, index);
    return scorecard ? plan(model, scorecard) : null;
  };

/** A target in words. */
const named = (index: Target): string => (index === 'published' ? 'the published one' : `${index} back`);

const carryOn = fc.tuple(person, outcome).map(([by, how]) => planned(`${by} carries on (${how})`, (model) => carriesOn(model, by, how)));

const sign = fc
  .tuple(party, target, fc.constantFrom(true, true, true, false), fc.constantFrom(false, false, true))
  .map(([side, index, isDigestRight, isOfBoth]) =>
    planned(
      `${side} signs${isDigestRight ? '' : ' another digest'}${isOfBoth ? ' as of both' : ''}, ${named(index)}`,
      withScorecard(index, (model, scorecard) => signs(model, side, scorecard, isDigestRight, isOfBoth && side === 'AGENCY')),
    ),
  );

/** Everything that people do in a period, right or wrong. What carries it on stands oftener. */
export const PLANS: readonly fc.Arbitrary<Planned>[] = [
  ...Array.from({ length: 8 }, () => carryOn),
  fc
    .tuple(fc.constantFrom<Person>('assessor', 'otherAssessor', 'machine', 'vendorStaff'), fc.constantFrom(...FIGURES))
    .map(([by, [metric, value]]) => planned(`${by} records ${metric} ${value}`, (model) => records(model, by, metric, value))),
  fc
    .tuple(person, fc.constantFrom<Kind>('defect', 'complaint', 'exemption'), fc.boolean())
    .map(([by, kind, isPointed]) =>
      planned(`${by} finds a ${kind}${isPointed ? ' with points' : ''}`, (model) =>
        finds(model, by, kind, isPointed && kind === 'complaint'),
      ),
    ),
  fc
    .constantFrom<readonly [Person, Kind]>(
      ['vendorStaff', 'exemption'],
      ['machine', 'complaint'],
      ['machine', 'defect'],
      ['vendorStaff', 'defect'],
    )
    .map(([by, kind]) => planned(`${by} proposes a ${kind}`, (model) => proposes(model, by, kind))),
  fc
    .tuple(person, fc.constantFrom<Decision>('confirm', 'confirm', 'reject', 'withdraw'), place, fc.boolean())
    .map(([by, decision, index, isPointed]) =>
      planned(`${by} ${decision}s finding ${index}${isPointed ? ' with points' : ''}`, (model) => {
        const finding = pick(model.findings, index);
        return finding ? decides(model, by, decision, finding, isPointed) : null;
      }),
    ),
  fc
    .tuple(person, fc.constantFrom('4', '3.5', '2'))
    .map(([by, points]) => planned(`${by} judges ${points}`, (model) => judges(model, by, points))),
  person.map((by) => planned(`${by} scores`, (model) => scores(model, by))),
  fc.tuple(person, back).map(([by, index]) =>
    planned(
      `${by} publishes, ${index} back`,
      withScorecard(index, (model, scorecard) => publishes(model, by, scorecard)),
    ),
  ),
  ...Array.from({ length: 3 }, () =>
    fc
      .tuple(fc.constantFrom<Person>('vendorStaff', 'vendor'), target, fc.constantFrom('1.1', '1.3', '2.1', '2.2', '3.1', '5.3'))
      .map(([by, index, item]) =>
        planned(
          `${by} appeals ${item}, ${named(index)}`,
          withScorecard(index, (model, scorecard) => appeals(model, by, scorecard, item)),
        ),
      ),
  ),
  fc.tuple(person, place, outcome).map(([by, index, how]) =>
    planned(`${by} decides appeal ${index}: ${how}`, (model) => {
      const appeal = pick(model.appeals, index);
      return appeal ? decidesAppeal(model, appeal, how, by) : null;
    }),
  ),
  ...Array.from({ length: 3 }, () => sign),
  fc.tuple(party, target).map(([side, index]) =>
    planned(
      `${side} refuses, ${named(index)}`,
      withScorecard(index, (model, scorecard) => refuses(model, side, scorecard)),
    ),
  ),
  fc.tuple(person, target).map(([by, index]) =>
    planned(
      `${by} corrects, ${named(index)}`,
      withScorecard(index, (model, scorecard) => corrects(model, by, scorecard)),
    ),
  ),
];
