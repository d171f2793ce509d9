import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, type Caller, createService, DATABASES, type Service } from '../../support/service.js';

const QINGHE: Caller = { tenant: 'qinghe-12345', role: 'ASSESSOR' };

describe.each(DATABASES)('on %s', (kind) => {
  let service: Service;
  beforeAll(async () => {
    service = await createService(kind);
  });
  afterAll(() => service.stop());

  test('viewer', async () => {
    const answer = await ask(service, '{ viewer { subject } assessmentPeriods { nodes { id code state } } }', {}, QINGHE);
    expect(answer.errors).toBeUndefined();
    const period = answer.data.assessmentPeriods.nodes[0];
    const scored = await ask(
      service,
      `mutation ($id: ID!) { scorePeriod(input: { periodId: $id }) { __typename ... on Scorecard { id revision complete totalRange { least greatest } items { code points } } } }`,
      { id: period.id },
      QINGHE,
    );
    expect(scored).toEqual({});
  });
});
