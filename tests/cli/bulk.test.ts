import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { type CaseFile, casesOf, TEST_CONTRACTS } from '../support/case-files.js';
import { copyContract, removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { HOTLINE, runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(120_000);

afterAll(removeTemporaryFolders);

const bulk = (command: CaseFile['command'], input: string | Uint8Array) =>
  runHotline([command, '--jsonl', '--contracts', TEST_CONTRACTS], { input });

/** A line's result, whose kind the test knows. */
const resultsIn = (stdout: string) =>
  stdout === ''
    ? []
    : stdout
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => JSON.parse(line));

const settlement = (score: string): string => JSON.stringify({ contract: 'kezhou-12345', instalment: 1, score });

describe('thousands of lines, some of them bad, some blank', () => {
  const COUNT = 6000;
  const scoreAt = (index: number) => `${Math.floor(index / 100)}.${String(index % 100).padStart(2, '0')}`;
  const lineAt = (index: number) => {
    if (index % 11 === 5) return ['', '   ', '\t'][index % 3]!;
    if (index % 7 === 3) return [settlement('101'), '{"contract":', settlement('high')][index % 3]!;
    return settlement(scoreAt(index));
  };
  const isBlank = (index: number) => lineAt(index).trim() === '';
  const isBad = (index: number) => !isBlank(index) && index % 7 === 3;
  const indexes = Array.from({ length: COUNT }, (_, index) => index);
  const input = indexes.map((index) => `${lineAt(index)}\n`).join('');

  test('come out in order, a bad one with its number in its place, a blank one only counted', async () => {
    const { exit, stdout, stderr } = await bulk('settle', input);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const told = resultsIn(stdout).map(({ line, score }) => (line === undefined ? Number(score) : `line ${line}`));
    const expected = indexes
      .filter((index) => !isBlank(index))
      .map((index) => (isBad(index) ? `line ${index + 1}` : Number(scoreAt(index))));
    expect(told).toEqual(expected);
  });

  test('come out the same from a file', async () => {
    const path = join(temporaryFolder(), 'settlements.jsonl');
    writeFileSync(path, input);
    const fromFile = await runHotline(['settle', '--jsonl', path]);
    const fromInput = await runHotline(['settle', '--jsonl', '-'], { input });
    expect(fromFile.stdout.length).toBeGreaterThan(1_000_000);
    expect(fromFile).toEqual(fromInput);
  });
});

describe('the lines', () => {
  test('may end in CRLF, the last one in nothing', async () => {
    const lines = ['95', '94.9', '85'].map(settlement);
    const plain = await bulk('settle', lines.map((line) => `${line}\n`).join(''));
    expect(plain.exit).toBe(0);
    expect(resultsIn(plain.stdout).map(({ score }) => score)).toEqual(['95', '94.9', '85']);
    expect(await bulk('settle', lines.join('\r\n'))).toEqual(plain);
    expect(await bulk('settle', lines.join('\n'))).toEqual(plain);
  });

  test('may be none, or only blank ones', async () => {
    for (const input of ['', '\n', '\r\n \n\n']) expect(await bulk('settle', input)).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  test('are numbered from 1, a bad one has every problem that the single command names', async () => {
    const bad = '{"contract":"kezhou-12345","instalment":9,"score":"x","comment":1}';
    const { exit, stdout } = await bulk('settle', `\n${settlement('95')}\n\n${bad}`);
    expect(exit).toBe(1);
    const single = await runHotline(['settle', '-'], { input: bad });
    expect(resultsIn(stdout)[1]).toEqual({ line: 4, errors: JSON.parse(single.stderr).errors });
    expect(resultsIn(stdout)).toHaveLength(2);
  });

  test.each(['evaluate', 'settle', 'performance'] as const)(
    'of %s come to the single results, as JSON without white space',
    async (command) => {
      const [first, ...others] = casesOf(command);
      const single = await runHotline([command, '-', '--contracts', TEST_CONTRACTS], { input: JSON.stringify(first!.case) });
      const { exit, stdout } = await bulk(command, [first!, ...others].map((file) => JSON.stringify(file.case)).join('\n'));
      expect(exit).toBe(0);
      expect(stdout.split('\n')[0]).toBe(JSON.stringify(JSON.parse(single.stdout)));
      expect(stdout.split('\n')).toHaveLength(others.length + 2);
    },
  );
});

describe('text of several bytes a character', () => {
  // Reasons of growing length: the borders of what is read at once fall into every place of a character.
  const reasonAt = (index: number) => `${'考'.repeat(index % 50)}${'𠮷'.repeat((index * 7) % 40)}é${index}`;
  const caseAt = (index: number) => ({
    contract: 'kezhou-12345',
    period: '2025Q1',
    judgements: [{ item: '5.1', points: '2', reason: reasonAt(index) }],
  });
  const lineOf = (result: { items: { code: string; lines: { zh: string }[] }[] }) =>
    result.items.find(({ code }) => code === '5.1')!.lines[0]!.zh;

  test('survives the borders of the blocks', async () => {
    const COUNT = 1500;
    const { exit, stdout } = await bulk('evaluate', Array.from({ length: COUNT }, (_, index) => JSON.stringify(caseAt(index))).join('\n'));
    expect(exit).toBe(0);
    const results = resultsIn(stdout);
    expect(results).toHaveLength(COUNT);
    for (const [index, result] of results.entries()) expect(lineOf(result)).toContain(`（${reasonAt(index)}）`);
  });

  test('survives in a line that is longer than many blocks', async () => {
    const reason = '考核𠮷'.repeat(100_000);
    const long = { ...caseAt(0), judgements: [{ item: '5.1', points: '2', reason }] };
    const { exit, stdout } = await bulk('evaluate', [caseAt(1), long, caseAt(2)].map((input) => JSON.stringify(input)).join('\n'));
    expect(exit).toBe(0);
    expect(resultsIn(stdout).map((result) => lineOf(result).includes(reason))).toEqual([false, true, false]);
  });
});

describe('contracts that cannot be used end the run before its first line', () => {
  test.each([
    ['a directory that is not there', () => join(temporaryFolder(), 'missing'), /missing/],
    [
      'a contract with a fault',
      () => copyContract('kezhou-12345', [['rubric.yaml', 'max: 20', 'max: 21']]).directory,
      /MARKS_DO_NOT_ADD_UP/,
    ],
  ])('%s, whatever the input', async (_, directoryOf, fault) => {
    const directory = directoryOf();
    for (const input of [`${settlement('95')}\n`.repeat(5000), settlement('95'), '']) {
      const { exit, stdout, stderr } = await runHotline(['settle', '--jsonl', '--contracts', directory], { input });
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toMatch(fault);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

test('a reader that has seen enough ends the run without a failure', async () => {
  const child = spawn(process.execPath, [HOTLINE, 'settle', '--jsonl']);
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${settlement('94.9')}\n`.repeat(20_000));
  const ended = once(child, 'close');
  const stderr = text(child.stderr);
  let seen = '';
  // Leaving the loop closes the pipe.
  for await (const chunk of child.stdout) {
    seen = String(chunk);
    break;
  }
  const [exit] = await ended;
  expect({ exit, stderr: await stderr }).toEqual({ exit: 0, stderr: '' });
  expect(seen).toMatch(/^\{"contract":"kezhou-12345"/);
});

test('a line is answered while the input is still open', async () => {
  const child = spawn(process.execPath, [HOTLINE, 'due', '--jsonl']);
  child.stdin.write('{"on":"2025-05-10","roll":true}\n');
  const [answer] = await once(child.stdout, 'data');
  expect(String(answer)).toBe('{"date":"2025-05-12","provisional":false}\n');
  child.stdin.end();
  const [exit] = await once(child, 'close');
  expect(exit).toBe(0);
});
