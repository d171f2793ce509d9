import { promisify } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import yauzl from 'yauzl';
import type { ByteReader } from './byte-reader.js';

/** What an office document may unpack to at most, so that no small file becomes an endless one. */
const BOUNDS = {
  entries: 2_000,
  totalBytes: 250 * 1024 * 1024,
  entryBytes: 200 * 1024 * 1024,
  ratio: 150,
  ratioFromBytes: 1024 * 1024,
} as const;

/** Bytes that tell what an entry is. */
const HEAD_BYTES = 4_100;

/** Bytes of `[Content_Types].xml` that are looked at; the largest known are a few ten thousand. */
const TYPES_BYTES_MAX = 1024 * 1024;

const LOCAL_HEADER_BYTES = 30;

/** A descriptor behind an entry's data, which writers add that do not know its length beforehand. */
const DESCRIPTOR_BYTES = [0, 12, 16, 20, 24];

/** What an office document may hold beside XML: pictures and fonts. No programs, macros, archives or documents in documents. */
const isHarmless = (mime: string): boolean => /^(image|font)\/|^application\/xml$/.test(mime);

const PROGRAM_NAME = /\.(exe|dll|com|scr|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|jar|msi|lnk|sh|app|elf|so|dylib|py|php|pif|cpl|reg)$/i;

export type ZipFault = 'ARCHIVE_BROKEN' | 'ARCHIVE_TOO_LARGE' | 'ARCHIVE_NAMES' | 'ARCHIVE_CONTENT' | 'POLYGLOT';

class Refused extends Error {
  constructor(readonly fault: ZipFault) {
    super(fault);
  }
}

/**
 * What is wrong with an office document's archive; null for nothing. `mainType` is the type that its main part must have.
 *
 * The directory is checked before anything is unpacked; then every entry is unpacked once, streaming and counted, and thrown away:
 * what an entry says of its size is a claim.
 */
export async function officeZipFault(path: string, reader: ByteReader, mainType: string): Promise<ZipFault | null> {
  let zip: yauzl.ZipFile;
  try {
    zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(path, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    });
  } catch {
    return 'ARCHIVE_BROKEN';
  }
  try {
    // A comment stands behind the directory and may be anything.
    if (zip.comment.length > 0) return 'POLYGLOT';
    if (zip.entryCount > BOUNDS.entries) return 'ARCHIVE_TOO_LARGE';
    const entries = await entriesOf(zip);
    await refuseGaps(reader, entries);
    let types = '';
    let totalBytes = 0;
    for (const entry of entries) {
      const { head, sizeBytes } = await unpack(zip, entry, BOUNDS.totalBytes - totalBytes);
      totalBytes += sizeBytes;
      if (entry.fileName === '[Content_Types].xml') types = head.toString('utf8');
      else await refuseForeignContent(head);
    }
    return types.includes(`"${mainType}"`) ? null : 'ARCHIVE_CONTENT';
  } catch (error) {
    // The library's own errors are all of a broken or tricky archive; what is ours says what it is.
    return error instanceof Refused ? error.fault : 'ARCHIVE_BROKEN';
  } finally {
    zip.close();
  }
}

/** The directory, with the bounds that it claims to keep. Errors: rejects with what it breaks. */
function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  const names = new Set<string>();
  let totalBytes = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', (error: Error) =>
      reject(/invalid relative path|absolute path|invalid characters/.test(error.message) ? new Refused('ARCHIVE_NAMES') : error),
    );
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const { fileName, compressedSize, uncompressedSize } = entry;
      const name = fileName.toLowerCase();
      totalBytes += uncompressedSize;
      if (PROGRAM_NAME.test(name) || name.includes('vbaproject')) return reject(new Refused('ARCHIVE_CONTENT'));
      if (names.has(name) || /[\p{Cc}]/u.test(name)) return reject(new Refused('ARCHIVE_NAMES'));
      if (entry.isEncrypted()) return reject(new Refused('ARCHIVE_CONTENT'));
      const isBomb =
        uncompressedSize > BOUNDS.entryBytes ||
        totalBytes > BOUNDS.totalBytes ||
        (uncompressedSize > BOUNDS.ratioFromBytes && uncompressedSize > compressedSize * BOUNDS.ratio);
      if (isBomb) return reject(new Refused('ARCHIVE_TOO_LARGE'));
      names.add(name);
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Nothing may stand before the first entry or between two of them, and no two may share bytes. */
async function refuseGaps(reader: ByteReader, entries: readonly yauzl.Entry[]): Promise<void> {
  const inPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const [index, { relativeOffsetOfLocalHeader: place, compressedSize, fileNameRaw, fileNameLength }] of inPlace.entries()) {
    const gap = place - end;
    if (!(index === 0 ? gap === 0 : DESCRIPTOR_BYTES.includes(gap))) throw new Refused('POLYGLOT');
    const header = await reader.at(place, LOCAL_HEADER_BYTES + fileNameLength);
    // The name stands twice, and unpackers differ in which one they believe.
    const isSameName = header.length === LOCAL_HEADER_BYTES + fileNameLength && header.subarray(LOCAL_HEADER_BYTES).equals(fileNameRaw);
    if (!isSameName || header.readUInt16LE(26) !== fileNameLength) throw new Refused('ARCHIVE_BROKEN');
    end = place + LOCAL_HEADER_BYTES + fileNameLength + header.readUInt16LE(28) + compressedSize;
  }
  for (const gap of DESCRIPTOR_BYTES) {
    const next = await reader.at(end + gap, 4);
    if (next.toString('latin1') === 'PK\x01\x02') return;
  }
  throw new Refused('POLYGLOT');
}

interface Unpacked {
  readonly head: Buffer;
  readonly sizeBytes: number;
}

async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, bytesMax: number): Promise<Unpacked> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const headMax = entry.fileName === '[Content_Types].xml' ? TYPES_BYTES_MAX : HEAD_BYTES;
  const head: Buffer[] = [];
  let headBytes = 0;
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > bytesMax) throw new Refused('ARCHIVE_TOO_LARGE');
    if (headBytes >= headMax) continue;
    const taken = chunk.subarray(0, headMax - headBytes);
    head.push(taken);
    headBytes += taken.length;
  }
  return { head: Buffer.concat(head), sizeBytes };
}

async function refuseForeignContent(head: Buffer): Promise<void> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const isScript = head.toString('latin1', 0, 2) === '#!';
  if (isScript || (found && !isHarmless(found.mime))) throw new Refused('ARCHIVE_CONTENT');
}
