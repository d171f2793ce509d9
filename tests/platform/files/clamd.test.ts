import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clamdAt, ScannerUnavailableError } from '../../../src/platform/files/clamd.js';
import { FIFTY_MB, noise } from '../../support/benign-files.js';
import { HAS_CLAMD, MARKER, prepareClamd } from '../../support/clamd.js';
import { officeEntries, zipOf } from '../../support/zip-writer.js';

const scanAt = (path: string, content: Readable) => clamdAt({ path }).scan(content);

(HAS_CLAMD ? describe : describe.skip)('a clamd with a test signature', () => {
  let clamd: Awaited<ReturnType<typeof prepareClamd>>;
  beforeAll(async () => {
    clamd = await prepareClamd();
    await clamd.start();
  });
  afterAll(() => clamd.remove());

  const scan = (...chunks: Buffer[]) => scanAt(clamd.location.path, Readable.from(chunks));

  test('finds nothing in what is harmless', async () => {
    expect(await scan(Buffer.from('热线工单'))).toBeNull();
    expect(await scan()).toBeNull();
  });

  test('finds the signature, also where two chunks share it, and inside an office document', async () => {
    const marker = Buffer.from(MARKER);
    expect(await scan(Buffer.concat([noise(1_000), marker]))).toMatch(/^Hotline\.Test\.Marker/);
    expect(await scan(noise(1_000), marker.subarray(0, 9), marker.subarray(9))).toMatch(/^Hotline\.Test\.Marker/);
    const document = zipOf([...officeEntries('docx'), { name: 'word/notes.xml', content: `<a>${MARKER}</a>` }]);
    expect(await scan(document)).toMatch(/^Hotline\.Test\.Marker/);
  });

  test('sees the largest file whole, to its last bytes', async () => {
    const content = noise(FIFTY_MB);
    content.write(MARKER, FIFTY_MB - MARKER.length);
    expect(await scanAt(clamd.location.path, Readable.from(pieces(content)))).toMatch(/^Hotline\.Test\.Marker/);
  });

  test('gives no verdict of what is larger than it takes', async () => {
    await expect(scanAt(clamd.location.path, Readable.from(pieces(noise(62 * 1024 * 1024))))).rejects.toThrow(ScannerUnavailableError);
  });
});

function* pieces(content: Buffer): Generator<Buffer> {
  for (let start = 0; start < content.length; start += 65_536) yield content.subarray(start, start + 65_536);
}

describe('a scanner that is no scanner', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hotline-no-clamd-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is not there', async () => {
    await expect(scanAt(join(folder, 'nothing'), Readable.from([noise(10)]))).rejects.toThrow(ScannerUnavailableError);
  });

  test.each([
    ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
    ['something else', 'stream: perhaps\0'],
    ['nothing', ''],
    ['a verdict that does not end', 'stream: OK'],
  ])('that says %s gives no verdict', async (title, answer) => {
    const path = join(folder, encodeURIComponent(title));
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(answer));
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    await expect(scanAt(path, Readable.from(pieces(noise(3_000_000))))).rejects.toThrow(ScannerUnavailableError);
    server.close();
  });

  test('says what is wrong with the content, where that is what broke off', async () => {
    const path = join(folder, 'patient');
    const server = createServer((socket) => socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const broken = Readable.from(
      (async function* () {
        yield noise(1_000);
        throw new Error('the disk is gone');
      })(),
    );
    await expect(scanAt(path, broken)).rejects.toThrow('the disk is gone');
    server.close();
  });
});
