import { PeriodScore } from '../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../src/core/cases/read-period-case.js';
import { printPoints } from '../../src/core/values/figures.js';
import { parsePeriod } from '../../src/core/values/periods.js';
import { CALENDAR, LIBRARY } from './library.js';
import { peopleOf } from './lives.js';
import type { PeriodInput } from './quarters.js';

export type Party = 'AGENCY' | 'VENDOR';

export type State = 'OPEN' | 'SCORED' | 'PUBLISHED' | 'CONTESTED' | 'SIGNED';

export interface ModelFigure {
  readonly metric: string;
  readonly month?: string;
  readonly value: unknown;
  readonly source: string;
  readonly by: string;
}

export interface ModelJudgement {
  readonly item: '5.3';
  readonly points: string;
  readonly reason: string;
  readonly by: string;
}

export interface ModelFinding {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>> & { readonly reference: string; readonly item: string };
  state: 'PROPOSED' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN';
  /** Points with their reason, given with the finding or its confirmation. */
  discretion: { readonly points: string; readonly reason: string } | null;
  readonly recordedBy: string;
  decidedBy: string | null;
}

export interface ModelAppeal {
  readonly id: string;
  readonly item: string;
  outcome: 'UPHELD' | 'DISMISSED' | null;
}

export interface ModelScorecard {
  readonly id: string;
  readonly revision: number;
  readonly digest: string;
  readonly total: string | null;
  readonly provisional: boolean;
  appealableUntil: string | null;
  readonly signatures: Map<Party, string>;
  readonly refusals: Set<Party>;
  readonly appeals: ModelAppeal[];
  /** Everybody who recorded something that an item's points rest on, by item, when it was scored. */
  readonly recorders: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Items that the commands have to do with, and the metrics of each. */
export const ITEMS: Readonly<Record<string, readonly string[]>> = {
  '1.1': ['agentAnswered', 'agentRequests'],
  '1.3': [],
  '2.1': [],
  '2.2': ['dispatchedTickets', 'misdispatchedTickets'],
  '3.1': ['callbacksDone', 'callbacksDue', 'callbacksExempt'],
  '5.3': [],
};

const CONTRACT = 'kezhou-12345';

/** The life of a Kezhou quarter as it is written down: what may be done in it, and what becomes of it then. */
export class PeriodModel {
  state: State = 'OPEN';
  /** Grows with everything that is written. */
  version = 1;
  readonly observations = new Map<string, ModelFigure>();
  readonly findings: ModelFinding[] = [];
  judgement: ModelJudgement | null = null;
  readonly scorecards: ModelScorecard[] = [];
  /** The revision that is published; 0 before. */
  published = 0;
  /** The revision that each correction corrects. */
  readonly corrections: number[] = [];

  constructor(
    readonly tenant: string,
    readonly code: string,
    public today: string,
  ) {}

  /** A month of the quarter, for what happens in it. */
  get month(): string {
    return parsePeriod(this.code, 'QUARTER')!.months[1]!;
  }

  /** Whom the trail will name for a person. */
  subjectOf = (person: keyof ReturnType<typeof peopleOf>): string => peopleOf(this.tenant)[person].subject!;

  get appeals(): ModelAppeal[] {
    return this.scorecards.flatMap(({ appeals }) => appeals);
  }

  get hasOpenAppeal(): boolean {
    return this.appeals.some(({ outcome }) => outcome === null);
  }

  get hasOpenCorrection(): boolean {
    return this.corrections.includes(this.published);
  }

  get latest(): ModelScorecard | undefined {
    return this.scorecards.at(-1);
  }

  /** What the core makes of the facts as they are. */
  score() {
    const input: PeriodInput = {
      contract: CONTRACT,
      period: this.code,
      observations: [...this.observations.values()].map(({ by: _, ...observation }) => observation),
      findings: this.findings
        .filter(({ state }) => state === 'CONFIRMED')
        .map(({ fields: { reference, responsible: _, evidence: __, ...fields }, discretion }) => ({
          ...fields,
          ...discretion,
          id: reference,
        })),
      judgements: this.judgement ? [{ item: '5.3', points: this.judgement.points, reason: this.judgement.reason }] : [],
      readings: {},
    };
    const read = readPeriodCase(input, LIBRARY, 'NO_DATA');
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const score = new PeriodScore(read.value);
    return {
      digest: score.digest(),
      total: score.total && printPoints(score.total),
      provisional: score.items().some(({ provisional }) => provisional),
    };
  }

  /** Whether figures are taken: why not, else nothing. */
  closed(): string[] {
    const isOpen = this.state === 'OPEN' || this.state === 'SCORED' || this.hasOpenCorrection;
    return isOpen ? [] : [`closed: ${this.state}`];
  }

  /** Whether a scorecard is the one that is published: why not, else nothing. */
  private standing({ revision, appealableUntil }: ModelScorecard): string[] {
    if (appealableUntil === null) return ['NOT_PUBLISHED'];
    return revision === this.published ? [] : ['SUPERSEDED'];
  }

  /** What stands in the way of deciding a finding. */
  findingObstacles({ state }: ModelFinding, decision: 'confirm' | 'reject' | 'withdraw'): string[] {
    const closed = this.closed();
    if (closed.length > 0) return closed;
    if (decision === 'withdraw') return state === 'PROPOSED' || state === 'CONFIRMED' ? [] : ['ENDED_ALREADY'];
    return state === 'PROPOSED' ? [] : ['NOT_PROPOSED'];
  }

  publicationObstacles(scorecard: ModelScorecard): string[] {
    if (scorecard.appealableUntil !== null || this.closed().length > 0) return ['ALREADY_PUBLISHED'];
    return [
      ...(scorecard === this.latest ? [] : ['NOT_LATEST']),
      ...(scorecard.total === null ? ['INCOMPLETE'] : []),
      ...(scorecard.provisional ? ['PROVISIONAL'] : []),
      ...(this.score().digest === scorecard.digest ? [] : ['OUTDATED']),
      ...(this.hasOpenAppeal ? ['APPEAL_OPEN'] : []),
    ];
  }

  appealObstacles(scorecard: ModelScorecard, item: string): string[] {
    // The vendor sees no draft.
    if (scorecard.appealableUntil === null) return ['NOT_FOUND'];
    return [
      ...this.standing(scorecard),
      ...(this.today > scorecard.appealableUntil ? ['DEADLINE_PASSED'] : []),
      ...(scorecard.appeals.some((appeal) => appeal.item === item) ? ['ALREADY_APPEALED'] : []),
      ...(scorecard.signatures.has('VENDOR') ? ['VENDOR_HAS_SIGNED'] : []),
    ];
  }

  decisionObstacles(appeal: ModelAppeal, by: string): string[] {
    if (appeal.outcome !== null) return ['ALREADY_DECIDED'];
    const scorecard = this.scorecards.find(({ appeals }) => appeals.includes(appeal))!;
    return scorecard.recorders.get(appeal.item)!.has(by) ? ['RECORDED_BY_YOURSELF'] : [];
  }

  signingObstacles(scorecard: ModelScorecard, party: Party, by: string, isDigestRight: boolean): string[] {
    if (party === 'VENDOR' && scorecard.appealableUntil === null) return ['NOT_FOUND'];
    const hasPersonSigned = [...scorecard.signatures.values()].includes(by);
    return [
      ...this.standing(scorecard),
      ...(isDigestRight ? [] : ['DIGEST_DIFFERS']),
      ...(this.hasOpenAppeal ? ['APPEAL_OPEN'] : []),
      ...(this.hasOpenCorrection ? ['CORRECTION_OPEN'] : []),
      ...(scorecard.signatures.has(party) ? ['PARTY_HAS_SIGNED'] : hasPersonSigned ? ['PERSON_HAS_SIGNED'] : []),
    ];
  }

  refusalObstacles(scorecard: ModelScorecard, party: Party): string[] {
    if (party === 'VENDOR' && scorecard.appealableUntil === null) return ['NOT_FOUND'];
    return [
      ...this.standing(scorecard),
      ...(scorecard.signatures.has(party) ? ['PARTY_HAS_SIGNED'] : []),
      ...(scorecard.refusals.has(party) ? ['PARTY_HAS_REFUSED'] : []),
    ];
  }

  correctionObstacles = (scorecard: ModelScorecard): string[] => this.standing(scorecard);

  /** A score gives the latest draft again where nothing has changed. */
  isScoredAlready(): boolean {
    return this.latest !== undefined && this.latest.appealableUntil === null && this.latest.digest === this.score().digest;
  }

  observed(figure: ModelFigure): void {
    this.observations.set(`${figure.metric} ${figure.source} ${figure.month ?? ''}`, figure);
    this.version += 1;
  }

  found(finding: ModelFinding): void {
    this.findings.push(finding);
    this.version += 1;
  }

  decidedFinding(finding: ModelFinding, state: ModelFinding['state'], discretion: ModelFinding['discretion'], by: string): void {
    finding.state = state;
    finding.discretion = discretion ?? finding.discretion;
    finding.decidedBy = by;
    this.version += 1;
  }

  judged(judgement: ModelJudgement): void {
    this.judgement = judgement;
    this.version += 1;
  }

  /** Errors: throws where the draft is not what the core makes of the same facts. */
  scored({ id, digest, total }: Pick<ModelScorecard, 'id' | 'digest' | 'total'>): void {
    const score = this.score();
    if (digest !== score.digest || total !== score.total) throw new Error(`${total} ${digest} is not ${score.total} ${score.digest}`);
    if (this.isScoredAlready() && id === this.latest!.id) return;
    if (this.isScoredAlready()) throw new Error('a further draft of what is scored already');
    const recorders = Object.entries(ITEMS).map(([item, metrics]) => {
      const people = [
        ...[...this.observations.values()].filter(({ metric }) => metrics.includes(metric)).map(({ by }) => by),
        ...this.findings.filter(({ fields }) => fields.item === item).flatMap(({ recordedBy, decidedBy }) => [recordedBy, decidedBy ?? '']),
        ...(this.judgement?.item === item ? [this.judgement.by] : []),
      ];
      return [item, new Set(people)] as const;
    });
    this.scorecards.push({
      ...score,
      id,
      revision: this.scorecards.length + 1,
      appealableUntil: null,
      signatures: new Map(),
      refusals: new Set(),
      appeals: [],
      recorders: new Map(recorders),
    });
    if (this.state === 'OPEN') this.state = 'SCORED';
    this.version += 1;
  }

  publishedIs(scorecard: ModelScorecard): void {
    scorecard.appealableUntil = CALENDAR.workingDaysAfter(this.today, 5).date;
    this.published = scorecard.revision;
    this.state = 'PUBLISHED';
    this.version += 1;
  }

  appealed(scorecard: ModelScorecard, appeal: ModelAppeal): void {
    scorecard.appeals.push(appeal);
    this.version += 1;
  }

  corrected(): void {
    this.corrections.push(this.published);
    this.version += 1;
  }

  decided(appeal: ModelAppeal, outcome: 'UPHELD' | 'DISMISSED'): void {
    appeal.outcome = outcome;
    if (outcome === 'UPHELD') this.corrections.push(this.published);
    this.version += 1;
  }

  signed(scorecard: ModelScorecard, party: Party, by: string): void {
    scorecard.signatures.set(party, by);
    const isContested = [...scorecard.refusals].some((refusing) => !scorecard.signatures.has(refusing));
    this.state = scorecard.signatures.size === 2 ? 'SIGNED' : isContested ? 'CONTESTED' : 'PUBLISHED';
    this.version += 1;
  }

  refused(scorecard: ModelScorecard, party: Party): void {
    scorecard.refusals.add(party);
    this.state = 'CONTESTED';
    this.version += 1;
  }

  /** What a reader of drafts sees of the period. */
  visible() {
    const stateOf = ({ revision, appealableUntil }: ModelScorecard) => {
      if (appealableUntil === null) return 'DRAFT';
      return revision === this.published ? this.state : 'SUPERSEDED';
    };
    return {
      state: this.state,
      version: this.version,
      findings: this.findings.map(({ fields, state }) => `${fields.reference} ${state}`),
      corrections: this.corrections.map((corrects) => ({ corrects, isOpen: corrects === this.published })),
      scorecards: [...this.scorecards].reverse().map((scorecard) => ({
        revision: scorecard.revision,
        state: stateOf(scorecard),
        digest: scorecard.digest,
        total: scorecard.total,
        provisional: scorecard.provisional,
        appealableUntil: scorecard.appealableUntil,
        signatures: [...scorecard.signatures].sort().map(([party, recordedBy]) => ({ party, recordedBy, digest: scorecard.digest })),
        refusals: [...scorecard.refusals].sort().map((party) => ({ party })),
        appeals: scorecard.appeals.map(({ item, outcome }) => ({ item, outcome })),
      })),
    };
  }
}
