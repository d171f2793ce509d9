import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { CALCULATIONS } from '../../src/cli/calculations.js';
import { HELP } from '../../src/cli/help.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

const COMMANDS = [...Object.keys(CALCULATIONS), 'check', 'statement', 'audit verify'];

/** The examples of the help, each as the command's words. */
const EXAMPLES = HELP.slice(HELP.indexOf('Examples'))
  .split('\n')
  .filter((line) => line.startsWith('  hotline '))
  .map((line) => line.trim().split(' ').slice(1));

describe('help', () => {
  test.each([['--help'], ['-h'], ['help'], ['evaluate', '--help']])('%s is answered with exit 0', async (...words) => {
    expect(await runHotline(words)).toEqual({ exit: 0, stdout: HELP, stderr: '' });
  });

  test('no word at all is answered with the help, and is an error', async () => {
    const { exit, stdout } = await runHotline([]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: HELP });
  });

  test('lists every command with its operand and has an example of each that takes a file', () => {
    for (const command of COMMANDS) expect(HELP).toMatch(new RegExp(`^  hotline ${command} (FILE|DIR|--)`, 'm'));
    const shown = new Set(EXAMPLES.map(([command]) => command));
    expect([...shown].sort()).toEqual(['check', 'due', 'evaluate', 'settle', 'statement']);
  });

  test('explains every option that an example uses, and every exit code', () => {
    const options = HELP.slice(HELP.indexOf('Options'), HELP.indexOf('Examples'));
    const used = EXAMPLES.flat().filter((word) => word.startsWith('--') && !['--from', '--working-days'].includes(word));
    expect(used.length).toBeGreaterThan(3);
    for (const option of used) expect(options).toContain(option);
    expect(HELP.slice(HELP.indexOf('Exit codes'))).toMatch(/0 .*1 .*2 /s);
  });

  test('is in Chinese and in English', () => {
    const explained = HELP.split('\n').filter((line) => line.includes(' / '));
    expect(explained.length).toBeGreaterThan(8);
    for (const line of explained) expect(line).toMatch(/\p{Script=Han}.* \/ .*[a-z]/u);
  });

  test('gives a due date as an example that is right', async () => {
    const words = EXAMPLES.find(([command]) => command === 'due')!;
    expect((await runHotline(words)).stdout).toBe('{"date":"2025-02-08","provisional":false}\n');
  });
});

test('the version is the one of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  for (const words of [['--version'], ['due', '--version']])
    expect(await runHotline(words)).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
});
