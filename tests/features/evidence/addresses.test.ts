import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PART_BYTES } from '../../../src/platform/files/upload-parts.js';
import { noise, type TestFile, TYPES, wavOf } from '../../support/benign-files.js';
import { clockAt } from '../../support/lives.js';
import { createService, type Service } from '../../support/service.js';
import {
  announced,
  command,
  download,
  evidenceById,
  partAddress,
  partOf,
  periodOf,
  putPart,
  submit,
  upload,
  VENDOR,
} from '../../support/uploading.js';

const SMALL: TestFile = { fileName: '说明.txt', contentType: TYPES.txt, content: Buffer.from('说明') };
const LONG: TestFile = { fileName: '录音.wav', contentType: TYPES.wav, content: wavOf(2 * PART_BYTES + 1_000) };

let service: Service;
let links: readonly object[];
const clock = clockAt('2026-01-06T08:00:00Z');
beforeAll(async () => {
  service = await createService('embedded', [], { now: clock.now });
  links = [{ item: { periodId: await periodOf(service), item: 'C4' } }];
});
afterAll(() => service.stop());

const create = (file: TestFile) => command(service, VENDOR, 'createUpload', announced(file));
const stateOf = async (address: string) => (await service.server.inject({ method: 'GET', url: address })).json();
const codeOf = (response: { json(): { errors?: readonly { extensions: { code: string } }[] } }) =>
  response.json().errors?.[0]?.extensions.code;

/** Everything that could be tried with an address that is not one's own. */
const altered = (address: string): Record<string, string> => {
  const url = new URL(address, 'http://service');
  const change = (name: string, value: string | null) => {
    const changed = new URL(url);
    if (value === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
    return changed.pathname + changed.search;
  };
  const signature = url.searchParams.get('signature')!;
  return {
    'another tenant': change('tenant', 'kezhou'),
    'a later expiry': change('expires', String(Number(url.searchParams.get('expires')) + 1)),
    'an expiry that is no number': change('expires', '1e99'),
    'another signature': change('signature', (signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)),
    'a longer signature': change('signature', `${signature}AA`),
    'a signature spelt otherwise': change('signature', `${signature}=`),
    'no signature': change('signature', null),
    'no tenant': change('tenant', null),
    'two tenants': `${url.pathname}${url.search}&tenant=kezhou`,
    'another file': address.replace(/[0-9a-f]{12}\?/, '000000000000?'),
  };
};

describe('an address', () => {
  test('of an upload that was altered is refused, to read and to write', async () => {
    const { address } = await create(SMALL);
    for (const [title, other] of Object.entries(altered(address))) {
      expect([title, codeOf(await service.server.inject({ method: 'GET', url: other }))]).toEqual([title, 'ADDRESS_INVALID']);
      expect([title, codeOf(await putPart(service, other, 1, SMALL.content))]).toEqual([title, 'ADDRESS_INVALID']);
    }
    expect((await stateOf(address)).nextPart).toBe(1);
  });

  test('of a download that was altered is refused', async () => {
    const { downloadAddress } = await submit(service, VENDOR, SMALL, links);
    for (const [title, other] of Object.entries(altered(downloadAddress)))
      expect([title, codeOf(await download(service, other))]).toEqual([title, 'ADDRESS_INVALID']);
    expect((await download(service, downloadAddress)).payload).toBe('说明');
  });

  test('for one purpose is none for another', async () => {
    const { address } = await create(SMALL);
    const { downloadAddress } = await submit(service, VENDOR, SMALL, links);
    expect(codeOf(await download(service, address.replace('/uploads/', '/downloads/')))).toBe('ADDRESS_INVALID');
    expect(codeOf(await putPart(service, downloadAddress.replace('/downloads/', '/uploads/'), 1, SMALL.content))).toBe('ADDRESS_INVALID');
  });

  test('says in its own tenant’s name only what that tenant has', async () => {
    const { uploadId } = await create(SMALL);
    const id = Buffer.from(uploadId, 'base64url')
      .toString()
      .match(/[0-9a-f-]{36}/)![0];
    const grant = { id, tenantId: 'kezhou', expiresAt: new Date(clock.now().getTime() + 60_000) };
    for (const purpose of ['uploads', 'downloads'] as const) {
      const address = service.files.signer.addressOf({ purpose, ...grant });
      expect((await service.server.inject({ method: 'GET', url: address })).statusCode).toBe(404);
    }
  });

  test('ends: a download’s after five minutes, an upload’s after a day', async () => {
    const { address } = await create(SMALL);
    const { downloadAddress, id } = await submit(service, VENDOR, SMALL, links);
    clock.set('2026-01-06T08:04:59Z');
    expect((await download(service, downloadAddress)).statusCode).toBe(200);
    clock.set('2026-01-06T08:05:00Z');
    expect(codeOf(await download(service, downloadAddress))).toBe('ADDRESS_EXPIRED');
    const fresh = await evidenceById(service, VENDOR, id);
    expect((await download(service, fresh.downloadAddress)).statusCode).toBe(200);
    clock.set('2026-01-07T08:00:00Z');
    expect(codeOf(await putPart(service, address, 1, SMALL.content))).toBe('ADDRESS_EXPIRED');
    expect(codeOf(await service.server.inject({ method: 'GET', url: address }))).toBe('ADDRESS_EXPIRED');
    clock.set('2026-01-06T08:00:00Z');
  });
});

describe('a part', () => {
  test('comes in its order and size, and is acknowledged once it is stored, however often it is sent', async () => {
    const { address, partSizeBytes, partCount } = await create(LONG);
    expect([partSizeBytes, partCount]).toEqual([PART_BYTES, 3]);
    const put = (part: number, bytes = partOf(LONG.content, part)) => putPart(service, address, part, bytes);
    const early = await put(2);
    expect([early.statusCode, codeOf(early), early.json().nextPart]).toEqual([409, 'PART_OUT_OF_ORDER', 1]);
    for (const bytes of [noise(10), noise(PART_BYTES - 1)]) expect(codeOf(await put(1, bytes))).toBe('PART_SIZE');
    expect((await put(1, noise(PART_BYTES + 1))).statusCode).toBeGreaterThanOrEqual(400);
    for (const part of [0, 4, 9_999]) expect(codeOf(await put(part, noise(10)))).toBe('NO_SUCH_PART');
    expect((await service.server.inject({ method: 'PUT', url: partAddress(address, 1).replace('/1?', '/01?') })).statusCode).toBe(404);
    expect((await put(1)).json()).toEqual({ nextPart: 2, partCount: 3, partSizeBytes: PART_BYTES, sizeBytes: LONG.content.length });
    expect((await put(1, noise(PART_BYTES))).json().nextPart).toBe(2);
    expect((await put(2)).json().nextPart).toBe(3);
    expect((await stateOf(address)).nextPart).toBe(3);
    expect((await put(3)).json().nextPart).toBeNull();
    await service.desk!.settled();
    expect((await stateOf(address)).nextPart).toBeNull();
    expect((await put(3)).json().nextPart).toBeNull();
  });
});

describe('what nobody goes on with', () => {
  const HOURS_LATER = '2026-01-07T09:30:00Z';
  const uploads = async () => {
    let count = 0;
    for await (const _ of service.files.store.listUploads()) count += 1;
    return count;
  };

  test('is cleared away after its time: parts, and files that were never submitted; what was submitted stays', async () => {
    const evidence = await submit(service, VENDOR, SMALL, links);
    await service.desk!.sweep();
    const before = await uploads();
    const { address } = await create(LONG);
    await putPart(service, address, 1, partOf(LONG.content, 1));
    const uploadId = await upload(service, VENDOR, SMALL);
    await service.desk!.sweep();
    expect(await uploads()).toBe(before + 2);
    clock.set(HOURS_LATER);
    await service.desk!.sweep();
    expect(await uploads()).toBe(0);
    const late = await command(service, VENDOR, 'submitEvidence', { uploadId, links });
    expect(late.obstacles).toEqual(['UPLOAD_EXPIRED']);
    const { downloadAddress } = await evidenceById(service, VENDOR, evidence.id);
    expect((await download(service, downloadAddress)).payload).toBe('说明');
    clock.set('2026-01-06T08:00:00Z');
  });
});
