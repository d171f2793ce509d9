import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Scanner } from './clamd.js';
import { type ContentFault, type ContentType, contentFault } from './content-type.js';
import type { FileKey, ObjectStore } from './object-store.js';
import { partCountOf } from './upload-parts.js';

/** What was said of a file when its upload began. */
export interface DeclaredFile {
  readonly sizeBytes: number;
  /** 64 hexadecimal digits, in small letters. */
  readonly sha256: string;
  readonly contentType: ContentType;
}

/** Why a file is refused. */
export type FileFault = ContentFault | 'SIZE_MISMATCH' | 'DIGEST_MISMATCH' | 'INFECTED';

/** What the checks found: nothing, or what is wrong, with the scanner's own word where it is one. */
export type FileVerdict =
  | { readonly isKept: true; readonly isScanned: boolean }
  | { readonly isKept: false; readonly fault: FileFault; readonly detail: string | null };

export interface FileChecks {
  readonly store: ObjectStore;
  readonly scanner: Scanner | null;
  /** A folder of this machine for copies while they are looked at. */
  readonly scratchFolder: string;
}

/**
 * Checks a file whose parts are all there and keeps it where nothing is wrong with it.
 *
 * Everything is done with one copy on this machine's disk: what is kept is what was checked, whatever happens to the parts meanwhile.
 * Errors: rejects where no verdict is possible, such as with a scanner that does not answer; the file stays in quarantine then.
 */
export async function checkFile({ store, scanner, scratchFolder }: FileChecks, key: FileKey, declared: DeclaredFile): Promise<FileVerdict> {
  await mkdir(scratchFolder, { recursive: true });
  const path = join(scratchFolder, randomUUID());
  try {
    const { sizeBytes, sha256 } = await copyTo(path, store, key, declared);
    if (sizeBytes !== declared.sizeBytes) return refused('SIZE_MISMATCH');
    if (sha256 !== declared.sha256) return refused('DIGEST_MISMATCH');
    const fault = await contentFault(path, declared.contentType);
    if (fault) return refused(fault);
    const signature = (await scanner?.scan(createReadStream(path))) ?? null;
    if (signature !== null) return refused('INFECTED', signature);
    await store.keep(key, { path, sizeBytes });
    return { isKept: true, isScanned: scanner !== null };
  } finally {
    await rm(path, { force: true });
  }
}

const refused = (fault: FileFault, detail: string | null = null): FileVerdict => ({ isKept: false, fault, detail });

async function copyTo(path: string, store: ObjectStore, key: FileKey, { sizeBytes: declared }: DeclaredFile) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(store.readParts(key, partCountOf(declared)), measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** A copy that is older was left behind by a process that was killed. */
const SCRATCH_MS_MAX = 60 * 60 * 1000;

/** Removes copies that were left behind. */
export async function clearScratch({ scratchFolder }: Pick<FileChecks, 'scratchFolder'>): Promise<void> {
  for (const name of await readdir(scratchFolder).catch(() => [])) {
    const path = join(scratchFolder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > SCRATCH_MS_MAX) await rm(path, { force: true });
  }
}
