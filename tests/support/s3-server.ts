import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { FileLocation } from '../../src/platform/files/open-files.js';

const BUCKET = 'evidence';

/** A small S3-compatible server of the test's own, with an empty bucket. */
export async function startS3Server() {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-s3-'));
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  return {
    location: {
      kind: 's3',
      endpoint: `http://127.0.0.1:${port}`,
      bucket: BUCKET,
      region: 'us-east-1',
      accessKey: 'S3RVER',
      secretKey: 'S3RVER',
    } satisfies FileLocation,
    stop: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
