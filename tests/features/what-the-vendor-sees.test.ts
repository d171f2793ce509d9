import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeriodScore } from '../../src/core/cases/evaluate.js';
import { project } from '../../src/core/cases/projection.js';
import { readCase } from '../support/calculate.js';
import { AGENCY, inQinghe, QINGHE, type RoleName, VENDOR } from '../support/callers.js';
import { recordable, recordCase, run } from '../support/recording.js';
import { ask, createService, DATABASES, type Service } from '../support/service.js';

const own = (value: number) => ({ metric: 'ordersSent', value, source: 'VENDOR' });
const late = (reference: string, occurredOn: string) => ({ reference, item: 'B3', kind: 'slow_order', occurredOn, elapsedHours: '13.5' });
const thanks = (reference: string) => ({
  reference,
  item: 'D1',
  kind: 'thanks',
  occurredOn: '2026-01-04',
  matterId: reference,
  evidence: '锦旗',
});

/** What of a period a case has: a finding bears its number, and none that is not confirmed is in it. */
const asCase = (findings: readonly { reference: string; evidence?: string }[]) =>
  findings.map(({ reference: id, evidence: _, ...finding }) => ({ ...finding, id }));

const SEEN = `query ($period: ID!) {
  period: node(id: $period) { ... on AssessmentPeriod {
    state scorecard { id revision } scorecards { totalCount } corrections { nodes { id isOpen } }
    findings(first: 50) { totalCount nodes { id reference state decisionReason } }
    judgements { nodes { id item points revision } }
    observations(first: 50) { nodes { id metric month source value revision } }
    standing { score { digest total } missing { code } } } }
  projection(periodId: $period) { total items { code points } }
  scorecards { nodes { id revision state } } byCode: scorecard(contract: "qinghe-12345", period: "2026H1") { id revision }
  readings(first: 2) { nodes { code costs { payable { amount } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what its query asked for
type Loose = any;

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  let periodId: string;
  let draftId: string;
  beforeAll(async () => {
    service = await createService(kind);
    periodId = await recordCase(service, 'qinghe-01');
    await done('record-observations', { periodId, observations: [own(19_990)] }, 'VENDOR_STAFF');
    await done('propose-finding', { periodId, finding: thanks('V-1') }, 'VENDOR_STAFF');
    const rejected = await done('propose-finding', { periodId, finding: thanks('V-2') }, 'VENDOR_MANAGER');
    await done('reject-finding', { findingId: rejected.id, reason: '未见实物' }, 'ASSESSOR');
    await done('propose-finding', { periodId, finding: late('s-1', '2026-01-03') }, 'MACHINE');
    const confirmed = await done('propose-finding', { periodId, finding: late('s-2', '2026-01-02') }, 'MACHINE');
    await done('confirm-finding', { findingId: confirmed.id, reason: '属实', notify: true }, 'ASSESSOR');
    await done('record-findings', { periodId, findings: [late('told-1', '2026-01-05')], notify: true }, 'ASSESSOR');
    draftId = (await done('score-period', { periodId }, 'ASSESSOR')).id;
  });
  afterAll(() => service.stop());

  async function done(name: string, input: object, role: RoleName): Promise<Loose> {
    const { data, errors } = await run(service, name, input, inQinghe(role));
    const result: Loose = data && Object.values(data)[0];
    if (errors || /Error$/.test(result.__typename)) throw new Error(`${name}: ${JSON.stringify(errors ?? result)}`);
    return result;
  }

  const seen = async (role: RoleName): Promise<Loose> => {
    const { data, errors } = await ask(service, SEEN, { period: periodId }, inQinghe(role));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const isFound = async (role: RoleName, ids: readonly string[]): Promise<boolean[]> =>
    (await ask(service, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }, inQinghe(role))).data.nodes.map(
      (node: unknown) => node !== null,
    );

  const statesOf = ({ period }: Loose): Record<string, string> =>
    Object.fromEntries(period.findings.nodes.map(({ reference, state }: Loose) => [reference, state]));

  /** What the core makes of a case of the period, as its standing and its projection show it. */
  const computed = (observations: readonly object[], findings: readonly object[], judgements: readonly object[]) => {
    const raw = { contract: QINGHE, period: '2026H1', observations, findings, judgements, readings: {} };
    const score = new PeriodScore(readCase(raw, 'NO_DATA')).render();
    const { total, items } = project(readCase(raw, 'POOL_WHAT_IS_THERE'), '2026-01-06')!;
    return {
      standing: { digest: score.digest, total: score.total },
      projection: { total, items: items.map(({ code, points }) => ({ code, points })) },
    };
  };
  const shown = ({ period, projection }: Loose) => ({ standing: period.standing.score, projection });

  describe('before publication', () => {
    test.each(VENDOR)('%s sees its own figures and proposals, what it was told of, and nothing else', async (role) => {
      const { period, scorecards, byCode, readings } = await seen(role);
      expect({ scorecards: scorecards.nodes, byCode, of: period.scorecards.totalCount, latest: period.scorecard }).toEqual({
        scorecards: [],
        byCode: null,
        of: 0,
        latest: null,
      });
      expect(period.observations.nodes).toEqual([
        { id: expect.any(String), metric: 'ordersSent', month: null, source: 'VENDOR', value: '19990', revision: 1 },
      ]);
      expect(statesOf({ period })).toEqual({ 'V-1': 'PROPOSED', 'V-2': 'REJECTED', 's-2': 'CONFIRMED', 'told-1': 'CONFIRMED' });
      expect(period.judgements.nodes).toEqual([]);
      // What readings cost rests on scorecards that the reader may see.
      expect(readings.nodes.flatMap(({ costs }: Loose) => costs)).toEqual([]);
    });

    test('what is missing, the range and the projection rest on that alone', async () => {
      const findings = asCase([late('s-2', '2026-01-02'), late('told-1', '2026-01-05')]);
      const vendor = await seen('VENDOR_STAFF');
      expect(shown(vendor)).toEqual(computed([own(19_990)], findings, []));
      expect(vendor.period.standing.missing.length).toBeGreaterThan(5);
    });

    test.each(AGENCY)('%s sees the draft, and everything that is recorded', async (role) => {
      const data = await seen(role);
      expect([data.period.scorecard.id, data.byCode.id, data.scorecards.nodes[0].id]).toEqual(Array(3).fill(draftId));
      expect(statesOf(data)).toMatchObject({ 'f-1': 'CONFIRMED', 's-1': 'PROPOSED', 'V-2': 'REJECTED', 'told-1': 'CONFIRMED' });
      expect(data.period.judgements.nodes).toHaveLength(1);
      expect(data.period.observations.nodes.length).toBeGreaterThan(10);
      expect(data.readings.nodes.flatMap(({ costs }: Loose) => costs).length).toBeGreaterThan(0);
      const { observations, findings, judgements } = recordable('qinghe-01');
      const confirmed = [...(findings as unknown as { reference: string }[]), late('s-2', '2026-01-02'), late('told-1', '2026-01-05')];
      expect(shown(data)).toEqual(computed([...observations, own(19_990)], asCase(confirmed), judgements));
    });

    test('nothing that is hidden in a list is found by its id', async () => {
      const agency = await seen('ASSESSOR');
      const { observations, findings, judgements } = agency.period;
      const visible = new Set(
        [(await seen('VENDOR_STAFF')).period].flatMap((of) => [...of.observations.nodes, ...of.findings.nodes]).map(({ id }) => id),
      );
      const all: string[] = [...observations.nodes, ...findings.nodes, ...judgements.nodes].map(({ id }: Loose) => id);
      expect(visible.size).toBe(5);
      expect(await isFound('VENDOR_SIGNATORY', [...all, draftId])).toEqual([...all.map((id) => visible.has(id)), false]);
      expect(await isFound('AUDITOR', [...all, draftId])).not.toContain(false);
    });
  });

  describe('after publication', () => {
    beforeAll(() => done('publish-scorecard', { scorecardId: draftId }, 'ASSESSOR'));

    test.each(VENDOR)('%s sees it all', async (role) => {
      const vendor = await seen(role);
      expect(vendor).toEqual(await seen('ASSESSOR'));
      expect(vendor.period.scorecard).toEqual({ id: draftId, revision: 1 });
    });
  });

  describe('during a correction', () => {
    let published: Loose;
    let nextId: string;
    beforeAll(async () => {
      published = await seen('VENDOR_STAFF');
      await done('correct-scorecard', { scorecardId: draftId, reason: '差评数有误' }, 'ASSESSOR');
      await done('record-observations', { periodId, observations: [{ metric: 'ratedPoor', value: 300, source: 'AGENCY' }] }, 'ASSESSOR');
      const withdrawn = published.period.findings.nodes.find(({ reference }: Loose) => reference === 'f-3');
      await done('withdraw-finding', { findingId: withdrawn.id, reason: '记错' }, 'ASSESSOR');
      await done('judge-item', { periodId, item: 'C4', points: '7', reason: '复查' }, 'ASSESSOR');
      await done('record-findings', { periodId, findings: [late('quiet', '2026-01-05')] }, 'ASSESSOR');
      await done('record-findings', { periodId, findings: [late('told-2', '2026-01-06')], notify: true }, 'ASSESSOR');
      await done('record-observations', { periodId, observations: [own(19_991)] }, 'VENDOR_STAFF');
      nextId = (await done('score-period', { periodId }, 'ASSESSOR')).id;
    });

    test.each(VENDOR)('%s sees the period as it was published, with what is its own or was told since', async (role) => {
      const { period, scorecards } = await seen(role);
      expect(scorecards.nodes).toEqual([{ id: draftId, revision: 1, state: 'PUBLISHED' }]);
      expect({ state: period.state, scorecard: period.scorecard, corrections: period.corrections.nodes }).toEqual({
        state: 'PUBLISHED',
        scorecard: { id: draftId, revision: 1 },
        corrections: [{ id: expect.any(String), isOpen: true }],
      });
      expect(period.judgements).toEqual(published.period.judgements);
      const others = ({ observations }: Loose) => observations.nodes.filter(({ source }: Loose) => source !== 'VENDOR');
      expect(others(period)).toEqual(others(published.period));
      expect(period.observations.nodes).toContainEqual(expect.objectContaining({ source: 'VENDOR', value: '19991', revision: 2 }));
      expect(statesOf({ period })).toEqual({ ...statesOf(published), 'told-2': 'CONFIRMED' });
    });

    test('the agency sees what has changed', async () => {
      const { period, scorecards } = await seen('ASSESSOR');
      expect(scorecards.nodes).toMatchObject([
        { id: nextId, state: 'DRAFT' },
        { id: draftId, state: 'PUBLISHED' },
      ]);
      expect(statesOf({ period })).toMatchObject({ 'f-3': 'WITHDRAWN', quiet: 'CONFIRMED', 'told-2': 'CONFIRMED' });
      expect(period.judgements.nodes).toMatchObject([{ item: 'C4', points: '7', revision: 2 }]);
      expect(period.observations.nodes).toContainEqual(expect.objectContaining({ metric: 'ratedPoor', value: '300', revision: 2 }));
    });

    test('the vendor’s standing and projection rest on what was published, its own and what it was told', async () => {
      const { observations, findings, judgements } = recordable('qinghe-01');
      const told = [late('s-2', '2026-01-02'), late('told-1', '2026-01-05'), late('told-2', '2026-01-06')];
      const confirmed = asCase([...(findings as unknown as { reference: string }[]), ...told]);
      expect(shown(await seen('VENDOR_MANAGER'))).toEqual(computed([...observations, own(19_991)], confirmed, judgements));
    });

    test('nothing of the draft is found by its id, by its revision, as a change or in the history', async () => {
      const agency = await seen('ASSESSOR');
      const before = new Set([...published.period.observations.nodes, ...published.period.judgements.nodes].map(({ id }: Loose) => id));
      const changed: string[] = [...agency.period.observations.nodes, ...agency.period.judgements.nodes]
        .filter(({ id, source }: Loose) => !before.has(id) && source !== 'VENDOR')
        .map(({ id }: Loose) => id);
      const quiet = agency.period.findings.nodes.find(({ reference }: Loose) => reference === 'quiet').id;
      expect(changed).toHaveLength(2);
      expect(await isFound('VENDOR_STAFF', [...changed, quiet, nextId])).toEqual([false, false, false, false]);
      const history = `query ($period: ID!, $scorecard: ID!) {
        byRevision: scorecard(contract: "qinghe-12345", period: "2026H1", revision: 2) { id }
        scorecard: node(id: $scorecard) { ... on Scorecard { changes(since: 2) { totalBefore } } }
        period: node(id: $period) { ... on AssessmentPeriod {
          observations(first: 100, withSuperseded: true) { nodes { metric source value } } judgements(withSuperseded: true) { nodes { points } } } } }`;
      const asked = (role: RoleName) => ask(service, history, { period: periodId, scorecard: draftId }, inQinghe(role));
      const { data } = await asked('VENDOR_STAFF');
      expect({ byRevision: data.byRevision, scorecard: data.scorecard }).toEqual({ byRevision: null, scorecard: { changes: null } });
      const valuesOf = ({ period }: Loose) =>
        period.observations.nodes.filter(({ metric }: Loose) => metric === 'ratedPoor').map(({ value }: Loose) => value);
      expect([valuesOf(data), data.period.judgements.nodes]).toEqual([['100'], [{ points: '6.4' }]]);
      expect(valuesOf((await asked('AUDITOR')).data)).toEqual(['100', '300']);
    });
  });

  describe('after the new publication', () => {
    let nextId: string;
    beforeAll(async () => {
      nextId = (await seen('ASSESSOR')).period.scorecard.id;
      await done('publish-scorecard', { scorecardId: nextId }, 'ASSESSOR');
    });

    test.each(VENDOR)('%s sees the new state', async (role) => {
      const vendor = await seen(role);
      expect(vendor).toEqual(await seen('ASSESSOR'));
      expect(vendor.period.scorecard).toEqual({ id: nextId, revision: 2 });
      expect(statesOf(vendor)).toMatchObject({ 'f-3': 'WITHDRAWN', quiet: 'CONFIRMED' });
    });
  });
});
