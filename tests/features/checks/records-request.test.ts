// A records request is something that the agency demands by a day; a missed one proposes its finding by itself.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actingIn, clockAt, nodeOf, openTenant, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, DATABASES, type Service } from '../../support/service.js';

const TENANT = 'records-request';
const { assessor, vendorStaff } = peopleOf(TENANT);

describe.each(DATABASES)('a records request on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  const clock = clockAt('2025-02-10T01:00:00Z');
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now, isSweeping: true });
    await openTenant(service, TENANT, 'kezhou-12345');
    act = actingIn(service);
    periodId = await periodIdOf(service, 'kezhou-12345', '2025Q1', assessor);
  });
  afterAll(() => service.stop());

  const demand = (note: string) =>
    act.does(assessor, 'demandDeliverable', { contract: 'kezhou-12345', obligation: 'records_retrieval', dueOn: '2025-02-12', note });
  const findings = async () =>
    (
      await nodeOf(
        service,
        assessor,
        'AssessmentPeriod',
        periodId,
        'standing { score { items { code points } } } findings(first: 50) { nodes { id item kind state origin occurredOn } }',
      )
    ).findings.nodes.filter(({ item }: { item: string }) => item === '6.2');

  test('has a limit; what is delivered within it proposes nothing, a miss proposes once, and only a confirmed one costs', async () => {
    const met = await demand('2024-12-30 工单 0001 录音（演示）');
    const missed = await demand('2024-12-31 工单 0002 录音（演示）');
    expect(missed).toMatchObject({ dueOn: '2025-02-12', basis: 'POLICY', state: 'OPEN' });
    clock.set('2025-02-12T01:00:00Z');
    const delivered = {
      contract: 'kezhou-12345',
      obligation: 'records_retrieval',
      occurrence: met.occurrence,
      description: '录音（演示）',
    };
    await act.does(vendorStaff, 'submitDeliverable', delivered);
    expect(await findings()).toEqual([]);
    clock.set('2025-02-13T01:00:00Z');
    const [proposed, ...more] = await findings();
    expect([proposed.kind, proposed.state, proposed.origin, proposed.occurredOn, more]).toEqual([
      'retrieval_failure',
      'PROPOSED',
      'SYSTEM',
      '2025-02-12',
      [],
    ]);
    clock.set('2025-02-14T01:00:00Z');
    expect(await findings()).toHaveLength(1);
    await act.does(assessor, 'confirmFinding', { findingId: proposed.id, reason: '核实（演示）' });
    clock.set('2025-02-15T01:00:00Z');
    expect(await findings()).toEqual([expect.objectContaining({ state: 'CONFIRMED' })]);
  });
});
