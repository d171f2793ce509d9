import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resolvers } from '../../src/features/resolvers.js';
import { makeSchema } from '../../src/platform/graphql/schema.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { recordable } from '../support/recording.js';
import { type Answer, ask, type Caller, createService, DATABASES, operation, type Service } from '../support/service.js';

const OPERATIONS = readdirSync(join(packageRoot(), 'schema/operations')).map((file) => basename(file, '.graphql'));

const MUTATIONS = ['record-observations', 'record-findings', 'judge-item', 'score-period', 'publish-scorecard'];

/** Operations that name a contract of one tenant; the others are the same for everybody. */
const OF_ONE_TENANT = ['contract', 'scorecard', 'preview-score', 'preview-settlement', 'preview-performance'];

const QUERIES = OPERATIONS.filter((name) => !MUTATIONS.includes(name) && name !== 'nodes');

const AUDITOR: Caller = { tenant: 'kezhou', role: 'AUDITOR' };
const CALLERS: Readonly<Record<string, Caller>> = { memberships: AUDITOR };
const SHAANXI: Caller = { tenant: 'shaanxi', role: 'ASSESSOR' };

test('there is one for every root field of the schema', async () => {
  const schema = await makeSchema(resolvers);
  const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) => Object.keys(type.getFields()));
  const texts = OPERATIONS.map(operation).join('\n');
  // `node` is `nodes` for one id.
  expect(fields.filter((field) => field !== 'node' && !new RegExp(`^  ${field}\\b`, 'm').test(texts))).toEqual([]);
});

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
  });
  afterAll(() => service.stop());

  const expectAnswered = ({ status, data, errors }: Answer) => {
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(data)).not.toMatch(/"__typename":"\w+Error"/);
  };

  test.each(QUERIES)('%s runs as it is, without a variable and without an error', async (name) => {
    expectAnswered(await ask(service, operation(name), {}, CALLERS[name]));
  });

  test.each(QUERIES)('%s gives the same the fifth time, when it is compiled', async (name) => {
    const run = () => ask(service, operation(name), {}, CALLERS[name]);
    const first = await run();
    for (let turn = 0; turn < 4; turn++) expect(await run()).toEqual(first);
  });

  test.each(QUERIES.filter((name) => !OF_ONE_TENANT.includes(name)))('%s answers another tenant too', async (name) => {
    expectAnswered(await ask(service, operation(name), {}, CALLERS[name] ? { tenant: 'shaanxi', role: 'AUDITOR' } : SHAANXI));
  });

  test('a quarter is recorded, judged, scored and published with them', async () => {
    const { data } = await ask(
      service,
      '{ assessmentPeriod(contract: "qinghe-12345", period: "2026H1") { id } }',
      {},
      { tenant: 'qinghe-12345', role: 'ASSESSOR' },
    );
    const periodId = data.assessmentPeriod.id;
    const caller: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };
    const run = (name: string, input: object) => ask(service, operation(name), { input }, caller);
    const { observations, findings, judgements } = recordable('qinghe-01');
    expectAnswered(await run('record-observations', { periodId, observations }));
    expectAnswered(await run('record-findings', { periodId, findings }));
    for (const judgement of judgements) expectAnswered(await run('judge-item', { periodId, ...judgement }));
    const scored = await run('score-period', { periodId });
    expectAnswered(scored);
    expectAnswered(await run('publish-scorecard', { scorecardId: scored.data.scorePeriod.id }));
    const found = await ask(service, operation('nodes'), { ids: [periodId, scored.data.scorePeriod.id] }, caller);
    expect(found.data.nodes).toMatchObject([{ state: 'PUBLISHED' }, { revision: 1 }]);
  });
});
