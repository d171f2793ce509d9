import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, errorCodeOf, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { kezhouQuarter } from '../../support/quarters.js';
import { periodIdOf } from '../../support/recording.js';
import { type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'findings';
const CONTRACT = 'kezhou-12345';
const { assessor, otherAssessor, vendor, vendorStaff, machine, auditor } = peopleOf(TENANT);

const EXEMPTED = { item: '3.1', kind: 'ticket_exempted', occurredOn: '2025-11-18', evidence: '挂起单清单（演示）' };
const COMPLAINT = { item: '1.3', kind: 'valid_complaint', responsible: ['D-017'] };
const DEFECT = { item: '2.1', kind: 'ticket_defect', occurredOn: '2025-11-04' };

describe.each(DATABASES)('findings on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    periodId = await periodIdOf(service, CONTRACT, '2025Q4', assessor);
    // Full points but for the callbacks: 490 of 500 is 98%, which costs 2.
    const { observations } = kezhouQuarter({ period: '2025Q4', counts: { callbacksDone: 490 } });
    const typed = observations.map((observation) => ({
      ...observation,
      source: observation.source === 'ROSTER' ? 'AGENCY' : observation.source,
    }));
    await act.does(assessor, 'recordObservations', { periodId, observations: typed });
  });
  afterAll(() => service.stop());

  const propose = (caller: Caller, finding: object) => act.does(caller, 'proposeFinding', { periodId, finding });
  const triesToPropose = (caller: Caller, finding: object) => act.tries(caller, 'proposeFinding', { periodId, finding });
  const decide = (name: 'confirmFinding' | 'rejectFinding' | 'withdrawFinding', findingId: string, more: object = {}) =>
    act.does(assessor, name, { findingId, reason: '核实（演示）', ...more });
  const standing = async (caller = assessor) => {
    const { standing: found } = await nodeOf(
      service,
      caller,
      'AssessmentPeriod',
      periodId,
      'standing { score { total items { code points provisional lines { text } } } }',
    );
    return found.score;
  };
  const total = async () => (await standing()).total;
  const itemOf = async (code: string, caller = assessor) =>
    (await standing(caller)).items.find((item: { code: string }) => item.code === code);
  const visibleTo = async (caller: Caller): Promise<string[]> => {
    const { findings } = await nodeOf(service, caller, 'AssessmentPeriod', periodId, 'findings(first: 100) { nodes { reference state } }');
    return findings.nodes.map(({ reference, state }: Record<string, string>) => `${reference} ${state}`);
  };

  test('the vendor proposes what is in its favour only, with what supports it and without points: every problem is named', async () => {
    expect(await triesToPropose(vendorStaff, DEFECT)).toEqual(['finding.kind NOT_PROPOSABLE', 'finding.evidence EVIDENCE_REQUIRED']);
    expect(await triesToPropose(vendorStaff, { ...EXEMPTED, evidence: ' ' })).toEqual(['finding.evidence EVIDENCE_REQUIRED']);
    expect(await triesToPropose(vendorStaff, { ...EXEMPTED, points: '1', reason: '自评' })).toContain('finding.points MISPLACED_FIELD');
    expect(await triesToPropose(vendorStaff, { ...COMPLAINT, occurredOn: '2025-11-03', evidence: '无' })).toEqual([
      'finding.kind NOT_PROPOSABLE',
    ]);
    for (const caller of [vendor, assessor, auditor])
      expect(await errorCodeOf(service, caller, 'proposeFinding', { periodId, finding: EXEMPTED })).toBe('FORBIDDEN');
    expect(await errorCodeOf(service, { ...machine, scopes: ['period:read'] }, 'proposeFinding', { periodId, finding: DEFECT })).toBe(
      'FORBIDDEN',
    );
  });

  test('only a confirmed one counts: not one that is proposed, rejected or taken back', async () => {
    expect(await total()).toBe('98');
    const defect = await propose(machine, { ...DEFECT, reference: 'd-1', count: 3 });
    expect(defect).toMatchObject({ state: 'PROPOSED', origin: 'SYSTEM', evidence: null, decidedBy: null });
    expect(await total()).toBe('98');
    expect(await decide('confirmFinding', defect.id)).toMatchObject({ state: 'CONFIRMED', decidedBy: assessor.subject });
    expect(await total()).toBe('97.7');
    expect(await decide('withdrawFinding', defect.id)).toMatchObject({ state: 'WITHDRAWN', decisionReason: '核实（演示）' });
    expect(await total()).toBe('98');
    const rejected = await propose(machine, { ...DEFECT, reference: 'd-2' });
    await decide('rejectFinding', rejected.id);
    const taken = await propose(machine, { ...DEFECT, reference: 'd-3' });
    await decide('withdrawFinding', taken.id);
    expect(await total()).toBe('98');
    for (const { id } of [defect, rejected, taken]) {
      expect(await act.tries(assessor, 'confirmFinding', { findingId: id, reason: '再看' })).toEqual(['NOT_PROPOSED']);
      expect(await act.tries(assessor, 'rejectFinding', { findingId: id, reason: '再看' })).toEqual(['NOT_PROPOSED']);
      expect(await act.tries(assessor, 'withdrawFinding', { findingId: id, reason: '再看' })).toEqual(['ENDED_ALREADY']);
    }
  });

  test('a decision gives its reason, and nobody but an assessor decides', async () => {
    const { id: findingId } = await propose(machine, { ...DEFECT, reference: 'd-4' });
    for (const name of ['confirmFinding', 'rejectFinding', 'withdrawFinding'] as const) {
      expect(await act.tries(assessor, name, { findingId, reason: '  ' })).toEqual(['reason REASON_REQUIRED']);
      for (const caller of [vendorStaff, machine, auditor])
        expect(await errorCodeOf(service, caller, name, { findingId, reason: '自行决定' })).toBe('FORBIDDEN');
    }
    await decide('rejectFinding', findingId);
  });

  test('points of a range are given with the confirmation, inside the range; without them the least stands in, and it is not published', async () => {
    const free = await propose(machine, { ...COMPLAINT, reference: 'c-1', occurredOn: '2025-10-02' });
    const charged = await propose(machine, { ...COMPLAINT, reference: 'c-2', occurredOn: '2025-10-09' });
    const open = await propose(machine, { ...COMPLAINT, reference: 'c-3', occurredOn: '2025-10-16' });
    expect(
      await triesToPropose(machine, { ...COMPLAINT, reference: 'c-4', occurredOn: '2025-10-20', points: '1', reason: '机器' }),
    ).toEqual(['finding.points MISPLACED_FIELD']);
    await decide('confirmFinding', free.id, { points: '1' });
    for (const points of ['0.9', '2.1', '-1'])
      expect(await act.tries(assessor, 'confirmFinding', { findingId: charged.id, reason: '录音', points })).toEqual([
        'points OUT_OF_RANGE',
      ]);
    expect(await decide('confirmFinding', charged.id, { points: '1.25', reason: '录音核实，语气生硬' })).toMatchObject({
      points: '1.25',
      reason: '录音核实，语气生硬',
    });
    expect(await itemOf('1.3')).toMatchObject({ points: '0.75', provisional: false });
    await decide('confirmFinding', open.id);
    expect(await itemOf('1.3')).toMatchObject({ points: '0', provisional: true });
    const { id: scorecardId } = await act.does(assessor, 'scorePeriod', { periodId });
    expect(await act.tries(assessor, 'publishScorecard', { scorecardId })).toEqual(['PROVISIONAL']);
    for (const { id } of [open, charged, free]) await decide('withdrawFinding', id);
    expect(await total()).toBe('98');
    const defect = await propose(machine, { ...DEFECT, reference: 'd-5' });
    expect(await act.tries(assessor, 'confirmFinding', { findingId: defect.id, reason: '无裁量', points: '0.1' })).toEqual([
      'points MISPLACED_FIELD',
    ]);
    await decide('rejectFinding', defect.id);
  });

  test('a confirmed exclusion comes to the figure, and the line says so', async () => {
    const { id } = await propose(vendorStaff, { ...EXEMPTED, reference: 'V-1', count: 8 });
    await decide('confirmFinding', id);
    // 490 of 492 is 99.59%: four completed steps.
    expect(await itemOf('3.1')).toMatchObject({
      points: '9.6',
      lines: [{ text: expect.stringMatching(/490\/492 .*callbacksExempt \+8/) }],
    });
    await act.does(assessor, 'recordFindings', {
      periodId,
      findings: [{ ...EXEMPTED, reference: 'x-1', count: 2, occurredOn: '2025-12-01' }],
    });
    expect(await itemOf('3.1')).toMatchObject({
      points: '10',
      lines: [{ text: expect.stringMatching(/490\/490 .*callbacksExempt \+10/) }],
    });
  });

  test('an exclusion beyond its base is refused at its own count, recorded, proposed by a system or confirmed', async () => {
    // 500 are due, 10 are out already.
    const beyond = { ...EXEMPTED, reference: 'V-2', count: 491 };
    const recorded = { ...beyond, reference: 'x-2' };
    expect(await act.tries(assessor, 'recordFindings', { periodId, findings: [{ ...DEFECT, reference: 'd-6' }, recorded] })).toEqual([
      'findings[1].count NUMERATOR_EXCEEDS_DENOMINATOR',
    ]);
    expect(await triesToPropose(machine, recorded)).toEqual(['finding.count NUMERATOR_EXCEEDS_DENOMINATOR']);
    const first = await propose(vendorStaff, { ...beyond, count: 300 });
    const second = await propose(vendorStaff, { ...beyond, reference: 'V-3', count: 300 });
    await decide('confirmFinding', first.id);
    expect(await act.tries(assessor, 'confirmFinding', { findingId: second.id, reason: '第二批' })).toEqual([
      'count NUMERATOR_EXCEEDS_DENOMINATOR',
    ]);
    // What is confirmed already bounds what may be recorded.
    const lower = [{ metric: 'callbacksDue', value: 309, source: 'SYSTEM_REPORT' }];
    expect((await act.tries(assessor, 'recordObservations', { periodId, observations: lower })).join()).toMatch(/EXCEEDS/);
    await decide('withdrawFinding', first.id);
    await decide('rejectFinding', second.id);
  });

  test('those responsible are named where the kind of finding asks for it, each by something, and nowhere else', async () => {
    const complaint = { ...COMPLAINT, reference: 'c-5', occurredOn: '2025-12-03' };
    const tries = (finding: object) => act.tries(assessor, 'recordFindings', { periodId, findings: [finding] });
    expect(await tries({ ...complaint, responsible: [] })).toEqual(['findings[0].responsible NAMES_REQUIRED']);
    expect(await tries({ ...complaint, responsible: ['D-017', ' '] })).toEqual(['findings[0].responsible EMPTY']);
    expect(await tries({ ...complaint, months: ['2025-12'] })).toEqual(['findings[0].months NAMES_NOT_TAKEN']);
    expect(await tries({ ...DEFECT, responsible: ['D-017'] })).toEqual(['findings[0].responsible NAMES_NOT_TAKEN']);
    expect(await triesToPropose(machine, { ...complaint, responsible: null })).toEqual(['finding.responsible NAMES_REQUIRED']);
  });

  test('one number is one finding and one event counts once in an item, whatever became of the others', async () => {
    const rows = await act.does(assessor, 'recordFindings', { periodId, findings: [{ ...DEFECT, reference: 'd-7', eventId: 'e-7' }] });
    const tries = (finding: object) => act.tries(assessor, 'recordFindings', { periodId, findings: [finding] });
    // The number of a rejected one is taken too.
    for (const reference of ['d-7', 'd-2']) expect((await tries({ ...DEFECT, reference })).join()).toBe('findings[0].reference DUPLICATE');
    expect((await tries({ ...DEFECT, reference: 'd-8', eventId: 'e-7' })).join()).toMatch(/^findings\[0\]\.eventId /);
    const own = await propose(machine, { ...DEFECT, reference: 'd-9', eventId: 'e-9' });
    const same = await propose(machine, { ...DEFECT, reference: 'd-10', eventId: 'e-9' });
    await decide('confirmFinding', own.id);
    expect((await act.tries(assessor, 'confirmFinding', { findingId: same.id, reason: '同一事件' })).join()).toMatch(/^eventId /);
    await decide('withdrawFinding', own.id);
    await decide('confirmFinding', same.id);
    for (const id of [same.id, rows.findings[0].id]) await decide('withdrawFinding', id);
  });

  test('what is nothing without an assessor’s points is recorded by one, and excludes a judgement of the item', async () => {
    const deduction = { item: '5.3', kind: 'assessor_deduction', occurredOn: '2025-11-21', reference: 'j-1' };
    expect(await triesToPropose(machine, deduction)).toEqual(['finding.kind NOT_PROPOSABLE']);
    expect(await triesToPropose(vendorStaff, deduction)).toEqual(['finding.kind NOT_PROPOSABLE', 'finding.evidence EVIDENCE_REQUIRED']);
    const recorded = await act.does(assessor, 'recordFindings', {
      periodId,
      findings: [{ ...deduction, points: '1', reason: '抽问（演示）' }],
    });
    expect(await itemOf('5.3')).toMatchObject({ points: '3' });
    const judgement = { periodId, item: '5.3', points: '2', reason: '抽问（演示）' };
    expect((await act.tries(assessor, 'judgeItem', judgement)).length).toBeGreaterThan(0);
    await decide('withdrawFinding', recorded.findings[0].id);
    await act.does(assessor, 'judgeItem', judgement);
    expect(await itemOf('5.3')).toMatchObject({ points: '2' });
  });

  test('before publication the vendor sees its own proposals and what it was told of, and a standing made of these only', async () => {
    const before = await visibleTo(vendorStaff);
    expect(before).toEqual(['V-1 CONFIRMED', 'V-2 WITHDRAWN', 'V-3 REJECTED']);
    const hidden = await propose(machine, { ...DEFECT, reference: 'n-1', count: 4 });
    const told = await propose(machine, { ...DEFECT, reference: 'n-2', count: 5 });
    await act.does(assessor, 'recordFindings', { periodId, findings: [{ ...DEFECT, reference: 'n-3', count: 6 }] });
    await act.does(assessor, 'recordFindings', { periodId, findings: [{ ...DEFECT, reference: 'n-4', count: 7 }], notify: true });
    await decide('confirmFinding', hidden.id);
    await act.does(otherAssessor, 'confirmFinding', { findingId: told.id, reason: '已通知乙方', notify: true });
    expect(await visibleTo(vendorStaff)).toEqual([...before, 'n-2 CONFIRMED', 'n-4 CONFIRMED']);
    // 22 defects cost the agency's view 2.2, of which the vendor was told 12.
    expect([(await itemOf('2.1')).points, (await itemOf('2.1', vendorStaff)).points]).toEqual(['7.8', '8.8']);
    await decide('withdrawFinding', told.id);
    expect(await visibleTo(vendorStaff)).toEqual([...before, 'n-2 WITHDRAWN', 'n-4 CONFIRMED']);
    expect(await nodeOf(service, vendorStaff, 'Finding', hidden.id, 'id')).toBeNull();
  });
});
