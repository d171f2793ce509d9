import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TEST_CONTRACTS } from '../support/case-files.js';
import { openConnection } from '../support/connection.js';
import { copyContract, removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { endServices, runService, startService, stopService } from '../support/run-service.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(120_000);

/** One folder for all: the first start fills it, and each ends before the next begins. */
const HOTLINE_DATA = join(temporaryFolder(), 'data');

afterEach(endServices);
afterAll(removeTemporaryFolders);

const ask = (address: string, token: string): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ viewer { subject tenant { code } } contracts { nodes { code } } }"}',
  });

const statusOf = (address: string, authorization: string, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization };
    const sent = request(address, { method: 'POST', headers, agent }, (response) => {
      response
        .resume()
        .on('error', reject)
        .on('end', () => resolve(response.statusCode!));
    });
    sent.on('error', reject).end('{"query":"{ contracts { nodes { code title } } }"}');
  });

const ROLES = [
  'assessor-1',
  'assessor-2',
  'agency-signatory',
  'finance-1',
  'finance-2',
  'vendor-staff',
  'vendor-manager',
  'vendor-signatory',
  'auditor',
  'machine',
  'tenant-admin',
];

describe('the process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('prints tokens, tenants and where it listens, and ends in order at %s', async (signal) => {
    const { child, lines } = await startService({ HOTLINE_DATA, HOTLINE_CONTRACTS: `,${TEST_CONTRACTS},` }, '/');
    const printed = lines.join('\n');
    const address = /^GraphQL {2}(http:\/\/127\.0\.0\.1:\d+\/graphql)$/m.exec(printed)?.[1];
    const tenants = ['kezhou', 'shaanxi', 'qinghe-12345'];
    expect(lines.filter((line) => line.startsWith('租户'))).toEqual(tenants.map((tenant) => `租户 tenant  ${tenant}`));
    const tokens = new Map(lines.filter((line) => line.includes('  ey')).map((line) => line.split('  ') as [string, string]));
    expect([...tokens.keys()]).toEqual(tenants.flatMap((tenant) => ROLES.map((role) => `${tenant}-${role}`)));
    for (const tenant of tenants) {
      const subject = `${tenant}-assessor-1`;
      const response = await ask(address!, tokens.get(subject)!);
      const contract = tenant === 'qinghe-12345' ? tenant : { kezhou: 'kezhou-12345', shaanxi: 'shaanxi-12367' }[tenant];
      expect(await response.json()).toEqual({
        data: { viewer: { subject, tenant: { code: tenant } }, contracts: { nodes: [{ code: contract }] } },
      });
    }
    expect(await stopService(child, signal)).toBe(0);
  });

  test('ends in order where the signal comes twice, as a terminal and npm both pass one Ctrl-C on', async () => {
    const { child, lines } = await startService({ HOTLINE_DATA }, '/');
    const connection = await openConnection(/http:\S+/.exec(lines.at(-1)!)![0]);
    const ended = stopService(child, 'SIGINT');
    await wait(200);
    child.kill('SIGINT');
    connection.say('GET /readyz HTTP/1.1\r\nhost: test\r\n\r\n');
    expect(await connection.ended).toContain('{"status":"stopping"}');
    expect(await ended).toBe(0);
  });

  test('resets nobody when it stops amid requests, on kept connections and on new ones', async () => {
    const { child, lines } = await startService({ HOTLINE_DATA }, '/');
    const printed = lines.join('\n');
    const address = /^GraphQL {2}(\S+)$/m.exec(printed)![1]!;
    const authorization = `Bearer ${/^kezhou-assessor-1 {2}(\S+)$/m.exec(printed)![1]!}`;
    const statuses = new Set<number>();
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const agent = new Agent({ keepAlive: index % 2 === 0 });
        try {
          for (let times = 0; ; times++) {
            if (index === 0 && times === 10) child.kill('SIGTERM');
            statuses.add(await statusOf(address, authorization, agent));
          }
        } catch (error) {
          return (error as NodeJS.ErrnoException).code;
        } finally {
          agent.destroy();
        }
      }),
    );
    expect([statuses, new Set(outcomes)]).toEqual([new Set([200]), new Set(['ECONNREFUSED'])]);
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });

  test('keeps its data folder to itself: a second one is refused, and told why', async () => {
    const { child } = await startService({ HOTLINE_DATA }, '/');
    const { exit, stdout, stderr } = await runService({ HOTLINE_DATA });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(`the data folder ${HOTLINE_DATA} is in use by another process`);
    expect(await stopService(child, 'SIGTERM')).toBe(0);
  });

  test('that was killed leaves no lock behind', async () => {
    const { child } = await startService({ HOTLINE_DATA }, '/');
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    const next = await startService({ HOTLINE_DATA }, '/');
    expect(await stopService(next.child, 'SIGTERM')).toBe(0);
  });

  test.each(['http', '-1', '65536', '80.5'])('refuses the port %s', async (port) => {
    const { exit, stdout, stderr } = await runService({ HOTLINE_DATA, PORT: port });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toBe('PORT 须为端口号 / must be a port number\n');
  });

  test('names every variable that cannot be used', async () => {
    const { exit, stderr } = await runService({ HOTLINE_DATA, PORT: 'x', DATABASE_URL: 'mysql://nowhere', LOG_LEVEL: 'loud' });
    expect(exit).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([
      'PORT 须为端口号 / must be a port number',
      'DATABASE_URL 须为 postgresql:// 网址 / must be a postgresql:// URL',
      'LOG_LEVEL 须为其中之一 / must be one of silent, fatal, error, warn, info, debug, trace',
    ]);
  });

  test('takes no development keys in production', async () => {
    const { exit, stdout, stderr } = await runService({ HOTLINE_DATA, NODE_ENV: 'production' });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('in production no development keys are taken');
  });

  test('names every fault of a contract that cannot be used, and does not start', async () => {
    const { directory } = copyContract('shaanxi-12367', [
      ['rubric.yaml', 'max: 40', 'max: 41'],
      ['payment.yaml', 'share: "40%"', 'share: "41%"'],
    ]);
    const { exit, stdout, stderr } = await runService({ HOTLINE_DATA, HOTLINE_CONTRACTS: directory });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('copy-of-shaanxi-12367:\n');
    expect(stderr).toContain('rubric.yaml sections[0].max  MARKS_DO_NOT_ADD_UP');
    expect(stderr).toContain('payment.yaml instalments  SHARES_DO_NOT_ADD_UP');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('names a directory of contracts that is not there', async () => {
    const missing = `${temporaryFolder()}/missing`;
    const { exit, stdout, stderr } = await runService({ HOTLINE_DATA, HOTLINE_CONTRACTS: missing });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(missing);
  });
});

describe('a port that is taken', () => {
  const other = createServer();
  beforeAll(() => new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  test('is named, and the process ends', async () => {
    const { port } = other.address() as AddressInfo;
    const { exit, stdout, stderr } = await runService({ PORT: String(port), HOTLINE_DATA });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toBe(
      `端口 127.0.0.1:${port} 已被占用 / the port 127.0.0.1:${port} is in use: stop what listens there, or choose another with PORT\n`,
    );
  });
});
