import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entities } from '../../src/features/entities.js';
import { openStorage } from '../../src/platform/persistence/storage.js';
import { withSuperuser } from '../support/isolation.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

const KEZHOU: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };

/** More than the ten connections that there are. */
const COUNT = 12;

/** An answer, or that there was none within the patience of a test. */
const soon = <T>(answer: Promise<T>): Promise<T | 'NO ANSWER'> => Promise.race([answer, wait(3000, 'NO ANSWER' as const, { ref: false })]);

/** Queries of which one part is refused at once, so that the answer is known while other parts are still being asked for. */
const REFUSED_IN_PART: readonly { readonly title: string; readonly query: string; readonly code: string }[] = [
  {
    title: 'nodes of which one may not be seen',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    code: 'FORBIDDEN',
  },
  {
    title: 'a page too long, beside a deep list',
    query: '{ readings(first: 1000) { nodes { id } } contracts { nodes { parties { organisation { id } } versions { id } } } }',
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a list that may not be seen, beside a deep list',
    query: '{ memberships { nodes { id } } assessmentPeriods { nodes { contract { parties { organisation { id } } } } } }',
    code: 'FORBIDDEN',
  },
  {
    title: 'a page below that is too long, beside deep parts',
    query: '{ assessmentPeriods { nodes { observations(first: 1000) { nodes { id } } contract { parties { organisation { id } } } } } }',
    code: 'BAD_USER_INPUT',
  },
  {
    title: 'a cursor below that is none, beside deep parts',
    query:
      '{ assessmentPeriods { nodes { findings(after: "x") { nodes { id } } scorecards { nodes { period { contract { versions { id } } } } } } } }',
    code: 'BAD_USER_INPUT',
  },
];

describe.each(DATABASES)('on %s', (kind) => {
  describe.each(REFUSED_IN_PART)('$title', ({ query, code }) => {
    let service: Service;
    beforeAll(async () => {
      service = await createService(kind);
    });
    afterAll(() => soon(service.stop()));

    test('is refused, and leaves no transaction open and no connection taken', async () => {
      const all = '{ memberships { nodes { id } } contracts { nodes { id } } assessmentPeriods { nodes { id scorecard { id } } } }';
      const { memberships, contracts, assessmentPeriods } = (await ask(service, all, {}, { tenant: 'kezhou', role: 'AUDITOR' })).data;
      const scorecards = assessmentPeriods.nodes.map(({ scorecard }: { scorecard: { id: string } }) => scorecard);
      const ids = [memberships, contracts, assessmentPeriods, { nodes: scorecards }].map(({ nodes }) => nodes[0].id);
      for (let times = 0; times < COUNT; times++) {
        const answer = await soon(ask(service, query, query.includes('$ids') ? { ids } : {}, KEZHOU));
        expect(answer).toMatchObject({
          errors: expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]),
        });
      }
      expect(await soon(ask(service, '{ contracts { nodes { code } } }', {}, KEZHOU))).toMatchObject({
        data: { contracts: { nodes: [{ code: 'kezhou-12345' }] } },
      });
      if (kind === 'postgresql') expect(await openTransactionsOf(service)).toBe(0);
    });
  });

  test('a transaction that has ended takes no further statement', async () => {
    const service = await createService(kind);
    for (const mode of ['read', 'write'] as const) {
      for (const outcome of ['keep', 'discard'] as const) {
        const scope = service.storage.scopes.open('kezhou', mode);
        await scope.rows('select 1', []);
        await scope.end(outcome);
        expect(await soon(scope.rows('select 1', []).catch(() => 'REFUSED'))).toBe('REFUSED');
      }
    }
    await soon(service.stop());
  });

  test('a commit that the database refuses is told, keeps nothing, and takes no connection', async () => {
    const service = await createService(kind);
    await withSuperuser(
      service,
      async (run) => {
        await run(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`);
        await run(
          'create constraint trigger refuse after insert on judgements deferrable initially deferred for each row execute function refuse()',
        );
      },
      'keep',
    );
    const period = '{ assessmentPeriod(contract: "kezhou-12345", period: "2025Q4") { id judgements { totalCount } } }';
    const before = (await ask(service, period, {}, KEZHOU)).data;
    const judge = 'mutation ($input: JudgeItemInput!) { judgeItem(input: $input) { ... on Judgement { id } } }';
    const input = { periodId: before.assessmentPeriod.id, item: '5.3', points: '3.5', reason: 'test' };
    for (let times = 0; times < COUNT; times++) {
      expect(await soon(ask(service, judge, { input }, KEZHOU))).toMatchObject({
        data: null,
        errors: [{ extensions: { code: 'CONFLICT' } }],
      });
    }
    expect(await soon(ask(service, period, {}, KEZHOU))).toMatchObject({ data: before });
    await soon(service.stop());
  });
});

// The embedded database has no connection to lose.
describe.each(DATABASES.filter((kind) => kind === 'postgresql'))('on %s', (kind) => {
  describe.each(['read', 'write'] as const)('a connection that is lost between two statements of an operation that %ss', (mode) => {
    let service: Service;
    beforeAll(async () => {
      service = await createService(kind);
    });
    afterAll(() => soon(service.stop()));

    async function loseConnection(): Promise<void> {
      const scope = service.storage.scopes.open('kezhou', mode);
      const [found] = await scope.rows<{ pid: number }>('select pg_backend_pid() as pid', []);
      await withSuperuser(service, (run) => run('select pg_terminate_backend($1)', [found!.pid]));
      await wait(100);
      await expect(scope.rows('select 1', [])).rejects.toThrow();
      await scope.end('discard').catch(() => {});
    }

    test('ends that operation and nothing else, as often as it happens', async () => {
      for (let times = 0; times < COUNT; times++) await loseConnection();
      const scope = service.storage.scopes.open('kezhou', mode);
      expect(await soon(scope.rows('select tenant_id as tenant from contracts', []))).toEqual([{ tenant: 'kezhou' }]);
      await scope.end('discard');
    });

    test('does not keep the service from stopping', async () => {
      const storage = await openStorage({
        location: { kind: 'postgresql', url: service.urls!.service, connectionCountMax: 2 },
        ownerUrl: null,
        entities,
        onIdleError: () => {},
      });
      const scope = storage.scopes.open('kezhou', mode);
      const [found] = await scope.rows<{ pid: number }>('select pg_backend_pid() as pid', []);
      await withSuperuser(service, (run) => run('select pg_terminate_backend($1)', [found!.pid]));
      await wait(100);
      await scope.end('discard').catch(() => {});
      expect(await soon(storage.close())).toBeUndefined();
    });
  });
});

/** Transactions of the service that nobody ends, after a moment for those that are being ended. */
async function openTransactionsOf(service: Service): Promise<number> {
  const count = async () => {
    const [found] = await withSuperuser(service, (run) =>
      run<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and usename = 'hotline_service' and state like 'idle in transaction%'`,
      ),
    );
    return found!.count;
  };
  for (let tries = 0; tries < 20 && (await count()) > 0; tries++) await wait(20);
  return count();
}
