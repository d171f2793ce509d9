// What a confirmation meets, waits for, and how it is taken back.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { clockAt, peopleOf } from '../../support/lives.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';
import { keepingMonths } from './operator-months.js';
import { openSmallMonths, SMALL_CONTRACT } from './small-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const NUMBERS = ['K01', 'K02'];
const ALL = ['attendance_filing', 'operators_month_assessed', 'performance_report'];

describe.each(DATABASES)('confirmations of operators’ months on %s', (kind) => {
  const TENANT = 'operators-confirmed';
  const clock = clockAt('2025-02-10T02:00:00Z');
  let service: Service;
  let small: Awaited<ReturnType<typeof openSmallMonths>>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clock.now });
    small = await openSmallMonths(service, TENANT, NUMBERS);
    await small.works('2025-01');
  });
  afterAll(() => service.stop());

  const decides = async (month: string, outcome: string, by: Caller = small.people.assessor): Promise<Loose> =>
    small.keep.does(by, 'confirmOperatorMonth', { closingId: (await small.keep.month(month)).id, outcome, reason: '演示' });
  const triesTo = async (month: string, outcome: string, by: Caller = small.people.assessor) =>
    small.keep.tries(by, 'confirmOperatorMonth', { closingId: (await small.keep.month(month)).id, outcome, reason: '演示' });
  const runs = async (name: string, caller: Caller, input: object): Promise<Loose> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Deliverable { id } } }`;
    return (await ask(service, query, { input }, caller)).data[name];
  };

  test('nothing is reopened that is not confirmed', async () => {
    await small.close('2025-01');
    expect(await triesTo('2025-01', 'REOPENED')).toEqual(['NOT_CONFIRMED']);
  });

  test('it waits for everybody’s mark', async () => {
    await small.close('2025-01');
    const before = await fingerprintOf(service, TENANT);
    expect(await triesTo('2025-01', 'CONFIRMED')).toEqual(['NOT_MARKED']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    await small.marks('2025-01', ['K01']);
    expect(await triesTo('2025-01', 'CONFIRMED')).toEqual(['NOT_MARKED']);
    await small.marks('2025-01', ['K02']);
  });

  test('it meets a filing that came before and was returned, and leaves one that stands', async () => {
    const filed = (obligation: string) =>
      runs('submitDeliverable', small.people.vendorManager, {
        contract: SMALL_CONTRACT,
        obligation,
        occurrence: '2025-01',
        description: '演示',
      });
    const { id: deliverableId } = await filed('attendance_filing');
    await filed('performance_report');
    await runs('reviewDeliverable', small.people.assessor, { deliverableId, outcome: 'RETURNED', reason: '缺页（演示）' });
    clock.set('2025-02-11T02:00:00Z');
    expect(await decides('2025-01', 'CONFIRMED')).toMatchObject({ state: 'CONFIRMED' });
    expect(await small.keep.filings('2025-01')).toEqual([
      'attendance_filing 2025-02-10,2025-02-10',
      'operators_month_assessed 2025-02-10',
      'performance_report 2025-02-10',
    ]);
    const query = `query ($contract: String!) { obligations(contract: $contract, owedBy: VENDOR, first: 100) {
      nodes { occurrence state metOn obligation { code } } } }`;
    const { obligations } = (await ask(service, query, { contract: SMALL_CONTRACT }, small.people.auditor)).data;
    const met = obligations.nodes.filter(({ occurrence, metOn }: Loose) => occurrence === '2025-01' && metOn !== null);
    expect(met.map(({ obligation }: Loose) => obligation.code).sort()).toEqual(ALL);
  });

  test('confirmed too early it is reopened by the agency, with a reason, and closed again; what was filed stays', async () => {
    const { assessor, vendorManager } = small.people;
    const { id: closingId } = await small.keep.month('2025-01');
    const event = { no: 'K02', kind: 'left_post', on: '2025-01-20', toldAt: '2025-01-21T02:00:00Z' };
    const recording = { contract: SMALL_CONTRACT, events: [event] };
    const before = await fingerprintOf(service, TENANT);
    expect(await triesTo('2025-01', 'REOPENED', vendorManager)).toEqual(['FORBIDDEN']);
    const silently = { closingId, outcome: 'REOPENED', reason: ' ' };
    expect(await small.keep.tries(assessor, 'confirmOperatorMonth', silently)).toEqual(['reason REASON_REQUIRED']);
    expect(await small.keep.tries(assessor, 'recordOperatorEvents', recording)).toEqual(['events[0].on MONTH_CONFIRMED']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    const filed = await small.keep.filings('2025-01');
    expect(await decides('2025-01', 'REOPENED')).toMatchObject({ state: 'REOPENED', decisionReason: '演示', decidedBy: assessor.subject });
    expect(await triesTo('2025-01', 'REOPENED')).toEqual(['NOT_CONFIRMED']);
    expect(await triesTo('2025-01', 'CONFIRMED')).toEqual(['ALREADY_DECIDED']);
    // The same case as before is a further revision all the same: the agency decides about it anew.
    expect(await small.close('2025-01')).toMatchObject({ revision: 2, state: 'CLOSED' });
    await small.keep.does(assessor, 'recordOperatorEvents', recording);
    const again = await small.close('2025-01');
    expect(again).toMatchObject({ revision: 3, members: [{ no: 'K01' }, { no: 'K02', violations: { amount: '50.00' } }] });
    expect(await decides('2025-01', 'CONFIRMED')).toMatchObject({ state: 'CONFIRMED', revision: 3 });
    expect(await small.keep.filings('2025-01')).toEqual(filed);
    expect(await small.keep.tries(assessor, 'recordOperatorEvents', recording)).toEqual(['events[0].on MONTH_CONFIRMED']);
  });

  test('a month is reopened once no later one is confirmed', async () => {
    clock.set('2025-03-10T02:00:00Z');
    await small.works('2025-02');
    await small.close('2025-02');
    await small.marks('2025-02');
    await decides('2025-02', 'CONFIRMED');
    expect(await triesTo('2025-01', 'REOPENED')).toEqual(['LATER_CONFIRMED']);
    await decides('2025-02', 'REOPENED');
    expect(await decides('2025-01', 'REOPENED')).toMatchObject({ state: 'REOPENED' });
  });

  test('months are confirmed in their order; one that was never closed holds up none', async () => {
    await small.close('2025-02');
    expect(await triesTo('2025-02', 'CONFIRMED')).toEqual(['EARLIER_OPEN']);
    await small.close('2025-01');
    expect(await triesTo('2025-02', 'CONFIRMED')).toEqual(['EARLIER_OPEN']);
    await decides('2025-01', 'RETURNED');
    expect(await triesTo('2025-02', 'CONFIRMED')).toEqual(['EARLIER_OPEN']);
    await small.close('2025-01');
    await decides('2025-01', 'CONFIRMED');
    expect(await decides('2025-02', 'CONFIRMED')).toMatchObject({ state: 'CONFIRMED' });
    clock.set('2025-05-10T02:00:00Z');
    await small.works('2025-04');
    await small.close('2025-04');
    await small.marks('2025-04');
    expect(await decides('2025-04', 'CONFIRMED')).toMatchObject({ state: 'CONFIRMED' });
  });

  test('October of the demonstration is marked, so that the agency can confirm it', async () => {
    clock.set('2026-01-06T02:00:00Z');
    const { assessor, auditor } = peopleOf('kezhou');
    const keep = keepingMonths(service, SMALL_CONTRACT, auditor);
    const { id: closingId, marks, members } = await keep.month('2025-10');
    expect(marks.map(({ no }: Loose) => no)).toEqual(members.map(({ no }: Loose) => no));
    expect(await keep.does(assessor, 'confirmOperatorMonth', { closingId, outcome: 'CONFIRMED' })).toMatchObject({ state: 'CONFIRMED' });
  });
});
