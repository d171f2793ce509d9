import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** Where clamd listens: a socket's path, or a host and port. */
export type ScannerLocation = { readonly path: string } | { readonly host: string; readonly port: number };

/** Raised where the scanner gives no verdict: nothing is known of the file then. */
export class ScannerUnavailableError extends Error {
  override readonly name = 'ScannerUnavailableError';
}

export interface Scanner {
  /** The signature that a content matches; null for none. Errors: rejects with `ScannerUnavailableError` where there is no verdict. */
  scan(content: Readable): Promise<string | null>;
}

/** How long the scanner may say nothing. */
const SILENCE_MS_MAX = 120_000;

/** Longest answer that is read; clamd's are a line. */
const ANSWER_CHARACTERS_MAX = 4_096;

/** A clamd, over its INSTREAM command: the content goes to it as a stream, no faster than it takes it. */
export const clamdAt = (location: ScannerLocation): Scanner => ({
  async scan(content) {
    const socket = connect(location);
    socket.setTimeout(SILENCE_MS_MAX, () => socket.destroy(new Error('no answer in time')));
    const fault: { ofContent?: Error } = {};
    try {
      const answered = answerOf(socket);
      // Its failure is looked at below, after the content has been sent or has not.
      answered.catch(() => {});
      // A scanner that has seen enough answers and closes: what counts is what it said.
      await send(inChunks(content, fault), socket);
      if (fault.ofContent) throw fault.ofContent;
      return verdictOf(await answered);
    } catch (error) {
      if (error === fault.ofContent || error instanceof ScannerUnavailableError) throw error;
      throw new ScannerUnavailableError(`clamd: ${(error as Error).message}`);
    } finally {
      socket.destroy();
      content.destroy();
    }
  },
});

/** Sends what there is, no faster than it is taken, for as long as it is taken. */
async function send(chunks: AsyncIterable<Buffer>, socket: Socket): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (socket.destroyed) return;
      if (!socket.write(chunk)) await new Promise<void>((resolve) => whenReady(socket, resolve));
    }
  } catch {
    // Of the content, which is noted where it is read.
  }
}

/** Once more can be written, or nothing ever again. */
function whenReady(socket: Socket, done: () => void): void {
  const settle = () => {
    socket.off('drain', settle).off('close', settle);
    done();
  };
  socket.on('drain', settle).on('close', settle);
}

/** The command, every chunk behind its length, and an empty one at the end. */
async function* inChunks(content: Readable, fault: { ofContent?: Error }): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      yield lengthOf(chunk.length);
      yield chunk;
    }
  } catch (error) {
    fault.ofContent = error as Error;
    throw error;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(bytes);
  return header;
}

function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  return new Promise((resolve, reject) => {
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('utf8');
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')));
      else if (answer.length > ANSWER_CHARACTERS_MAX) reject(new Error('an answer without an end'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
}

function verdictOf(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const found = /^stream: (.+) FOUND$/.exec(answer);
  if (found) return found[1]!;
  throw new ScannerUnavailableError(`clamd: ${answer}`);
}
