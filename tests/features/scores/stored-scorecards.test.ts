import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PeriodScore } from '../../../src/core/cases/evaluate.js';
import { readPeriodCase } from '../../../src/core/cases/read-period-case.js';
import { caseFile, casesOf } from '../../support/case-files.js';
import { inCaseFormat } from '../../support/case-format.js';
import { LIBRARY } from '../../support/library.js';
import { named } from '../../support/matching.js';
import { periodIdOf, recordable, recordableCases, recordCase, rowCounts, run } from '../../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';
import { libraryOfTenant } from '../../support/tenant-library.js';

const ASSESSOR: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };

const SCORECARD = `id revision state rubric complete total totalRange { least greatest }
  items { code max points status provisional lines { clause measured arithmetic points provisional zh: text en: text(locale: EN) } }
  payable { amount { amount } undisputed { amount } greatest { amount } }
  readings { code option state alternatives { option total payable { amount } } }
  warnings { code items zh: text en: text(locale: EN) }
  totalLine { clause measured arithmetic points provisional zh: text en: text(locale: EN) }
  payableLines { clause measured arithmetic amount { amount } zh: text en: text(locale: EN) } digest`;

/** The same case as the core evaluates it by itself. */
function evaluated(name: string) {
  const { findings, ...input } = recordable(name);
  const coded = findings.map(({ reference: id, responsible: _, months: __, ...finding }: Record<string, unknown>) => ({ ...finding, id }));
  const read = readPeriodCase({ ...input, findings: coded }, LIBRARY);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return new PeriodScore(read.value).render();
}

describe.each(DATABASES)('on %s', (kind) => {
  describe('a worked case, recorded through the service', () => {
    let service: Service;
    beforeEach(async () => {
      service = await createService(kind);
    });
    afterEach(() => service.stop());

    // One case says it on the embedded database, which takes a second for each; the server takes them all.
    const names = recordableCases(casesOf('evaluate'));
    test.each(kind === 'embedded' ? names.slice(0, 2) : names)('%s has the figures, words and digest of the core', async (name) => {
      const periodId = await recordCase(service, name);
      const { data } = await run(service, 'score-period', { periodId }, ASSESSOR);
      const { total, digest, __typename } = data.scorePeriod;
      const expected = evaluated(name);
      expect({ __typename, total, digest }).toEqual({ __typename: 'Scorecard', total: expected.total, digest: expected.digest });
      const answer = await ask(
        service,
        `query ($id: ID!) { node(id: $id) { ... on Scorecard { ${SCORECARD} } } }`,
        { id: data.scorePeriod.id },
        ASSESSOR,
      );
      const { id: _, revision, state, ...scorecard } = inCaseFormat(answer.data.node) as Record<string, unknown>;
      expect({ revision, state }).toEqual({ revision: 1, state: 'DRAFT' });
      expect(named(scorecard, expected)).toEqual(scorecard);
      expect(named({ total: caseFile(name).expect.total }, scorecard)).toEqual({ total: caseFile(name).expect.total });
    });
  });

  describe('scoring', () => {
    let service: Service;
    let periodId: string;
    beforeAll(async () => {
      service = await createService(kind);
      periodId = await recordCase(service, 'qinghe-01');
    });
    afterAll(() => service.stop());

    const score = async () => (await run(service, 'score-period', { periodId }, ASSESSOR)).data.scorePeriod;
    const publish = async (scorecardId: string) =>
      (await run(service, 'publish-scorecard', { scorecardId }, ASSESSOR)).data.publishScorecard;
    const observe = (metric: string, value: number, month?: string) =>
      run(
        service,
        'record-observations',
        { periodId, observations: [{ metric, value, source: 'AGENCY', ...(month ? { month } : {}) }] },
        ASSESSOR,
      );
    let first: Record<string, unknown>;

    test('makes a draft, and the period is scored', async () => {
      first = await score();
      expect(first).toMatchObject({ revision: 1, state: 'DRAFT', complete: true, total: '106.25' });
      const { data } = await ask(
        service,
        'query ($id: ID!) { node(id: $id) { ... on AssessmentPeriod { state } } }',
        { id: periodId },
        ASSESSOR,
      );
      expect(data.node.state).toBe('SCORED');
    });

    test('again without a change gives the same scorecard, and no further one', async () => {
      const before = await rowCounts(service);
      expect(await score()).toEqual(first);
      expect(await rowCounts(service)).toEqual(before);
    });

    test('after a new figure appends a revision; the earlier one stays as it was', async () => {
      await observe('ratedPoor', 300);
      const second = await score();
      expect(second).toMatchObject({ revision: 2 });
      expect(second.digest).not.toBe(first.digest);
      const query = `query ($revision: Int) { scorecard(contract: "qinghe-12345", period: "2026H1", revision: $revision) { id revision total digest } }`;
      const at = async (revision: number | null) => (await ask(service, query, { revision }, ASSESSOR)).data.scorecard;
      expect(await at(1)).toEqual({ id: first.id, revision: 1, total: '106.25', digest: first.digest });
      expect(await at(null)).toMatchObject({ revision: 2 });
      expect(await at(3)).toBeNull();
    });

    test('of a figure by month that lacks a month counts it as missing: a range instead of a total', async () => {
      const id = await periodIdOf(service, 'qinghe-12345', '2026H2');
      const observations = [{ metric: 'callsIn', month: '2026-07', value: 10, source: 'AGENCY' }];
      await run(service, 'record-observations', { periodId: id, observations }, ASSESSOR);
      const { data } = await run(service, 'score-period', { periodId: id }, ASSESSOR);
      expect(data.scorePeriod).toMatchObject({ __typename: 'Scorecard', complete: false, total: null });
      expect((await publish(data.scorePeriod.id)).obstacles).toContain('INCOMPLETE');
    });

    test('what is not the latest, or older than the figures, is not published', async () => {
      expect((await publish(first.id as string)).obstacles).toEqual(['NOT_LATEST', 'OUTDATED']);
      const latest = await score();
      await observe('ratedPoor', 301);
      expect(await publish(latest.id)).toMatchObject({ __typename: 'ScorecardNotPublishableError', obstacles: ['OUTDATED'] });
    });

    test('what rests on the least of a range is not published', async () => {
      await run(
        service,
        'record-findings',
        { periodId, findings: [{ reference: 'open', item: 'D2', kind: 'media_blame', occurredOn: '2026-03-03', level: 'CITY' }] },
        ASSESSOR,
      );
      const { data } = await ask(
        service,
        '{ contracts(first: 1) { nodes { rubric { sections { items { code findingKinds { code pointsMin fields } } } } } } }',
        {},
        ASSESSOR,
      );
      const items = data.contracts.nodes[0].rubric.sections.flatMap(({ items }: { items: object[] }) => items);
      const ranged = items
        .flatMap(({ code, findingKinds }: { code: string; findingKinds: { code: string; pointsMin: string | null }[] }) =>
          findingKinds
            .filter(({ code: kindCode, pointsMin }) => pointsMin !== null && kindCode !== 'assessor_deduction')
            .map(({ code: kindCode }) => ({ item: code, kind: kindCode })),
        )
        .at(0);
      const recorded = await run(
        service,
        'record-findings',
        { periodId, findings: [{ ...ranged, reference: 'ranged', occurredOn: '2026-03-04' }] },
        ASSESSOR,
      );
      expect(recorded.data.recordFindings.__typename).toBe('RecordedFindings');
      const provisional = await score();
      expect((await publish(provisional.id)).obstacles).toEqual(['PROVISIONAL']);
    });
  });

  describe('the seeded tenants', () => {
    let service: Service;
    beforeAll(async () => {
      service = await createService(kind);
    });
    afterAll(() => service.stop());

    const PERIODS = `{ assessmentPeriods(first: 12) { nodes { code state contract { code readings { code agreement { option } } }
      scorecard { total digest payable { amount { amount } } }
      observations(first: 100) { nodes { metric month value source } }
      findings(first: 20, state: CONFIRMED) { nodes { reference item kind occurredOn count points reason elapsedHours dueOn submittedOn consented level matterId eventId } }
      judgements(first: 20) { nodes { item points reason } } } } }`;

    test.each(['kezhou', 'shaanxi'])('%s: every stored total and digest follows from what is recorded', async (tenant) => {
      const { data } = await ask(service, PERIODS, {}, { tenant, role: 'AUDITOR' });
      const scored = data.assessmentPeriods.nodes.filter(({ scorecard }: { scorecard: unknown }) => scorecard);
      expect(scored.length).toBeGreaterThan(3);
      for (const { code, contract, scorecard, observations, findings, judgements } of scored) {
        const agreed = contract.readings.filter(({ agreement }: { agreement: unknown }) => agreement);
        const input = {
          contract: contract.code,
          period: code,
          observations: observations.nodes,
          findings: findings.nodes.map(({ reference, ...finding }: { reference: string }) => ({ ...finding, id: reference })),
          judgements: judgements.nodes,
          readings: Object.fromEntries(
            agreed.map(({ code: reading, agreement }: { code: string; agreement: { option: string } }) => [reading, agreement.option]),
          ),
        };
        const read = readPeriodCase(input, libraryOfTenant(contract.code), 'NO_DATA');
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        const { total, digest } = new PeriodScore(read.value).render();
        expect({ code, total: scorecard.total, digest: scorecard.digest }).toEqual({ code, total, digest });
      }
    });

    test('a quarter just below 95 pays 90%, one that ends with thirteen operators thirteen fourteenths', async () => {
      const { data } = await ask(service, PERIODS, {}, { tenant: 'kezhou', role: 'FINANCE' });
      const shown = data.assessmentPeriods.nodes.map(
        ({ code, scorecard }: { code: string; scorecard: { total: string; payable: { amount: { amount: string } } | null } }) => [
          code,
          scorecard.total,
          scorecard.payable?.amount.amount ?? null,
        ],
      );
      expect(shown).toEqual([
        ['2025Q4', null, null],
        ['2025Q3', '97.4', '171600.00'],
        ['2025Q2', '94.6', '166320.00'],
        ['2025Q1', '96.9', '184800.00'],
      ]);
    });
  });
});
