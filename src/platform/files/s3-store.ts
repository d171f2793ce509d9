import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini, S3ServiceError } from 's3mini';
import { exactly } from './exact-length.js';
import { type ByteRange, type FileKey, isKey, type KeptFile, type ObjectStore, placeOf, type StoredPart } from './object-store.js';

export interface S3Location {
  /** Address of the server. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

const LISTED_COUNT_MAX = 1_000;
const PAGES_COUNT_MAX = 10_000;
const BINARY = 'application/octet-stream';

/**
 * Files in a bucket of an S3-compatible server, at the same places as on a disk.
 *
 * A part is an object of its own: every such server stores one whole or not at all, and lists it as soon as it has acknowledged it. So
 * the bucket itself says how far an upload has come, and nothing beside it has to be remembered.
 */
export class S3Store implements ObjectStore {
  private readonly client: S3mini;

  constructor({ endpoint, bucket, region, accessKey, secretKey }: S3Location) {
    this.client = new S3mini({
      endpoint: `${endpoint.replace(/\/+$/, '')}/${bucket}`,
      region,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      // A body that streams must say so, and the client does not.
      fetch: (input, init) => fetch(input, { ...init, ...(init?.body ? { duplex: 'half' } : {}) }),
    });
  }

  async writePart(key: FileKey, { number, sizeBytes }: StoredPart, content: Readable): Promise<void> {
    const measured = exactly(sizeBytes);
    content.once('error', (error) => measured.destroy(error));
    content.once('close', () => content.readableEnded || measured.destroy(new Error('the content broke off')));
    await this.put(`${quarantineOf(key)}/${number}`, content.pipe(measured), sizeBytes);
  }

  async listParts(key: FileKey): Promise<readonly StoredPart[]> {
    const parts: StoredPart[] = [];
    for await (const { name, sizeBytes } of this.list(`${quarantineOf(key)}/`))
      if (/^\d{1,4}$/.test(name)) parts.push({ number: Number(name), sizeBytes });
    return parts.sort((a, b) => a.number - b.number);
  }

  readParts(key: FileKey, partCount: number): Readable {
    const get = (number: number) => this.get(`${quarantineOf(key)}/${number}`);
    return Readable.from(
      (async function* () {
        for (let number = 1; number <= partCount; number++) {
          const part = await get(number);
          if (!part) throw new Error(`part ${number} is not there`);
          yield* part;
        }
      })(),
      { objectMode: false },
    );
  }

  async removeParts(key: FileKey): Promise<void> {
    for (const { number } of await this.listParts(key)) await this.client.deleteObject(`${quarantineOf(key)}/${number}`);
  }

  async *listUploads(): AsyncIterable<FileKey> {
    let last = '';
    for await (const { name } of this.list('quarantine/')) {
      const [tenantId = '', id = ''] = name.split('/');
      // Objects come in the order of their names: the parts of an upload stand together.
      if (`${tenantId}/${id}` === last || !isKey(tenantId, id)) continue;
      last = `${tenantId}/${id}`;
      yield { tenantId, id };
    }
  }

  async keep(key: FileKey, { path, sizeBytes }: KeptFile): Promise<void> {
    await this.put(keptOf(key), createReadStream(path), sizeBytes);
  }

  readKept(key: FileKey, range?: ByteRange): Promise<Readable | null> {
    return this.get(keptOf(key), range);
  }

  async removeKept(key: FileKey): Promise<void> {
    await this.client.deleteObject(keptOf(key));
  }

  private async put(name: string, content: Readable, sizeBytes: number): Promise<void> {
    const body = Readable.toWeb(content) as unknown as globalThis.ReadableStream;
    try {
      const stored = await this.client.putObject(name, body, BINARY, undefined, undefined, sizeBytes);
      await stored.body?.cancel();
    } catch (error) {
      // Ours says more than that the request failed.
      throw content.errored ?? error;
    } finally {
      content.destroy();
    }
  }

  private async get(name: string, range?: ByteRange): Promise<Readable | null> {
    // The client counts up to the byte after the last one.
    const asked = range ? this.client.getObjectRaw(name, false, range.start, range.end + 1) : this.client.getObjectResponse(name);
    const response = await asked.catch((error: unknown) => {
      if (error instanceof S3ServiceError && error.status === 404) return null;
      throw error;
    });
    return response?.body ? Readable.fromWeb(response.body as ReadableStream) : null;
  }

  private async *list(prefix: string): AsyncIterable<{ readonly name: string; readonly sizeBytes: number }> {
    let token: string | undefined;
    for (let page = 0; page < PAGES_COUNT_MAX; page++) {
      // The client's first argument is a path, whatever it is called: everything below the prefix is listed.
      const listed = await this.client.listObjectsPaged('/', prefix, LISTED_COUNT_MAX, token);
      if (!listed) throw new Error('there is no such bucket');
      for (const { Key, Size } of listed.objects ?? []) yield { name: Key.slice(prefix.length), sizeBytes: Number(Size) };
      if (!listed.nextContinuationToken) return;
      token = listed.nextContinuationToken;
    }
  }
}

const quarantineOf = (key: FileKey): string => `quarantine/${placeOf(key)}`;

const keptOf = (key: FileKey): string => `kept/${placeOf(key)}`;
