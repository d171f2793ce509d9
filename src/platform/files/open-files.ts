import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChecks } from './check-file.js';
import { clamdAt, type ScannerLocation } from './clamd.js';
import { DiskStore } from './disk-store.js';
import type { ObjectStore } from './object-store.js';
import type { S3Location } from './s3-store.js';
import { AddressSigner } from './signed-address.js';

/** Where files lie: a folder of this machine, or a bucket. */
export type FileLocation = { readonly kind: 'disk'; readonly folder: string } | ({ readonly kind: 's3' } & S3Location);

export interface FilesConfig {
  readonly location: FileLocation;
  /** Signs addresses; null for a key of this process, whose addresses end with it. */
  readonly key: string | null;
  /** Where clamd listens; null where nothing is scanned. */
  readonly scanner: ScannerLocation | null;
}

/** Everything that files need. */
export interface Files extends FileChecks {
  readonly signer: AddressSigner;
}

/** Opens the place where files lie. Only the client that is used gets loaded. */
export async function openFiles({ location, key, scanner }: FilesConfig): Promise<Files> {
  return {
    store: await openStore(location),
    scanner: scanner && clamdAt(scanner),
    scratchFolder: location.kind === 'disk' ? join(location.folder, 'scratch') : join(tmpdir(), `hotline-scratch-${process.pid}`),
    signer: new AddressSigner(key ?? randomBytes(32).toString('base64url')),
  };
}

async function openStore(location: FileLocation): Promise<ObjectStore> {
  if (location.kind === 's3') {
    const { S3Store } = await import('./s3-store.js');
    return new S3Store(location);
  }
  await mkdir(location.folder, { recursive: true, mode: 0o700 });
  return new DiskStore(location.folder);
}
