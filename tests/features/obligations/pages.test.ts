import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OwnedStorage } from '../../../src/seed/seed-tenant.js';
import { ask, type Caller, createService, type Service } from '../../support/service.js';

const KEZHOU: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };
const NODE = 'contract obligation { code } occurrence from dueOn state';

interface Owed {
  readonly obligation: { readonly code: string };
  readonly occurrence: string;
  readonly dueOn: string | null;
  readonly state: string;
}

interface Page {
  readonly nodes: readonly Owed[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
  readonly totalCount: number;
}

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

async function load(args: string): Promise<Page> {
  const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
  const { data, errors } = await ask(service, `{ obligations(${args}) { nodes { ${NODE} } ${page} } }`, {}, KEZHOU);
  expect(errors).toBeUndefined();
  return data.obligations;
}

async function walk(size: number, filter = ''): Promise<Owed[]> {
  const walked: Owed[] = [];
  for (let after = ''; ; ) {
    const { nodes, pageInfo } = await load(`first: ${size}${filter}${after}`);
    expect(pageInfo.hasPreviousPage).toBe(after !== '');
    walked.push(...nodes);
    if (!pageInfo.hasNextPage) return walked;
    after = `, after: "${pageInfo.endCursor}"`;
  }
}

test('walked from either end by pages of any size, what is owed comes once and by due date', async () => {
  const whole = await walk(100);
  expect(whole).toHaveLength((await load('first: 1')).totalCount);
  expect(whole.length).toBeGreaterThan(100);
  expect(new Set(whole.map(({ obligation, occurrence }) => `${obligation.code} ${occurrence}`)).size).toBe(whole.length);
  const dates = whole.map(({ dueOn }) => dueOn ?? '9999');
  expect(dates).toEqual([...dates].sort());
  expect(await walk(13)).toEqual(whole);
  const backwards: Owed[] = [];
  for (let before = ''; ; ) {
    const { nodes, pageInfo } = await load(`last: 17${before}`);
    backwards.unshift(...nodes);
    if (!pageInfo.hasPreviousPage) break;
    before = `, before: "${pageInfo.startCursor}"`;
  }
  expect(backwards).toEqual(whole);
});

test('a cursor stays good where its entry has left the list', async () => {
  const whole = await walk(100);
  const isLate = ({ state }: Owed) => state === 'LATE';
  const left = whole.findIndex((owed) => !isLate(owed) && owed.dueOn !== null);
  const { pageInfo } = await load(`first: ${left + 1}`);
  const { nodes } = await load(`first: 100, state: LATE, after: "${pageInfo.endCursor}"`);
  expect(nodes).toEqual(
    whole
      .slice(left + 1)
      .filter(isLate)
      .slice(0, 100),
  );
});

test('what is due before a day is not due on it', async () => {
  const [first, ...more] = (await walk(100)).filter(({ dueOn }) => dueOn !== null);
  const later = more.find(({ dueOn }) => dueOn !== first!.dueOn)!;
  const before = await walk(100, `, dueBefore: "${later.dueOn}"`);
  expect(new Set(before.map(({ dueOn }) => dueOn))).toEqual(new Set([first!.dueOn]));
});

test('a cursor that is none is refused', async () => {
  const { errors } = await ask(service, '{ obligations(after: "nonsense") { totalCount } }', {}, KEZHOU);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('of more contracts than can be listed together, one has to be named, and nothing is left out in silence', async () => {
  await (service.storage as OwnedStorage).asOwner('shaanxi', async (em) => {
    await em.execute(
      `insert into contracts (tenant_id, id, code, title, term_from, term_to, amount, currency)
       select c.tenant_id, gen_random_uuid(), 'copy-' || n, c.title, c.term_from, c.term_to, c.amount, c.currency
       from contracts c, generate_series(1, 100) n where c.tenant_id = 'shaanxi'`,
    );
    await em.execute(
      `insert into contract_versions (tenant_id, id, contract_id, version, effective_from, rubric_id, digest, content)
       select v.tenant_id, gen_random_uuid(), c.id, v.version, v.effective_from, v.rubric_id, v.digest, v.content
       from contract_versions v join contracts c on c.tenant_id = v.tenant_id and c.code like 'copy-%' where v.tenant_id = 'shaanxi'`,
    );
  });
  const asked = (args: string) => ask(service, `{ obligations(${args}) { totalCount } }`, {}, { tenant: 'shaanxi', role: 'ASSESSOR' });
  const all = await asked('first: 1');
  expect(all.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect((await asked('first: 1, contract: "shaanxi-12367"')).data.obligations.totalCount).toBeGreaterThan(0);
});
