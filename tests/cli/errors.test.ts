import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { copyContract, removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

afterAll(removeTemporaryFolders);

/** Runs a bad case: nothing on standard output, exit 2, and the errors as `path CODE`. */
async function errorsOf(command: string, input: string | object): Promise<string[]> {
  const written = typeof input === 'string' ? input : JSON.stringify(input);
  const { exit, stdout, stderr } = await runHotline([command, '-'], { input: written });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  const { errors, ...others } = JSON.parse(stderr);
  expect(others).toEqual({});
  for (const error of errors)
    expect(error).toEqual({ path: expect.any(String), code: expect.any(String), message: expect.stringContaining(' / ') });
  return errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
}

describe('a bad case prints nothing but its errors, all of them', () => {
  test('evaluate', async () => {
    const errors = await errorsOf('evaluate', {
      contract: 'kezhou-12345',
      period: '2025Q1',
      comment: 'x',
      observations: [
        { metric: 'agentRequests', value: 10, source: 'AGENCY' },
        { metric: 'agentAnswered', value: 11, source: 'AGENCY' },
        { metric: 'callbacksDue', value: -1, source: 'RUMOUR' },
        { metric: 'operatorHeadcount', month: '2025-01', value: 14, source: 'AGENCY' },
      ],
      findings: [
        { id: 'f-1', item: '1.3', kind: 'valid_complaint', occurredOn: '2025-04-01', points: '3' },
        { id: 'f-1', item: '1.3', kind: 'late_dispatch', occurredOn: '2025-01-01' },
      ],
      judgements: [{ item: '1.1', points: '5', reason: 'r' }],
      readings: { 'K-24': 'HALF', 'S-2': 'CEIL' },
    });
    expect(errors.sort()).toEqual([
      'comment UNKNOWN_FIELD',
      'findings[0].occurredOn OUTSIDE_PERIOD',
      'findings[0].points OUT_OF_RANGE',
      'findings[0].reason REASON_REQUIRED',
      'findings[1].id DUPLICATE',
      'findings[1].kind KIND_NOT_OF_ITEM',
      'judgements[0].item JUDGEMENT_NOT_TAKEN',
      'observations MONTH_MISSING',
      'observations[1].value NUMERATOR_EXCEEDS_DENOMINATOR',
      'observations[2].source UNKNOWN_SOURCE',
      'observations[2].value NEGATIVE',
      'readings.K-24 UNKNOWN_OPTION',
      'readings.S-2 UNKNOWN_READING',
    ]);
  });

  test('settle', async () => {
    const errors = await errorsOf('settle', {
      contract: 'kezhou-12345',
      instalment: 1,
      score: 94.9,
      rosters: [14, 14],
      paidOn: '2025-06-31',
    });
    expect(errors.sort()).toEqual(['paidOn NOT_A_DATE', 'rosters OUT_OF_RANGE', 'score NOT_A_DECIMAL']);
  });

  test('performance', async () => {
    const errors = await errorsOf('performance', {
      contract: 'kezhou-12345',
      month: '2025-03',
      members: [{ no: '001', team: 'A', onLineOn: '2024-06-01' }],
      events: [{ id: 'e-1', member: '001', kind: 'absence', on: '2025-03-04', count: 2 }],
    });
    expect(errors.sort()).toEqual(['events[0].count MISPLACED_FIELD', 'members[0].shifts REQUIRED']);
  });

  test('due', async () => {
    expect(await errorsOf('due', { on: '2025-02-29', roll: 'yes', by: 'x' })).toEqual([
      'by UNKNOWN_FIELD',
      'on NOT_A_DATE',
      'roll NOT_A_BOOLEAN',
    ]);
  });
});

test.each([
  ['text that is no JSON', 'evaluate', '{"contract": ', ' NOT_JSON'],
  ['nothing at all', 'settle', '', ' NOT_JSON'],
  ['a list', 'performance', '[]', ' NOT_AN_OBJECT'],
  ['null', 'evaluate', 'null', ' NOT_AN_OBJECT'],
  ['a number', 'due', '14.5', ' NOT_AN_OBJECT'],
])('%s is no case', async (_, command, input, error) => {
  expect(await errorsOf(command, input)).toEqual([error]);
});

describe('the words of the command', () => {
  test.each([
    [['appraise', 'x.json'], 'unknown command appraise'],
    [['evaluate', '--fast', 'x.json'], "Unknown option '--fast'"],
    [['evaluate', '--pretty=yes', 'x.json'], '--pretty'],
    [['evaluate', '--lang', 'fr', 'x.json'], '--lang is zh or en'],
    [['evaluate', '--contracts'], '--contracts'],
    [['evaluate', 'one.json', 'two.json'], 'too many operands: two.json'],
    [['evaluate'], 'a file is needed'],
    [['due'], 'due needs'],
    [['check'], "check needs a contract's folder"],
  ])('%j: is refused with the way to help', async (words, message) => {
    const { exit, stdout, stderr } = await runHotline(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('hotline --help');
  });
});

describe('files and folders', () => {
  test('a file that is not there is named', async () => {
    const missing = `${temporaryFolder()}/quarter.json`;
    for (const words of [
      ['evaluate', missing],
      ['evaluate', '--jsonl', missing],
    ]) {
      const { exit, stdout, stderr } = await runHotline(words);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toMatch(/^hotline: [^\n]+\n$/);
      expect(stderr).toContain(missing);
    }
  });

  test('a folder is no case', async () => {
    const { exit, stdout, stderr } = await runHotline(['settle', temporaryFolder()]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^hotline: EISDIR/);
  });

  test('a directory of contracts that is not there is named', async () => {
    const missing = `${temporaryFolder()}/contracts`;
    const { exit, stdout, stderr } = await runHotline(['due', '--on', '2025-05-10', '--contracts', missing]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(missing);
  });

  test('a contract that cannot be used stops the case that needs it, every fault named, and no other', async () => {
    const { directory, code } = copyContract('kezhou-12345', [
      ['rubric.yaml', 'max: 20', 'max: 21'],
      ['payment.yaml', 'share: "1/4"', 'share: "1/5"'],
    ]);
    const settle = (contract: string) =>
      runHotline(['settle', '-', '--contracts', directory], { input: JSON.stringify({ contract, instalment: 1, score: '95' }) });
    const { exit, stdout, stderr } = await settle(code);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('rubric.yaml sections[0].max  MARKS_DO_NOT_ADD_UP');
    expect(stderr).toContain('payment.yaml instalments  SHARES_DO_NOT_ADD_UP');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect((await settle('kezhou-12345')).exit).toBe(0);
  });
});
