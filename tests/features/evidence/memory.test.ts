import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FIFTY_MB, largestFile, type TestFile, TYPES } from '../../support/benign-files.js';
import { endServices, startService } from '../../support/run-service.js';
import { sha256 } from '../../support/uploading.js';
import { createRemoteUpload, digestAt, putRemotePart, submitRemote } from '../../support/uploading-over-http.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-memory-'));
});
afterAll(async () => {
  endServices();
  await rm(folder, { recursive: true, force: true });
});

/** What the kernel says of a process's memory, in bytes: now, and at most since it was asked to forget. */
const memoryOf = (pid: number) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytesOf = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)![1]) * 1024;
  return { now: bytesOf('VmRSS'), atMost: bytesOf('VmHWM') };
};

const CAN_MEASURE = existsSync('/proc/self/clear_refs');
if (!CAN_MEASURE) process.stderr.write('no /proc/self/clear_refs on this machine: the memory of an upload is not measured\n');

(CAN_MEASURE ? test : test.skip)(
  'files of 50 MB pass through a process with a small heap, two in a row, and it never holds one',
  async () => {
    const { child, lines } = await startService({ HOTLINE_DATA: join(folder, 'pglite'), NODE_OPTIONS: '--max-old-space-size=192' }, '/');
    const origin = lines
      .at(-1)!
      .replace(/^GraphiQL\s+/, '')
      .replace(/\/$/, '');
    const remote = { origin, token: lines.find((line) => line.startsWith('kezhou-vendor-staff '))!.split(/\s+/)[1]! };
    const pass = async (file: TestFile) => {
      const { uploadId, address } = await createRemoteUpload(remote, file);
      for (let part: number | null = 1; part !== null; ) part = await putRemotePart(origin, address, file.content, part);
      const { state, downloadAddress } = await submitRemote(remote, uploadId);
      expect(state).toBe('SUBMITTED');
      expect(await digestAt(origin, downloadAddress)).toBe(sha256(file.content));
    };
    // What every operation uses is there before the measurement begins.
    await pass({ fileName: 'a.txt', contentType: TYPES.txt, content: Buffer.from('a') });
    const before = memoryOf(child.pid!);
    writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
    const file = largestFile();
    await pass(file);
    await pass(file);
    const grown = memoryOf(child.pid!).atMost - before.now;
    process.stderr.write(`memory before ${before.now >> 20} MiB, grown by ${grown >> 20} MiB while 100 MB passed\n`);
    expect(grown).toBeLessThan(FIFTY_MB / 2);
  },
  180_000,
);
