// How Shaanxi's staffing requirements stand, to the day and the minute, and the log of what was not met.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt, look, openTenant, peopleOf } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import { complianceOf, csvOf, inBase64, keepingRoster } from './people.js';

const CONTRACT = 'shaanxi-12367';
const PROOFS = ['学历', '政治素养与无不良记录', '普通话', '电脑与办公软件', '身体条件与轮班'];
const SPEED = '录入速度（每分钟字数）';
const HEAD = ['工号', '姓名', '岗位', '班组', '性质', '进场日', ...[...PROOFS, SPEED].flatMap((title) => [title, `${title}取得日`])];
const MANAGERS = ['M1', 'M2', 'M3'];
const OPERATORS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'];

/** Somebody of the first team, with every proof; `without` leaves one out. */
const rowOf = (no: string, { without = '', speed = '60' } = {}): string[] => [
  no,
  `示例${no}`,
  MANAGERS.includes(no) ? '管理人员' : '话务员',
  '甲班',
  '正式',
  '2024-12-04',
  ...PROOFS.flatMap((title) => (title === without ? ['', ''] : ['证书（演示）', '2024-11-01'])),
  speed,
  '2024-11-01',
];

interface Shift {
  readonly no: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const dayOf = (month: string, day: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, day)).toISOString().slice(0, 10);

/** Three people around the clock through a month: by night, by day and in the evening. */
const aroundTheClock = (month: string, dayCount: number, [night, day, evening]: readonly string[]): Shift[] =>
  Array.from({ length: dayCount }, (_, index) => [dayOf(month, index + 1), dayOf(month, index + 2)] as const).flatMap(([today, next]) => [
    { no: night!, startsAt: `${today}T00:00`, endsAt: `${today}T08:30` },
    { no: day!, startsAt: `${today}T08:30`, endsAt: `${today}T17:30` },
    { no: evening!, startsAt: `${today}T17:30`, endsAt: `${next}T00:00` },
  ]);

/** Shifts of which one is broken for a minute. */
const brokenAt = (shifts: readonly Shift[], from: string, to: string): Shift[] =>
  shifts.flatMap((shift) =>
    MANAGERS.includes(shift.no) && shift.startsAt < from && to < shift.endsAt
      ? [
          { ...shift, endsAt: from },
          { ...shift, startsAt: to },
        ]
      : [shift],
  );

describe.each(DATABASES)('the staffing of Shaanxi on %s', (kind) => {
  const TENANT = 'compliance';
  const { assessor, vendorManager, auditor, vendor, finance, admin } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-04-02T02:00:00Z').now });
    await openTenant(service, TENANT, CONTRACT);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
  });
  afterAll(() => service.stop());

  const found = async (from: string, to: string) => complianceOf(service, auditor, CONTRACT, from, to);
  const rangesOf = ({ breaches }: { breaches: readonly { from: string; to: string }[] }) => breaches.map(({ from, to }) => `${from} ${to}`);

  test('what is not recorded is no breach: without a roster, and beyond the term and today, nothing is measured', async () => {
    for (const [from, to] of [
      ['2025-01-01', '2025-03-31'],
      ['2024-11-01', '2024-12-03'],
      ['2025-04-03', '2025-05-31'],
    ] as const)
      expect(new Set(Object.values<{ state: string }>(await found(from, to)).map(({ state }) => state))).toEqual(new Set(['NOT_MEASURED']));
  });

  test('the team of ten comes from a file with its proofs, of whom one has no degree and one types too slowly', async () => {
    const rows = [
      HEAD,
      ...MANAGERS.map((no) => rowOf(no)),
      ...OPERATORS.map((no) => rowOf(no, { without: no === 'S3' ? '学历' : '', speed: no === 'S5' ? '59.9' : '60' })),
    ];
    const file = { contract: CONTRACT, format: 'CSV', content: inBase64(csvOf(rows)), reason: '初始花名册（演示）' };
    const { changes } = await keep.does(vendorManager, 'importStaff', file);
    const changeIds = changes.map(({ id }: { id: string }) => id);
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED', decidedOn: '2024-12-01' });
    await keep.does(vendorManager, 'admitStaff', { changeIds });
    const { team, education, typing_speed, mandarin, shift_fitness, service_skills } = await found('2024-12-04', '2024-12-31');
    expect([team, mandarin, shift_fitness].map(({ state }) => state)).toEqual(['MET', 'MET', 'MET']);
    // The contract names these skills and no measure of them.
    expect(service_skills).toMatchObject({ state: 'NOT_MEASURED', clauses: ['1(3).6'] });
    for (const [finding, no] of [
      [education, 'S3'],
      [typing_speed, 'S5'],
    ]) {
      expect(finding.state).toBe('BREACHED');
      expect(rangesOf(finding)).toEqual(['2024-12-04 2024-12-31']);
      expect(finding.breaches[0].text).toContain(no);
    }
    expect(typing_speed.breaches[0].text).toContain('59.9');
  });

  test('a proof ends the breach from its day on, and its own end begins the next one', async () => {
    const { id: staffId } = await keep.member('S3');
    const proof = { staffId, requirement: 'education', obtainedOn: '2025-01-10', isPassed: true, document: '毕业证书（演示）' };
    expect(await keep.tries(vendorManager, 'recordStaffProof', { ...proof, obtainedOn: '2025-04-03' })).toEqual([
      'obtainedOn OUT_OF_RANGE',
    ]);
    expect(await keep.tries(vendorManager, 'recordStaffProof', { ...proof, requirement: 'service_skills' })).toEqual([
      'requirement UNKNOWN_REQUIREMENT',
    ]);
    expect(await keep.tries(vendorManager, 'recordStaffProof', { ...proof, requirement: 'typing_speed' })).toEqual(['value NOT_A_DECIMAL']);
    expect(await keep.tries(vendorManager, 'recordStaffProof', { ...proof, validUntil: '2025-01-09' })).toEqual([
      'validUntil OUT_OF_RANGE',
    ]);
    await keep.does(vendorManager, 'recordStaffProof', { ...proof, validUntil: '2025-01-20' });
    // A proof that was not passed proves nothing.
    await keep.does(vendorManager, 'recordStaffProof', { ...proof, obtainedOn: '2025-01-25', isPassed: false });
    await keep.does(vendorManager, 'recordStaffProof', { ...proof, obtainedOn: '2025-02-01' });
    const { education } = await found('2025-01-01', '2025-03-31');
    expect(rangesOf(education)).toEqual(['2025-01-01 2025-01-09', '2025-01-21 2025-01-31']);
  });

  test('nine of ten for some days is a shortage of these days', async () => {
    await keep.leave('S7', '2025-02-10');
    await keep.join([{ no: 'S8', on: '2025-02-20' }], '2025-02-19');
    const { team } = await found('2025-02-01', '2025-02-28');
    expect(team).toMatchObject({ state: 'BREACHED', clauses: ['1(1)', 'annex, 1'] });
    expect(rangesOf(team)).toEqual(['2025-02-10 2025-02-19']);
    expect(team.breaches[0].text).toMatch(/在册 9 人，应不少于 10 人/);
    expect((await found('2025-02-20', '2025-03-31')).team.state).toBe('MET');
    // Somebody in reserve is not of the team.
    await keep.join([{ no: 'R1', on: '2025-02-12', standing: 'RESERVE' }], '2025-02-12');
    expect(rangesOf((await found('2025-02-01', '2025-02-28')).team)).toEqual(['2025-02-10 2025-02-19']);
    const { reserve_staff } = await found('2025-02-01', '2025-02-28');
    expect([rangesOf(reserve_staff), reserve_staff.isPolicy]).toEqual([['2025-02-01 2025-02-11'], true]);
  });

  test('a quarter’s turnover of exactly 20 % is met, one person more is above', async () => {
    await keep.leave('S6', '2025-03-05');
    await keep.join([{ no: 'S9', on: '2025-03-05' }], '2025-03-04');
    expect((await found('2025-01-01', '2025-03-19')).quarterly_turnover.state).toBe('MET');
    await keep.leave('S4', '2025-03-20');
    await keep.join([{ no: 'S10', on: '2025-03-20' }], '2025-03-20');
    expect((await found('2025-01-01', '2025-03-19')).quarterly_turnover.state).toBe('MET');
    const { quarterly_turnover } = await found('2025-03-01', '2025-03-31');
    expect(quarterly_turnover).toMatchObject({ state: 'BREACHED', clauses: ['1(3).6'] });
    expect(quarterly_turnover.breaches[0].text).toMatch(/2025Q1 离岗 3 人，期初 10 人，流动率 30%，高于 20%/);
    // The next quarter begins anew.
    expect((await found('2025-04-01', '2025-04-02')).quarterly_turnover.state).toBe('MET');
  });

  const record = (basis: 'PLANNED' | 'WORKED', shifts: readonly Shift[], month = '2025-03') => ({
    contract: CONTRACT,
    month,
    basis,
    shifts,
  });
  const OF_MARCH = [...aroundTheClock('2025-03', 31, ['M1', 'M2', 'M3']), ...aroundTheClock('2025-03', 31, ['S1', 'S2', 'S3'])];

  test('a duty roster is refused as a whole: strangers, somebody twice at once or not there, shifts of another month', async () => {
    const shift = (no: string, startsAt: string, endsAt: string) => ({ no, startsAt, endsAt });
    const bad = [
      shift('M9', '2025-03-01T00:00', '2025-03-01T08:00'),
      shift('S7', '2025-03-01T00:00', '2025-03-01T08:00'),
      shift('M1', '2025-02-28T20:00', '2025-03-01T08:00'),
      shift('M1', '2025-03-01T08:00', '2025-03-02T08:01'),
      shift('M1', '2025-03-02T08:00', '2025-03-02T08:00'),
    ];
    expect(await keep.tries(vendorManager, 'recordDutyRoster', record('PLANNED', bad))).toEqual([
      'shifts[0].no UNKNOWN_STAFF',
      'shifts[1].no NOT_ON_ROSTER',
      'shifts[2].startsAt OUTSIDE_PERIOD',
      'shifts[3].endsAt OUT_OF_RANGE',
      'shifts[4].endsAt OUT_OF_RANGE',
    ]);
    const twice = [shift('M1', '2025-03-01T08:00', '2025-03-01T17:00'), shift('M1', '2025-03-01T16:59', '2025-03-01T20:00')];
    expect(await keep.tries(vendorManager, 'recordDutyRoster', record('WORKED', twice))).toEqual(['shifts SHIFTS_OVERLAP']);
    expect((await found('2025-03-01', '2025-03-31')).manager_on_duty.state).toBe('NOT_MEASURED');
  });

  test('one minute without a manager in one night of the month is exactly that interval, under its clause', async () => {
    await keep.does(vendorManager, 'recordDutyRoster', record('PLANNED', OF_MARCH));
    expect((await found('2025-03-01', '2025-03-31')).manager_on_duty).toMatchObject({ state: 'MET', breaches: [] });
    // What was worked counts in place of the plan.
    const worked = brokenAt(OF_MARCH, '2025-03-12T03:14', '2025-03-12T03:15');
    expect(await keep.does(vendorManager, 'recordDutyRoster', record('WORKED', worked))).toMatchObject({ revision: 1, shiftCount: 187 });
    const { manager_on_duty, management_on_site, service_hours } = await found('2025-03-01', '2025-03-31');
    expect(manager_on_duty).toMatchObject({ state: 'BREACHED', isPolicy: false });
    expect(manager_on_duty.breaches).toMatchObject([{ clause: '1(3).1', from: '2025-03-12T03:14', to: '2025-03-12T03:15' }]);
    expect(management_on_site).toMatchObject({ state: 'MET', isPolicy: true });
    // None of the operators has been put on the line: nobody answers, however many stand on the duty roster. February is not recorded,
    // and its last shift may last through the first of March.
    expect(rangesOf(service_hours)).toEqual(['2025-03-02T00:00 2025-04-01T00:00']);
  });

  test('whoever is put on the line answers from that day on', async () => {
    const exam = { contract: CONTRACT, kind: 'BEFORE_ON_LINE', title: '上岗测评（演示）', heldOn: '2025-02-28' };
    await keep.does(assessor, 'recordExam', { ...exam, results: ['S1', 'S2', 'S3'].map((no) => ({ no, marks: '90', isPassed: true })) });
    await keep.does(vendorManager, 'putOnLine', {
      contract: CONTRACT,
      people: ['S1', 'S2', 'S3'].map((no) => ({ no, onLineOn: '2025-03-03' })),
    });
    const { service_hours, operators_qualified } = await found('2025-03-01', '2025-03-31');
    expect(rangesOf(service_hours)).toEqual(['2025-03-02T00:00 2025-03-03T00:00']);
    expect(operators_qualified.state).toBe('MET');
  });

  const logged = async () => {
    const query = `query ($contract: String!) { staffingBreaches(contract: $contract, first: 100) { totalCount nodes { id requirement clause from to text loggedAt isStanding } } }`;
    return (await look(service, auditor, query, { contract: CONTRACT })).staffingBreaches;
  };

  type Entry = Record<'id' | 'requirement' | 'clause' | 'from' | 'to' | 'text' | 'loggedAt', string> & { readonly isStanding: boolean };
  const entriesOf = async (requirement: string): Promise<string[]> =>
    (await logged()).nodes
      .filter((entry: Entry) => entry.requirement === requirement)
      .map(({ from, to, isStanding }: Entry) => `${from} ${to}${isStanding ? '' : ' gone'}`);

  test('what was worked in a month that is over is logged at once, and tells what of it stands no longer', async () => {
    // It was recorded before anybody was on the line.
    expect(await entriesOf('service_hours')).toEqual(['2025-03-02T00:00 2025-04-01T00:00 gone']);
    expect(await entriesOf('manager_on_duty')).toEqual(['2025-03-12T03:14 2025-03-12T03:15']);
    const later = brokenAt(OF_MARCH, '2025-03-12T03:14', '2025-03-12T03:17');
    await keep.does(vendorManager, 'recordDutyRoster', record('WORKED', brokenAt(later, '2025-03-20T04:00', '2025-03-20T04:01')));
    expect(await entriesOf('manager_on_duty')).toEqual([
      '2025-03-20T04:00 2025-03-20T04:01',
      '2025-03-12T03:14 2025-03-12T03:17',
      '2025-03-12T03:14 2025-03-12T03:15 gone',
    ]);
    await keep.does(vendorManager, 'recordDutyRoster', record('WORKED', brokenAt(OF_MARCH, '2025-03-12T03:14', '2025-03-12T03:15')));
    // What is found as it once was stands again, and is not logged twice.
    expect(await entriesOf('manager_on_duty')).toEqual([
      '2025-03-20T04:00 2025-03-20T04:01 gone',
      '2025-03-12T03:14 2025-03-12T03:17 gone',
      '2025-03-12T03:14 2025-03-12T03:15',
    ]);
    // A plan, and a month that is not over, are logged later.
    const { totalCount } = await logged();
    await keep.does(vendorManager, 'recordDutyRoster', record('PLANNED', [], '2025-02'));
    await keep.does(vendorManager, 'recordDutyRoster', { ...record('WORKED', [], '2025-04'), until: '2025-04-01' });
    expect((await logged()).totalCount).toBe(totalCount);
  });

  test('the month’s breaches are logged with its snapshot, each once, however often it is taken', async () => {
    expect(await keep.snapshot('2025-03')).toMatchObject({ revision: 1, isUpToDate: true });
    const { nodes: everything, totalCount } = await logged();
    const nodes = everything.filter(({ isStanding }: Entry) => isStanding);
    const ranges = new Map<string, string[]>();
    for (const { requirement, from, to } of nodes) ranges.set(requirement, [...(ranges.get(requirement) ?? []), `${from} ${to}`]);
    expect(ranges.get('manager_on_duty')).toEqual(['2025-03-12T03:14 2025-03-12T03:15']);
    expect(ranges.get('quarterly_turnover')).toEqual(['2025-01-01 2025-03-31']);
    // By now February is planned: nobody was on the line on the first of March either.
    expect(ranges.get('service_hours')).toEqual(['2025-03-01T00:00 2025-03-03T00:00']);
    expect(ranges.has('team')).toBe(false);
    expect(nodes.find(({ requirement }: { requirement: string }) => requirement === 'manager_on_duty').clause).toBe('1(3).1');
    expect(nodes.every(({ loggedAt }: { loggedAt: string }) => loggedAt.startsWith('2025-04-02'))).toBe(true);
    // The same again; then with an exam, which makes another snapshot of the same breaches.
    expect(await keep.snapshot('2025-03')).toMatchObject({ revision: 1 });
    const exam = { contract: CONTRACT, kind: 'MONTHLY', month: '2025-03', heldOn: '2025-03-12', title: '月考（演示）' };
    await keep.does(vendorManager, 'recordExam', { ...exam, results: [{ no: 'S1', isPassed: true }] });
    expect(await keep.snapshot('2025-03')).toMatchObject({ revision: 2 });
    expect((await logged()).totalCount).toBe(totalCount);
    // February's shortage comes with February's snapshot.
    await keep.snapshot('2025-02');
    expect(await entriesOf('team')).toEqual(['2025-02-10 2025-02-19']);
    expect((await entriesOf('quarterly_turnover')).length).toBe(1);
  });

  test('a snapshot taken again logs what is found by now, and a correction what it changes in the months that are confirmed', async () => {
    await keep.leave('S2', '2025-03-31');
    expect(await entriesOf('quarterly_turnover')).toEqual(['2025-01-01 2025-03-31 gone']);
    await keep.snapshot('2025-03');
    expect(await entriesOf('quarterly_turnover')).toEqual(['2025-01-01 2025-03-31', '2025-01-01 2025-03-31 gone']);
    const [standing] = (await logged()).nodes.filter(
      ({ requirement, isStanding }: Entry) => isStanding && requirement === 'quarterly_turnover',
    );
    expect(standing.text).toMatch(/2025Q1 离岗 4 人/);
    expect(await entriesOf('team')).toEqual(['2025-03-31 2025-03-31', '2025-02-10 2025-02-19']);
    const left = (await keep.member('S7')).events.at(-1);
    await keep.does(assessor, 'correctStaffEvent', { eventId: left.eventId, happenedOn: '2025-02-12', reason: '日期录错（演示）' });
    expect(await entriesOf('team')).toEqual(['2025-03-31 2025-03-31', '2025-02-12 2025-02-19', '2025-02-10 2025-02-19 gone']);
    // Nobody has confirmed January: what is corrected in it is logged with its snapshot.
    const admitted = (await keep.member('S4')).events[0];
    await keep.does(assessor, 'correctStaffEvent', { eventId: admitted.eventId, happenedOn: '2025-01-02', reason: '日期录错（演示）' });
    expect((await entriesOf('team')).length).toBe(3);
    await keep.snapshot('2025-01');
    expect(await entriesOf('team')).toContain('2025-01-01 2025-01-01');
  });

  test('that health is a breach everybody sees, whose it is only who needs it', async () => {
    const { shift_fitness: told } = await found('2025-03-01', '2025-03-31');
    expect(told.breaches.some(({ text }: { text: string }) => /S(8|9|10)/.test(text))).toBe(true);
    const ofHealth = (await logged()).nodes.find(({ requirement }: Entry) => requirement === 'shift_fitness');
    const list = `query { staffingBreaches(first: 100) { nodes { requirement text } } }`;
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const caller of [vendor, finance, admin]) {
      const { shift_fitness, education } = await complianceOf(service, caller, CONTRACT, '2025-03-01', '2025-03-31');
      expect(shift_fitness.state).toBe('BREACHED');
      expect(rangesOf(shift_fitness).sort()).toEqual(rangesOf(told).sort());
      expect(JSON.stringify(shift_fitness)).not.toMatch(/[SMR]\d/);
      expect(JSON.stringify(education)).toMatch(/S\d/);
      const { nodes } = (await look(service, caller, list)).staffingBreaches;
      expect(nodes.length).toBeGreaterThan(0);
      expect(nodes.filter(({ requirement }: Entry) => requirement === 'shift_fitness')).toEqual([]);
      expect((await look(service, caller, node, { id: ofHealth.id })).node).toBeNull();
    }
    expect((await look(service, assessor, node, { id: ofHealth.id })).node).toEqual({ id: ofHealth.id });
  });
});
