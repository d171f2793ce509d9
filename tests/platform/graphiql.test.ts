import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createService, operation, type Service } from '../support/service.js';

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const get = (url: string) => service.server.inject({ method: 'GET', url });

/** What a page loads: its scripts and style sheets. */
const loadedBy = (page: string): string[] =>
  [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="(?!data:)([^"]+)"/g)].map(([, url]) => url!);

describe('the page at /', () => {
  test('is HTML that may load from its own server only', async () => {
    const response = await get('/');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(String(response.headers['content-security-policy'])).not.toMatch(/https?:|\*/);
  });

  test('loads nothing that its own server does not have', async () => {
    const urls = loadedBy((await get('/')).body);
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) {
      expect(url).toMatch(/^\/[^/]/);
      const { statusCode, body } = await get(url);
      expect({ url, statusCode, isEmpty: body === '' }).toEqual({ url, statusCode: 200, isEmpty: false });
    }
  });

  test('finds the workers that its editor starts', async () => {
    const script = (await get('/graphiql-page.js')).body;
    const [, prefix, suffix] = /getWorkerUrl: .*=> '([^']+)' \+ workers\[label\] \+ '([^']+)'/.exec(script)!;
    const names = [.../const workers = \{([^}]+)\}/.exec(script)![1]!.matchAll(/'([^']+)'/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect((await get(`${prefix}${name}${suffix}`)).statusCode).toBe(200);
  });

  test('opens with every sample operation', async () => {
    const script = (await get('/graphiql-page.js')).body;
    for (const name of [
      'appeals',
      'clauses',
      'contracts',
      'corrections',
      'preview-performance',
      'preview-score',
      'preview-settlement',
      'readings',
      'rubric',
    ])
      expect(script).toContain(JSON.stringify(operation(name)).slice(1, -1));
  });

  test.each(['/graphiql/../package.json', '/graphiql/%2e%2e/package.json', '/graphiql/', '/graphiql/..%2f..%2fpackage.json'])(
    'gives out no other file: %s',
    async (url) => {
      const { statusCode, body } = await get(url);
      expect([400, 403, 404]).toContain(statusCode);
      expect(body).not.toContain('"dependencies"');
    },
  );
});
