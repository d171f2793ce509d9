import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BulkBlock, BulkResult, BulkWorkerData } from './bulk-worker.js';

/** Raised where one line of the input is longer than memory is given for. */
export class LineTooLongError extends Error {}

/** How far a bulk run has come. */
export interface BulkProgress {
  readonly lines: number;
  readonly badLines: number;
}

const NEWLINE = 0x0a;

/** A line longer than this ends the run: memory stays bounded whatever is fed in. */
const LINE_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Runs one case a line on all cores and writes one result a line, in order.
 *
 * Memory is bounded: so many blocks are under way at once, and nothing more is read while the output is not taken.
 * Errors: a bad line gives its problems in its place and the others go on.
 */
export async function runBulk(
  input: AsyncIterable<Buffer>,
  output: NodeJS.WritableStream,
  data: BulkWorkerData,
  report: (progress: BulkProgress) => void,
): Promise<BulkProgress> {
  const workers = Array.from({ length: availableParallelism() }, () => new BulkWorker(data));
  const underWay: Promise<void>[] = [];
  let lastWritten: Promise<void> = Promise.resolve();
  let lines = 0;
  let badLines = 0;
  // A result is written as soon as it is there and those before it are: whoever sends a line at a time gets an answer at a time.
  const writeInOrder = async (before: Promise<void>, answer: Promise<BulkResult>) => {
    await before;
    const result = await answer;
    badLines += result.badLines;
    if (!output.write(result.bytes)) await once(output, 'drain');
    report({ lines, badLines });
  };
  try {
    for await (const block of wholeLines(input)) {
      const firstLine = lines + 1;
      // Counted before the block is handed over: its bytes then belong to the worker.
      lines += countLines(block);
      const worker = workers.reduce((idlest, candidate) => (candidate.waiting < idlest.waiting ? candidate : idlest));
      lastWritten = writeInOrder(lastWritten, worker.run({ bytes: block, firstLine }));
      // Awaited in order, perhaps later than it fails: an early failure must not count as unhandled meanwhile.
      lastWritten.catch(() => undefined);
      underWay.push(lastWritten);
      if (underWay.length >= workers.length * 2) await underWay.shift();
    }
    await Promise.all(underWay);
    return { lines, badLines };
  } finally {
    // What was answered before an end in error is still written.
    await Promise.allSettled(underWay);
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** A worker thread that answers its blocks in the order in which they came. */
class BulkWorker {
  private readonly thread: Worker;
  /** Why the thread has ended: it then answers nothing any more. */
  private failure: unknown = null;
  private readonly answers: { resolve: (result: BulkResult) => void; reject: (error: unknown) => void }[] = [];

  constructor(data: BulkWorkerData) {
    this.thread = new Worker(new URL('./bulk-worker.js', import.meta.url), { workerData: data });
    this.thread.on('message', (result: BulkResult) => this.answers.shift()!.resolve(result));
    this.thread.on('error', (error) => {
      this.failure = error;
      for (const { reject } of this.answers.splice(0)) reject(error);
    });
  }

  get waiting(): number {
    return this.answers.length;
  }

  run(block: BulkBlock): Promise<BulkResult> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const answer = new Promise<BulkResult>((resolve, reject) => this.answers.push({ resolve, reject }));
    // Looked at in order, perhaps later than it fails: an early failure must not count as unhandled meanwhile.
    answer.catch(() => undefined);
    this.thread.postMessage(block, [block.bytes.buffer]);
    return answer;
  }

  async stop(): Promise<void> {
    await this.thread.terminate();
  }
}

/** Cuts a stream into blocks that end with a line; each block owns its bytes. */
async function* wholeLines(input: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of input) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield joined([...rest, chunk.subarray(0, end)]);
      rest = [];
      restBytes = 0;
    }
    if (end === chunk.length) continue;
    rest.push(chunk.subarray(end));
    restBytes += chunk.length - end;
    if (restBytes > LINE_BYTES_MAX) throw new LineTooLongError(`a line is longer than ${LINE_BYTES_MAX} bytes`);
  }
  if (restBytes > 0) yield joined(rest);
}

function joined(parts: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function countLines(block: Uint8Array): number {
  let lines = 0;
  for (let index = block.indexOf(NEWLINE); index >= 0; index = block.indexOf(NEWLINE, index + 1)) lines += 1;
  return lines;
}
