import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { FileKey, ObjectStore } from '../../../src/platform/files/object-store.js';
import { openFiles } from '../../../src/platform/files/open-files.js';
import { noise } from '../../support/benign-files.js';
import { startS3Server } from '../../support/s3-server.js';

interface Place {
  readonly store: ObjectStore;
  stop(): Promise<void>;
}

/** Every kind of place that files lie in: the same must hold of each. */
const PLACES: Readonly<Record<string, () => Promise<Place>>> = {
  disk: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hotline-store-'));
    const { store } = await openFiles({ location: { kind: 'disk', folder }, key: null, scanner: null });
    return { store, stop: () => rm(folder, { recursive: true }) };
  },
  s3: async () => {
    const { location, stop } = await startS3Server();
    const { store } = await openFiles({ location, key: null, scanner: null });
    return { store, stop };
  },
};

describe.each(Object.keys(PLACES))('%s', (name) => {
  let place: Place;
  let store: ObjectStore;
  beforeAll(async () => {
    place = await PLACES[name]!();
    store = place.store;
  });
  afterAll(() => place.stop());

  const newKey = (tenantId = 'kezhou'): FileKey => ({ tenantId, id: uuid() });
  const write = (key: FileKey, number: number, content: Buffer) =>
    store.writePart(key, { number, sizeBytes: content.length }, Readable.from([content.subarray(0, 100), content.subarray(100)]));
  const uploads = async () => {
    const found: FileKey[] = [];
    for await (const key of store.listUploads()) found.push(key);
    return found;
  };

  test('parts are listed by number, read in their order, and forgotten', async () => {
    const key = newKey();
    const parts = Array.from({ length: 11 }, (_, index) => noise(1_000 + index, index + 1));
    for (const number of [2, 11, 1, 3, 4, 5, 6, 7, 8, 9, 10]) await write(key, number, parts[number - 1]!);
    expect(await store.listParts(key)).toEqual(parts.map(({ length }, index) => ({ number: index + 1, sizeBytes: length })));
    expect((await buffer(store.readParts(key, 11))).equals(Buffer.concat(parts))).toBe(true);
    expect(await uploads()).toContainEqual(key);
    await store.removeParts(key);
    expect(await store.listParts(key)).toEqual([]);
    expect(await uploads()).not.toContainEqual(key);
    await store.removeParts(key);
  });

  test.each([
    ['is shorter than was said', () => Readable.from([noise(999)])],
    ['is longer than was said', () => Readable.from([noise(1_000), noise(1)])],
    [
      'breaks off',
      () =>
        Readable.from(
          (async function* () {
            yield noise(500);
            throw new Error('gone');
          })(),
        ),
    ],
  ])('a part whose content %s is not there', async (_, content) => {
    const key = newKey();
    await expect(store.writePart(key, { number: 1, sizeBytes: 1_000 }, content())).rejects.toThrow();
    expect(await store.listParts(key)).toEqual([]);
    await write(key, 1, noise(1_000));
    expect(await store.listParts(key)).toEqual([{ number: 1, sizeBytes: 1_000 }]);
  });

  test('a part that is not there cannot be read', async () => {
    const key = newKey();
    await write(key, 1, noise(100));
    await expect(buffer(store.readParts(key, 2))).rejects.toThrow();
  });

  test('what is kept is read back as it was, however often it is kept, and can be forgotten', async () => {
    const key = newKey();
    const content = noise(3_000_000);
    const path = join(tmpdir(), `hotline-kept-${key.id}`);
    await writeFile(path, content);
    expect(await store.readKept(key)).toBeNull();
    for (let time = 0; time < 2; time++) await store.keep(key, { path, sizeBytes: content.length });
    await rm(path);
    expect((await buffer((await store.readKept(key))!)).equals(content)).toBe(true);
    await store.removeKept(key);
    expect(await store.readKept(key)).toBeNull();
    await store.removeKept(key);
  });

  test('uploads of every tenant are found, and nobody else’s file under a tenant’s key', async () => {
    const keys = [newKey('kezhou'), newKey('shaanxi'), newKey('qinghe-12345')];
    for (const key of keys) await write(key, 1, noise(10));
    const found = await uploads();
    for (const key of keys) expect(found).toContainEqual(key);
    expect(await store.listParts({ ...keys[0]!, tenantId: 'shaanxi' })).toEqual([]);
  });

  test.each([
    { tenantId: '..', id: '00000000-0000-7000-8000-000000000000' },
    { tenantId: 'kezhou', id: '../../etc' },
    { tenantId: 'kezhou/x', id: '00000000-0000-7000-8000-000000000000' },
    { tenantId: '', id: '00000000-0000-7000-8000-000000000000' },
  ])('a key that could lead elsewhere is none: $tenantId $id', async (key) => {
    await expect(write(key, 1, noise(10))).rejects.toThrow('no key');
    await expect((async () => store.readKept(key))()).rejects.toThrow('no key');
  });
});

test('a bucket is told how long a part is: S3 takes none of unknown length', async () => {
  const heads: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    heads.push(request.headers);
    request.resume().once('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const location = { kind: 's3', endpoint, bucket: 'b', region: 'r', accessKey: 'a', secretKey: 's' } as const;
  const { store } = await openFiles({ location, key: null, scanner: null });
  await store.writePart(
    { tenantId: 'kezhou', id: uuid() },
    { number: 1, sizeBytes: 300_000 },
    Readable.from([noise(200_000), noise(100_000)]),
  );
  server.close();
  expect(heads).toHaveLength(1);
  expect(heads[0]).toMatchObject({ 'content-length': '300000', authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 /) });
  expect(heads[0]).not.toHaveProperty('transfer-encoding');
});
