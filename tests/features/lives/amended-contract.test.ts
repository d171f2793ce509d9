import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { readContract } from '../../../src/core/contract/read-contract.js';
import { demonstrationTenants, writtenContract } from '../../../src/seed/seed-demonstration.js';
import { fingerprintOf } from '../../support/isolation.js';
import { CALENDAR, LIBRARY } from '../../support/library.js';
import { actingIn, clockAt, errorCodeOf, look, nodeOf, peopleOf } from '../../support/lives.js';
import { changedSeed } from '../../support/seed-files.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const CONTRACT = 'kezhou-12345';
const { assessor, agency, vendor, vendorStaff, admin } = peopleOf('kezhou');

const SUPPLEMENT = { zh: '补充协议三（演示）', en: 'Supplement 3 (demonstration)' };

/** The second version of the rubric: a defect in a ticket costs 0.2 instead of 0.1. */
const DEARER = changedSeed(CONTRACT, { 'rubric.version': 2, 'rubric.sections[1].items[0].rule.charges[0].points': '0.2' }).rubric;

/** The days that the tenant's file adds to the calendar. */
const OWN_DAYS = demonstrationTenants()
  .filter(({ code }) => code === 'kezhou')
  .flatMap(({ calendarDays }) => calendarDays)
  .flatMap(({ noticeNumber, noticeIssuedOn, days }) =>
    days.map(({ day, isWorkingDay, name }) => ({
      date: day,
      isWorkingDay,
      name,
      notice: { number: noticeNumber, issuedOn: noticeIssuedOn },
    })),
  );

const amendment = (effectiveFrom: string, files: object = { rubric: DEARER }) => ({
  contract: CONTRACT,
  effectiveFrom,
  document: SUPPLEMENT,
  files,
});

describe.each(DATABASES)('on %s', (kind) => {
  const serviceOf = (now: () => Date = () => new Date('2026-01-06T08:00:00Z')) => {
    const place = {} as { service: Service; act: ReturnType<typeof actingIn> };
    beforeAll(async () => {
      place.service = await createService(kind, [], { now });
      place.act = actingIn(place.service);
    });
    afterAll(() => place.service.stop());
    return place;
  };

  const periodOf = async (service: Service, period: string, fields: string, caller: Caller = assessor, contract = CONTRACT) =>
    (
      await look(service, caller, `query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id ${fields} } }`, {
        c: contract,
        p: period,
      })
    ).assessmentPeriod;
  const costsOf = async (service: Service, contract: string, caller: Caller) => {
    const query = `query ($contract: String!) { readings(contract: $contract, first: 20) { nodes { code
      costs { instalment payable { amount } alternatives { option payable { amount } } } } } }`;
    return (await look(service, caller, query, { contract })).readings.nodes;
  };
  const pointsOf = ({ items }: { items: { code: string; points: string }[] }, code: string) =>
    items.find((item) => item.code === code)?.points;

  describe('a contract amended from the fourth quarter on', () => {
    const at = serviceOf();

    test('is refused with every problem named, by whoever is not its administrator altogether', async () => {
      const { service, act } = at;
      const before = await fingerprintOf(service, 'kezhou');
      const tries = (input: object) => act.tries(admin, 'amendContract', { ...amendment('2025-10-01'), ...input });
      expect(await tries({ effectiveFrom: '2025-01-01', document: { zh: ' ', en: 'x' } })).toEqual([
        'effectiveFrom OUT_OF_RANGE',
        'document.zh EMPTY',
      ]);
      expect(await tries({ files: { prices: {} } })).toEqual(['files.prices UNKNOWN_FIELD']);
      expect(await tries({ files: { rubric: { ...(DEARER as object), version: 3 } } })).toEqual(['files.rubric.version OUT_OF_RANGE']);
      expect(await tries({ contract: 'shaanxi-12367' })).toEqual(['contract UNKNOWN_CONTRACT']);
      const gap = changedSeed(CONTRACT, { 'rubric.version': 2, 'rubric.sections[1].items[0].max': 9 }).rubric;
      expect((await tries({ files: { rubric: gap } })).join()).toMatch(/^files\.rubric\.sections\[1\]/);
      for (const caller of [assessor, agency, vendor])
        expect(await errorCodeOf(service, caller, 'amendContract', amendment('2025-10-01'))).toBe('FORBIDDEN');
      expect(await fingerprintOf(service, 'kezhou')).toEqual(before);
    });

    test('has a new version by which the periods from that day on are scored, and the earlier ones keep theirs', async () => {
      const { service, act } = at;
      const standing = 'contract { versions { version } rubric { version } } standing { score { items { code points } } }';
      expect(pointsOf((await periodOf(service, '2025Q4', standing)).standing.score, '2.1')).toBe('9.3');
      const amended = await act.does(admin, 'amendContract', amendment('2025-10-01'));
      expect(amended).toMatchObject({
        version: { version: 2, effectiveFrom: '2025-10-01', rubric: { version: 2 } },
        periods: [{ code: '2025Q4' }],
        corrections: [],
      });
      const fourth = await periodOf(service, '2025Q4', standing);
      // Seven defects at 0.2.
      expect(pointsOf(fourth.standing.score, '2.1')).toBe('8.6');
      expect(fourth.contract).toEqual({ versions: [{ version: 1 }, { version: 2 }], rubric: { version: 2 } });
      const first = await periodOf(service, '2025Q1', standing);
      expect([first.contract.rubric.version, pointsOf(first.standing.score, '2.1')]).toEqual([1, '9.6']);
      const draft = await act.does(assessor, 'scorePeriod', { periodId: fourth.id });
      expect(draft.rubric).toBe('kezhou-12345-annex-1@2');
    });

    test('computes every earlier scorecard to its digest again, and what its readings cost', async () => {
      const { service } = at;
      const fields = `scorecard { digest total readings { code option state } }
        observations(first: 100) { nodes { metric month value source } } judgements { nodes { item points reason } }
        findings(state: CONFIRMED) { nodes { reference item kind occurredOn count points reason elapsedHours dueOn submittedOn consented level matterId eventId } }`;
      const original = readContract(writtenContract(LIBRARY, CONTRACT), CALENDAR.withDays(OWN_DAYS));
      if (!original.ok) throw new Error(JSON.stringify(original.error));
      for (const period of ['2025Q1', '2025Q2', '2025Q3']) {
        const { scorecard, observations, findings, judgements } = await periodOf(service, period, fields);
        const agreed = scorecard.readings.filter(({ state }: { state: string }) => state === 'AGREED');
        const read = readPeriodCase(
          {
            contract: CONTRACT,
            period,
            observations: observations.nodes,
            findings: findings.nodes.map(({ reference, ...finding }: { reference: string }) => ({ ...finding, id: reference })),
            judgements: judgements.nodes,
            readings: Object.fromEntries(agreed.map(({ code, option }: { code: string; option: string }) => [code, option])),
          },
          { get: () => original.value.contract },
        );
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const { digest, total } = new PeriodScore(read.value).render();
        expect({ period, digest: scorecard.digest, total: scorecard.total }).toEqual({ period, digest, total });
      }
      const costs = await costsOf(service, CONTRACT, assessor);
      expect(costs[0].costs.map(({ payable }: { payable: { amount: string } }) => payable.amount)).toEqual([
        '184800.00',
        '166320.00',
        '171600.00',
      ]);
    });

    test('scores an earlier quarter that is corrected by the earlier rubric: nothing changed gives the same digest', async () => {
      const { service, act } = at;
      const { id: periodId, scorecard } = await periodOf(service, '2025Q2', 'scorecard { id digest total }');
      await act.does(assessor, 'correctScorecard', { scorecardId: scorecard.id, reason: '复核（演示）' });
      expect(await act.does(assessor, 'scorePeriod', { periodId })).toMatchObject({
        digest: scorecard.digest,
        total: '94.6',
        rubric: 'kezhou-12345-annex-1@1',
      });
    });
  });

  describe('a contract amended from a published quarter on', () => {
    const at = serviceOf();

    test('opens a correction of it, and leaves the published scorecard as it is', async () => {
      const { service, act } = at;
      const fields = 'state scorecard { id total digest rubric }';
      const before = await periodOf(service, '2025Q3', fields, vendor);
      const amended = await act.does(admin, 'amendContract', amendment('2025-07-01'));
      expect(amended.periods).toEqual([{ code: '2025Q3' }, { code: '2025Q4' }]);
      expect(amended.corrections).toMatchObject([
        { cause: 'AMENDMENT', reference: '2', isOpen: true, period: { code: '2025Q3', state: 'CONTESTED' } },
      ]);
      expect(await periodOf(service, '2025Q3', fields, vendor)).toEqual(before);
      const draft = await act.does(assessor, 'scorePeriod', { periodId: before.id });
      expect(await act.does(assessor, 'publishScorecard', { scorecardId: draft.id })).toMatchObject({
        total: before.scorecard.total,
        rubric: 'kezhou-12345-annex-1@2',
      });
      // Its readings' costs rest on both versions now.
      expect((await costsOf(service, CONTRACT, vendor))[0].costs).toHaveLength(3);
    });
  });

  describe('a clause', () => {
    const at = serviceOf();
    const voided = (clause: string, files?: object) => ({ ...amendment('2025-10-01', files), clause, reason: '双方同意不再考核（演示）' });
    /** The rubric without an item and its checks, whose points its neighbour takes over. */
    const without = (section: number, item: number, heir: number, max: number) => {
      const rubric = changedSeed(CONTRACT, { 'rubric.version': 2 }).rubric as {
        sections: { items: { code: string; max: number }[] }[];
        checks: { feeds: { item?: string } }[];
      };
      const { items } = rubric.sections[section]!;
      items[heir]!.max = max;
      const [dropped] = items.splice(item, 1);
      return { rubric: { ...rubric, checks: rubric.checks.filter(({ feeds }) => feeds.item !== dropped!.code) } };
    };

    test('that an item rests on is not void unless the data comes changed with it', async () => {
      const { service, act } = at;
      const before = await fingerprintOf(service, 'kezhou');
      const refused = await act.tries(admin, 'voidClause', voided('annex 1, 7.3'));
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.every((problem) => problem.startsWith('files.'))).toBe(true);
      expect(await act.tries(admin, 'voidClause', { ...voided('annex 1, 7.9'), reason: ' ' })).toEqual([
        'reason REASON_REQUIRED',
        'clause UNKNOWN_CLAUSE',
      ]);
      for (const caller of [assessor, vendor])
        expect(await errorCodeOf(service, caller, 'voidClause', voided('annex 1, 7.3'))).toBe('FORBIDDEN');
      expect(await fingerprintOf(service, 'kezhou')).toEqual(before);
    });

    test('that something recorded rests on is not void either: what is in the way is named', async () => {
      const { service, act } = at;
      const before = await fingerprintOf(service, 'kezhou');
      // Of item 1.3 the fourth quarter has two confirmed findings; 1.4 would take its points.
      const problems = await act.tries(admin, 'voidClause', voided('annex 1, 1.3', without(0, 2, 3, 3)));
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every((problem) => /^recorded\.2025Q4\.findings\[\d\]\.(item|kind) /.test(problem))).toBe(true);
      expect(await fingerprintOf(service, 'kezhou')).toEqual(before);
    });

    test('void from a day on binds nothing from then, and everything before', async () => {
      const { service, act } = at;
      const amended = await act.does(admin, 'voidClause', voided('annex 1, 7.3', without(6, 2, 1, 6)));
      expect(amended).toMatchObject({ version: { version: 2, effectiveFrom: '2025-10-01' }, periods: [{ code: '2025Q4' }] });
      const items = 'standing { score { items { code points max } } }';
      const codesOf = async (period: string) =>
        (await periodOf(service, period, items, vendorStaff)).standing.score.items.map(({ code }: { code: string }) => code).slice(-2);
      expect([await codesOf('2025Q3'), await codesOf('2025Q4')]).toEqual([
        ['7.2', '7.3'],
        ['7.1', '7.2'],
      ]);
      expect(await act.tries(admin, 'voidClause', { ...voided('annex 1, 7.3'), effectiveFrom: '2025-11-01' })).toEqual([
        'clause UNKNOWN_CLAUSE',
      ]);
      const finding = { item: '7.3', kind: 'spot_check_failed', occurredOn: '2025-12-01' };
      const { id: periodId } = await periodOf(service, '2025Q4', '');
      expect((await act.tries(assessor, 'recordFindings', { periodId, findings: [finding] }))[0]).toMatch(/^findings\[0\]\.item /);
    });
  });

  describe('days added to the calendar', () => {
    const clock = clockAt('2026-01-06T08:00:00Z');
    const at = serviceOf(clock.now);
    const SHAANXI = 'shaanxi-12367';
    const people = peopleOf('shaanxi');
    const DAY_OFF = {
      noticeNumber: '演示〔2026〕2号',
      noticeIssuedOn: '2026-01-06',
      days: [{ day: '2025-02-12', isWorkingDay: false, name: '演示' }],
    };
    const dueOf = async (caller: Caller) => {
      const query = `{ dueDate(input: { from: "2025-02-10", workingDays: 3 }) { ... on DueDate { date } } }`;
      return (await look(at.service, caller, query)).dueDate.date;
    };
    const scorecard = 'scorecard { id total digest items { code points } signatures { party } }';

    test('change the due dates of their tenant from then on', async () => {
      const { service, act } = at;
      expect(await dueOf(people.assessor)).toBe('2025-02-13');
      const input = { ...DAY_OFF, days: [...DAY_OFF.days, ...DAY_OFF.days] };
      expect(await act.tries(people.admin, 'addCalendarDays', input)).toEqual(['days[1].day DUPLICATE']);
      expect(await errorCodeOf(service, people.assessor, 'addCalendarDays', DAY_OFF)).toBe('FORBIDDEN');
      const { days } = await act.does(people.admin, 'addCalendarDays', DAY_OFF);
      expect(days).toEqual([{ day: '2025-02-12', isWorkingDay: false }]);
      expect([await dueOf(people.assessor), await dueOf(assessor)]).toEqual(['2025-02-14', '2025-02-13']);
    });

    test('leave the scorecards exact that were scored in the very instant of earlier ones', async () => {
      const { service, act } = at;
      const before = await costsOf(service, CONTRACT, vendor);
      await act.does(admin, 'addCalendarDays', DAY_OFF);
      expect(await costsOf(service, CONTRACT, vendor)).toEqual(before);
    });

    test('leave what is scored exact, and score anew what is corrected', async () => {
      const { service, act } = at;
      // The report of January: due on the 10th, in on the 13th, three working days late when it was scored.
      const before = await periodOf(service, '2025-02', scorecard, people.vendor, SHAANXI);
      expect([before.scorecard.total, pointsOf(before.scorecard, '4')]).toEqual(['93', '2']);
      const costs = await costsOf(service, SHAANXI, people.vendor);
      expect(costs[0].costs).toMatchObject([{ instalment: 2, payable: { amount: '343638.75' } }]);
      clock.set('2026-01-07T08:00:00Z');
      await act.does(people.assessor, 'correctScorecard', { scorecardId: before.scorecard.id, reason: '地方假日（演示）' });
      const draft = await act.does(people.assessor, 'scorePeriod', { periodId: before.id });
      expect(draft.total).toBe('94');
      await act.does(people.assessor, 'publishScorecard', { scorecardId: draft.id });
      const { changes } = await nodeOf(
        service,
        people.vendor,
        'Scorecard',
        draft.id,
        'changes { items { code pointsBefore pointsAfter } }',
      );
      expect(changes.items).toEqual([{ code: '4', pointsBefore: '2', pointsAfter: '3' }]);
    });

    test('said otherwise later, leave each scorecard with the days of its own time', async () => {
      const { service, act } = at;
      clock.set('2026-01-08T08:00:00Z');
      const again = { ...DAY_OFF, noticeNumber: '演示〔2026〕3号', days: [{ ...DAY_OFF.days[0], isWorkingDay: true, name: '演示' }] };
      expect((await act.does(people.admin, 'addCalendarDays', again)).days).toEqual([{ day: '2025-02-12', isWorkingDay: true }]);
      expect(await dueOf(people.assessor)).toBe('2025-02-13');
      const after = await periodOf(service, '2025-02', scorecard, people.vendor, SHAANXI);
      expect([after.scorecard.total, pointsOf(after.scorecard, '4')]).toEqual(['94', '3']);
      // The mean is 559.5/6 = 93.25 now: one point, as before.
      const costs = await costsOf(service, SHAANXI, people.vendor);
      expect(costs[0].costs).toMatchObject([{ instalment: 2, payable: { amount: '343638.75' } }]);
    });
  });
});
