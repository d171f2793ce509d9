import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIFTY_MB, largestFile, type TestFile, TYPES, wavOf } from '../../support/benign-files.js';
import { FILE_PLACES } from '../../support/file-places.js';
import { endServices, startService } from '../../support/run-service.js';
import { createService, type Service } from '../../support/service.js';
import { sha256, VENDOR } from '../../support/uploading.js';
import {
  beginRemotePart,
  createRemoteUpload,
  digestAt,
  nextPartAt,
  putRemotePart,
  type Remote,
  submitRemote,
  THREE_PARTS_BYTES,
} from '../../support/uploading-over-http.js';

describe.each(Object.keys(FILE_PLACES))('an upload whose connection breaks in every part, with files on %s', (name) => {
  let place: Awaited<ReturnType<(typeof FILE_PLACES)[string]>>;
  let service: Service;
  let remote: Remote;
  beforeAll(async () => {
    place = await FILE_PLACES[name]!();
    service = await createService('embedded', [], { files: place.config });
    remote = { origin: await service.start(0, '127.0.0.1'), token: await service.tokenOf(VENDOR) };
  });
  afterAll(async () => {
    await service.stop();
    await place.stop();
  });

  test('goes on from the last part that was acknowledged, and is the same file in the end', async () => {
    const file = largestFile();
    const { uploadId, address, partCount } = await createRemoteUpload(remote, file);
    expect(partCount).toBe(10);
    for (let part = 1; part <= partCount; part++) {
      const cut = await beginRemotePart(remote.origin, address, file.content, part);
      cut();
      expect(await nextPartAt(remote.origin, address)).toBe(part);
      expect(await putRemotePart(remote.origin, address, file.content, part)).toBe(part < partCount ? part + 1 : null);
    }
    const evidence = await submitRemote(remote, uploadId);
    expect(evidence).toMatchObject({ state: 'SUBMITTED', fault: null, sha256: sha256(file.content) });
    expect(await digestAt(remote.origin, evidence.downloadAddress)).toBe(sha256(file.content));
  });
});

describe('an upload whose service is killed', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hotline-killed-'));
  });
  afterAll(async () => {
    endServices();
    await rm(folder, { recursive: true, force: true });
  });

  /** A service on the same folders each time; addresses outlive it, as the key stays. */
  const start = async () => {
    const { child, lines } = await startService({ HOTLINE_DATA: join(folder, 'pglite'), HOTLINE_FILE_KEY: 'k'.repeat(40) }, '/');
    const origin = lines
      .at(-1)!
      .replace(/^GraphiQL\s+/, '')
      .replace(/\/$/, '');
    const token = lines.find((line) => line.startsWith('kezhou-vendor-staff '))!.split(/\s+/)[1]!;
    const kill = () =>
      new Promise<void>((resolve) => {
        child.once('close', () => resolve());
        child.kill('SIGKILL');
      });
    return { remote: { origin, token }, kill };
  };

  test('in every part, and again when the last one was acknowledged, is resumed to the same SHA-256', async () => {
    const file: TestFile = { fileName: '录音.wav', contentType: TYPES.wav, content: wavOf(THREE_PARTS_BYTES) };
    expect(file.content.length).toBeLessThan(FIFTY_MB);
    let { remote, kill } = await start();
    const { uploadId, address, partCount } = await createRemoteUpload(remote, file);
    for (let part = 1; part <= partCount; part++) {
      await beginRemotePart(remote.origin, address, file.content, part);
      await kill();
      ({ remote, kill } = await start());
      expect(await nextPartAt(remote.origin, address)).toBe(part);
      expect(await putRemotePart(remote.origin, address, file.content, part)).toBe(part < partCount ? part + 1 : null);
    }
    await kill();
    ({ remote, kill } = await start());
    expect(await nextPartAt(remote.origin, address)).toBeNull();
    const evidence = await submitRemote(remote, uploadId);
    expect(evidence).toMatchObject({ state: 'SUBMITTED', fault: null });
    expect(await digestAt(remote.origin, evidence.downloadAddress)).toBe(sha256(file.content));
    await kill();
  }, 240_000);
});
