import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exactly } from './exact-length.js';
import { type ByteRange, type FileKey, isKey, type KeptFile, type ObjectStore, placeOf, type StoredPart } from './object-store.js';

const PART = /^\d{1,4}$/;

/** Files in a folder of this machine: `quarantine/<tenant>/<file>/<part>` and `kept/<tenant>/<file>`. */
export class DiskStore implements ObjectStore {
  constructor(private readonly folder: string) {}

  async writePart(key: FileKey, { number, sizeBytes }: StoredPart, content: Readable): Promise<void> {
    const folder = this.quarantineOf(key);
    await mkdir(folder, { recursive: true });
    const target = join(folder, String(number));
    const unfinished = `${target}.${randomUUID()}`;
    try {
      await pipeline(content, exactly(sizeBytes), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
      await settle(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async listParts(key: FileKey): Promise<readonly StoredPart[]> {
    const folder = this.quarantineOf(key);
    const names = (await namesIn(folder)).filter((name) => PART.test(name));
    const parts = await Promise.all(
      names.map(async (name) => ({ number: Number(name), sizeBytes: (await stat(join(folder, name))).size })),
    );
    return parts.sort((a, b) => a.number - b.number);
  }

  readParts(key: FileKey, partCount: number): Readable {
    const folder = this.quarantineOf(key);
    return Readable.from(
      (async function* () {
        for (let number = 1; number <= partCount; number++) yield* createReadStream(join(folder, String(number)));
      })(),
      { objectMode: false },
    );
  }

  async removeParts(key: FileKey): Promise<void> {
    await rm(this.quarantineOf(key), { recursive: true, force: true });
  }

  async *listUploads(): AsyncIterable<FileKey> {
    const quarantine = join(this.folder, 'quarantine');
    for (const tenantId of await namesIn(quarantine))
      for (const id of await namesIn(join(quarantine, tenantId))) if (isKey(tenantId, id)) yield { tenantId, id };
  }

  async keep(key: FileKey, { path }: KeptFile): Promise<void> {
    const target = this.keptOf(key);
    const unfinished = `${target}.${randomUUID()}`;
    await mkdir(dirname(target), { recursive: true });
    try {
      await copyFile(path, unfinished);
      await settle(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async readKept(key: FileKey, range?: ByteRange): Promise<Readable | null> {
    try {
      return (await open(this.keptOf(key), 'r')).createReadStream(range);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async removeKept(key: FileKey): Promise<void> {
    await rm(this.keptOf(key), { force: true });
  }

  private quarantineOf(key: FileKey): string {
    return join(this.folder, 'quarantine', placeOf(key));
  }

  private keptOf(key: FileKey): string {
    return join(this.folder, 'kept', placeOf(key));
  }
}

/** Gives a finished file its name for good: its content, and then the folder's entry, are on the disk. */
async function settle(from: string, to: string): Promise<void> {
  await synced(from);
  await rename(from, to);
  await synced(dirname(to));
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code!)) return [];
    throw error;
  }
}
