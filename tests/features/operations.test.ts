import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/platform/package-root.js';
import { ask, createService, operation, type Service } from '../support/service.js';

const OPERATIONS = readdirSync(join(packageRoot(), 'schema/operations')).map((file) => basename(file, '.graphql'));

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

describe('the sample operations', () => {
  test('are there for every query of the schema', () => {
    expect(OPERATIONS.sort()).toEqual(
      ['clauses', 'contracts', 'preview-performance', 'preview-score', 'preview-settlement', 'readings', 'rubric'].sort(),
    );
  });

  test.each(OPERATIONS)('%s runs as it is, without a variable and without an error', async (name) => {
    const { status, data, errors } = await ask(service, operation(name));
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(data)).not.toContain('InvalidInputError');
  });

  test.each(['clauses', 'readings', 'rubric'])('%s answers for every contract', async (name) => {
    for (const code of service.library.codes) {
      const { data, errors } = await ask(service, operation(name), { code });
      expect(errors).toBeUndefined();
      expect(data.contract).not.toBeNull();
    }
  });
});
