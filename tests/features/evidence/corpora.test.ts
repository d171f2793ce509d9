import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readGlobalId } from '../../../src/platform/graphql/global-id.js';
import { benignFiles, FIFTY_MB, largestFile, type TestFile, TYPES } from '../../support/benign-files.js';
import { HAS_CLAMD, MARKER, prepareClamd } from '../../support/clamd.js';
import { FILE_PLACES } from '../../support/file-places.js';
import { HOSTILE_NAMES, hostileFiles } from '../../support/hostile-files.js';
import { createService, NOW, type Service } from '../../support/service.js';
import { announced, command, download, evidenceById, periodOf, sha256, submit, upload, VENDOR } from '../../support/uploading.js';

describe.each(Object.keys(FILE_PLACES))('with files on %s', (name) => {
  let place: Awaited<ReturnType<(typeof FILE_PLACES)[string]>>;
  let service: Service;
  let links: readonly object[];
  beforeAll(async () => {
    place = await FILE_PLACES[name]!();
    service = await createService('embedded', [], { files: place.config });
    links = [{ item: { periodId: await periodOf(service), item: 'C4' } }];
  });
  afterAll(async () => {
    await service.stop();
    await place.stop();
  });

  test('what is benign is accepted whole, and comes back byte for byte', async () => {
    for (const file of [...(await benignFiles()), largestFile()]) {
      const evidence = await submit(service, VENDOR, file, links);
      expect([file.fileName, evidence.state, evidence.fault]).toEqual([file.fileName, 'SUBMITTED', null]);
      const response = await download(service, evidence.downloadAddress);
      expect([response.statusCode, response.headers['content-type']]).toEqual([200, file.contentType]);
      expect(response.rawPayload.equals(file.content)).toBe(true);
    }
    // Nothing is left in quarantine of what was kept.
    for await (const key of service.files.store.listUploads()) expect(key).toBeNull();
  });

  test('a download goes on where it broke off, or begins in the midst, and never with another file', async () => {
    const content = Buffer.from('0123456789'.repeat(100));
    const { downloadAddress } = await submit(service, VENDOR, { fileName: '记录.txt', contentType: TYPES.txt, content }, links);
    const asked = async (headers: Record<string, string>) => {
      const { statusCode, payload, headers: answered } = await download(service, downloadAddress, headers);
      return [statusCode, answered['content-range'] ?? null, payload] as const;
    };
    const whole = [200, null, content.toString()] as const;
    const { headers } = await download(service, downloadAddress);
    const etag = String(headers.etag);
    expect([headers['accept-ranges'], etag]).toEqual(['bytes', `"${sha256(content)}"`]);
    expect(await asked({ range: 'bytes=998-' })).toEqual([206, 'bytes 998-999/1000', '89']);
    expect(await asked({ range: 'bytes=3-5', 'if-range': etag })).toEqual([206, 'bytes 3-5/1000', '345']);
    expect(await asked({ range: 'bytes=-1' })).toEqual([206, 'bytes 999-999/1000', '9']);
    expect(await asked({ range: 'bytes=995-2000' })).toEqual([206, 'bytes 995-999/1000', '56789']);
    expect(await asked({ range: 'bytes=3-5', 'if-range': '"another"' })).toEqual(whole);
    for (const range of ['bytes=0-1,5-6', 'lines=1-2', 'lines=2000-', 'bytes']) expect(await asked({ range })).toEqual(whole);
    const [status, beyond, refusal] = await asked({ range: 'bytes=1000-' });
    expect([status, beyond, JSON.parse(refusal).errors[0].extensions.code]).toEqual([416, 'bytes */1000', 'RANGE_UNSATISFIABLE']);
  });

  test('what is hostile is refused for its own reason, never to be downloaded, and leaves nothing behind', async () => {
    for (const file of await hostileFiles()) {
      const uploadId = await upload(service, VENDOR, file);
      const { id } = await command(service, VENDOR, 'submitEvidence', { uploadId, links });
      await service.desk!.settled();
      const { state, fault, downloadAddress } = await evidenceById(service, VENDOR, id);
      expect({ title: file.title, state, fault, downloadAddress }).toEqual({
        title: file.title,
        state: 'REFUSED',
        fault: file.fault,
        downloadAddress: null,
      });
      const key = { tenantId: VENDOR.tenant, id: readGlobalId(uploadId)!.key[0] };
      const expiresAt = new Date(NOW.getTime() + 60_000);
      // Not even by an address that should never have been given.
      const address = service.files.signer.addressOf({ purpose: 'downloads', ...key, expiresAt });
      expect((await download(service, address)).statusCode).toBe(404);
      expect(await service.files.store.readKept(key)).toBeNull();
      expect(await service.files.store.listParts(key)).toEqual([]);
    }
  });

  test('a content that is not the declared one is refused', async () => {
    const file: TestFile = { fileName: 'a.txt', contentType: TYPES.txt, content: Buffer.from('declared') };
    const created = await command(service, VENDOR, 'createUpload', announced(file));
    await service.server.inject({ method: 'PUT', url: created.address.replace('?', '/parts/1?'), payload: Buffer.from('Declared') });
    const { id } = await command(service, VENDOR, 'submitEvidence', { uploadId: created.uploadId, links });
    await service.desk!.settled();
    expect(await evidenceById(service, VENDOR, id)).toMatchObject({ state: 'REFUSED', fault: 'DIGEST_MISMATCH', downloadAddress: null });
  });
});

describe('before anything is uploaded', () => {
  let service: Service;
  beforeAll(async () => {
    service = await createService();
  });
  afterAll(() => service.stop());

  const good = { fileName: 'a.pdf', contentType: TYPES.pdf, sizeBytes: 1_000, sha256: 'a'.repeat(64) };
  const problemsOf = async (changed: object) =>
    (await command(service, VENDOR, 'createUpload', { ...good, ...changed })).problems?.map(
      ({ path, code }: Record<string, string>) => `${path} ${code}`,
    ) ?? [];

  test.each(HOSTILE_NAMES)('the name %j is refused', async (fileName, code) => {
    expect(await problemsOf({ fileName })).toEqual([`fileName ${code}`]);
  });

  test('a name with a character that no database keeps is refused as every such text is', async () => {
    await expect(problemsOf({ fileName: 'a\u0000.pdf' })).rejects.toThrow('BAD_USER_INPUT');
  });

  test.each(['会议纪要.pdf', '2026.01.15 会议.pdf', '会议.记录.pdf', "a b (1) 'c'.PDF"])('the name %s is taken', async (fileName) => {
    expect(await problemsOf({ fileName })).toEqual([]);
  });

  test('50 MB are taken, and not a byte more', async () => {
    expect(await problemsOf({ sizeBytes: FIFTY_MB })).toEqual([]);
    for (const sizeBytes of [FIFTY_MB + 1, 0, -1]) expect(await problemsOf({ sizeBytes })).toEqual(['sizeBytes OUT_OF_RANGE']);
  });

  test('every problem comes at once', async () => {
    expect(
      await problemsOf({ fileName: '../a.pdf', contentType: 'text/html', sizeBytes: 0, sha256: 'x', description: 'x'.repeat(2_001) }),
    ).toEqual([
      'fileName NAME_UNSAFE',
      'contentType TYPE_NOT_TAKEN',
      'sizeBytes OUT_OF_RANGE',
      'sha256 NOT_A_DIGEST',
      'description TOO_LONG',
    ]);
    expect(await problemsOf({ contentType: TYPES.png })).toEqual(['contentType TYPE_MISMATCH']);
  });

  test('a side that has 200 uploads open begins no further one; the other side does', async () => {
    const open = async () => (await command(service, VENDOR, 'createUpload', good)).problems ?? null;
    while ((await open()) === null);
    expect(await problemsOf({ sizeBytes: 0 })).toEqual(['sizeBytes OUT_OF_RANGE', 'fileName TOO_MANY_OPEN']);
    const counted = await service.storage.asOwner!(VENDOR.tenant, (em) =>
      em.execute<{ count: number }[]>('select count(*)::int as count from evidence_uploads where tenant_id = ?', [VENDOR.tenant]),
    );
    expect(counted[0]!.count).toBe(200);
    expect((await command(service, { ...VENDOR, role: 'ASSESSOR' }, 'createUpload', good)).problems).toBeUndefined();
  });
});

(HAS_CLAMD ? describe : describe.skip)('with a scanner', () => {
  let clamd: Awaited<ReturnType<typeof prepareClamd>>;
  let service: Service;
  let links: readonly object[];
  beforeAll(async () => {
    clamd = await prepareClamd();
    service = await createService('embedded', [], { files: { scanner: clamd.location } });
    links = [{ item: { periodId: await periodOf(service), item: 'C4' } }];
  });
  afterAll(async () => {
    await service.stop();
    await clamd.remove();
  });

  const textOf = (text: string): TestFile => ({ fileName: '记录.txt', contentType: TYPES.txt, content: Buffer.from(text) });

  test('a file stays in quarantine while the scanner is away, and is checked once it is back', async () => {
    const waiting = await submit(service, VENDOR, textOf('harmless'), links);
    expect(waiting).toMatchObject({ state: 'QUARANTINED', fault: null, isScanned: null, downloadAddress: null });
    await service.desk!.sweep();
    expect(await evidenceById(service, VENDOR, waiting.id)).toMatchObject({ state: 'QUARANTINED' });
    await clamd.start();
    await service.desk!.sweep();
    expect(await evidenceById(service, VENDOR, waiting.id)).toMatchObject({ state: 'SUBMITTED', isScanned: true });
  });

  test('what the scanner finds is refused by its name', async () => {
    const evidence = await submit(service, VENDOR, textOf(`before ${MARKER} after`), links);
    expect(evidence).toMatchObject({ state: 'REFUSED', fault: 'INFECTED', isScanned: true, downloadAddress: null });
    expect(evidence.faultDetail).toMatch(/^Hotline\.Test\.Marker/);
  });
});
