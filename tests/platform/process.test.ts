import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createApp } from '../../src/app.js';
import { TEST_CONTRACTS } from '../support/case-files.js';
import { copyContract, removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { endServices, runService, startService, stopService } from '../support/run-service.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

afterEach(endServices);
afterAll(removeTemporaryFolders);

const askAt = (address: string): Promise<Response> =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ contracts { code } }"}' });

describe('the application', () => {
  test('starts on a free port, answers there, and stops', async () => {
    const app = await createApp();
    const address = await app.start(0, '127.0.0.1');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await askAt(`${address}/graphql`);
    expect(await response.json()).toEqual({ data: { contracts: [{ code: 'kezhou-12345' }, { code: 'shaanxi-12367' }] } });
    await app.stop();
    await expect(askAt(`${address}/graphql`)).rejects.toThrow();
  });

  test('does not start with a contract that cannot be used', async () => {
    const { directory } = copyContract('kezhou-12345', [['rubric.yaml', 'max: 20', 'max: 21']]);
    await expect(createApp({ contractDirectories: [directory] })).rejects.toThrow(
      /copy-of-kezhou-12345:\nrubric\.yaml sections\[0\]\.max {2}MARKS_DO_NOT_ADD_UP/,
    );
  });
});

describe('the process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says where it listens and which contracts it knows, and ends in order at %s',
    async (signal) => {
      const { child, lines } = await startService({ HOTLINE_CONTRACTS: `,${TEST_CONTRACTS},` }, 'shaanxi-12367');
      const address = /^GraphQL {2}(http:\/\/127\.0\.0\.1:\d+\/graphql)$/m.exec(lines.join('\n'))?.[1];
      expect(lines.slice(-3)).toEqual(['合同 contract  kezhou-12345', '合同 contract  qinghe-12345', '合同 contract  shaanxi-12367']);
      expect((await askAt(address!)).status).toBe(200);
      expect(await stopService(child, signal)).toBe(0);
    },
  );

  test.each(['http', '-1', '65536', '80.5'])('refuses the port %s', async (port) => {
    const { exit, stdout, stderr } = await runService({ PORT: port });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toBe(`PORT must be a port number, not ${port}\n`);
  });

  test('names every fault of a contract that cannot be used, and does not start', async () => {
    const { directory } = copyContract('shaanxi-12367', [
      ['rubric.yaml', 'max: 40', 'max: 41'],
      ['payment.yaml', 'share: "40%"', 'share: "41%"'],
    ]);
    const { exit, stdout, stderr } = await runService({ HOTLINE_CONTRACTS: directory });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('copy-of-shaanxi-12367:\n');
    expect(stderr).toContain('rubric.yaml sections[0].max  MARKS_DO_NOT_ADD_UP');
    expect(stderr).toContain('payment.yaml instalments  SHARES_DO_NOT_ADD_UP');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('names a directory of contracts that is not there', async () => {
    const missing = `${temporaryFolder()}/missing`;
    const { exit, stdout, stderr } = await runService({ HOTLINE_CONTRACTS: missing });
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
    const { exit, stdout, stderr } = await runService({ PORT: String(port) });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(String(port));
  });
});
