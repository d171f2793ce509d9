import type { Readable } from 'node:stream';

/** Which file it is: a tenant's, by the uuid that we gave it. Nothing that a user wrote is a part of where it lies. */
export interface FileKey {
  readonly tenantId: string;
  readonly id: string;
}

/** A part that was stored whole. */
export interface StoredPart {
  /** From 1. */
  readonly number: number;
  readonly sizeBytes: number;
}

/**
 * Where files lie: the parts of an upload in quarantine, and what passed its checks among what is kept.
 *
 * Everything streams; no method holds a file in memory. What a method has acknowledged survives the end of the process.
 */
export interface ObjectStore {
  /** Stores a part whole or not at all. Errors: rejects where the content is shorter or longer than said, or breaks off. */
  writePart(key: FileKey, part: StoredPart, content: Readable): Promise<void>;
  /** The parts that are stored, by number. */
  listParts(key: FileKey): Promise<readonly StoredPart[]>;
  /** The first parts of an upload, one after the other, as one stream. */
  readParts(key: FileKey, partCount: number): Readable;
  /** Forgets an upload's parts; nothing happens where there are none. */
  removeParts(key: FileKey): Promise<void>;
  /** Every upload that has parts in quarantine, of all tenants. */
  listUploads(): AsyncIterable<FileKey>;
  /** Keeps a file that passed its checks; once more, it is the same. */
  keep(key: FileKey, file: KeptFile): Promise<void>;
  /** What is kept, or a range of it, as a stream; null where nothing is. */
  readKept(key: FileKey, range?: ByteRange): Promise<Readable | null>;
  /** Forgets a kept file that nobody ever submitted. */
  removeKept(key: FileKey): Promise<void>;
}

/** Bytes of a file, the first and the last one counted from 0; both are of it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A file on this machine's own disk that is to be kept. */
export interface KeptFile {
  readonly path: string;
  readonly sizeBytes: number;
}

const TENANT = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a file lies below quarantine or what is kept. Errors: throws for a key that could lead anywhere else. */
export function placeOf({ tenantId, id }: FileKey): string {
  if (!isKey(tenantId, id)) throw new Error('no key of a file');
  return `${tenantId}/${id}`;
}

/** Whether names of folders are a tenant and a file of it. */
export const isKey = (tenantId: string, id: string): boolean => TENANT.test(tenantId) && UUID.test(id);
