import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { resolvers } from '../../src/features/resolvers.js';
import { developmentSubjects } from '../../src/features/tenants/development-tokens.js';
import { makeSchema } from '../../src/platform/graphql/schema.js';
import { fingerprintOf, type Run, rowIdsOf, seedNeighbours, TWIN, tenantTables, withSuperuser } from '../support/isolation.js';
import { estateOf, type Place } from '../support/isolation-estate.js';
import { callerFor, denialOf, type Estate, LISTS, NODE_TYPES, QUERIES, type RootCase } from '../support/isolation-matrix.js';
import { MUTATIONS } from '../support/isolation-mutations.js';
import { idsBelow, listFields, namedIn, nodesIn, nodeTypes, PAGE, pageQuery, rootFields } from '../support/isolation-walk.js';
import { type Answer, ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema(resolvers);
});

const KEZHOU: Place = {
  contract: 'kezhou-12345',
  published: '2025Q1',
  unsigned: '2025Q2',
  open: '2025Q4',
  instalment: { instalment: 1, score: '94.9', rosters: [14, 14, 13] },
  observation: { metric: 'callbacksDue', month: '2025-10', value: 1300, source: 'SYSTEM_REPORT' },
  finding: { item: '2.1', kind: 'ticket_defect', occurredOn: '2025-11-05' },
  judgement: { item: '5.3', points: '3.5', reason: 'test' },
  favour: { item: '3.1', kind: 'ticket_exempted', occurredOn: '2025-11-18', evidence: 'test' },
  reading: { reading: 'K-5', option: 'PAYS_0' },
  clause: 'annex 2, 4(1) leave.7',
  noticeClauses: ['9.3'],
  check: { check: 'record_check', drawnOn: '2025-11-12' },
  amendedFrom: '2025-11-01',
  voidFrom: '2025-12-01',
  month: '2025-03',
  owed: { obligation: 'performance_report', occurrence: '2025-10' },
  demanded: 'records_retrieval',
  event: 'force_majeure',
  payer: 'bureau',
  proof: { requirement: 'operator_vetting' },
  group: 'post_knowledge',
  leave: 'personal_leave',
  happening: 'late_or_early',
  mark: ['work_discipline', 'call_quality', 'business_skill', 'bonus_points'],
};

const QINGHE: Place = {
  contract: 'qinghe-12345',
  published: '2026H1',
  unsigned: '2026H1',
  open: '2026H2',
  instalment: { instalment: 2, score: '90' },
  observation: { metric: 'callsIn', value: 80100, source: 'SYSTEM_REPORT' },
  finding: { item: 'B3', kind: 'slow_order', occurredOn: '2026-07-13', elapsedHours: '14.25' },
  judgement: { item: 'C4', points: '6.4', reason: 'test' },
  favour: { item: 'D1', kind: 'thanks', occurredOn: '2026-07-14', matterId: 'test', evidence: 'test' },
  reading: { reading: 'Q-3', option: 'LOWER' },
  clause: '§4.2',
  noticeClauses: [],
  check: { check: 'call_check', drawnOn: '2026-07-14' },
  amendedFrom: '2027-08-01',
  voidFrom: '2027-09-01',
  month: '2026-03',
  owed: { obligation: 'monthly_report', occurrence: '2026-01' },
  demanded: 'defect_remedied',
  event: 'half_year_ended',
  payer: 'office',
  proof: { requirement: 'typing', value: '50' },
  group: 'test',
  leave: 'home_leave',
  happening: 'late_minutes',
  mark: ['manner', 'knowledge'],
};

const PLACES: Readonly<Record<string, Place>> = { kezhou: KEZHOU, [TWIN]: KEZHOU, 'qinghe-12345': QINGHE };

/** Who asks, and whose things are asked for. The twin has the same contract: its codes name something of the stranger's own. */
const PAIRS = [
  { stranger: 'kezhou', owner: 'qinghe-12345' },
  { stranger: 'qinghe-12345', owner: 'kezhou' },
  { stranger: 'kezhou', owner: TWIN },
] as const;

async function runAll(run: Run, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await run(statement);
}

describe('the matrix covers', () => {
  test('every root field of Query', () => {
    expect(Object.keys(QUERIES).sort()).toEqual(rootFields(schema, 'Query'));
  });

  test('every root field of Mutation', () => {
    expect(Object.keys(MUTATIONS).sort()).toEqual(rootFields(schema, 'Mutation'));
  });

  test('every list by pages', () => {
    expect(LISTS).toEqual(listFields(schema));
  });

  test('no subscription, for there is none', () => {
    expect(schema.getSubscriptionType() ?? null).toBeNull();
  });

  test('every type of node', () => {
    expect(NODE_TYPES).toEqual(nodeTypes(schema));
  });
});

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  const estates = new Map<string, Estate>();
  beforeAll(async () => {
    service = await createService(kind);
    await seedNeighbours(service);
    for (const [tenant, place] of Object.entries(PLACES)) {
      const found = new Map<string, Set<string>>();
      for (const field of LISTS) nodesIn(await walkList(tenant, field), found);
      estates.set(tenant, await estateOf(service, tenant, place, new Map([...found].map(([type, ids]) => [type, [...ids]]))));
    }
  });
  afterAll(() => service.stop());

  const auditorOf = (tenant: string): Caller => ({ tenant, role: 'AUDITOR' });

  const good = (answer: Answer): Answer => {
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer;
  };

  /** Every page of a list, as one answer each. */
  async function walkList(tenant: string, field: string): Promise<Answer[]> {
    const pages: Answer[] = [];
    let after: string | null = null;
    do {
      const page = good(await ask(service, pageQuery(schema, field), { after }, auditorOf(tenant)));
      pages.push(page);
      const { hasNextPage, endCursor } = page.data[field].pageInfo;
      after = hasNextPage ? endCursor : null;
    } while (after !== null);
    return pages;
  }

  describe.each(PAIRS)('$stranger asks for what $owner has', ({ stranger, owner }) => {
    const shareCodes = PLACES[stranger]!.contract === PLACES[owner]!.contract;
    let foreign: ReadonlySet<string>;
    beforeAll(async () => {
      foreign = await rowIdsOf(service, owner);
    });

    /** A stranger by the tenant's own name, and one whose token bears the name of the owner's person. */
    const strangersFor = (root: RootCase): Caller[] => [
      callerFor(root, stranger),
      { ...callerFor(root, stranger), subject: callerFor(root, owner).subject },
    ];

    test.each(NODE_TYPES)('node: no %s is found', async (type) => {
      const ids = estates.get(owner)!.ids.get(type)?.slice(0, 100) ?? [];
      expect(ids.length).toBeGreaterThan(0);
      const one = 'query ($id: ID!) { node(id: $id) { __typename id } }';
      const many = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
      for (const role of ['AUDITOR', 'ASSESSOR'] as const) {
        if (type === 'Membership' && role === 'ASSESSOR') continue;
        const caller = { tenant: stranger, role };
        expect(await ask(service, one, { id: ids[0] }, caller)).toEqual({ status: 200, data: { node: null } });
        expect(await ask(service, many, { ids }, caller)).toEqual({ status: 200, data: { nodes: ids.map(() => null) } });
      }
      const own = ids.map((id) => ({ __typename: type, id }));
      expect(await ask(service, one, { id: ids[0] }, auditorOf(owner))).toEqual({ status: 200, data: { node: own[0] } });
      expect(await ask(service, many, { ids }, auditorOf(owner))).toEqual({ status: 200, data: { nodes: own } });
    });

    /** Whether a stranger asks for nothing but its own: by a code that it has too, or by no name at all. */
    const asksForItsOwn = ({ denial, isByCode }: RootCase): boolean =>
      denial === 'COMMON' || denial === 'OWN' || (isByCode === true && shareCodes);

    test.each(Object.entries(QUERIES))('query: %s gives nothing of it', async (field, root) => {
      const asked = await root.variables(estates.get(owner)!);
      for (const caller of strangersFor(root)) {
        const answer = await ask(service, root.document, asked, caller);
        expect(namedIn(answer, foreign)).toEqual([]);
        if (asksForItsOwn(root)) expect(answer.errors).toBeUndefined();
        else expect(denialOf(answer, field)).toBe(root.denial);
      }
      const own = good(await ask(service, root.document, asked, callerFor(root, owner)));
      expect(root.isGranted(own.data[field], estates.get(owner)!)).toBe(true);
      if (root.denial !== 'COMMON' && root.denial !== 'NO_CONTRACT' && !root.namesNothing) expect(namedIn(own, foreign)).not.toEqual([]);
    });

    test('query: a person of the other tenant is no member here', async () => {
      const subject = developmentSubjects(owner, 'ASSESSOR')[0]!;
      const query = '{ viewer { subject tenant { code } membership { id } } }';
      const answer = await ask(service, query, {}, { tenant: stranger, role: 'ASSESSOR', subject });
      expect(answer.data.viewer).toEqual({ subject, tenant: { code: stranger }, membership: null });
      const own = await ask(service, query, {}, { tenant: owner, role: 'ASSESSOR', subject });
      expect(own.data.viewer).toEqual({ subject, tenant: { code: owner }, membership: { id: expect.any(String) } });
    });

    test.each(LISTS)('list: no page of %s, and nothing below it, names anything of it', async (field) => {
      const pages = await walkList(stranger, field);
      expect(pages.flatMap((page) => page.data[field].nodes).length).toBeGreaterThan(0);
      expect(namedIn(pages, foreign)).toEqual([]);
      expect(namedIn(await walkList(owner, field), foreign)).not.toEqual([]);
    });

    test.each(LISTS)('list: a cursor of the owner’s %s opens nothing of it', async (field) => {
      const entries = (await walkList(owner, field)).flatMap((page) =>
        page.data[field].edges.map(({ cursor }: { cursor: string }) => cursor),
      );
      const cursor = entries[0]!;
      for (const place of [{ after: cursor }, { before: entries.at(-1)! }]) {
        const answer = await ask(service, pageQuery(schema, field), place, auditorOf(stranger));
        expect(answer.errors).toBeUndefined();
        // The bounds that it sent itself come back in no answer.
        expect(namedIn(answer, foreign)).toEqual([]);
      }
      const own = good(await ask(service, pageQuery(schema, field), { after: cursor }, auditorOf(owner)));
      expect(own.data[field].edges.map((edge: { cursor: string }) => edge.cursor)).toEqual(entries.slice(1, 1 + PAGE));
    });

    test.each(['observations', 'findings', 'judgements', 'corrections', 'scorecards'])(
      'list: a cursor of the owner’s %s of a period opens nothing of it',
      async (field) => {
        const query = `query ($after: String) { assessmentPeriods { nodes { ${field}(after: $after) { edges { cursor } nodes { id } } } } }`;
        const own = good(await ask(service, query, {}, auditorOf(owner))).data.assessmentPeriods.nodes;
        const cursors = own.flatMap((period: Record<string, { edges: { cursor: string }[] }>) =>
          period[field]!.edges.map(({ cursor }) => cursor),
        );
        expect(cursors.length).toBeGreaterThan(0);
        const answer = await ask(service, query, { after: cursors[0] }, auditorOf(stranger));
        expect(answer.errors).toBeUndefined();
        expect(namedIn(answer, foreign)).toEqual([]);
      },
    );

    test.each(Object.entries(MUTATIONS))('mutation: %s changes nothing of it', async (field, root) => {
      const asked = await root.variables(estates.get(owner)!);
      const printOf = async () => [await fingerprintOf(service, owner), asksForItsOwn(root) || (await fingerprintOf(service, stranger))];
      const before = await printOf();
      for (const caller of strangersFor(root)) {
        const answer = await ask(service, root.document, asked, caller);
        expect(namedIn(answer, foreign)).toEqual([]);
        if (asksForItsOwn(root)) expect(answer.errors).toBeUndefined();
        else expect(denialOf(answer, field)).toBe(root.denial);
      }
      expect(await printOf()).toEqual(before);
      const own = good(await ask(service, root.document, asked, callerFor(root, owner)));
      const isGranted = root.isGranted(own.data[field], estates.get(owner)!);
      expect({ ...own.data[field], isGranted }).toEqual({ ...own.data[field], isGranted: true });
      // What is told instead of done has still proved that the owner finds it.
      const isTold = own.data[field].obstacles || /Error$/.test(own.data[field].__typename);
      if (!isTold) expect(await fingerprintOf(service, owner)).not.toEqual(before[0]);
    });
  });

  test('an idempotency key belongs to its tenant: the same person’s name, key and input in another gives nothing of the first', async () => {
    const propose =
      'mutation ($input: ProposeReadingInput!) { proposeReading(input: $input) { ... on ReadingProposal { id proposedBy } } }';
    const input = { contract: 'kezhou-12345', reading: 'K-1', option: 'FULL_FEE', reason: 'test', idempotencyKey: 'the same' };
    const subject = 'whoever works for both';
    const proposedIn = async (tenant: string) =>
      good(await ask(service, propose, { input }, { tenant, role: 'AGENCY_SIGNATORY', subject })).data.proposeReading;
    const first = await proposedIn('kezhou');
    expect(await proposedIn('kezhou')).toEqual(first);
    const other = await proposedIn(TWIN);
    expect(other).toEqual({ id: expect.any(String), proposedBy: subject });
    expect(namedIn(other, await rowIdsOf(service, 'kezhou'))).toEqual([]);
    expect(namedIn(other, await rowIdsOf(service, TWIN))).not.toEqual([]);
  });

  test('every statement names its tenant too: without any policy a stranger finds no more', async () => {
    const open = (await withSuperuser(service, tenantTables)).map((table) => `alter table ${table} disable row level security`);
    const close = open.map((statement) => statement.replace('disable', 'enable'));
    await withSuperuser(service, (run) => runAll(run, open), 'keep');
    try {
      const scope = service.storage.scopes.open('kezhou', 'read');
      const seen = await scope.rows<{ tenant: string }>('select distinct tenant_id as tenant from contracts', []);
      await scope.end('discard');
      expect(seen.length).toBeGreaterThan(1);
      for (const { stranger, owner } of PAIRS) {
        const foreign = await rowIdsOf(service, owner);
        for (const field of LISTS) expect(namedIn(await walkList(stranger, field), foreign)).toEqual([]);
        const { ids } = estates.get(owner)!;
        for (const type of NODE_TYPES) {
          const asked = ids.get(type)!.slice(0, 100);
          const answer = await ask(service, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: asked }, auditorOf(stranger));
          expect({ type, answer }).toEqual({ type, answer: { status: 200, data: { nodes: asked.map(() => null) } } });
        }
        for (const [field, root] of Object.entries({ ...QUERIES, ...MUTATIONS })) {
          const asked = await root.variables(estates.get(owner)!);
          const answer = await ask(service, root.document, asked, callerFor(root, stranger));
          expect(namedIn(answer, foreign)).toEqual([]);
          const hasOwn = root.denial === 'COMMON' || root.denial === 'OWN' || (root.isByCode && PLACES[stranger] === PLACES[owner]);
          if (!hasOwn) expect({ field, denial: denialOf(answer, field) }).toEqual({ field, denial: root.denial });
        }
      }
    } finally {
      await withSuperuser(service, (run) => runAll(run, close), 'keep');
    }
  });

  test('the walk reaches every type of node in every tenant', () => {
    for (const [tenant, { ids }] of estates) expect({ tenant, types: [...ids.keys()].sort() }).toEqual({ tenant, types: NODE_TYPES });
  });

  test('the owner’s mutations have changed what the strangers’ have not', async () => {
    const published = '{ assessmentPeriods { nodes { code state } } }';
    const { nodes } = good(await ask(service, published, {}, auditorOf('qinghe-12345'))).data.assessmentPeriods;
    expect(nodes).toContainEqual({ code: '2026H2', state: 'PUBLISHED' });
  });
});

test('the walk names fields that lead to nodes and no others', () => {
  expect(idsBelow(schema, 'Membership')).toBe('{ __typename id organisation { __typename id } }');
  expect(idsBelow(schema, 'Money')).toBeNull();
});
