// The roster from the file that brings its people to their departures: what is refused changes nothing, and repeats nothing personal.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { isIsoDate } from '../../../src/core/values/dates.js';
import { fingerprintOf, withSuperuser } from '../../support/isolation.js';
import { clockAt, openTenant, peopleOf } from '../../support/lives.js';
import { ask, createService, DATABASES, type Service } from '../../support/service.js';
import { complianceOf, csvOf, identityNumberOf, inBase64, inGb18030, keepingRoster, peopleMutation } from './people.js';

const HEAD = ['工号', '姓名', '身份证号', '电话', '岗位', '班组', '性质', '进场日'];
const TEAM = Array.from({ length: 14 }, (_, index) => `K${String(index + 1).padStart(2, '0')}`);

/** Somebody of the team as a row of the file. */
const rowOf = (no: string, index: number): string[] => [
  no,
  `示例人员${index + 1}`,
  identityNumberOf(`9901011990010100${index % 10}`),
  `000-000001${String(index).padStart(2, '0')}`,
  index === 13 ? '班长' : '话务员',
  index % 2 === 0 ? '甲班' : '乙班',
  '正式',
  '2025-01-01',
];

const FILE = [HEAD, ...TEAM.map(rowOf)];

/** Rows as a workbook, its days as days. */
async function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('花名册');
  for (const cells of rows) sheet.addRow(cells.map((cell) => (isIsoDate(cell) ? new Date(`${cell}T00:00:00Z`) : cell)));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe.each(DATABASES)('a roster of Kezhou on %s', (kind) => {
  const TENANT = 'roster';
  const CONTRACT = 'kezhou-12345';
  const { assessor, vendorManager } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingRoster>;
  const clock = clockAt('2025-03-20T02:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    await openTenant(service, TENANT, CONTRACT);
    keep = keepingRoster(service, CONTRACT, vendorManager, assessor);
  });
  afterAll(() => service.stop());

  const fileInput = (format: 'CSV' | 'XLSX', bytes: Buffer | string) => ({
    contract: CONTRACT,
    format,
    content: inBase64(bytes),
    reason: '初始花名册（演示）',
  });
  /** Tries to do something, and proves that it changed nothing. */
  const refused = async (...attempt: Parameters<typeof keep.tries>): Promise<readonly string[]> => {
    const before = await fingerprintOf(service, TENANT);
    const problems = await keep.tries(...attempt);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    return problems;
  };

  const BAD: readonly [what: string, rows: readonly (readonly string[])[], problems: readonly string[]][] = [
    ['nobody', [HEAD], ['content EMPTY']],
    [
      'columns that are missing and unknown',
      [['工号', '姓名', '岗位', '性质', '进场日', '密语天竺葵'], rowOf('K01', 0)],
      ['rows[1] COLUMN_MISSING', 'rows[1] UNKNOWN_COLUMN'],
    ],
    [
      'a proof without its day',
      [
        [...HEAD, '话务员政审'],
        [...rowOf('K01', 0), '政审表'],
      ],
      ['rows[1] COLUMN_MISSING'],
    ],
    [
      'every cell of a row wrong, the same number twice, a blank row between',
      [
        HEAD,
        rowOf('K01', 0),
        [],
        ['', '', '密语110101199001010012', '密语天竺葵', '密语岗位', '', '密语性质', '密语日期'],
        rowOf('K01', 1),
        ['K02', '密'.repeat(65), '', '', '话务员', '甲班', '正式', '2025-02-30'],
      ],
      [
        'rows[4].工号 EMPTY',
        'rows[4].姓名 EMPTY',
        'rows[4].身份证号 NOT_AN_IDENTITY_NUMBER',
        'rows[4].电话 NOT_A_PHONE_NUMBER',
        'rows[4].岗位 UNKNOWN_ROLE',
        'rows[4].班组 EMPTY',
        'rows[4].性质 UNKNOWN_STANDING',
        'rows[4].进场日 NOT_A_DATE',
        'rows[5].工号 DUPLICATE',
        'rows[6].姓名 TOO_LONG',
        'rows[6].进场日 NOT_A_DATE',
      ],
    ],
    [
      'an identity number whose check character is wrong, in the last of many rows',
      [
        ...FILE,
        rowOf('K15', 0).with(
          2,
          identityNumberOf('99010119900101001').replace(/.$/, (last) => (last === '1' ? '2' : '1')),
        ),
      ],
      ['rows[16].身份证号 NOT_AN_IDENTITY_NUMBER'],
    ],
    [
      'a proof of a day that lies ahead, and one without a document',
      [
        [...HEAD, '话务员政审', '话务员政审取得日'],
        [...rowOf('K01', 0), '密语政审表', '2025-03-21'],
        [...rowOf('K02', 1), '', '2025-03-01'],
      ],
      ['rows[2].话务员政审 OUT_OF_RANGE', 'rows[3].话务员政审 EMPTY'],
    ],
  ];

  describe.each(['UTF-8', 'GB 18030', 'XLSX'] as const)('as %s', (written) => {
    const bytesOf = async (rows: readonly (readonly string[])[]): Promise<Buffer> => {
      if (written === 'XLSX') return workbookOf(rows);
      return written === 'UTF-8' ? Buffer.from(`\ufeff${csvOf(rows)}`) : inGb18030(csvOf(rows));
    };
    test.each(BAD)('a file with %s is refused as a whole, every fault by its place', async (_, rows, problems) => {
      const before = await fingerprintOf(service, TENANT);
      const format = written === 'XLSX' ? 'XLSX' : 'CSV';
      const input = fileInput(format, await bytesOf(rows));
      const { data, errors } = await ask(service, peopleMutation('importStaff'), { input }, vendorManager);
      expect(errors).toBeUndefined();
      expect(data.importStaff.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual(problems);
      // What stands in the cells is nobody's business but the sender's; the employee number may be named.
      for (const personal of ['密语', '密密', '示例人员', '1101011990', '9901011990', '000-0000', '天竺葵'])
        expect(JSON.stringify(data)).not.toContain(personal);
      expect(await fingerprintOf(service, TENANT)).toEqual(before);
    });
  });

  test.each([
    ['CSV', Buffer.from([0x22, 0xff, 0xff, 0x00]), 'NOT_READABLE'],
    ['CSV', Buffer.from('工号,姓名\n"K01,示例'), 'NOT_READABLE'],
    ['XLSX', Buffer.from('工号,姓名'), 'NOT_READABLE'],
    ['CSV', Buffer.from(`工号\n${'K\n'.repeat(5_001)}`), 'TOO_LARGE'],
    ['CSV', Buffer.from(`工号${','.repeat(100)}\nK01`), 'TOO_LARGE'],
    ['CSV', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'TOO_LONG'],
  ] as const)('a file that is no %s, or too large, is refused', async (format, bytes, code) => {
    expect(await refused(vendorManager, 'importStaff', fileInput(format, bytes))).toEqual([`content ${code}`]);
  });

  test('the same fourteen people are read from UTF-8, GB 18030 and a workbook, and asked for once', async () => {
    const wrong = fileInput('CSV', csvOf([...FILE, rowOf('K01', 14)]));
    expect(await refused(vendorManager, 'importStaff', wrong)).toEqual(['rows[16].工号 DUPLICATE']);
    const halves = [
      fileInput('CSV', csvOf(FILE.slice(0, 6))),
      fileInput('CSV', inGb18030(csvOf([HEAD, ...FILE.slice(6, 11)]))),
      fileInput('XLSX', await workbookOf([HEAD, ...FILE.slice(11)])),
    ];
    for (const half of halves) {
      const { changes } = await keep.does(vendorManager, 'importStaff', half);
      for (const change of changes) expect(change).toMatchObject({ kind: 'ADMISSION', state: 'PROPOSED', effectiveOn: '2025-01-01' });
    }
    const everybody = await keep.roster();
    expect(everybody.map(({ no, person, place }) => [no, person.name, place])).toEqual(
      TEAM.map((no, index) => [no, `示${'*'.repeat(index < 9 ? 4 : 5)}`, null]),
    );
    expect(await refused(vendorManager, 'importStaff', halves[0]!)).toEqual([2, 3, 4, 5, 6].map((row) => `rows[${row}].工号 DUPLICATE`));
  });

  test('a workbook’s cells are read as they are shown: numbers, days, formatted text, and what formulas give', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('花名册');
    sheet.addRow(HEAD);
    const day = new Date('2025-01-01T00:00:00Z');
    const name = { richText: [{ text: '示例' }, { text: '人员', font: { bold: true } }] };
    // Nothing is wrong in the first row. An identity number that was typed as a number has lost its end, even where it passes for one.
    sheet.addRow([
      101,
      name,
      null,
      13900000000,
      { formula: '"话务"&"员"', result: '话务员' },
      '甲班',
      ' 正式 ',
      { formula: 'H3', result: day },
    ]);
    sheet.addRow([101, name, Number(identityNumberOf('99010119900101000')), '无', '话务员', '甲班', '正式', day]);
    workbook.addWorksheet('说明').addRow(['不读']);
    const input = fileInput('XLSX', Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(await refused(vendorManager, 'importStaff', input)).toEqual([
      'rows[3].工号 DUPLICATE',
      'rows[3].身份证号 NOT_AN_IDENTITY_NUMBER',
      'rows[3].电话 NOT_A_PHONE_NUMBER',
    ]);
  });

  const idsOfChanges = async (state: string): Promise<string[]> => {
    const query = 'query ($state: PersonnelChangeState) { personnelChanges(state: $state, first: 100) { nodes { id } } }';
    const { data } = await ask(service, query, { state }, assessor);
    return data.personnelChanges.nodes.map(({ id }: { id: string }) => id);
  };

  test('nobody is admitted before the agency has approved, and the vendor cannot approve', async () => {
    const changeIds = await idsOfChanges('PROPOSED');
    expect(changeIds).toHaveLength(14);
    expect(await refused(vendorManager, 'admitStaff', { changeIds })).toEqual(['NOT_APPROVED']);
    expect(await refused(vendorManager, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED' })).toEqual(['FORBIDDEN']);
    expect(await refused(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'WITHDRAWN', reason: '无' })).toEqual(['FORBIDDEN']);
    expect(await refused(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'REJECTED' })).toEqual(['reason REASON_REQUIRED']);
    expect(await refused(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED', decidedOn: '2025-03-21' })).toEqual([
      'decidedOn OUT_OF_RANGE',
    ]);
  });

  test('an approval on paper of a day past counts from that day; those of the first day may be approved later', async () => {
    const changeIds = await idsOfChanges('PROPOSED');
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED', decidedOn: '2025-01-06' });
    expect(await refused(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED' })).toEqual(['ALREADY_DECIDED']);
    // On any later day than the term's first they would have begun without an approval.
    const early = await refused(vendorManager, 'admitStaff', { changeIds, startedOn: '2025-01-02' });
    expect(early).toEqual(TEAM.map(() => 'startedOn BEFORE_APPROVAL'));
    await keep.does(vendorManager, 'admitStaff', { changeIds });
    expect(await keep.numbersOn('2025-01-01')).toEqual(TEAM);
    expect(await keep.numbersOn('2024-12-31')).toEqual([]);
    expect(await refused(vendorManager, 'admitStaff', { changeIds })).toEqual(['ALREADY_DONE']);
  });

  test('whoever comes within the term comes with an approval of that day or before', async () => {
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id } = await keep.request({ kind: 'ADMISSION', person: { no: 'K15', name: '示例' }, place, effectiveOn: '2025-02-01' });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn: '2025-02-10' });
    expect(await refused(vendorManager, 'admitStaff', { changeIds: [id] })).toEqual(['startedOn BEFORE_APPROVAL']);
    expect(await refused(vendorManager, 'admitStaff', { changeIds: [id], startedOn: '2025-02-09' })).toEqual(['startedOn BEFORE_APPROVAL']);
    expect(await refused(vendorManager, 'admitStaff', { changeIds: [id], startedOn: '2025-03-21' })).toEqual(['startedOn OUT_OF_RANGE']);
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id], startedOn: '2025-02-10' });
    expect(await keep.numbersOn('2025-02-09')).not.toContain('K15');
    expect(await keep.numbersOn('2025-02-10')).toContain('K15');
    expect((await keep.member('K15')).events).toMatchObject([{ kind: 'ADMITTED', on: '2025-02-10', approvedOn: '2025-02-10' }]);
  });

  test('an admission begins on no day before the one that was approved: not on the term’s first, nor on that of the approval', async () => {
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id } = await keep.request({ kind: 'ADMISSION', person: { no: 'K17', name: '示例' }, place, effectiveOn: '2025-03-14' });
    await keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn: '2025-03-12' });
    for (const startedOn of ['2024-12-31', '2025-01-01', '2025-03-11', '2025-03-12', '2025-03-13'])
      expect(await refused(vendorManager, 'admitStaff', { changeIds: [id], startedOn })).toEqual(['startedOn BEFORE_APPROVED_DAY']);
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id], startedOn: '2025-03-14' });
    const [{ eventId }] = (await keep.member('K17')).events;
    const correct = { eventId, reason: '日期录错（演示）' };
    // What is true is recorded by the agency, with the approval as it was.
    await keep.does(assessor, 'correctStaffEvent', { ...correct, happenedOn: '2025-01-01' });
    expect((await keep.member('K17')).events).toMatchObject([{ kind: 'ADMITTED', on: '2025-01-01', approvedOn: '2025-03-12' }]);
    await keep.does(assessor, 'correctStaffEvent', { ...correct, eventId: (await keep.member('K17')).events[0].eventId });
  });

  const onLine = (no: string, onLineOn: string) => ({ no, onLineOn });

  test('nobody goes on line without a test that was passed by then; all or none', async () => {
    const people = TEAM.map((no) => onLine(no, '2025-01-05'));
    const input = { contract: CONTRACT, people };
    expect(await refused(vendorManager, 'putOnLine', input)).toEqual(TEAM.map((_, index) => `people[${index}].onLineOn NO_TEST_PASSED`));
    // The last one fails, and passes on the day on which the others begin.
    const results = TEAM.map((no, index) => ({ no, marks: String(95 - 5 * index), isPassed: index < 13 }));
    const exam = { contract: CONTRACT, kind: 'BEFORE_ON_LINE', title: '上岗测试（演示）' };
    await keep.does(assessor, 'recordExam', { ...exam, heldOn: '2024-12-30', results });
    expect(await refused(vendorManager, 'putOnLine', input)).toEqual(['people[13].onLineOn NO_TEST_PASSED']);
    await keep.does(assessor, 'recordExam', { ...exam, heldOn: '2025-01-05', results: [{ no: 'K14', isPassed: true }] });
    const early = { contract: CONTRACT, people: [onLine('K14', '2025-01-04')] };
    expect(await refused(vendorManager, 'putOnLine', early)).toEqual(['people[0].onLineOn NO_TEST_PASSED']);
    await keep.does(vendorManager, 'putOnLine', input);
    expect((await keep.roster('2025-01-05')).map(({ place }) => place.onLineOn)).toEqual(TEAM.map(() => '2025-01-05'));
    expect(await refused(vendorManager, 'putOnLine', { contract: CONTRACT, people: [onLine('K01', '2025-02-01')] })).toEqual([
      'people[0].onLineOn ON_LINE_TWICE',
    ]);
    expect(
      await refused(vendorManager, 'putOnLine', { contract: CONTRACT, people: [onLine('K99', '2025-02-01'), onLine('K15', '2025-03-21')] }),
    ).toEqual(['people[0].no UNKNOWN_STAFF']);
    const compliance = await complianceOf(service, assessor, CONTRACT, '2025-01-01', '2025-03-20');
    expect(compliance.operator_test).toMatchObject({ state: 'MET' });
  });

  test('a superseded test that was passed no longer counts', async () => {
    const exam = { contract: CONTRACT, kind: 'BEFORE_ON_LINE', title: '补测（演示）', heldOn: '2025-02-11' };
    const { id } = await keep.does(vendorManager, 'recordExam', { ...exam, results: [{ no: 'K15', isPassed: true }] });
    await keep.does(assessor, 'recordExam', { ...exam, results: [{ no: 'K15', isPassed: false }], supersedesId: id });
    expect(await refused(assessor, 'recordExam', { ...exam, results: [], supersedesId: id })).toEqual(['supersedesId SUPERSEDED_ALREADY']);
    const input = { contract: CONTRACT, people: [onLine('K15', '2025-02-12')] };
    expect(await refused(vendorManager, 'putOnLine', input)).toEqual(['people[0].onLineOn NO_TEST_PASSED']);
  });

  const assignment = (no: string, team: string, effectiveOn: string) =>
    keep.request({ kind: 'ASSIGNMENT', no, place: { role: 'operator', team, standing: 'FORMAL' }, effectiveOn });
  const approve = (id: string, decidedOn: string) =>
    keep.does(assessor, 'decidePersonnelChanges', { changeIds: [id], outcome: 'APPROVED', decidedOn });

  test('an assignment takes effect on the later of the day asked for and the day of the approval', async () => {
    const [before, after] = [await assignment('K01', '丙班', '2025-03-10'), await assignment('K02', '丙班', '2025-03-01')];
    await approve(before.id, '2025-03-05');
    await approve(after.id, '2025-03-12');
    const teamOn = async (no: string, day: string) => {
      const query = 'query ($day: Date) { roster(on: $day, first: 100) { nodes { no place(on: $day) { team } } } }';
      const { data } = await ask(service, query, { day }, assessor);
      return data.roster.nodes.find((one: { no: string }) => one.no === no).place.team;
    };
    expect([await teamOn('K01', '2025-03-09'), await teamOn('K01', '2025-03-10')]).toEqual(['甲班', '丙班']);
    expect([await teamOn('K02', '2025-03-11'), await teamOn('K02', '2025-03-12')]).toEqual(['乙班', '丙班']);
    expect((await keep.member('K02')).place).toMatchObject({ team: '丙班', onLineOn: '2025-01-05' });
  });

  test('an assignment that lies ahead holds nobody: it is void once the person has left', async () => {
    const { id } = await assignment('K03', '丙班', '2025-04-01');
    await approve(id, '2025-03-19');
    const { id: staffId, events } = await keep.member('K03');
    expect(events.at(-1)).toMatchObject({ kind: 'ASSIGNED', on: '2025-04-01' });
    const leaving = { staffId, leftOn: '2025-03-18', leftFor: 'RESIGNED' };
    expect(await refused(vendorManager, 'endStaff', { ...leaving, leftOn: '2024-12-31' })).toEqual(['leftOn NOT_ON_ROSTER']);
    expect((await keep.member('K03')).events).toEqual(events);
    await keep.does(vendorManager, 'endStaff', leaving);
    expect((await keep.member('K03')).events.map(({ kind }: { kind: string }) => kind)).toEqual(['ADMITTED', 'ON_LINE', 'LEFT']);
    const voided = await withSuperuser(service, (run) =>
      run<{ reason: string; is_void: boolean; recorded_by: string }>(
        'select reason, is_void, recorded_by from staff_events where tenant_id = $1 and is_void order by id desc limit 1',
        [TENANT],
      ),
    );
    expect(voided).toEqual([{ reason: '2025-03-18 离场 / left on 2025-03-18', is_void: true, recorded_by: vendorManager.subject }]);
    // An assignment that has taken effect happened: a departure before it is the agency's to put right.
    const { id: staffOfK02 } = await keep.member('K02');
    expect(await refused(vendorManager, 'endStaff', { ...leaving, staffId: staffOfK02, leftOn: '2025-03-11' })).toEqual([
      'leftOn NOT_ON_ROSTER',
    ]);
    expect(await keep.numbersOn('2025-03-17')).toContain('K03');
    expect(await keep.numbersOn('2025-03-18')).not.toContain('K03');
  });

  test('a change that can no longer be is not approved', async () => {
    const [first, second] = [await assignment('K04', '丙班', '2025-03-10'), await assignment('K04', '丁班', '2025-03-18')];
    await approve(first.id, '2025-03-10');
    const { id: staffId } = await keep.member('K04');
    await keep.does(vendorManager, 'endStaff', { staffId, leftOn: '2025-03-15', leftFor: 'DISMISSED' });
    const input = { changeIds: [second.id], outcome: 'APPROVED', decidedOn: '2025-03-18' };
    expect(await refused(assessor, 'decidePersonnelChanges', input)).toEqual(['changeIds NOT_ON_ROSTER']);
    await keep.does(vendorManager, 'decidePersonnelChanges', { changeIds: [second.id], outcome: 'WITHDRAWN', reason: '已离场（演示）' });
    const departed = { contract: CONTRACT, kind: 'DEPARTURE', no: 'K04', effectiveOn: '2025-03-18', reason: '无' };
    expect(await refused(vendorManager, 'requestPersonnelChange', departed)).toEqual(['no NOT_ON_ROSTER']);
  });

  test('an event is corrected by the agency only, with a reason, and never into a history that cannot be', async () => {
    const { id: staffId, events } = await keep.member('K05');
    const [admitted, began] = events;
    const correct = (eventId: string, input: object = {}) => ({ eventId, reason: '日期录错（演示）', ...input });
    expect(await refused(vendorManager, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2025-01-08' }))).toEqual(['FORBIDDEN']);
    expect(await refused(assessor, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2025-01-08', reason: ' ' }))).toEqual([
      'reason REASON_REQUIRED',
    ]);
    expect(await refused(assessor, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2024-12-31' }))).toEqual([
      'happenedOn NOT_ON_ROSTER',
    ]);
    expect(await refused(assessor, 'correctStaffEvent', correct(admitted.eventId))).toEqual(['happenedOn NOT_ON_ROSTER']);
    expect(await refused(assessor, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2025-01-08', leftFor: 'OTHER' }))).toEqual([
      'leftFor MISPLACED_FIELD',
    ]);
    await keep.does(assessor, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2025-01-08' }));
    const corrected = (await keep.member('K05')).events;
    expect(corrected).toMatchObject([
      { kind: 'ADMITTED', on: '2025-01-01', approvedOn: '2025-01-06' },
      { kind: 'ON_LINE', on: '2025-01-08', reason: '日期录错（演示）' },
    ]);
    // What was superseded is not corrected again.
    expect(await refused(assessor, 'correctStaffEvent', correct(began.eventId, { happenedOn: '2025-01-09' }))).toEqual(['NOT_FOUND']);
    await keep.does(assessor, 'correctStaffEvent', correct(corrected[1].eventId));
    expect((await keep.member('K05')).place).toMatchObject({ onLineOn: null });
    expect(await refused(vendorManager, 'endStaff', { staffId, leftOn: '2024-12-31', leftFor: 'RESIGNED' })).toEqual([
      'leftOn NOT_ON_ROSTER',
    ]);
  });

  test('an admission that never was is made void, and can be done again on the right day', async () => {
    const { id, member } = await keep.request({
      kind: 'ADMISSION',
      person: { no: 'K16', name: '示例' },
      place: { role: 'operator', team: '甲班', standing: 'FORMAL' },
      effectiveOn: '2025-03-01',
    });
    await approve(id, '2025-03-01');
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id] });
    const [event] = (await keep.member('K16')).events;
    await keep.does(assessor, 'correctStaffEvent', { eventId: event.eventId, reason: '未到岗（演示）' });
    expect((await keep.member('K16')).place).toBeNull();
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id], startedOn: '2025-03-05' });
    expect((await keep.member('K16')).place).toMatchObject({ admittedOn: '2025-03-05' });
    const again = await keep.request({
      kind: 'ADMISSION',
      no: 'K16',
      place: { role: 'operator', team: '甲班', standing: 'FORMAL' },
      effectiveOn: '2025-03-04',
    });
    await approve(again.id, '2025-03-04');
    expect(await refused(vendorManager, 'admitStaff', { changeIds: [again.id] })).toEqual(['changeIds ADMITTED_TWICE']);
    expect(member.no).toBe('K16');
  });

  test('who has left can come again, with another approval, and goes on line again', async () => {
    const place = { role: 'operator', team: '甲班', standing: 'FORMAL' };
    const { id } = await keep.request({ kind: 'ADMISSION', no: 'K04', place, effectiveOn: '2025-03-17' });
    await approve(id, '2025-03-16');
    await keep.does(vendorManager, 'admitStaff', { changeIds: [id] });
    expect((await keep.member('K04')).place).toMatchObject({ admittedOn: '2025-03-17', onLineOn: null });
    await keep.does(vendorManager, 'putOnLine', { contract: CONTRACT, people: [onLine('K04', '2025-03-18')] });
    expect((await keep.member('K04')).place).toMatchObject({ onLineOn: '2025-03-18' });
  });
});
