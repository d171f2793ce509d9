// Whose record an event is, and what the other party can do to it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { clockAt } from '../../support/lives.js';
import { ask, createService, DATABASES, type Service } from '../../support/service.js';
import { openSmallMonths, SMALL_CONTRACT } from './small-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const TOLD = '2025-04-01T02:00:00Z';

describe.each(DATABASES)('records of events on %s', (kind) => {
  const TENANT = 'operators-events';
  let service: Service;
  let small: Awaited<ReturnType<typeof openSmallMonths>>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-04-10T02:00:00Z').now });
    small = await openSmallMonths(service, TENANT, ['K01', 'K02', 'K03']);
  });
  afterAll(() => service.stop());

  const records = async (caller: Loose, event: object): Promise<Loose> =>
    (await small.keep.does(caller, 'recordOperatorEvents', { contract: SMALL_CONTRACT, events: [event] })).events[0];
  const amends = async (caller: Loose, eventId: string, change: object): Promise<Loose> =>
    (await small.keep.does(caller, 'amendOperatorEvent', { eventId, reason: '更正（演示）', ...change })).event;
  const triesToAmend = (caller: Loose, eventId: string, change: object) =>
    small.keep.tries(caller, 'amendOperatorEvent', { eventId, reason: '更正（演示）', ...change });

  test('the agency’s are the agency’s to withdraw and to change: the vendor adds when the operator was told', async () => {
    const { assessor, vendorManager } = small.people;
    const seen = await records(assessor, { no: 'K02', kind: 'forbidden_words', on: '2025-03-05', isSevere: true });
    expect(seen).toMatchObject({ party: 'AGENCY', state: 'STANDS', supersedesId: null });
    const before = await fingerprintOf(service, TENANT);
    expect(await triesToAmend(vendorManager, seen.id, { isWithdrawn: true })).toEqual(['FORBIDDEN']);
    expect(await triesToAmend(vendorManager, seen.id, { leaderAmount: '200' })).toEqual(['FORBIDDEN']);
    expect(await triesToAmend(vendorManager, seen.id, { leaderAmount: '200', toldAt: TOLD })).toEqual(['FORBIDDEN']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
    const told = await amends(vendorManager, seen.id, { toldAt: TOLD });
    expect(told).toMatchObject({ party: 'AGENCY', toldAt: '2025-04-01T02:00:00.000Z', supersedesId: seen.id });
    expect(await triesToAmend(vendorManager, told.id, { toldAt: '2025-04-02T02:00:00Z' })).toEqual(['FORBIDDEN']);
    expect(await triesToAmend(vendorManager, told.id, { isWithdrawn: true })).toEqual(['FORBIDDEN']);
    const set = await amends(assessor, told.id, { leaderAmount: '350' });
    expect(set).toMatchObject({ leaderAmount: { amount: '350.00' }, party: 'AGENCY' });
  });

  test('what the leader bears is the assessor’s to set, of any event', async () => {
    const { assessor, vendorManager } = small.people;
    const severe = { no: 'K03', kind: 'forbidden_words', on: '2025-03-07', isSevere: true, toldAt: TOLD };
    const input = { contract: SMALL_CONTRACT, events: [{ ...severe, leaderAmount: '200' }] };
    expect(await small.keep.tries(vendorManager, 'recordOperatorEvents', input)).toEqual(['FORBIDDEN']);
    const own = await records(vendorManager, severe);
    expect(own).toMatchObject({ party: 'VENDOR' });
    expect(await triesToAmend(vendorManager, own.id, { leaderAmount: '200' })).toEqual(['FORBIDDEN']);
    const set = await amends(assessor, own.id, { leaderAmount: '400' });
    expect(set).toMatchObject({ party: 'AGENCY' });
    // With the assessor's value in it, it is no longer the vendor's alone.
    expect(await triesToAmend(vendorManager, set.id, { isWithdrawn: true })).toEqual(['FORBIDDEN']);
    const recorded = await records(assessor, { ...severe, on: '2025-03-08', leaderAmount: '500' });
    expect(recorded).toMatchObject({ leaderAmount: { amount: '500.00' } });
  });

  test('nobody is told before the day on which it happened, in China', async () => {
    const { vendorManager } = small.people;
    const event = { no: 'K02', kind: 'left_post', on: '2025-01-20' };
    const early = { contract: SMALL_CONTRACT, events: [{ ...event, toldAt: '2025-01-19T15:59:59Z' }] };
    expect(await small.keep.tries(vendorManager, 'recordOperatorEvents', early)).toEqual(['events[0].toldAt OUT_OF_RANGE']);
    const own = await records(vendorManager, event);
    expect(await triesToAmend(vendorManager, own.id, { toldAt: '2025-01-19T15:59:59Z' })).toEqual(['toldAt OUT_OF_RANGE']);
    expect(await amends(vendorManager, own.id, { toldAt: '2025-01-19T16:00:00Z' })).toMatchObject({ toldAt: '2025-01-19T16:00:00.000Z' });
  });

  test('what went is seen with who took it away, and why', async () => {
    const { vendorManager, auditor } = small.people;
    const own = await records(vendorManager, { no: 'K01', kind: 'late_or_early', on: '2025-02-10', toldAt: TOLD });
    expect(await amends(vendorManager, own.id, { isWithdrawn: true, reason: '录错人（演示）' })).toBeNull();
    expect(await small.keep.events({ month: '2025-02' })).toEqual([]);
    const all = await small.keep.events({ month: '2025-02', withSuperseded: true });
    expect(all).toMatchObject([
      { state: 'WITHDRAWN', supersedesId: own.id, reason: '录错人（演示）', recordedBy: vendorManager.subject },
      { id: own.id, state: 'SUPERSEDED', supersedesId: null, party: 'VENDOR', reason: null },
    ]);
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on OperatorEvent { id state } } }';
    const { data } = await ask(service, query, { ids: all.map(({ id }) => id) }, auditor);
    expect(data.nodes.map(({ state }: Loose) => state)).toEqual(['WITHDRAWN', 'SUPERSEDED']);
    expect(await triesToAmend(vendorManager, all[0].id, { toldAt: TOLD })).toEqual(['NOT_FOUND']);
  });
});
