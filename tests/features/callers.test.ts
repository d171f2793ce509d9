import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AGENCY, codeOf, EVERY_ROLE, inQinghe, QINGHE, type RoleName, VENDOR } from '../support/callers.js';
import { periodIdOf } from '../support/recording.js';
import { ask, createService, DATABASES, type Service } from '../support/service.js';

/** Who may try a case that nothing is stored of. */
const TRIES = [...AGENCY, ...VENDOR, 'TENANT_ADMIN'] as const;

/** Who sees what single operators did. */
const SEES_OPERATORS = ['ASSESSOR', 'VENDOR_MANAGER', 'AUDITOR'] as const;

/** Who may ask what, written out: a role that may do more or less than before fails here. `$period` is one of the tenant’s. */
const QUERIES: readonly [query: string, roles: readonly RoleName[]][] = [
  ['{ viewer { subject } }', EVERY_ROLE],
  ['{ memberships { totalCount } }', ['VENDOR_MANAGER', 'AUDITOR', 'TENANT_ADMIN']],
  ['{ contracts { totalCount } }', EVERY_ROLE],
  ['{ contract(code: "qinghe-12345") { id } }', EVERY_ROLE],
  ['{ readings { totalCount } }', EVERY_ROLE],
  ['{ assessmentPeriods { totalCount } }', EVERY_ROLE],
  ['{ assessmentPeriod(contract: "qinghe-12345", period: "2026H1") { id } }', EVERY_ROLE],
  ['query ($period: ID!) { projection(periodId: $period) { total } }', EVERY_ROLE],
  ['{ scorecards { totalCount } }', EVERY_ROLE],
  ['{ scorecard(contract: "qinghe-12345", period: "2026H1") { id } }', EVERY_ROLE],
  ['{ appeals { totalCount } }', EVERY_ROLE],
  ['{ corrections { totalCount } }', EVERY_ROLE],
  ['{ obligations { totalCount } }', EVERY_ROLE],
  ['{ evidence { totalCount } }', EVERY_ROLE],
  ['{ obligationCalendar(contract: "qinghe-12345", party: VENDOR) { fileName } }', EVERY_ROLE],
  ['{ notices { totalCount } }', EVERY_ROLE],
  ['{ checks { totalCount } }', EVERY_ROLE],
  ['{ settlementStatements { totalCount } }', EVERY_ROLE],
  ['{ settlementStatement(contract: "qinghe-12345", instalment: 1) { id } }', EVERY_ROLE],
  ['{ statementDraft(contract: "qinghe-12345", instalment: 1) { __typename } }', AGENCY],
  ['{ bankAccounts { totalCount } }', [...AGENCY, 'VENDOR_MANAGER']],
  ['{ roster { totalCount } }', EVERY_ROLE],
  ['{ personnelChanges { totalCount } }', EVERY_ROLE],
  ['{ staffingCompliance(contract: "qinghe-12345") { state } }', EVERY_ROLE],
  ['{ staffingBreaches { totalCount } }', EVERY_ROLE],
  ['{ replacementDemands(isMet: false) { totalCount } }', EVERY_ROLE],
  ['{ dutyRosters { totalCount } }', EVERY_ROLE],
  ['{ trainings { totalCount } }', EVERY_ROLE],
  ['{ exams { totalCount } }', EVERY_ROLE],
  ['{ rosterSnapshots { totalCount } }', EVERY_ROLE],
  ['{ operatorMonth(contract: "qinghe-12345", month: "2026-01") { id } }', SEES_OPERATORS],
  ['{ operatorMonths { totalCount } }', SEES_OPERATORS],
  ['{ leaveRequests { totalCount } }', SEES_OPERATORS],
  ['{ operatorEvents { totalCount } }', SEES_OPERATORS],
  ['{ disclosures { totalCount } }', ['AUDITOR']],
  ['{ auditTrail { totalCount } }', ['AUDITOR']],
  ['{ dueDate(input: { on: "2025-05-10", roll: true }) { __typename } }', EVERY_ROLE],
  ['{ calendarYear(year: 2025) { workingDayCount } }', EVERY_ROLE],
  ['{ node(id: "x") { id } }', EVERY_ROLE],
  ['{ nodes(ids: ["x"]) { id } }', EVERY_ROLE],
  ['{ previewScore(input: { contract: "qinghe-12345", period: "2026H1" }) { __typename } }', TRIES],
  ['{ previewSettlement(input: { contract: "qinghe-12345", instalment: 1 }) { __typename } }', TRIES],
  ['{ previewPerformance(input: { contract: "qinghe-12345", month: "2026-01", members: [] }) { __typename } }', TRIES],
];

/** What another tenant's people do not find; a list is empty for them, a thing by its code is null, and a preview knows no such contract. */
const NOT_FOUND_ELSEWHERE = /projection|obligationCalendar|staffingCompliance/;

/** What is answered to whoever belongs to the tenant, whatever they may. */
const TO_EVERYBODY = /viewer|dueDate|calendarYear|node/;

/** What a machine’s token must say for a node to be found; a membership is found by no machine. */
const NODES: readonly [type: string, scope: string][] = [
  ['Contract', 'contract:read'],
  ['ReadingProposal', 'contract:read'],
  ['AssessmentPeriod', 'period:read'],
  ['Finding', 'period:read'],
  ['Correction', 'period:read'],
  ['Notice', 'period:read'],
  ['Check', 'period:read'],
  ['Scorecard', 'score:read'],
  ['Appeal', 'score:read'],
];

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let period: string;
  beforeAll(async () => {
    service = await createService(kind);
    period = await periodIdOf(service, QINGHE, '2026H1');
  });
  afterAll(() => service.stop());

  test.each(QUERIES)('%s is answered to those who may ask, and to nobody else', async (query, roles) => {
    const elsewhere = NOT_FOUND_ELSEWHERE.test(query) ? 'NOT_FOUND' : undefined;
    expect(codeOf(await ask(service, query, { period }, null))).toBe('UNAUTHENTICATED');
    for (const role of EVERY_ROLE) {
      const isAllowed = roles.includes(role);
      expect([role, codeOf(await ask(service, query, { period }, inQinghe(role)))]).toEqual([role, isAllowed ? undefined : 'FORBIDDEN']);
      const stranger = codeOf(await ask(service, query, { period }, { tenant: 'shaanxi', role }));
      expect([role, stranger]).toEqual([role, isAllowed ? elsewhere : 'FORBIDDEN']);
    }
    if (TO_EVERYBODY.test(query)) return;
    expect(codeOf(await ask(service, query, { period }, { ...inQinghe('MACHINE'), scopes: [] }))).toBe('FORBIDDEN');
  });

  test.each(NODES)('a node of type %s is found by a machine whose token says %s, and by no other', async (type, scope) => {
    const query = `{ contracts { nodes { id readings { proposal { id } } } } appeals(first: 1) { nodes { id } } notices(first: 1) { nodes { id } }
      checks(first: 1) { nodes { id } } corrections(first: 1) { nodes { id } }
      scorecards(first: 1) { nodes { id } } assessmentPeriods { nodes { id findings(state: CONFIRMED, first: 1) { nodes { id } } } } }`;
    const { data } = await ask(service, query, {}, { tenant: 'kezhou', role: 'AUDITOR' });
    const ids: Record<string, string> = {
      Contract: data.contracts.nodes[0].id,
      ReadingProposal: data.contracts.nodes[0].readings.find(({ proposal }: { proposal: unknown }) => proposal).proposal.id,
      AssessmentPeriod: data.assessmentPeriods.nodes[0].id,
      Finding: data.assessmentPeriods.nodes.at(-1).findings.nodes[0].id,
      Correction: data.corrections.nodes[0].id,
      Scorecard: data.scorecards.nodes[0].id,
      Appeal: data.appeals.nodes[0].id,
      Notice: data.notices.nodes[0].id,
      Check: data.checks.nodes[0].id,
    };
    const node = (scopes: string[]) =>
      ask(service, 'query ($id: ID!) { node(id: $id) { __typename } }', { id: ids[type] }, { tenant: 'kezhou', role: 'MACHINE', scopes });
    expect((await node([scope, 'draft:read'])).data).toEqual({ node: { __typename: type } });
    const others = ['contract:read', 'period:read', 'score:read', 'staff:read', 'draft:read', 'observation:record', 'finding:report'];
    expect(codeOf(await node(others.filter((other) => other !== scope)))).toBe('FORBIDDEN');
  });
});

test('periods of another tenant are not found by their codes', async () => {
  const service = await createService();
  try {
    await expect(periodIdOf(service, QINGHE, '2026H1', { tenant: 'kezhou', role: 'AUDITOR' })).rejects.toThrow();
  } finally {
    await service.stop();
  }
});
