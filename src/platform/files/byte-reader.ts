import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 64 * 1024;

/** Reads a file at any place, through a window of fixed size: however large the file, the memory stays the same. */
export class ByteReader {
  private window = Buffer.alloc(0);
  private windowStart = 0;

  constructor(
    private readonly file: FileHandle,
    readonly sizeBytes: number,
  ) {}

  /** Bytes at a place, at most a window's; fewer at the end of the file. */
  async at(place: number, count: number): Promise<Buffer> {
    const end = Math.min(place + count, this.sizeBytes);
    if (place >= end) return Buffer.alloc(0);
    if (place < this.windowStart || end > this.windowStart + this.window.length) await this.move(place);
    return this.window.subarray(place - this.windowStart, end - this.windowStart);
  }

  /** The first place from one on where a byte stands; -1 where it stands nowhere any more. */
  async indexOf(byte: number, from: number): Promise<number> {
    for (let place = from; place < this.sizeBytes; ) {
      const bytes = await this.at(place, WINDOW_BYTES);
      const found = bytes.indexOf(byte);
      if (found >= 0) return place + found;
      place += bytes.length;
    }
    return -1;
  }

  private async move(place: number): Promise<void> {
    const wanted = Buffer.alloc(Math.min(WINDOW_BYTES, this.sizeBytes - place));
    const { bytesRead } = await this.file.read(wanted, 0, wanted.length, place);
    if (bytesRead < wanted.length) throw new Error('the file became shorter while it was read');
    this.window = wanted;
    this.windowStart = place;
  }
}
