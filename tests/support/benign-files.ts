import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import jpeg from 'jpeg-js';
import PDFDocument from 'pdfkit';
import { officeEntries, zipOf } from './zip-writer.js';

/** A file as somebody would upload it. */
export interface TestFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  jpg: 'image/jpeg',
  png: 'image/png',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  csv: 'text/csv',
  txt: 'text/plain',
} as const;

export const FIFTY_MB = 52_428_800;

/** The same noise every time. */
export function noise(sizeBytes: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  let state = seed;
  for (let place = 0; place < words.length; place++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[place] = state >>> 0;
  }
  return Buffer.from(words.buffer, 0, sizeBytes);
}

export async function pdfOf(text: string): Promise<Buffer> {
  const document = new PDFDocument({ info: { Title: 'Minutes' } });
  document.text(text);
  document.addPage().text('2');
  document.end();
  return buffer(document as unknown as Readable);
}

export async function xlsxOf(rowCount: number): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('接通率');
  for (let row = 1; row <= rowCount; row++) sheet.addRow([row, `2026-01-${String((row % 28) + 1).padStart(2, '0')}`, row * 37, '接通']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function jpegOf(side: number): Buffer {
  // Noise: entropy-coded data in which every byte occurs, the escape too.
  return Buffer.from(jpeg.encode({ data: noise(side * side * 4), width: side, height: side }, 92).data);
}

export function pngOf(side: number): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0], 8);
  const rows = Buffer.concat(Array.from({ length: side }, (_, row) => Buffer.concat([Buffer.from([0]), noise(side, row + 1)])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A recording of noise, of exactly so many bytes. */
export function wavOf(sizeBytes: number): Buffer {
  const file = noise(sizeBytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(sizeBytes - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8_000, 24);
  file.writeUInt32LE(16_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(sizeBytes - 44, 40);
  return file;
}

/** Frames of layer III at 128 kbit/s and 44.1 kHz, behind a tag of titles. */
export function mp3Of(frameCount: number, tag = Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x0a0123456789', 'latin1')): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  return Buffer.concat([tag, ...Array.from({ length: frameCount }, () => frame)]);
}

const named = (extension: keyof typeof TYPES, content: Buffer, name = '证明材料 2026.01.15'): TestFile => ({
  fileName: `${name}.${extension}`,
  contentType: TYPES[extension],
  content,
});

/** What must be accepted whole. */
export async function benignFiles(): Promise<TestFile[]> {
  const photo = jpegOf(160);
  return [
    named('pdf', await pdfOf('The minutes of the meeting')),
    named('pdf', Buffer.concat([await pdfOf('with a blank line at its end'), Buffer.from('\r\n')]), '末尾空行'),
    named('xlsx', await xlsxOf(2_000)),
    named('docx', zipOf(officeEntries('docx'))),
    named('jpg', photo),
    named('jpg', Buffer.concat([photo, jpegOf(16)]), '带缩略图'),
    named('png', pngOf(64)),
    named('wav', wavOf(160_044)),
    named('wav', wavOf(160_045), '奇数长度'),
    named('mp3', mp3Of(50)),
    named('mp3', Buffer.concat([mp3Of(50, Buffer.alloc(0)), Buffer.from('TAG'.padEnd(128, '\0'), 'latin1')]), '旧标签'),
    named('csv', Buffer.from('\ufeff月份,接通率\r\n2026-01,97.3\r\n')),
    named('txt', Buffer.from(`${'热线工单记录\n'.repeat(20_000)}`)),
  ];
}

/** The largest file that is taken. */
export const largestFile = (): TestFile => named('wav', wavOf(FIFTY_MB), '五十兆');
