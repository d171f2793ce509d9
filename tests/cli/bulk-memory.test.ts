import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { packageRoot } from '../../src/platform/package-root.js';
import { HOTLINE } from '../support/run-hotline.js';

// Hundreds of megabytes pass through a process.
jest.setTimeout(300_000);

const REPORTER = pathToFileURL(join(packageRoot(), 'tests/support/report-peak-memory.mjs')).href;

/** A line of some nine kilobytes whose result is a list of problems, of some five: long to read and to write, quick to refuse. */
const unknownFields = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`unknown${index}`, index]));
const LINE = `${JSON.stringify({ on: '2025-05-10', ...unknownFields })}${' '.repeat(8000)}\n`;

/** Runs so many lines; gives the greatest memory that the process held, and how much it wrote. */
async function runLines(count: number): Promise<{ peakKibibytes: number; writtenBytes: number }> {
  const child = spawn(process.execPath, ['--import', REPORTER, HOTLINE, 'due', '--jsonl']);
  let writtenBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    writtenBytes += chunk.length;
  });
  const block = LINE.repeat(100);
  const [stderr, [exit]] = await Promise.all([
    text(child.stderr),
    once(child, 'close'),
    pipeline(Readable.from(Array.from({ length: count / 100 }, () => block)), child.stdin),
  ]);
  expect(exit).toBe(1);
  return { peakKibibytes: Number(stderr), writtenBytes };
}

test('ten times the input does not take twice the memory', async () => {
  const few = await runLines(4_000);
  const many = await runLines(40_000);
  expect(few.peakKibibytes).toBeGreaterThan(0);
  expect(many.writtenBytes).toBeGreaterThan(few.writtenBytes * 9);
  expect(many.peakKibibytes).toBeLessThan(few.peakKibibytes * 2);
});
