import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { verifyAuditTrail } from '../../src/features/audit/verify-audit-trail.js';
import type { Role } from '../../src/features/tenants/roles.js';
import { type CommandName, codesOf, command, done } from '../support/commands.js';
import { withSuperuser } from '../support/isolation.js';
import { periodIdOf, recordCase } from '../support/recording.js';
import { ask, type Caller, createService, DATABASES, type Service } from '../support/service.js';

// On a busy machine a storm may take its time.
jest.setTimeout(240_000);

/** As many as there are connections: each writer has one of its own, and all are inside a transaction at the same time. */
const AT_ONCE = 50;

const TENANT = 'shaanxi';
const CONTRACT = 'shaanxi-12367';
const QINGHE = 'qinghe-12345';

const person = (role: Role, index: number, tenant = TENANT): Caller => ({ tenant, role, subject: `${tenant}-${role}-${index}` });

/** What a crowd got: how often each answer, and the obstacles that the refused ones name. */
interface Outcome {
  readonly types: Readonly<Record<string, number>>;
  readonly obstacles: readonly string[];
  readonly ids: ReadonlySet<string>;
}

// The embedded database has one connection: there, one writer waits for the other before either has begun.
describe.each(DATABASES.filter((kind) => kind === 'postgresql'))(`${AT_ONCE} at once on %s`, (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind, [], { connectionCountMax: AT_ONCE });
    await connectAll();
  });
  afterAll(() => service.stop());

  // After every storm: writers that had passed each other by would have left two entries on one.
  afterEach(async () => {
    for (const tenant of [TENANT, QINGHE]) {
      const scope = service.storage.scopes.open(tenant, 'read');
      const verdict = await verifyAuditTrail(scope, tenant).finally(() => scope.end('discard'));
      expect(verdict).toMatchObject({ isIntact: true });
    }
  });

  /** Opens every connection beforehand, so that a race is not won by whoever connects first. */
  async function connectAll(): Promise<void> {
    const scopes = Array.from({ length: AT_ONCE }, () => service.storage.scopes.open(TENANT, 'write'));
    const pids = await Promise.all(scopes.map((scope) => scope.rows<{ pid: number }>('select pg_backend_pid() as pid', [])));
    await Promise.all(scopes.map((scope) => scope.end('discard')));
    expect(new Set(pids.map(([row]) => row!.pid)).size).toBe(AT_ONCE);
  }

  /** The same command by many persons at the same moment. */
  async function crowd(name: CommandName, input: object, callers: readonly Caller[]): Promise<Outcome> {
    await Promise.all(callers.map((caller) => service.tokenOf(caller)));
    const given = await Promise.all(callers.map((caller) => done(service, name, input, caller)));
    const types = Map.groupBy(given, ({ __typename }) => __typename as string);
    return {
      types: Object.fromEntries([...types].map(([type, answers]) => [type, answers.length])),
      obstacles: [...new Set(given.flatMap(({ obstacles = [] }) => [obstacles.join(' ')]))].filter(Boolean).sort(),
      ids: new Set(given.flatMap(({ id }) => id ?? [])),
    };
  }

  const persons = (role: Role, tenant = TENANT) => Array.from({ length: AT_ONCE }, (_, index) => person(role, index, tenant));

  const rowsOf = <R extends object>(statement: string, values: readonly unknown[] = []): Promise<R[]> =>
    withSuperuser(service, (run) => run<R>(statement, values));

  /** The scorecard of a published period, as a caller signs it. */
  async function published(code: string): Promise<{ readonly scorecardId: string; readonly digest: string }> {
    const query = 'query ($c: String!, $p: String!) { scorecard(contract: $c, period: $p) { id digest state } }';
    const { data } = await ask(service, query, { c: CONTRACT, p: code }, person('ASSESSOR', 0));
    expect(data.scorecard).toMatchObject({ state: 'PUBLISHED' });
    return { scorecardId: data.scorecard.id, digest: data.scorecard.digest };
  }

  const stateOf = async (code: string): Promise<string> => {
    const query = 'query ($c: String!, $p: String!) { assessmentPeriod(contract: $c, period: $p) { state } }';
    return (await ask(service, query, { c: CONTRACT, p: code }, person('ASSESSOR', 0))).data.assessmentPeriod.state;
  };

  const ONE_OF = (type: string, refusal: string) => ({ [type]: 1, [refusal]: AT_ONCE - 1 });

  describe('signatories', () => {
    test('of one party leave one signature; the others learn that their party has signed', async () => {
      const scorecard = await published('2025-06');
      const outcome = await crowd('signScorecard', scorecard, persons('VENDOR_SIGNATORY'));
      expect(outcome.types).toEqual(ONE_OF('Scorecard', 'ScorecardNotSignableError'));
      expect(outcome.obstacles).toEqual(['PARTY_HAS_SIGNED']);
      const signatures = await rowsOf(`select party from signatures where tenant_id = $1 and digest = $2`, [TENANT, scorecard.digest]);
      expect(signatures).toEqual([{ party: 'VENDOR' }]);
      expect(await stateOf('2025-06')).toBe('PUBLISHED');
    });

    test('of both parties leave one signature each, and the period is signed', async () => {
      const { scorecardId, digest } = await published('2025-08');
      const both = persons('VENDOR_SIGNATORY').map((vendor, index) => (index % 2 === 0 ? vendor : person('AGENCY_SIGNATORY', index)));
      const outcome = await crowd('signScorecard', { scorecardId, digest }, both);
      expect(outcome.types).toEqual({ Scorecard: 2, ScorecardNotSignableError: AT_ONCE - 2 });
      expect(outcome.obstacles).toEqual(['PARTY_HAS_SIGNED']);
      const signatures = await rowsOf(`select party from signatures where tenant_id = $1 and digest = $2 order by 1`, [TENANT, digest]);
      expect(signatures).toEqual([{ party: 'AGENCY' }, { party: 'VENDOR' }]);
      expect(await stateOf('2025-08')).toBe('SIGNED');
    });

    test('who are one person with one key leave one signature, and all get it', async () => {
      const input = { ...(await published('2025-06')), idempotencyKey: 'one signature' };
      const callers = Array.from({ length: AT_ONCE }, () => person('AGENCY_SIGNATORY', 0));
      expect((await crowd('signScorecard', input, callers)).types).toEqual({ Scorecard: AT_ONCE });
      const signatures = await rowsOf(`select from signatures where tenant_id = $1 and digest = $2`, [TENANT, input.digest]);
      expect(signatures).toHaveLength(2);
      expect(await stateOf('2025-06')).toBe('SIGNED');
    });
  });

  describe('appeals', () => {
    let appealId: string;

    test('of one item are one; the others learn that it is appealed already', async () => {
      const { scorecardId } = await published('2025-09');
      const outcome = await crowd('appealItem', { scorecardId, item: '1', reason: '测试' }, persons('VENDOR_STAFF'));
      expect(outcome.types).toEqual(ONE_OF('Appeal', 'ItemNotAppealableError'));
      expect(outcome.obstacles).toEqual(['ALREADY_APPEALED']);
      expect(await rowsOf('select from appeals where tenant_id = $1 and item = $2', [TENANT, '1'])).toHaveLength(1);
      [appealId] = [...outcome.ids] as [string];
    });

    test('are decided once, and open one correction', async () => {
      const outcome = await crowd('decideAppeal', { appealId, outcome: 'UPHELD', reason: '测试' }, persons('ASSESSOR'));
      expect(outcome.types).toEqual(ONE_OF('Appeal', 'AppealNotDecidableError'));
      expect(outcome.obstacles).toEqual(['ALREADY_DECIDED']);
      expect(await rowsOf('select from appeal_decisions where tenant_id = $1', [TENANT])).toHaveLength(1);
      expect(await rowsOf(`select from corrections where tenant_id = $1 and cause = 'APPEAL'`, [TENANT])).toHaveLength(1);
    });
  });

  test('scorers of one period leave one draft, and all get it', async () => {
    const periodId = await recordCase(service, 'qinghe-01-ordinary-half-year');
    const outcome = await crowd('scorePeriod', { periodId }, persons('ASSESSOR', QINGHE));
    expect(outcome.types).toEqual({ Scorecard: AT_ONCE });
    expect(outcome.ids.size).toBe(1);
    expect(await rowsOf('select revision from scorecards where tenant_id = $1', [QINGHE])).toEqual([{ revision: 1 }]);
  });

  test('publishers of one draft publish it once', async () => {
    const query = 'query ($c: String!, $p: String!) { scorecard(contract: $c, period: $p) { id } }';
    const { data } = await ask(service, query, { c: QINGHE, p: '2026H1' }, person('ASSESSOR', 0, QINGHE));
    const outcome = await crowd('publishScorecard', { scorecardId: data.scorecard.id }, persons('ASSESSOR', QINGHE));
    expect(outcome.types).toEqual(ONE_OF('Scorecard', 'ScorecardNotPublishableError'));
    expect(outcome.obstacles).toEqual(['ALREADY_PUBLISHED']);
    expect(await rowsOf('select from scorecard_publications where tenant_id = $1', [QINGHE])).toHaveLength(1);
  });

  test('recorders of one figure leave its revisions without a gap, each once', async () => {
    const periodId = await periodIdOf(service, QINGHE, '2026H2', person('ASSESSOR', 0, QINGHE));
    const observations = [{ metric: 'callsIn', value: 7, source: 'AGENCY' }];
    const outcome = await crowd('recordObservations', { periodId, observations }, persons('ASSESSOR', QINGHE));
    expect(outcome.types).toEqual({ RecordedObservations: AT_ONCE });
    const rows = await rowsOf<{ revision: number }>(
      `select o.revision from observations o join assessment_periods p on p.tenant_id = o.tenant_id and p.id = o.period_id
       where o.tenant_id = $1 and p.code = '2026H2' order by 1`,
      [QINGHE],
    );
    expect(rows.map(({ revision }) => revision)).toEqual(Array.from({ length: AT_ONCE }, (_, index) => index + 1));
  });

  test('deciders of one proposed finding decide it once, whichever way', async () => {
    const periodId = await periodIdOf(service, QINGHE, '2026H2', person('ASSESSOR', 0, QINGHE));
    const finding = { item: 'B5', kind: 'rude_reply', occurredOn: '2026-07-07' };
    const machine: Caller = { tenant: QINGHE, role: 'MACHINE' };
    const { id: findingId } = await done(service, 'proposeFinding', { periodId, finding }, machine);
    const ways: readonly CommandName[] = ['confirmFinding', 'rejectFinding'];
    const answers = await Promise.all(
      persons('ASSESSOR', QINGHE).map((caller, index) => command(service, ways[index % 2]!, { findingId, reason: '测试' }, caller)),
    );
    expect(answers.flatMap(codesOf)).toEqual([]);
    const types = answers.map(({ data }) => (data.confirmFinding ?? data.rejectFinding).__typename);
    expect(types.filter((type) => type === 'Finding')).toHaveLength(1);
    expect(types.filter((type) => type === 'FindingNotDecidableError')).toHaveLength(AT_ONCE - 1);
    const decisions = `select from finding_decisions d join findings f on f.tenant_id = d.tenant_id and f.id = d.finding_id
      where f.tenant_id = $1 and f.occurred_on = '2026-07-07'`;
    expect(await rowsOf(decisions, [QINGHE])).toHaveLength(1);
  });

  test('writers of two tenants at once reach their own tenant, each once', async () => {
    const places = [
      { tenant: QINGHE, contract: QINGHE, period: '2027H1' },
      { tenant: TENANT, contract: CONTRACT, period: '2025-11' },
    ];
    const ids = await Promise.all(
      places.map(({ tenant, contract, period }) => periodIdOf(service, contract, period, person('ASSESSOR', 0, tenant))),
    );
    const given = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) =>
        done(service, 'scorePeriod', { periodId: ids[index % 2] }, person('ASSESSOR', index, places[index % 2]!.tenant)),
      ),
    );
    const drafts = [0, 1].map((parity) => new Set(given.filter((_, index) => index % 2 === parity).map(({ id }) => id)));
    expect(drafts.map(({ size }) => size)).toEqual([1, 1]);
    expect(drafts[0]).not.toEqual(drafts[1]);
  });
});
