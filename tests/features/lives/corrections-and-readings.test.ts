import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { actingIn, errorCodeOf, look, nodeOf, peopleOf } from '../../support/lives.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const SUPPLEMENT = { agreedOn: '2026-01-05', document: { zh: '补充协议二（演示）', en: 'Supplement 2 (demonstration)' } };

const COSTS = `query ($contract: String!) { readings(contract: $contract, first: 20) { nodes { id code state proposal { id }
  costs { instalment periods option payable { amount } alternatives { option payable { amount } difference { amount } } } } } }`;

interface Money {
  readonly amount: string;
}

interface Cost {
  readonly instalment: number;
  readonly periods: readonly string[];
  readonly option: string;
  readonly payable: Money | null;
  readonly alternatives: readonly { readonly option: string; readonly payable: Money | null; readonly difference: Money | null }[];
}

/** A cost in a line: `1 TEN 343638.75; FIVE 342777.50 -861.25`. */
const written = ({ instalment, option, payable, alternatives }: Cost): string =>
  [
    `${instalment} ${option} ${payable?.amount ?? null}`,
    ...alternatives.map((other) => `${other.option} ${other.payable?.amount ?? null} ${other.difference?.amount ?? null}`),
  ].join('; ');

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  beforeAll(async () => {
    service = await createService(kind);
    act = actingIn(service);
  });
  afterAll(() => service.stop());

  const readingsOf = async (contract: string, caller: Caller) => (await look(service, caller, COSTS, { contract })).readings.nodes;
  const costsOf = async (contract: string, caller: Caller): Promise<Record<string, readonly string[]>> => {
    const readings: { code: string; costs: Cost[] }[] = await readingsOf(contract, caller);
    return Object.fromEntries(readings.map(({ code, costs }) => [code, costs.map(written)]));
  };
  const periodOf = async (contract: string, period: string, fields: string, caller: Caller) =>
    (
      await look(service, caller, `query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id ${fields} } }`, {
        c: contract,
        p: period,
      })
    ).assessmentPeriod;

  describe('the readings of Shaanxi', () => {
    const { assessor, agency, vendor } = peopleOf('shaanxi');
    const CONTRACT = 'shaanxi-12367';

    test('cost in the second instalment what they come to by hand: the mean of six months is 93.0833', async () => {
      // 92 93 93 98 90.5 92: one completed point below 95 costs 0.5% of 172250.00, which is 861.25. The third window is not scored in full.
      const costs = await costsOf(CONTRACT, assessor);
      expect(costs).toEqual({
        'S-1': ['2 QUARTER_OF_TOTAL 343638.75; INSTALMENT 342777.50 -861.25; HALF_OF_TOTAL 342777.50 -861.25'],
        // 1.9167 points cost 1650.73, two cost 1722.50.
        'S-2': ['2 FLOOR 343638.75; PRORATA 342849.27 -789.48; CEIL 342777.50 -861.25'],
        // It moves the late claim, never a payable.
        'S-12': [],
        'S-17': ['2 ONCE_PER_LIMB 343638.75; PER_OCCURRENCE 343638.75 0.00'],
        // Five points less in February: a mean of 92.25, two points.
        'S-19': ['2 TEN 343638.75; FIVE 342777.50 -861.25'],
        // 93.0805% in April. In proportion a mean of 93.0067; with every step begun 93 exactly, two points.
        'S-27': ['2 FLOOR 343638.75; PRORATA 343638.75 0.00; CEIL 342777.50 -861.25'],
        'S-31': ['2 CAP_5 343638.75'],
        'S-33': ['2 UNCAPPED 343638.75; CAP_100 343638.75 0.00'],
        'S-35': ['2 10_10_20_50 343638.75; 10_20_50_50 343638.75 0.00; 10_10_20_20 343638.75 0.00'],
        'S-37': ['2 FLOOR_0 343638.75; NO_FLOOR 343638.75 0.00'],
      });
      expect(await costsOf(CONTRACT, vendor)).toEqual(costs);
    });

    test('agreed for all months, one that moves the score opens a correction of each published month and changes nothing signed', async () => {
      const february = 'state scorecard { id revision total digest signatures { party } }';
      const before = await periodOf(CONTRACT, '2025-02', february, vendor);
      const proposal = await act.does(agency, 'proposeReading', {
        contract: CONTRACT,
        reading: 'S-19',
        option: 'FIVE',
        reason: '笔误（演示）',
      });
      const agreed = await act.does(vendor, 'agreeReading', { proposalId: proposal.id, ...SUPPLEMENT });
      const published = ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'];
      expect(agreed.periodsToSettleAgain).toEqual([]);
      expect(agreed.corrections.map(({ period }: { period: { code: string } }) => period.code)).toEqual(published);
      expect(agreed.corrections[2]).toMatchObject({ cause: 'READING', reference: 'S-19', isOpen: true, period: { state: 'SIGNED' } });
      expect(await periodOf(CONTRACT, '2025-02', february, vendor)).toEqual(before);
    });

    test('it is scored by then, and the instalment with it', async () => {
      const { id: periodId } = await periodOf(CONTRACT, '2025-02', '', assessor);
      const { id: scorecardId } = await act.does(assessor, 'scorePeriod', { periodId });
      expect(await act.does(assessor, 'publishScorecard', { scorecardId })).toMatchObject({ total: '88', revision: 2 });
      const { changes } = await nodeOf(
        service,
        vendor,
        'Scorecard',
        scorecardId,
        'changes { readings { code optionBefore optionAfter isAgreed } items { code pointsBefore pointsAfter } }',
      );
      expect(changes).toEqual({
        readings: [{ code: 'S-19', optionBefore: 'TEN', optionAfter: 'FIVE', isAgreed: true }],
        items: [{ code: '3', pointsBefore: '10', pointsAfter: '5' }],
      });
      expect((await costsOf(CONTRACT, assessor))['S-19']).toEqual(['2 FIVE 342777.50']);
    });
  });

  describe('the readings of Kezhou', () => {
    const { assessor, agency, vendor, admin } = peopleOf('kezhou');
    const CONTRACT = 'kezhou-12345';

    const agreedOf = (proposalId: string, caller: Caller) => act.does(caller, 'agreeReading', { proposalId, ...SUPPLEMENT });
    const triesToAgree = (proposalId: string, caller: Caller) => act.tries(caller, 'agreeReading', { proposalId, ...SUPPLEMENT });
    const propose = (caller: Caller, reading: string, option: string, effectiveFrom?: string) =>
      act.does(caller, 'proposeReading', { contract: CONTRACT, reading, option, reason: '演示', effectiveFrom });
    const scorecardsOf = async () => {
      const { scorecards } = await look(service, assessor, '{ scorecards(first: 20) { nodes { id revision state total digest } } }');
      return scorecards.nodes;
    };
    const codesOf = (periods: readonly { code: string }[]) => periods.map(({ code }) => code);

    test('cost in each quarter what they come to by hand', async () => {
      const unmoved = (options: string[], payable: string) => options.map((option) => `${option} ${payable} 0.00`).join('; ');
      /** The three quarters: 96.9 with 14 operators, 94.6 with 14, 97.4 with 14, 14 and 13. */
      const quarters = (option: string, ...others: [string, string, string]) =>
        ['184800.00', '166320.00', '171600.00'].map((payable, index) => `${index + 1} ${option} ${payable}; ${others[index]}`);
      expect(await costsOf(CONTRACT, assessor)).toEqual({
        // 13 of 14 operators: 184800 × 13/14 = 171600; the average 41/3 of 14 gives 180400.
        'K-1': quarters('HEADCOUNT', 'FULL_FEE 184800.00 0.00', 'FULL_FEE 166320.00 0.00', 'FULL_FEE 184800.00 13200.00'),
        'K-2': quarters(
          'AT_ASSESSMENT',
          unmoved(['AVERAGE', 'MINIMUM'], '184800.00'),
          unmoved(['AVERAGE', 'MINIMUM'], '166320.00'),
          'AVERAGE 180400.00 8800.00; MINIMUM 171600.00 0.00',
        ),
        // 94.6 rounds to 95.
        'K-4': quarters(
          'CONTINUOUS',
          'ROUND_TO_INTEGER 184800.00 0.00',
          'ROUND_TO_INTEGER 184800.00 18480.00',
          'ROUND_TO_INTEGER 171600.00 0.00',
        ),
        'K-5': quarters('PAYS_90', 'PAYS_0 184800.00 0.00', 'PAYS_0 166320.00 0.00', 'PAYS_0 171600.00 0.00'),
        'K-24': quarters(
          'FLOOR',
          unmoved(['PRORATA', 'CEIL'], '184800.00'),
          unmoved(['PRORATA', 'CEIL'], '166320.00'),
          unmoved(['PRORATA', 'CEIL'], '171600.00'),
        ),
        'K-26': quarters(
          'ABOVE_ITEM_MAX',
          'WITHIN_ITEM_MAX 184800.00 0.00',
          'WITHIN_ITEM_MAX 166320.00 0.00',
          'WITHIN_ITEM_MAX 171600.00 0.00',
        ),
        'K-34': ['1 FLOOR 184800.00', '2 FLOOR 166320.00', '3 FLOOR 171600.00'],
        // Without the 1.8 points of 18 wrong tickets of 10813 the second quarter has 96.4.
        'K-37': quarters(
          'LARGER',
          unmoved(['SUM', 'RATE_ONLY', 'BEYOND_TOLERANCE'], '184800.00'),
          'SUM 166320.00 0.00; RATE_ONLY 184800.00 18480.00; BEYOND_TOLERANCE 184800.00 18480.00',
          unmoved(['SUM', 'RATE_ONLY', 'BEYOND_TOLERANCE'], '171600.00'),
        ),
        // Six of seven items without a judgement: no total, no payable.
        'K-44': quarters('FULL_UNLESS_FOUND', 'MUST_AWARD null null', 'MUST_AWARD null null', 'MUST_AWARD null null'),
      });
    });

    test('are proposed by one party with every problem named, and only signatories bind', async () => {
      const before = await fingerprintOf(service, 'kezhou');
      const tries = (input: object) =>
        act.tries(vendor, 'proposeReading', { contract: CONTRACT, reading: 'K-1', option: 'FULL_FEE', reason: '演示', ...input });
      expect(await tries({ reading: 'K-99', reason: ' ' })).toEqual(['reason REASON_REQUIRED', 'reading UNKNOWN_READING']);
      expect(await tries({ option: 'HALF_FEE' })).toEqual(['option UNKNOWN_OPTION']);
      expect(await tries({ contract: 'shaanxi-12367' })).toEqual(['contract UNKNOWN_CONTRACT']);
      const input = { contract: CONTRACT, reading: 'K-1', option: 'FULL_FEE', reason: '演示' };
      for (const caller of [assessor, admin]) expect(await errorCodeOf(service, caller, 'proposeReading', input)).toBe('FORBIDDEN');
      expect(await fingerprintOf(service, 'kezhou')).toEqual(before);
    });

    test('are agreed by the other party only, once, and only as proposed last', async () => {
      const K4 = async () => (await readingsOf(CONTRACT, agency)).find(({ code }: { code: string }) => code === 'K-4');
      const { state, proposal } = await K4();
      expect(state).toBe('PROPOSED');
      expect(await triesToAgree(proposal.id, vendor)).toEqual(['OWN_PROPOSAL']);
      const blank = { proposalId: proposal.id, agreedOn: '2026-01-05', document: { zh: '补充协议', en: ' ' } };
      expect(await act.tries(agency, 'agreeReading', blank)).toEqual(['document.en EMPTY']);
      const counter = await propose(agency, 'K-4', 'CONTINUOUS');
      expect(await triesToAgree(proposal.id, agency)).toEqual(['REPLACED']);
      expect(await triesToAgree(proposal.id, vendor)).toEqual(['OWN_PROPOSAL', 'REPLACED']);
      const last = await propose(vendor, 'K-4', 'ROUND_TO_INTEGER');
      expect(await triesToAgree(counter.id, vendor)).toEqual(['REPLACED']);
      const scorecards = await scorecardsOf();
      const { corrections, periodsToSettleAgain } = await agreedOf(last.id, agency);
      // It moves money only: the scores stand, published or signed, and are settled again.
      expect([corrections, periodsToSettleAgain]).toEqual([
        [],
        [
          { code: '2025Q1', state: 'SIGNED' },
          { code: '2025Q2', state: 'PUBLISHED' },
          { code: '2025Q3', state: 'CONTESTED' },
        ],
      ]);
      expect(await scorecardsOf()).toEqual(scorecards);
      expect(await K4()).toMatchObject({ state: 'AGREED', proposal: null });
      expect(await triesToAgree(last.id, agency)).toEqual(['ALREADY_AGREED']);
      expect((await costsOf(CONTRACT, vendor))['K-4']).toEqual([
        '1 ROUND_TO_INTEGER 184800.00',
        '2 ROUND_TO_INTEGER 184800.00',
        '3 ROUND_TO_INTEGER 171600.00',
      ]);
    });

    test('from a day on, one that moves the score reaches the periods that begin then or later', async () => {
      const { id } = await propose(vendor, 'K-24', 'CEIL', '2025-07-01');
      const { corrections, periodsToSettleAgain } = await agreedOf(id, agency);
      expect([corrections.map(({ period }: { period: object }) => period), periodsToSettleAgain]).toEqual([
        [{ code: '2025Q3', state: 'CONTESTED' }],
        [],
      ]);
      // The open quarter is simply scored by it: 130000/130105 is 99.9193%, a step begun.
      const standing = 'standing { score { items { code points } readings { code option state } } }';
      const { score } = (await periodOf(CONTRACT, '2025Q4', standing, assessor)).standing;
      expect(score.items[0]).toEqual({ code: '1.1', points: '9.9' });
      expect(score.readings).toContainEqual({ code: 'K-24', option: 'CEIL', state: 'AGREED' });
      const earlier = (await periodOf(CONTRACT, '2025Q2', standing, assessor)).standing.score.readings;
      expect(earlier).toContainEqual({ code: 'K-24', option: 'FLOOR', state: 'OPEN' });
    });

    test('a published quarter is scored anew by it, and the refusal of the revision before is gone with that', async () => {
      const { id: periodId } = await periodOf(CONTRACT, '2025Q3', '', assessor);
      const { id: scorecardId } = await act.does(assessor, 'scorePeriod', { periodId });
      await act.does(assessor, 'publishScorecard', { scorecardId });
      const fields = `state total refusals { party } corrections { cause reference }
        changes { items { code pointsBefore pointsAfter } readings { code optionBefore optionAfter isAgreed } }`;
      expect(await nodeOf(service, vendor, 'Scorecard', scorecardId, fields)).toEqual({
        state: 'PUBLISHED',
        // 99.9262% loses a step begun; 95.6569% earns a seventh.
        total: '97.4',
        refusals: [],
        corrections: [{ cause: 'READING', reference: 'K-24' }],
        changes: {
          items: [
            { code: '1.1', pointsBefore: '10', pointsAfter: '9.9' },
            { code: '1.2', pointsBefore: '3.6', pointsAfter: '3.7' },
            // The same points: its words name the reading.
            { code: '2.2', pointsBefore: '8.8', pointsAfter: '8.8' },
          ],
          readings: [
            { code: 'K-4', optionBefore: 'CONTINUOUS', optionAfter: 'ROUND_TO_INTEGER', isAgreed: true },
            { code: 'K-24', optionBefore: 'FLOOR', optionAfter: 'CEIL', isAgreed: true },
          ],
        },
      });
    });

    test('agreed for all, it opens a correction of a signed quarter, which stays signed until the next is published', async () => {
      const fields = 'state scorecard { id revision state total signatures { party } }';
      const before = await periodOf(CONTRACT, '2025Q1', fields, vendor);
      const { id } = await propose(agency, 'K-37', 'SUM');
      const { corrections } = await agreedOf(id, vendor);
      expect(codesOf(corrections.map(({ period }: { period: object }) => period))).toEqual(['2025Q1', '2025Q2', '2025Q3']);
      expect(await periodOf(CONTRACT, '2025Q1', fields, vendor)).toEqual(before);
      const draft = await act.does(assessor, 'scorePeriod', { periodId: before.id });
      const { digest } = await act.does(assessor, 'publishScorecard', { scorecardId: draft.id });
      expect((await periodOf(CONTRACT, '2025Q1', 'state', vendor)).state).toBe('PUBLISHED');
      for (const caller of [agency, vendor]) await act.does(caller, 'signScorecard', { scorecardId: draft.id, digest });
      expect(await periodOf(CONTRACT, '2025Q1', 'state scorecards { nodes { revision state } }', vendor)).toMatchObject({
        state: 'SIGNED',
        scorecards: {
          nodes: [
            { revision: before.scorecard.revision + 1, state: 'SIGNED' },
            { revision: before.scorecard.revision, state: 'SUPERSEDED' },
            { revision: before.scorecard.revision - 1, state: 'SUPERSEDED' },
          ],
        },
      });
    });
  });
});
