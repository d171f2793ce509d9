import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { ByteReader } from './byte-reader.js';
import { extensionOf } from './file-name.js';
import { isWholeJpeg, isWholeMp3, isWholePdf, isWholePng, isWholeWav } from './media-structure.js';
import { officeZipFault, type ZipFault } from './office-zip.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The types that are taken, each with its extensions. Archives are not: what is in one should come by itself. */
const EXTENSIONS = {
  'application/pdf': ['pdf'],
  [`${OFFICE}.spreadsheetml.sheet`]: ['xlsx'],
  [`${OFFICE}.wordprocessingml.document`]: ['docx'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'audio/wav': ['wav'],
  'audio/mpeg': ['mp3'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
} as const;

export type ContentType = keyof typeof EXTENSIONS;

export const CONTENT_TYPES = Object.keys(EXTENSIONS) as ContentType[];

/** Why a content is not taken. */
export type ContentFault = 'TYPE_MISMATCH' | 'NOT_WHOLE' | 'NOT_TEXT' | ZipFault;

/** The type that a name's extension stands for; null where such files are not taken. */
export function typeOfName(name: string): ContentType | null {
  const extension = extensionOf(name);
  return CONTENT_TYPES.find((type) => (EXTENSIONS[type] as readonly string[]).includes(extension)) ?? null;
}

/** Bytes that tell what a file is, and in which readers look for the beginning of a PDF. */
const HEAD_BYTES = 4_100;
const PDF_SEARCH_BYTES = 1_024;

/** An archive's directory ends with 22 bytes and a comment of at most 65,535. */
const ZIP_END = { signature: Buffer.from('PK\x05\x06', 'latin1'), sizeBytes: 22, searchBytes: 22 + 65_535 } as const;

/** What an entry of the directory begins with, and what stands before the end of a directory that is too large for its fields. */
const ZIP_ENTRY = 'PK\x01\x02';
const ZIP64_LOCATOR = { signature: 'PK\x06\x07', sizeBytes: 20 } as const;

/** What is wrong with a file that is said to be of a type; null where it is that and nothing else, from end to end. */
export async function contentFault(path: string, type: ContentType): Promise<ContentFault | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const reader = new ByteReader(file, size);
    const head = Buffer.from(await reader.at(0, HEAD_BYTES));
    const isPdf = type === 'application/pdf';
    if (head.subarray(0, PDF_SEARCH_BYTES).includes('%PDF-') && !isPdf) return head.indexOf('%PDF-') === 0 ? 'TYPE_MISMATCH' : 'POLYGLOT';
    if (type.startsWith('text/')) return (await magicOf(head)) ? 'TYPE_MISMATCH' : textFault(path);
    if (type.startsWith(OFFICE)) {
      if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') return 'TYPE_MISMATCH';
      return officeZipFault(path, reader, `${type}.main+xml`);
    }
    const found = await magicOf(head);
    if (found !== type && !(type === 'audio/mpeg' && found === undefined)) return 'TYPE_MISMATCH';
    if (await endsAsZip(reader)) return 'POLYGLOT';
    return (await WHOLE[type as keyof typeof WHOLE](reader)) ? null : 'NOT_WHOLE';
  } finally {
    await file.close();
  }
}

const WHOLE = {
  'application/pdf': isWholePdf,
  'image/jpeg': isWholeJpeg,
  'image/png': isWholePng,
  'audio/wav': isWholeWav,
  'audio/mpeg': isWholeMp3,
} as const;

/** The type that the first bytes say; undefined for none that is known. */
async function magicOf(head: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    return undefined;
  }
}

/**
 * Whether an unpacker would find an archive at the end of a file: the end of a directory, and the directory where it says.
 *
 * Unpackers forgive what else the end says wrong, such as the length of its comment or its number of disks, and so does this.
 */
async function endsAsZip(reader: ByteReader): Promise<boolean> {
  const { signature, sizeBytes, searchBytes } = ZIP_END;
  const start = Math.max(0, reader.sizeBytes - searchBytes);
  const half = Math.ceil(searchBytes / 2);
  const tail = Buffer.concat([await reader.at(start, half), await reader.at(start + half, half)]);
  for (let place = tail.indexOf(signature); place >= 0; place = tail.indexOf(signature, place + 1)) {
    if (place + sizeBytes > tail.length) return false;
    const directoryBytes = tail.readUInt32LE(place + 12);
    const directoryStart = tail.readUInt32LE(place + 16);
    const before = start + place;
    const begins = async (at: number, text: string) =>
      at >= 0 && at + text.length <= reader.sizeBytes && (await reader.at(at, text.length)).toString('latin1') === text;
    // Something may stand before the archive: then its places count from there, and only the length tells where the directory is.
    if ((await begins(before - directoryBytes, ZIP_ENTRY)) || (await begins(directoryStart, ZIP_ENTRY))) return true;
    if (await begins(before - ZIP64_LOCATOR.sizeBytes, ZIP64_LOCATOR.signature)) return true;
  }
  return false;
}

/** Characters that no text has: the C0 controls but tab and the ends of lines and pages, and DEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that are looked for
const CONTROL = /[\x00-\x08\x0b\x0e-\x1f\x7f]/;

async function textFault(path: string): Promise<ContentFault | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
      if (CONTROL.test(decoder.decode(chunk, { stream: true }))) return 'NOT_TEXT';
    decoder.decode();
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'NOT_TEXT';
    throw error;
  }
}
