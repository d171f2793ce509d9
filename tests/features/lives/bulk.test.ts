import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TenantScope } from '../../../src/platform/persistence/tenant-scope.js';
import { writtenContract } from '../../../src/seed/seed-demonstration.js';
import { type OwnedStorage, seedTenant } from '../../../src/seed/seed-tenant.js';
import { withSuperuser } from '../../support/isolation.js';
import { LIBRARY } from '../../support/library.js';
import { actingIn, nodeOf, peopleOf } from '../../support/lives.js';
import { periodIdOf } from '../../support/recording.js';
import { createService, DATABASES, NOW, type Service } from '../../support/service.js';

const TENANT = 'wide';
const CONTRACT = 'wide-12345';
const { assessor, machine } = peopleOf(TENANT);

const METRIC_COUNT = 420;
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const SOURCES = ['REGION_RESULT', 'SYSTEM_REPORT', 'AGENCY', 'VENDOR'];
const COUNT = 10_000;

/** The invented contract with some hundreds of metrics more, which no rule looks at. */
function wideContract() {
  const { contract, rubric, ...rest } = writtenContract(LIBRARY, 'qinghe-12345') as Record<string, Record<string, unknown>>;
  const metrics = Array.from({ length: METRIC_COUNT }, (_, index) => ({
    code: `further${index}`,
    label: { zh: `另计指标${index}`, en: `Further metric ${index}` },
    unit: { zh: '次', en: 'times' },
    pooling: 'SUM',
  }));
  return {
    ...rest,
    contract: { ...contract, code: CONTRACT },
    rubric: { ...rubric, metrics: [...(rubric!.metrics as object[]), ...metrics] },
  } as ReturnType<typeof writtenContract>;
}

/** Ten thousand figures: of every metric and month one of each source, as far as they go. */
const figures = (offset: number) =>
  Array.from({ length: METRIC_COUNT }, (_, metric) => metric)
    .flatMap((metric) => MONTHS.flatMap((month) => SOURCES.map((source) => ({ metric: `further${metric}`, month, source }))))
    .slice(0, COUNT)
    .map((figure, index) => ({ ...figure, value: index + offset }));

describe.each(DATABASES)('ten thousand figures in one call on %s', (kind) => {
  let service: Service;
  let act: ReturnType<typeof actingIn>;
  let periodId: string;
  beforeAll(async () => {
    service = await createService(kind);
    const nothing = { memberships: [], agreements: [], periods: [], corrections: [], proposals: [], calendarDays: [] };
    const tenant = { code: TENANT, name: { zh: '多指标', en: 'Wide' }, contract: CONTRACT, ...nothing };
    await seedTenant(service.storage as OwnedStorage, tenant, wideContract(), () => NOW);
    act = actingIn(service);
    periodId = await periodIdOf(service, CONTRACT, '2026H1', assessor);
  });
  afterAll(() => service.stop());

  /** Records figures; gives the answer, and the statements that asked for rows. */
  async function record(offset: number, file: string) {
    const { scopes } = service.storage;
    const open = scopes.open.bind(scopes);
    const statements: string[] = [];
    const spy = jest.spyOn(scopes, 'open').mockImplementation((tenantId, mode): TenantScope => {
      const scope = open(tenantId, mode);
      return {
        rows: (statement, values) => {
          statements.push(statement);
          return scope.rows(statement, values);
        },
        entities: () => scope.entities(),
        end: (outcome) => scope.end(outcome),
      };
    });
    const { observations } = await act.does(machine, 'recordObservations', { periodId, observations: figures(offset), file });
    spy.mockRestore();
    return { observations, statements };
  }

  /** Every statement that wrote leaves an entry. */
  const writesOf = (file: string) =>
    withSuperuser(service, (run) =>
      run<{ table: string; action: string; rows: number }>(
        `select e.table_name as table, e.action, jsonb_array_length(e.rows_after) as rows from audit_entries e
         where e.tenant_id = $1 and e.request_id in (
           select f.request_id from audit_entries f where f.tenant_id = $1 and f.table_name = 'observations' and f.rows_after -> 0 ->> 'file' = $2)
         order by e.sequence`,
        [TENANT, file],
      ),
    );

  test('are recorded in some dozen statements, two of which write', async () => {
    const { observations, statements } = await record(0, 'first.csv');
    expect(observations).toHaveLength(COUNT);
    expect(observations.at(-1)).toMatchObject({ ...figures(0).at(-1), value: String(COUNT - 1), revision: 1, file: 'first.csv' });
    expect(statements.length).toBeLessThanOrEqual(15);
    expect(await writesOf('first.csv')).toEqual([
      { table: 'assessment_periods', action: 'UPDATE', rows: 1 },
      { table: 'observations', action: 'INSERT', rows: COUNT },
    ]);
  });

  test('supersede ten thousand others in as many statements', async () => {
    const first = await record(1, 'second.csv');
    const second = await record(2, 'third.csv');
    expect(second.statements).toEqual(first.statements);
    expect(second.observations.every(({ revision }: { revision: number }) => revision === 3)).toBe(true);
    const fields = 'observations(first: 1) { totalCount nodes { metric value revision } }';
    expect((await nodeOf(service, assessor, 'AssessmentPeriod', periodId, fields)).observations).toEqual({
      totalCount: COUNT,
      nodes: [{ metric: 'further0', value: '2', revision: 3 }],
    });
  });

  test('with a wrong one among them name it at its place, and none is recorded', async () => {
    const observations = figures(3);
    observations[7_654] = { ...observations[7_654]!, metric: 'nothing' };
    expect(await act.tries(machine, 'recordObservations', { periodId, observations })).toEqual([
      'observations[7654].metric UNKNOWN_METRIC',
    ]);
    const fields = 'observations(withSuperseded: true) { totalCount }';
    expect((await nodeOf(service, assessor, 'AssessmentPeriod', periodId, fields)).observations.totalCount).toBe(3 * COUNT);
  });
});
