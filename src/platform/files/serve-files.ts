import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import { errorBody } from '../http/errors.js';
import { WrongLengthError } from './exact-length.js';
import { attachmentHeader } from './file-name.js';
import type { ByteRange, FileKey } from './object-store.js';
import type { Files } from './open-files.js';
import type { AddressFault, AddressPurpose } from './signed-address.js';
import { nextPartOf, PART_BYTES, partBytesOf, partCountOf } from './upload-parts.js';

/** A file that passed its checks. */
interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Of its content, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What the routes must know of files, and tell of them; a feature has it. */
export interface FileRegister {
  /** An upload by its key; null where there is none. `isDecided` where its checks are over, whose parts may be gone. */
  findUpload(key: FileKey): Promise<{ readonly sizeBytes: number; readonly isDecided: boolean } | null>;
  /** A file that may be downloaded; null where there is none, or it did not pass its checks. */
  findDownload(key: FileKey): Promise<Download | null>;
  /** All parts are there. */
  onComplete(key: FileKey): void;
}

const ADDRESS_FAULTS = {
  ADDRESS_INVALID: '地址无效 / the address is not valid',
  ADDRESS_EXPIRED: '地址已过期 / the address has expired',
} as const satisfies Record<AddressFault, string>;

interface Ended {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The part to send instead, where that helps. */
  readonly nextPart?: number | null;
}

/** Ends a request for a file with what is wrong with it. */
class FileRequestError extends Error {
  constructor(readonly ended: Ended) {
    super(ended.message);
  }
}

const end = (status: number, code: string, message: string, nextPart?: number | null): never => {
  throw new FileRequestError({ status, code, message, ...(nextPart === undefined ? {} : { nextPart }) });
};

/** What the parser of ranges gives for none that could be given, and for what is no range at all. */
const UNSATISFIABLE = -1;
const MALFORMED = -2;

/** A downloaded file is saved, never shown, run, kept or sent on by whatever opens it. */
const DOWNLOAD_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
} as const;

/**
 * Uploads by parts and downloads, by signed addresses.
 *
 * `GET /files/uploads/<id>` says which part comes next; `PUT /files/uploads/<id>/parts/<n>` takes one, and is answered once it is stored
 * for good. A part that is stored already is acknowledged again. `GET /files/downloads/<id>` gives a file as an attachment, or the range
 * of it that is asked for, so that a recording can be listened to from its middle and an interrupted download goes on where it broke off.
 */
export function serveFiles(server: FastifyInstance, { store, signer }: Files, register: FileRegister, now: () => Date): void {
  server.register(async (scope) => {
    // Bodies are bytes, whatever they are said to be, and are read by nobody but the store.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => {
      if (!(error instanceof FileRequestError)) throw error;
      const { status, code, message, nextPart } = error.ended;
      // Nobody waits for the rest of a body that is refused.
      if (!request.raw.complete) reply.header('connection', 'close');
      return reply.code(status).send({ ...errorBody(message, code, request.id), ...(nextPart === undefined ? {} : { nextPart }) });
    });

    /** The file of an address that is ours and in time. Errors: ends the request otherwise. */
    const keyOf = (request: FastifyRequest, purpose: AddressPurpose): FileKey => {
      const { id } = request.params as { readonly id: string };
      const { tenant, expires, signature } = request.query as Readonly<Record<string, unknown>>;
      const read = signer.read({ purpose, id, tenant, expires, signature }, now());
      return 'fault' in read ? end(403, read.fault, ADDRESS_FAULTS[read.fault]) : { tenantId: read.tenantId, id };
    };

    const uploadOf = async (key: FileKey) =>
      (await register.findUpload(key)) ?? end(404, 'NOT_FOUND', '没有此上传 / there is no such upload');

    /** How far an upload has come. */
    const stateOf = async (key: FileKey, { sizeBytes, isDecided }: { readonly sizeBytes: number; readonly isDecided: boolean }) => {
      const nextPart = isDecided ? null : nextPartOf(sizeBytes, await store.listParts(key));
      return { nextPart, partCount: partCountOf(sizeBytes), partSizeBytes: PART_BYTES, sizeBytes };
    };

    scope.get('/files/uploads/:id', async (request, reply) => {
      const key = keyOf(request, 'uploads');
      const upload = await uploadOf(key);
      return reply.header('cache-control', 'no-store').send(await stateOf(key, upload));
    });

    scope.put('/files/uploads/:id/parts/:part', { bodyLimit: PART_BYTES }, async (request, reply) => {
      const key = keyOf(request, 'uploads');
      const upload = await uploadOf(key);
      const { part: text } = request.params as { readonly part: string };
      const part = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
      const sizeBytes = partBytesOf(upload.sizeBytes, part);
      if (sizeBytes === 0) end(404, 'NO_SUCH_PART', '没有此分块 / there is no such part');
      const before = await stateOf(key, upload);
      const isStored = before.nextPart === null || part < before.nextPart;
      if (!isStored && part > before.nextPart!)
        end(409, 'PART_OUT_OF_ORDER', `请先上传第 ${before.nextPart} 块 / part ${before.nextPart} comes first`, before.nextPart);
      if (isStored) {
        await drain(request.body as Readable | undefined);
        return acknowledge(reply, before);
      }
      if (Number(request.headers['content-length']) !== sizeBytes)
        end(400, 'PART_SIZE', `本块应为 ${sizeBytes} 字节 / this part has ${sizeBytes} bytes`, part);
      try {
        await store.writePart(key, { number: part, sizeBytes }, request.body as Readable);
      } catch (error) {
        if (!(error instanceof WrongLengthError) && request.raw.complete) throw error;
        end(400, 'PART_BROKEN', '分块不完整 / the part is not whole', part);
      }
      const after = await stateOf(key, upload);
      if (after.nextPart === null) register.onComplete(key);
      return acknowledge(reply, after);
    });

    scope.get('/files/downloads/:id', async (request, reply) => {
      const key = keyOf(request, 'downloads');
      const file = await register.findDownload(key);
      if (!file) return end(404, 'NOT_FOUND', '没有此文件 / there is no such file');
      const etag = `"${file.sha256}"`;
      const range = rangeAsked(request.headers, etag, file.sizeBytes);
      if (range === 'UNSATISFIABLE') {
        reply.header('content-range', `bytes */${file.sizeBytes}`);
        return end(416, 'RANGE_UNSATISFIABLE', `文件只有 ${file.sizeBytes} 字节 / the file has ${file.sizeBytes} bytes only`);
      }
      const content = await store.readKept(key, range ?? undefined);
      if (!content) return end(404, 'NOT_FOUND', '没有此文件 / there is no such file');
      reply.raw.once('close', () => content.destroy());
      if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
      return reply
        .headers({ ...DOWNLOAD_HEADERS, 'accept-ranges': 'bytes', etag, 'content-disposition': attachmentHeader(file.fileName) })
        .header('content-length', range ? range.end - range.start + 1 : file.sizeBytes)
        .type(file.contentType)
        .send(content);
    });
  });
}

/**
 * The one range that a request asks for; null where it asks for all, for several ranges at once, or goes on with another file than this
 * one: then the whole is sent, as RFC 9110 allows.
 */
function rangeAsked(headers: IncomingHttpHeaders, etag: string, sizeBytes: number): ByteRange | 'UNSATISFIABLE' | null {
  const { range, 'if-range': goesOnWith = etag } = headers;
  if (!range || !/^bytes=/i.test(range) || goesOnWith !== etag) return null;
  const ranges = parseRange(sizeBytes, range);
  if (ranges === UNSATISFIABLE) return 'UNSATISFIABLE';
  if (ranges === MALFORMED || ranges.length !== 1) return null;
  return ranges[0]!;
}

const acknowledge = (reply: FastifyReply, state: object) => reply.header('cache-control', 'no-store').send(state);

/** Takes in what a caller sends again, and throws it away. */
async function drain(body: Readable | undefined): Promise<void> {
  if (body) for await (const _ of body);
}
