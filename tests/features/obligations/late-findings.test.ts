// What is late proposes its finding by itself, whatever else is recorded, and what came after all takes the place of what was confirmed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, clockAt, errorCodeOf, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'late-findings';
const CONTRACT = 'shaanxi-12367';
const { assessor, auditor, vendorStaff, vendorManager, machine } = peopleOf(TENANT);

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  const periodIds: Record<string, string> = {};
  const clock = clockAt('2025-02-01T01:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now, isSweeping: true });
    await openTenant(service, TENANT, CONTRACT);
    act = actingIn(service);
    for (const month of ['2025-03', '2025-04']) periodIds[month] = await periodIdOf(service, CONTRACT, month, assessor);
  });
  afterAll(() => service.stop());

  const findingsOf = async (month: string) =>
    (
      await nodeOf(
        service,
        assessor,
        'AssessmentPeriod',
        periodIds[month]!,
        'findings(first: 50) { nodes { id reference origin state submittedOn decisionReason } }',
      )
    ).findings.nodes;
  const linesOf = async (month: string) =>
    (await findingsOf(month)).map((row: Record<string, string | null>) => `${row.reference} ${row.submittedOn ?? '-'} ${row.state}`);
  const deliver = (obligation: string, occurrence: string) =>
    act.does(vendorStaff, 'submitDeliverable', { contract: CONTRACT, obligation, occurrence, description: '报告（演示）' });
  const pointsOfItem4 = async (month: string): Promise<number> => {
    const { standing } = await nodeOf(
      service,
      assessor,
      'AssessmentPeriod',
      periodIds[month]!,
      'standing { score { items { code points } } }',
    );
    return Number(standing.score.items.find(({ code }: { code: string }) => code === '4').points);
  };

  test('no reference of the vendor’s keeps what is late from being proposed', async () => {
    const praise = { item: '11', kind: 'praise', occurredOn: '2025-03-03', matterId: 'm-1', evidence: '锦旗（演示）' };
    const proposed = await act.does(vendorStaff, 'proposeFinding', {
      periodId: periodIds['2025-03'],
      finding: { ...praise, reference: 'monthly_analysis-2025-02' },
    });
    expect(proposed.reference).toBe('V-monthly_analysis-2025-02');
    clock.set('2025-03-11T01:00:00Z');
    expect(await linesOf('2025-03')).toEqual(['V-monthly_analysis-2025-02 - PROPOSED', 'monthly_analysis-2025-02 - PROPOSED']);
    clock.set('2025-02-01T01:00:00Z');
  });

  test('demanded by mistake, something is taken back and owed no longer', async () => {
    const demand = { contract: CONTRACT, obligation: 'on_demand_analysis', dueOn: '2025-02-10', note: '专项分析（演示）' };
    const demanded = await act.does(assessor, 'demandDeliverable', demand);
    expect(demanded.request).toBe('专项分析（演示）');
    expect(await act.tries(assessor, 'demandDeliverable', { ...demand, dueOn: '2025-01-31' })).toEqual(['dueOn OUT_OF_RANGE']);
    const input = { contract: CONTRACT, occurrence: demanded.occurrence, reason: '误记（演示）' };
    const other = await act.does(assessor, 'demandDeliverable', { ...demand, dueOn: '2025-02-20' });
    const delivered = { contract: CONTRACT, obligation: 'on_demand_analysis', occurrence: other.occurrence, description: '分析（演示）' };
    await act.does(vendorStaff, 'submitDeliverable', delivered);
    expect(await act.tries(assessor, 'withdrawObligationEvent', { ...input, occurrence: other.occurrence })).toEqual(['DELIVERED']);
    for (const caller of [vendorManager, auditor, machine])
      expect(await errorCodeOf(service, caller, 'withdrawObligationEvent', input)).toBe('FORBIDDEN');
    await act.does(assessor, 'withdrawObligationEvent', input);
    expect(await act.tries(assessor, 'withdrawObligationEvent', input)).toEqual(['occurrence UNKNOWN_OCCURRENCE']);
  });

  test('a report on a month is delivered once the month has begun, and not before; a date for all leaves what was demanded alone', async () => {
    const early = { contract: CONTRACT, obligation: 'monthly_analysis', occurrence: '2025-10', description: '空白（演示）' };
    expect(await act.tries(vendorStaff, 'submitDeliverable', early)).toEqual(['occurrence NOT_YET_OWED']);
    expect(await act.tries(assessor, 'submitDeliverable', { ...early, occurrence: '2025-01', submittedOn: '1950-01-01' })).toEqual([
      'submittedOn NOT_YET_OWED',
    ]);
    const all = { contract: CONTRACT, obligation: 'on_demand_analysis', dayOfNextMonth: 5, reason: '统一（演示）' };
    expect(await act.tries(assessor, 'setObligationDate', all)).toEqual(['occurrence REQUIRED']);
  });

  test('a report that comes after its miss was confirmed costs its own days only, once that is confirmed', async () => {
    clock.set('2025-04-11T01:00:00Z');
    const full = await pointsOfItem4('2025-04');
    const [missed] = (await findingsOf('2025-04')).filter(
      ({ reference }: { reference: string }) => reference === 'monthly_analysis-2025-03',
    );
    await act.does(assessor, 'confirmFinding', { findingId: missed.id, reason: '未交（演示）' });
    expect(await pointsOfItem4('2025-04')).toBeLessThan(full - 1);
    await deliver('monthly_analysis', '2025-03');
    clock.set('2025-04-12T01:00:00Z');
    const [came] = (await findingsOf('2025-04')).filter(({ submittedOn }: { submittedOn: string }) => submittedOn === '2025-04-11');
    expect(came).toMatchObject({ reference: 'monthly_analysis-2025-03-2', state: 'PROPOSED', origin: 'SYSTEM' });
    await act.does(assessor, 'confirmFinding', { findingId: came.id, reason: '迟交一日（演示）' });
    expect(await linesOf('2025-04')).toEqual(['monthly_analysis-2025-03 - WITHDRAWN', 'monthly_analysis-2025-03-2 2025-04-11 CONFIRMED']);
    expect((await findingsOf('2025-04'))[0].decisionReason).toContain('replaced by monthly_analysis-2025-03-2');
    expect(await pointsOfItem4('2025-04')).toBe(full - 1);
    clock.set('2025-04-20T01:00:00Z');
    expect((await linesOf('2025-04')).filter((line: string) => line.startsWith('monthly'))).toHaveLength(2);
  });
});
