import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { globalId } from '../../src/platform/graphql/global-id.js';
import type { TenantScope } from '../../src/platform/persistence/tenant-scope.js';
import { seedNeighbours, TWIN } from '../support/isolation.js';
import { type Answer, ask, type Caller, createService, DATABASES, operation, type Service } from '../support/service.js';

const KEZHOU: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };
const SHAANXI: Caller = { tenant: 'shaanxi', role: 'ASSESSOR' };
const TWIN_CALLER: Caller = { tenant: TWIN, role: 'ASSESSOR' };
const QINGHE: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };

const WHO_AND_WHAT = `{
  viewer { tenant { code } }
  contracts { nodes { id code versions { id } parties { organisation { id } } } }
  assessmentPeriods { totalCount nodes { id code state observations(first: 3) { nodes { id value } } scorecard { id total } } }
}`;

const RECORD = operation('record-observations');

/** What was asked of the database while something was done: the scopes that were opened, and the statements of each. */
interface Watched {
  readonly modes: string[];
  readonly statements: string[][];
}

function watch(service: Service): Watched {
  const { scopes } = service.storage;
  const open = scopes.open.bind(scopes);
  const watched: Watched = { modes: [], statements: [] };
  jest.spyOn(scopes, 'open').mockImplementation((tenantId, mode): TenantScope => {
    const scope = open(tenantId, mode);
    const statements: string[] = [];
    watched.modes.push(mode);
    watched.statements.push(statements);
    return {
      rows: (statement, values) => {
        statements.push(statement);
        return scope.rows(statement, values);
      },
      entities: () => scope.entities(),
      end: (outcome) => scope.end(outcome),
    };
  });
  return watched;
}

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
    await seedNeighbours(service);
  });
  afterAll(() => service.stop());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const good = (answer: Answer): Answer => {
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer;
  };

  const periodOf = async (
    caller: Caller,
    contract: string,
    code: string,
  ): Promise<{ id: string; observations: { totalCount: number } }> => {
    const query = 'query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { id observations { totalCount } } }';
    return good(await ask(service, query, { c: contract, p: code }, caller)).data.assessmentPeriod;
  };

  describe('side by side', () => {
    test.each([
      ['two contracts', KEZHOU, SHAANXI],
      ['the same contract', KEZHOU, TWIN_CALLER],
    ])('60 operations of two tenants with %s are answered as if each were alone', async (_, first, second) => {
      const alone = [good(await ask(service, WHO_AND_WHAT, {}, first)), good(await ask(service, WHO_AND_WHAT, {}, second))];
      expect(alone[0]).not.toEqual(alone[1]);
      const answers = await Promise.all(
        Array.from({ length: 60 }, (__, index) => ask(service, WHO_AND_WHAT, {}, index % 2 === 0 ? first : second)),
      );
      answers.forEach((answer, index) => {
        expect(answer).toEqual(alone[index % 2]);
      });
    });

    test('60 records of two tenants at once reach their own tenant, each once', async () => {
      const places = [
        { caller: KEZHOU, contract: 'kezhou-12345' },
        { caller: TWIN_CALLER, contract: 'kezhou-12345' },
      ];
      const before = await Promise.all(places.map(({ caller, contract }) => periodOf(caller, contract, '2025Q4')));
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, index) => {
          const observation = { metric: 'callbacksDue', month: '2025-12', value: 1000 + index, source: 'AGENCY' };
          const input = { periodId: before[index % 2]!.id, observations: [observation] };
          return ask(service, RECORD, { input }, places[index % 2]!.caller);
        }),
      );
      for (const tenant of [0, 1]) {
        const recorded = answers
          .filter((__, index) => index % 2 === tenant)
          .map((answer) => good(answer).data.recordObservations.observations[0]);
        const values = recorded.map(({ value }) => Number(value)).sort((a, b) => a - b);
        expect(values).toEqual(Array.from({ length: 30 }, (__, index) => 1000 + 2 * index + tenant));
        const revisions = recorded.map(({ revision }) => revision).sort((a, b) => a - b);
        expect(revisions).toEqual(Array.from({ length: 30 }, (__, index) => index + 1));
      }
      const after = await Promise.all(places.map(({ caller, contract }) => periodOf(caller, contract, '2025Q4')));
      // Thirty revisions of one figure count as one.
      expect(after.map(({ observations }) => observations.totalCount)).toEqual(
        before.map(({ observations }) => observations.totalCount + 1),
      );
    });

    test('no operation sees what another’s has written and not kept', async () => {
      const scope = service.storage.scopes.open('kezhou', 'write');
      await scope.rows(`update assessment_periods set state = 'OPEN'`, []);
      const reading = ask(service, '{ assessmentPeriods { nodes { state } } }', {}, KEZHOU);
      const reads = kind === 'embedded' ? scope.end('discard').then(() => reading) : reading.finally(() => scope.end('discard'));
      const states = good(await reads).data.assessmentPeriods.nodes.map(({ state }: { state: string }) => state);
      expect(states).toContain('PUBLISHED');
    });
  });

  describe('a transaction that fails', () => {
    /** More than there are connections: one, or ten. */
    const COUNT = kind === 'embedded' ? 5 : 30;

    test.each<[string, () => Promise<unknown>]>([
      [
        'a mutation of nothing',
        async () => {
          const input = { periodId: globalId('AssessmentPeriod', '00000000-0000-7000-8000-000000000003'), observations: [] };
          const { errors } = await ask(service, RECORD, { input }, KEZHOU);
          expect(errors![0]!.extensions.code).toBe('NOT_FOUND');
        },
      ],
      [
        'a mutation that is taken back because another in the document fails',
        async () => {
          const { id } = await periodOf(KEZHOU, 'kezhou-12345', '2025Q4');
          const both = `mutation ($id: ID!) {
            first: judgeItem(input: { periodId: $id, item: "5.3", points: "3", reason: "test" }) { __typename ... on Judgement { id } }
            second: scorePeriod(input: { periodId: "none" }) { __typename }
          }`;
          const { errors } = await ask(service, both, { id }, KEZHOU);
          expect(errors).toHaveLength(1);
        },
      ],
      [
        'a query whose second field is refused',
        async () => {
          const { errors } = await ask(service, '{ contracts { nodes { id } } readings(first: 1000) { nodes { id } } }', {}, KEZHOU);
          expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
        },
      ],
      [
        'a statement that the database refuses while reading',
        async () => {
          const scope = service.storage.scopes.open('kezhou', 'read');
          await expect(scope.rows('select 1 / 0 as nothing', [])).rejects.toThrow('division by zero');
          await scope.end('keep');
        },
      ],
      [
        'a statement that the database refuses while writing',
        async () => {
          const scope = service.storage.scopes.open('kezhou', 'write');
          await expect(scope.rows('delete from scorecards', [])).rejects.toThrow('permission denied');
          await scope.end('discard');
        },
      ],
      [
        'a statement that is no statement',
        async () => {
          const scope = service.storage.scopes.open('kezhou', 'read');
          await expect(scope.rows('select from where', [])).rejects.toThrow('syntax error');
          await scope.end('discard');
        },
      ],
      [
        'a tenant’s name that would end the statement',
        async () => {
          const scope = service.storage.scopes.open(`kezhou', true); select set_config('app.tenant_id', 'shaanxi`, 'read');
          expect(await scope.rows('select tenant_id from contracts', [])).toEqual([]);
          await scope.end('keep');
        },
      ],
    ])('leaves every connection usable and nobody’s tenant behind: %s', async (_, failOnce) => {
      const alone = good(await ask(service, WHO_AND_WHAT, {}, SHAANXI));
      await Promise.all(Array.from({ length: COUNT }, failOnce));
      const answers = await Promise.all(Array.from({ length: COUNT }, () => ask(service, WHO_AND_WHAT, {}, SHAANXI)));
      for (const answer of answers) expect(answer).toEqual(alone);
    });

    test('keeps nothing of a document whose last mutation fails', async () => {
      const { id } = await periodOf(KEZHOU, 'kezhou-12345', '2025Q4');
      const count = 'query ($id: ID!) { node(id: $id) { ... on AssessmentPeriod { judgements { totalCount } } } }';
      const before = good(await ask(service, count, { id }, KEZHOU)).data;
      const judge = (last: string) => `mutation ($id: ID!) {
        first: judgeItem(input: { periodId: $id, item: "5.1", points: "1", reason: "test" }) { __typename ... on InvalidInputError { problems { path message } } }
        second: scorePeriod(input: { periodId: ${last} }) { __typename }
      }`;
      const failed = await ask(service, judge('"none"'), { id }, KEZHOU);
      expect(failed.errors).toHaveLength(1);
      expect(good(await ask(service, count, { id }, KEZHOU)).data).toEqual(before);
      const done = good(await ask(service, judge('$id'), { id }, KEZHOU)).data;
      expect(done).toEqual({ first: { __typename: 'Judgement' }, second: { __typename: 'Scorecard' } });
      expect(good(await ask(service, count, { id }, KEZHOU)).data).not.toEqual(before);
    });
  });

  describe('one operation is one transaction', () => {
    test.each([
      [
        'a query with six root fields',
        'read',
        '{ viewer { subject } contracts { nodes { id } } readings { nodes { id } } assessmentPeriods { nodes { id } } scorecards { nodes { id } } a: contracts { totalCount } }',
      ],
      ['a query with aliases of one field', 'read', '{ a: viewer { subject } b: viewer { subject } c: viewer { subject } }'],
      ['a deep query', 'read', WHO_AND_WHAT],
    ])('%s', async (_, mode, query) => {
      const watched = watch(service);
      good(await ask(service, query, {}, KEZHOU));
      expect(watched.modes).toEqual([mode]);
      expect(watched.statements[0]!.length).toBeGreaterThan(0);
    });

    test('two mutations in a document', async () => {
      const { id } = await periodOf(QINGHE, 'qinghe-12345', '2026H2');
      const watched = watch(service);
      const two =
        'mutation ($id: ID!) { a: scorePeriod(input: { periodId: $id }) { __typename } b: scorePeriod(input: { periodId: $id }) { __typename } }';
      good(await ask(service, two, { id }, QINGHE));
      expect(watched.modes).toEqual(['write']);
    });

    test.each(['read', 'write'] as const)(
      'a scope that %ss begins once, however many ask at the same time, and has its tenant and role only inside',
      async (mode) => {
        const asked = `select pg_backend_pid() as connection, transaction_timestamp()::text as begun, current_user::text as role, current_setting('app.tenant_id') as tenant`;
        const scope = service.storage.scopes.open('kezhou', mode);
        const rows = (await Promise.all(Array.from({ length: 20 }, () => scope.rows<Record<string, unknown>>(asked, [])))).flat();
        await scope.end('keep');
        expect(rows).toHaveLength(20);
        expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
        expect(rows[0]).toMatchObject({ tenant: 'kezhou', role: mode === 'read' ? 'hotline_reader' : 'hotline_app' });
      },
    );

    test.each(['{ __schema { queryType { name } } }', '{ node(id: "nothing") { id } }'])(
      'an operation that needs no data opens no transaction: %s',
      async (query) => {
        const watched = watch(service);
        good(await ask(service, query, {}, KEZHOU));
        expect(watched.statements.flat()).toEqual([]);
      },
    );
  });

  describe('every level below is one statement', () => {
    const levels = `query ($first: Int!) { assessmentPeriods(first: $first) { totalCount nodes {
      contract { id parties { organisation { id name } } versions { id rubric { id } } readings { id state proposal { id } } }
      observations(first: 2) { totalCount nodes { id } }
      findings(first: 2) { nodes { id } }
      judgements(first: 2) { nodes { id } }
      corrections(first: 2) { totalCount nodes { id } }
      standing { missing { code } score { total } }
      scorecard { id items { code } signatures { party } refusals { party } appeals { id } corrections { id } replaces { id } changes(since: 1) { totalBefore } }
      scorecards(first: 2) { totalCount nodes { id period { id contract { id } } } }
    } } }`;

    test('whether two periods are asked for or many', async () => {
      // What a contract or a scorecard says is read once in a process.
      good(await ask(service, levels, { first: 20 }, SHAANXI));
      const watched = watch(service);
      // The latest period that has a scorecard is the second. Every scorecard is compared with its first revision, if only with itself.
      const two = good(await ask(service, levels, { first: 2 }, SHAANXI)).data.assessmentPeriods.nodes;
      const many = good(await ask(service, levels, { first: 20 }, SHAANXI)).data.assessmentPeriods.nodes;
      expect(two.map(({ scorecard }: { scorecard: unknown }) => scorecard !== null)).toEqual([false, true]);
      expect(many.length).toBeGreaterThan(5);
      const [ofTwo, ofMany] = watched.statements;
      expect([...ofMany!].sort()).toEqual([...ofTwo!].sort());
      expect(new Set(ofMany).size).toBe(ofMany!.length);
    });

    test('and what many nodes of a type are is one', async () => {
      const { data } = good(await ask(service, '{ assessmentPeriods { nodes { id scorecard { id } } } }', {}, KEZHOU));
      const nodes = data.assessmentPeriods.nodes as { id: string; scorecard: { id: string } | null }[];
      const ids = [...nodes.map(({ id }) => id), ...nodes.flatMap(({ scorecard }) => (scorecard ? [scorecard.id] : []))];
      const watched = watch(service);
      const found = good(await ask(service, operation('nodes'), { ids }, KEZHOU)).data.nodes;
      expect(found).toHaveLength(ids.length);
      expect(found).not.toContain(null);
      expect(watched.statements).toEqual([
        [expect.stringContaining('from assessment_periods'), expect.stringContaining('from scorecards')],
      ]);
    });
  });
});
