import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CaseFile, caseFile, casesOf, TEST_CONTRACTS } from '../support/case-files.js';
import { named } from '../support/matching.js';
import { runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A case written to a file of its own. */
function fileOf({ name, case: input }: CaseFile): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(input));
  return path;
}

const WITH_TEST_CONTRACTS = ['--contracts', TEST_CONTRACTS];

describe.each(['evaluate', 'settle', 'performance', 'due'] as const)('%s', (command) => {
  const cases = casesOf(command);
  const firstOfEachContract = cases.filter(
    ({ case: { contract } }, index) => cases.findIndex((other) => other.case.contract === contract) === index,
  );

  test.each(firstOfEachContract)('$name, read from a file: $title', async (file) => {
    const { exit, stdout, stderr } = await runHotline([command, fileOf(file), ...WITH_TEST_CONTRACTS]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/[^\n]\n$/);
    expect(named(file.expect, JSON.parse(stdout))).toEqual(file.expect);
  });

  test('reads - as standard input, and writes the very same', async () => {
    const fromFile = await runHotline([command, fileOf(cases[0]!), ...WITH_TEST_CONTRACTS]);
    const input = JSON.stringify(cases[0]!.case, null, 4);
    expect(fromFile.stdout).not.toBe('');
    expect(await runHotline([command, '-', ...WITH_TEST_CONTRACTS], { input })).toEqual(fromFile);
  });

  test('comes to the figures of every worked case, one a line', async () => {
    const input = cases.map((file) => `${JSON.stringify(file.case)}\n`).join('');
    const { exit, stdout, stderr } = await runHotline([command, '--jsonl', ...WITH_TEST_CONTRACTS], { input });
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const results = stdout.trimEnd().split('\n');
    expect(results).toHaveLength(cases.length);
    for (const [index, file] of cases.entries()) expect(named(file.expect, JSON.parse(results[index]!))).toEqual(file.expect);
  });
});

describe('a result', () => {
  test('is indented JSON, the answer of due one line', async () => {
    const { stdout } = await runHotline(['settle', '-'], { input: '{"contract":"kezhou-12345","instalment":1,"score":"95"}' });
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    const { stdout: due } = await runHotline(['due', '-'], { input: '{"on":"2025-05-10"}' });
    expect(due).toBe('{"date":"2025-05-10","provisional":false}\n');
  });

  test('is the same however the input is written', async () => {
    const plain = {
      contract: 'kezhou-12345',
      instalment: 1,
      score: '95',
      rosters: [14, 14, 13],
      readings: { 'K-1': 'HEADCOUNT', 'K-2': 'AVERAGE' },
    };
    const turned =
      '{"readings":{"K-2":"AVERAGE","K-1":"HEADCOUNT"},"rosters":["14",14,"013"],"score":"95.00","instalment":"1","contract":"kezhou-12345"}';
    const [first, second] = await Promise.all([JSON.stringify(plain), turned].map((input) => runHotline(['settle', '-'], { input })));
    expect(first!.exit).toBe(0);
    expect(second).toEqual(first);
  });

  test('is the same with a mark of the byte order before the input, from a file and from standard input', async () => {
    const marked = '\ufeff{"contract":"kezhou-12345","instalment":1,"score":"95"}';
    const path = join(folder, 'marked.json');
    writeFileSync(path, marked);
    const plain = await runHotline(['settle', '-'], { input: marked.slice(1) });
    expect(plain.exit).toBe(0);
    expect(await runHotline(['settle', path])).toEqual(plain);
    expect(await runHotline(['settle', '-'], { input: marked })).toEqual(plain);
  });

  test('names the contract of another directory only where that directory is given', async () => {
    const input = JSON.stringify(caseFile('qinghe-13').case);
    expect((await runHotline(['settle', '-', '--contracts', TEST_CONTRACTS], { input })).exit).toBe(0);
    const { exit, stderr } = await runHotline(['settle', '-'], { input });
    expect(exit).toBe(2);
    expect(JSON.parse(stderr).errors).toMatchObject([{ path: 'contract', code: 'UNKNOWN_CONTRACT' }]);
  });
});

describe('due, asked by options', () => {
  test.each([
    [['--from', '2025-01-20', '--working-days', '10'], { date: '2025-02-08', provisional: false }],
    [['--from', '2025-01-20', '--working-days', '1'], { date: '2025-01-21', provisional: false }],
    [['--on', '2025-05-10', '--roll'], { date: '2025-05-12', provisional: false }],
    [['--on', '2025-05-10'], { date: '2025-05-10', provisional: false }],
    [['--on', '2025-05-12', '--roll'], { date: '2025-05-12', provisional: false }],
    [['--from', '2028-12-29', '--working-days', '2'], { date: '2029-01-03', provisional: true }],
  ])('%j', async (words, answer) => {
    const { exit, stdout, stderr } = await runHotline(['due', ...words]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toBe(`${JSON.stringify(answer)}\n`);
  });

  test.each([
    [['--from', '2025-01-20'], [{ path: 'workingDays', code: 'REQUIRED' }]],
    [['--working-days', '3'], [{ path: 'from', code: 'REQUIRED' }]],
    [
      ['--from', '2025-02-30', '--working-days', '0'],
      [
        { path: 'from', code: 'NOT_A_DATE' },
        { path: 'workingDays', code: 'BELOW_ONE' },
      ],
    ],
    [['--from', '2025-01-20', '--working-days', '1.5'], [{ path: 'workingDays', code: 'NOT_A_COUNT' }]],
    [['--from', '2025-01-20', '--working-days', '10001'], [{ path: 'workingDays', code: 'OUT_OF_RANGE' }]],
    [['--on', '2025-05-10', '--from', '2025-01-20'], [{ path: 'from', code: 'MISPLACED_FIELD' }]],
  ])('%j is refused', async (words, errors) => {
    const { exit, stdout, stderr } = await runHotline(['due', ...words]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(JSON.parse(stderr).errors).toEqual(errors.map((error) => expect.objectContaining(error)));
  });
});
