import type { ByteReader } from './byte-reader.js';

/**
 * Whether a file is what its kind says from its first byte to its last.
 *
 * Programs that open a file look for their own format anywhere in it: an archive behind a picture is an archive to an unpacker. So
 * each kind is walked by its own lengths, and nothing may stand before, between or behind.
 */
type Walk = (reader: ByteReader) => Promise<boolean>;

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, escape: 0xff } as const;

/** Markers that bear no length: TEM and the restarts. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** One or more pictures one after the other, as cameras write them that add a preview or a gain map. */
export const isWholeJpeg: Walk = async (reader) => {
  let place = 0;
  while (place < reader.sizeBytes) {
    const end = await endOfPicture(reader, place);
    if (end === null) return false;
    place = end;
  }
  return place > 0;
};

async function endOfPicture(reader: ByteReader, start: number): Promise<number | null> {
  const [first, second] = await reader.at(start, 2);
  if (first !== JPEG.escape || second !== JPEG.start) return null;
  let hasScan = false;
  for (let place = start + 2; place < reader.sizeBytes; ) {
    const [prefix, marker, high, low] = await reader.at(place, 4);
    if (prefix !== JPEG.escape || marker === undefined) return null;
    if (marker === JPEG.escape) place += 1;
    else if (marker === JPEG.end) return hasScan ? place + 2 : null;
    else if (isBare(marker)) place += 2;
    else {
      const length = (high! << 8) | low!;
      if (!(length >= 2)) return null;
      place += 2 + length;
      if (marker !== JPEG.scan) continue;
      hasScan = true;
      place = await endOfScan(reader, place);
      if (place < 0) return null;
    }
  }
  return null;
}

/** The marker that ends entropy-coded data: an escape that neither stands for itself nor restarts. */
async function endOfScan(reader: ByteReader, from: number): Promise<number> {
  for (let place = await reader.indexOf(JPEG.escape, from); place >= 0; place = await reader.indexOf(JPEG.escape, place + 2)) {
    const [, next] = await reader.at(place, 2);
    if (next === undefined) return -1;
    if (next !== 0 && !isBare(next)) return place;
  }
  return -1;
}

const PNG_SIGNATURE_BYTES = 8;
const PNG_CHUNKS_MAX = 100_000;

export const isWholePng: Walk = async (reader) => {
  let place = PNG_SIGNATURE_BYTES;
  for (let count = 0; count < PNG_CHUNKS_MAX; count++) {
    const head = await reader.at(place, 8);
    if (head.length < 8) return false;
    const kind = head.toString('latin1', 4, 8);
    if (count === 0 && kind !== 'IHDR') return false;
    place += 12 + head.readUInt32BE(0);
    if (kind === 'IEND') return place === reader.sizeBytes;
  }
  return false;
};

const RIFF_CHUNKS_MAX = 10_000;

export const isWholeWav: Walk = async (reader) => {
  const head = Buffer.from(await reader.at(0, 12));
  if (head.length < 12 || head.readUInt32LE(4) + 8 !== reader.sizeBytes || head.toString('latin1', 8) !== 'WAVE') return false;
  const kinds = new Set<string>();
  let place = 12;
  for (let count = 0; count < RIFF_CHUNKS_MAX && place < reader.sizeBytes; count++) {
    const chunk = await reader.at(place, 8);
    if (chunk.length < 8) return false;
    kinds.add(chunk.toString('latin1', 0, 4));
    const length = chunk.readUInt32LE(4);
    // Chunks begin at even places; the last one's filling may be left out.
    place += 8 + length + (length % 2);
  }
  return kinds.has('fmt ') && kinds.has('data') && (place === reader.sizeBytes || place === reader.sizeBytes + 1);
};

/** Bit rates of layer III in kbit/s, by index: of version 1, and of versions 2 and 2.5. */
const BIT_RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;
const MP3_FRAMES_MIN = 2;
const ID3V1_BYTES = 128;

export const isWholeMp3: Walk = async (reader) => {
  let place = await endOfId3(reader);
  let frameCount = 0;
  while (place < reader.sizeBytes) {
    const length = frameBytes(await reader.at(place, 4));
    if (length === null) return frameCount >= MP3_FRAMES_MIN && (await isId3v1(reader, place));
    place += length;
    frameCount += 1;
  }
  return frameCount >= MP3_FRAMES_MIN && place === reader.sizeBytes;
};

/** A tag of titles in front of the first frame; its length is written with seven bits a byte. */
async function endOfId3(reader: ByteReader): Promise<number> {
  const head = await reader.at(0, 10);
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + ((head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!);
}

const isId3v1 = async (reader: ByteReader, place: number): Promise<boolean> =>
  reader.sizeBytes - place === ID3V1_BYTES && (await reader.at(place, 3)).toString('latin1') === 'TAG';

/** Length of a frame of layer III, by its header; null where none begins. */
function frameBytes(header: Buffer): number | null {
  if (header.length < 4) return null;
  const bits = header.readUInt32BE(0);
  const version = (bits >>> 19) & 3;
  const isLayer3 = bits >>> 21 === 0x7ff && ((bits >>> 17) & 3) === 1 && version !== 1;
  const bitRate = BIT_RATES[version === 3 ? 1 : 2][(bits >>> 12) & 15];
  const sampleRate = SAMPLE_RATES[(bits >>> 10) & 3];
  if (!isLayer3 || !bitRate || !sampleRate) return null;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  const factor = version === 3 ? 144_000 : 72_000;
  return Math.floor((factor * bitRate) / (sampleRate / divisor)) + ((bits >>> 9) & 1);
}

/** How far behind its last mark a document may still have blank lines. */
const PDF_TAIL_BYTES = 128;

export const isWholePdf: Walk = async (reader) => {
  const tail = await reader.at(Math.max(0, reader.sizeBytes - PDF_TAIL_BYTES), PDF_TAIL_BYTES);
  return /startxref\s+\d+\s+%%EOF[\r\n\s\0]*$/.test(tail.toString('latin1'));
};
