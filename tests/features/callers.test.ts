import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { periodIdOf, recordCase, rowCounts, run } from '../support/recording.js';
import { ask, type Caller, createService, DATABASES, operation, type Service } from '../support/service.js';

/** Who may do what, written out: a role that may do more or less than before fails here. */
const AGENCY = ['ASSESSOR', 'AGENCY_SIGNATORY', 'FINANCE', 'AUDITOR'] as const;
const VENDOR = ['VENDOR_STAFF', 'VENDOR_MANAGER', 'VENDOR_SIGNATORY'] as const;
const ALL = [...AGENCY, ...VENDOR, 'MACHINE', 'TENANT_ADMIN'] as const;
type Role = (typeof ALL)[number];

const QUERIES: readonly [query: string, roles: readonly Role[]][] = [
  ['{ viewer { subject } }', ALL],
  ['{ memberships { totalCount } }', ['VENDOR_MANAGER', 'AUDITOR', 'TENANT_ADMIN']],
  ['{ contracts { totalCount } }', ALL],
  ['{ contract(code: "qinghe-12345") { id } }', ALL],
  ['{ readings { totalCount } }', ALL],
  ['{ assessmentPeriods { totalCount } }', ALL],
  ['{ assessmentPeriod(contract: "qinghe-12345", period: "2026H1") { id } }', ALL],
  ['{ scorecards { totalCount } }', ALL],
  ['{ scorecard(contract: "qinghe-12345", period: "2026H1") { id } }', ALL],
  ['{ dueDate(input: { on: "2025-05-10", roll: true }) { __typename } }', ALL],
  ['{ calendarYear(year: 2025) { workingDayCount } }', ALL],
  ['{ node(id: "x") { id } }', ALL],
  ['{ nodes(ids: ["x"]) { id } }', ALL],
  ['{ previewScore(input: { contract: "qinghe-12345", period: "2026H1" }) { __typename } }', [...AGENCY, ...VENDOR, 'TENANT_ADMIN']],
  ['{ previewSettlement(input: { contract: "qinghe-12345", instalment: 1 }) { __typename } }', [...AGENCY, ...VENDOR, 'TENANT_ADMIN']],
  [
    '{ previewPerformance(input: { contract: "qinghe-12345", month: "2026-01", members: [] }) { __typename } }',
    [...AGENCY, ...VENDOR, 'TENANT_ADMIN'],
  ],
];

const MUTATIONS: readonly [name: string, roles: readonly Role[], input: (ids: { period: string; scorecard: string }) => object][] = [
  [
    'record-observations',
    ['ASSESSOR', 'MACHINE', 'VENDOR_STAFF', 'VENDOR_MANAGER'],
    ({ period }) => ({ periodId: period, observations: [{ metric: 'ordersSent', value: 7, source: 'VENDOR' }] }),
  ],
  [
    'record-findings',
    ['ASSESSOR'],
    ({ period }) => ({ periodId: period, findings: [{ item: 'B3', kind: 'slow_order', occurredOn: '2026-01-12', elapsedHours: '14' }] }),
  ],
  ['judge-item', ['ASSESSOR'], ({ period }) => ({ periodId: period, item: 'C4', points: '5', reason: '复查' })],
  ['score-period', ['ASSESSOR'], ({ period }) => ({ periodId: period })],
  ['publish-scorecard', ['ASSESSOR'], ({ scorecard }) => ({ scorecardId: scorecard })],
];

const codeOf = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) => errors?.[0]?.extensions.code;
const in12345 = (role: Role): Caller => ({ tenant: 'qinghe-12345', role });

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let ids: { period: string; scorecard: string };
  beforeAll(async () => {
    service = await createService(kind);
    const period = await recordCase(service, 'qinghe-01');
    const { data } = await run(service, 'score-period', { periodId: period }, in12345('ASSESSOR'));
    ids = { period, scorecard: data.scorePeriod.id };
  });
  afterAll(() => service.stop());

  test.each(QUERIES)('%s is answered to those who may ask, and to nobody else', async (query, roles) => {
    expect(codeOf(await ask(service, query, {}, null))).toBe('UNAUTHENTICATED');
    for (const role of ALL)
      expect([role, codeOf(await ask(service, query, {}, in12345(role)))]).toEqual([role, roles.includes(role) ? undefined : 'FORBIDDEN']);
    if (query.includes('viewer') || query.includes('dueDate') || query.includes('calendarYear') || query.includes('node')) return;
    expect(codeOf(await ask(service, query, {}, { ...in12345('MACHINE'), scopes: [] }))).toBe('FORBIDDEN');
  });

  // What changes nothing comes first: those who may not, then those who may.
  test.each(MUTATIONS)('%s is refused to whoever may not, and nothing has changed', async (name, roles, input) => {
    const before = await rowCounts(service);
    expect(codeOf(await run(service, name, input(ids), null))).toBe('UNAUTHENTICATED');
    for (const role of ALL.filter((candidate) => !roles.includes(candidate)))
      expect([role, codeOf(await run(service, name, input(ids), in12345(role)))]).toEqual([role, 'FORBIDDEN']);
    for (const role of roles)
      expect([role, codeOf(await run(service, name, input(ids), { tenant: 'shaanxi', role }))]).toEqual([role, 'NOT_FOUND']);
    expect(codeOf(await run(service, name, input(ids), { ...in12345('MACHINE'), scopes: ['score:read'] }))).toBe('FORBIDDEN');
    expect(await rowCounts(service)).toEqual(before);
  });

  test.each(MUTATIONS)('%s is done by whoever may', async (name, roles, input) => {
    for (const role of roles) {
      const { data, errors } = await run(service, name, input(ids), in12345(role));
      expect([role, errors]).toEqual([role, undefined]);
      expect((Object.values(data)[0] as { __typename: string }).__typename).not.toBe('InvalidInputError');
    }
  });
});

describe.each(DATABASES)('what the vendor sees of a period, on %s', (kind) => {
  let service: Service;
  let periodId: string;
  let scorecardId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await recordCase(service, 'qinghe-01');
    const own = [{ metric: 'ordersSent', value: 19_990, source: 'VENDOR' }];
    await run(service, 'record-observations', { periodId, observations: own }, in12345('VENDOR_STAFF'));
    scorecardId = (await run(service, 'score-period', { periodId }, in12345('ASSESSOR'))).data.scorePeriod.id;
  });
  afterAll(() => service.stop());

  const SEEN = `query ($period: ID!, $scorecard: ID!) {
    period: node(id: $period) { ... on AssessmentPeriod {
      scorecard { id } scorecards { totalCount } findings(first: 50) { totalCount nodes { id } } judgements { totalCount }
      observations(first: 50) { nodes { source } } } }
    scorecard: node(id: $scorecard) { id }
    scorecards { totalCount } byCode: scorecard(contract: "qinghe-12345", period: "2026H1") { id } }`;
  const seen = async (role: Role) => (await ask(service, SEEN, { period: periodId, scorecard: scorecardId }, in12345(role))).data;

  test.each(VENDOR)('before publication %s sees its own figures and nothing else', async (role) => {
    expect(await seen(role)).toEqual({
      period: {
        scorecard: null,
        scorecards: { totalCount: 0 },
        findings: { totalCount: 0, nodes: [] },
        judgements: { totalCount: 0 },
        observations: { nodes: [{ source: 'VENDOR' }] },
      },
      scorecard: null,
      scorecards: { totalCount: 0 },
      byCode: null,
    });
  });

  test.each(AGENCY)('%s sees the draft', async (role) => {
    const { period, scorecard, byCode } = await seen(role);
    expect([period.scorecard, scorecard, byCode]).toEqual(Array(3).fill({ id: scorecardId }));
    expect(period.findings.totalCount).toBeGreaterThan(0);
    expect(period.observations.nodes.length).toBeGreaterThan(10);
  });

  test('after publication the vendor sees it all', async () => {
    const { data } = await ask(service, operation('publish-scorecard'), { input: { scorecardId } }, in12345('ASSESSOR'));
    expect(data.publishScorecard.state).toBe('PUBLISHED');
    expect(await seen('VENDOR_SIGNATORY')).toEqual(await seen('ASSESSOR'));
    expect((await seen('VENDOR_STAFF')).scorecard).toEqual({ id: scorecardId });
  });
});

test('periods of another tenant are not found by their codes', async () => {
  const service = await createService();
  try {
    await expect(periodIdOf(service, 'qinghe-12345', '2026H1', { tenant: 'kezhou', role: 'AUDITOR' })).rejects.toThrow();
  } finally {
    await service.stop();
  }
});
