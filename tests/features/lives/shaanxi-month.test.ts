import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, look, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'month';
const CONTRACT = 'shaanxi-12367';
const { assessor, otherAssessor, agency, vendor, vendorStaff, machine } = peopleOf(TENANT);

/** A month of 100 points. */
const FULL = {
  AGENCY: {
    teamHeadcount: 10,
    openingHeadcount: 10,
    leavers: 0,
    sampledQualified: 47,
    sampledTickets: 50,
    examRequired: 10,
    examTaken: 10,
  },
  REGION_RESULT: { answerRateRank: 5, answer15sRank: 5, rankedCentres: 31 },
  SYSTEM_REPORT: {
    callsOffered: 30_000,
    callsAnswered: 29_700,
    answeredWithin15s: 28_512,
    ratedVerySatisfied: 900,
    ratedSatisfied: 30,
    ratedNeutral: 5,
    ratedDissatisfied: 3,
    ratedVeryDissatisfied: 2,
    ratedExcluded: 0,
  },
} as const;

const figures = (changes: Readonly<Record<string, number>> = {}) =>
  Object.entries(FULL).flatMap(([source, values]) =>
    Object.entries(values).map(([metric, value]) => ({ metric, value: changes[metric] ?? value, source })),
  );

describe.each(DATABASES)('a month of Shaanxi on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  const periodIds: Record<string, string> = {};
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    for (const code of ['2025-08', '2025-09', '2025-10', '2025-11']) periodIds[code] = await periodIdOf(service, CONTRACT, code, assessor);
  });
  afterAll(() => service.stop());

  const periodOf = (code: string, fields: string, caller: Caller = assessor) =>
    nodeOf(service, caller, 'AssessmentPeriod', periodIds[code]!, fields);
  const record = (code: string, changes?: Readonly<Record<string, number>>) =>
    act.does(assessor, 'recordObservations', { periodId: periodIds[code], observations: figures(changes) });
  const publish = async (code: string) => {
    const { id } = await act.does(assessor, 'scorePeriod', { periodId: periodIds[code] });
    return act.does(assessor, 'publishScorecard', { scorecardId: id });
  };
  const sign = async (code: string) => {
    const { scorecard } = await periodOf(code, 'scorecard { id digest }');
    for (const caller of [vendor, agency]) await act.does(caller, 'signScorecard', { scorecardId: scorecard.id, digest: scorecard.digest });
  };
  const pointsOf = async (code: string) => {
    const { scorecard } = await periodOf(code, 'scorecard { items { code points } }');
    return Object.fromEntries(scorecard.items.map((item: { code: string; points: string }) => [item.code, item.points]));
  };
  /** Points of the bonus as the period stands. */
  const bonus = async () => {
    const { standing } = await periodOf('2025-11', 'standing { score { items { code points } } }');
    return standing.score.items.find(({ code }: { code: string }) => code === '11').points;
  };

  const EARLIER = ['2025-09', '2025-10'];

  test('two earlier months are worked through: one signed, one published', async () => {
    await record('2025-09', { answer15sRank: 7, examTaken: 9 });
    expect(await publish('2025-09')).toMatchObject({ total: '97', payableAmount: null, state: 'PUBLISHED' });
    await sign('2025-09');
    await record('2025-10', { answer15sRank: 6 });
    expect(await publish('2025-10')).toMatchObject({ total: '99', state: 'PUBLISHED' });
  });

  test('figures of the month come in, with the national ranks and the rates behind them', async () => {
    await record('2025-11', {
      teamHeadcount: 9,
      leavers: 2,
      answerRateRank: 6,
      answer15sRank: 8,
      sampledQualified: 39,
      ratedNeutral: 40,
      ratedDissatisfied: 20,
      ratedVeryDissatisfied: 10,
    });
    await act.does(assessor, 'recordFindings', {
      periodId: periodIds['2025-11'],
      findings: [
        {
          reference: 'a-1',
          item: '4',
          kind: 'analysis_report_late',
          occurredOn: '2025-11-12',
          dueOn: '2025-11-10',
          submittedOn: '2025-11-12',
        },
        { reference: 'c-1', item: '13', kind: 'valid_complaint', occurredOn: '2025-11-05', responsible: ['S-03'] },
        { reference: 'b-1', item: '11', kind: 'praise', occurredOn: '2025-11-20', matterId: 'm-1' },
      ],
    });
  });

  test('praise that the vendor proposes counts once confirmed, and a matter once', async () => {
    const praise = { item: '11', kind: 'praise', occurredOn: '2025-11-12', evidence: '锦旗照片（演示）' };
    const propose = (finding: object) => act.does(vendorStaff, 'proposeFinding', { periodId: periodIds['2025-11'], finding });
    const same = await propose({ ...praise, reference: 'V-1', matterId: 'm-1' });
    const other = await propose({ ...praise, reference: 'V-2', matterId: 'm-2' });
    const ratings = await propose({
      reference: 'V-3',
      item: '8',
      kind: 'outcome_rating',
      count: 10,
      occurredOn: '2025-11-28',
      evidence: '回访录音清单（演示）',
    });
    expect(await bonus()).toBe('1');
    await act.does(assessor, 'confirmFinding', { findingId: same.id, reason: '属实' });
    expect(await bonus()).toBe('1');
    await act.does(otherAssessor, 'confirmFinding', { findingId: other.id, reason: '属实', notify: true });
    expect(await bonus()).toBe('2');
    await act.does(assessor, 'confirmFinding', { findingId: ratings.id, reason: '均针对办理结果' });
  });

  test('a falsification names those responsible and the months; confirming it opens a correction of each other such month', async () => {
    const finding = { reference: 'x-1', item: '14', kind: 'falsification', occurredOn: '2025-11-26' };
    const propose = { periodId: periodIds['2025-11'] };
    expect(await act.tries(machine, 'proposeFinding', { ...propose, finding })).toEqual([
      'finding.responsible NAMES_REQUIRED',
      'finding.months NAMES_REQUIRED',
    ]);
    const names = { responsible: ['S-05', 'S-06'], months: ['2025-09', '2025-10', '2025-11'] };
    expect(await act.tries(machine, 'proposeFinding', { ...propose, finding: { ...finding, ...names, months: ['2024-11'] } })).toEqual([
      'finding.months OUTSIDE_PERIOD',
    ]);
    const proposed = await act.does(machine, 'proposeFinding', { ...propose, finding: { ...finding, ...names } });
    expect(proposed).toMatchObject({ ...names, state: 'PROPOSED', origin: 'SYSTEM', recordedBy: machine.subject });
    const corrections = 'query { corrections(isOpen: true) { nodes { cause reference corrects recordedBy period { code state } } } }';
    expect((await look(service, assessor, corrections)).corrections.nodes).toEqual([]);
    await act.does(assessor, 'confirmFinding', { findingId: proposed.id, reason: '后台日志属实（演示）' });
    const opened = { cause: 'FINDING', reference: 'x-1', corrects: 1, recordedBy: assessor.subject };
    expect((await look(service, assessor, corrections)).corrections.nodes).toEqual([
      { ...opened, period: { code: '2025-10', state: 'PUBLISHED' } },
      { ...opened, period: { code: '2025-09', state: 'SIGNED' } },
    ]);
  });

  test('the month has the points worked by hand', async () => {
    expect(await publish('2025-11')).toMatchObject({ revision: 1, total: '87' });
    expect(await pointsOf('2025-11')).toEqual({
      '1': '9', // one short of ten
      '2': '10',
      '3': '10', // 2 of 10 is 20%, ten points as written (S-19)
      '4': '3', // due on Monday the 10th, in on Wednesday the 12th
      '5': '5',
      '6': '14',
      '7': '12',
      '8': '9.5', // 930 of 1000 less 10 about the outcome: 93.94%, one completed step
      '9': '9.5', // 39 of 50 is 78%, one completed step of ten
      '10': '10',
      '11': '2',
      '12': '0',
      '13': '2',
      '14': '5',
    });
    const { scorecard } = await periodOf('2025-11', 'scorecard { items { code lines { text measured } } }', vendor);
    const textOf = (code: string) => scorecard.items.find((item: { code: string }) => item.code === code).lines[0].text;
    expect(textOf('6')).toContain('29700/30000');
    expect(textOf('8')).toContain('930/990');
  });

  test('what a finding names is taken only where its kind asks for it', async () => {
    const finding = { item: '13', kind: 'valid_complaint', occurredOn: '2025-08-05', responsible: ['S-03'], months: ['2025-08'] };
    expect(await act.tries(assessor, 'recordFindings', { periodId: periodIds['2025-08'], findings: [finding] })).toEqual([
      'findings[0].months NAMES_NOT_TAKEN',
    ]);
  });

  test('nobody signs a month that a correction has opened; its published scorecard stands meanwhile', async () => {
    const { scorecard } = await periodOf('2025-10', 'scorecard { id digest total }', vendor);
    expect(await act.tries(vendor, 'signScorecard', { scorecardId: scorecard.id, digest: scorecard.digest })).toEqual(['CORRECTION_OPEN']);
    expect(await periodOf('2025-09', 'state scorecard { state total signatures { party } }', vendor)).toEqual({
      state: 'SIGNED',
      scorecard: { state: 'SIGNED', total: '97', signatures: [{ party: 'AGENCY' }, { party: 'VENDOR' }] },
    });
  });

  test('the months that it touches are scored again with true figures, published and signed by both', async () => {
    const correct = (code: string, metric: string, value: number) =>
      act.does(assessor, 'recordObservations', {
        periodId: periodIds[code],
        observations: [{ metric, value, source: 'AGENCY' }],
        file: '后台日志（演示）.csv',
      });
    await correct('2025-09', 'sampledQualified', 39);
    expect(await publish('2025-09')).toMatchObject({ revision: 2, total: '96.5' });
    await correct('2025-10', 'examTaken', 8);
    expect(await publish('2025-10')).toMatchObject({ revision: 2, total: '97' });
    for (const code of [...EARLIER, '2025-11']) await sign(code);
    for (const code of EARLIER) {
      const { state, scorecard } = await periodOf(
        code,
        'state scorecard { state corrections { cause reference isOpen } replaces { revision state signatures { party } } }',
        agency,
      );
      expect({ state, ...scorecard }).toMatchObject({
        state: 'SIGNED',
        corrections: [{ cause: 'FINDING', reference: 'x-1', isOpen: false }],
        replaces: { revision: 1, state: 'SUPERSEDED' },
      });
      expect(scorecard.replaces.signatures).toHaveLength(code === '2025-09' ? 2 : 0);
    }
    expect(await periodOf('2025-11', 'state corrections { totalCount }')).toEqual({ state: 'SIGNED', corrections: { totalCount: 0 } });
  });

  test('a month corrected without a change is published anew all the same', async () => {
    const { scorecard } = await periodOf('2025-11', 'scorecard { id digest }');
    await act.does(otherAssessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核（演示）' });
    const again = await publish('2025-11');
    expect(again).toMatchObject({ revision: 2, total: '87', digest: scorecard.digest });
    const { changes } = await nodeOf(
      service,
      vendor,
      'Scorecard',
      again.id,
      'changes { totalBefore totalAfter items { code } readings { code } }',
    );
    expect(changes).toEqual({ totalBefore: '87', totalAfter: '87', items: [], readings: [] });
    await sign('2025-11');
  });
});
