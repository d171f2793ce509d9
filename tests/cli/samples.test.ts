// What the README shows is what the command prints.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { packageRoot } from '../../src/platform/package-root.js';
import { runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

const README = readFileSync(join(packageRoot(), 'README.md'), 'utf8');

/** What the README shows below a command: the indented lines after it. */
function shownBelow(command: string): string[] {
  const lines = README.split('\n');
  const shown = lines.slice(lines.findIndex((line) => line.startsWith('    $ ') && line.includes(command)) + 1);
  const end = shown.findIndex((line) => line !== '' && !line.startsWith('    '));
  return shown.slice(0, end).map((line) => line.slice(4));
}

describe('the samples', () => {
  const SAMPLES = {
    'kezhou-quarter': ['evaluate', { contract: 'kezhou-12345', total: '92.4', payable: { amount: '154440.00' } }],
    'operators-month': ['performance', { contract: 'kezhou-12345', month: '2025-03' }],
    'shaanxi-month': ['evaluate', { contract: 'shaanxi-12367', complete: true, payable: null }],
    'shaanxi-second-instalment': ['settle', { score: '90.4', deduction: '3445.00', dueOn: '2025-11-11', lateClaim: '102316.50' }],
  } as const;

  test('are all known', () => {
    expect(readdirSync(join(packageRoot(), 'seeds/samples')).sort()).toEqual(Object.keys(SAMPLES).map((name) => `${name}.json`));
  });

  test.each(Object.entries(SAMPLES))('%s can be calculated', async (name, [command, expected]) => {
    const { exit, stdout, stderr } = await runHotline([command, `seeds/samples/${name}.json`]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });
});

describe('the README', () => {
  test('shows the totals, the money and the readings of a quarter as they are printed', async () => {
    const shown = shownBelow('evaluate seeds/samples/kezhou-quarter.json --pretty');
    const end = shown
      .slice(shown.indexOf('…') + 1)
      .join('\n')
      .trim();
    const { stdout } = await runHotline(['evaluate', 'seeds/samples/kezhou-quarter.json', '--pretty']);
    expect(end).toMatch(/^总分 .*sha256:[0-9a-f]{64}$/s);
    expect(stdout.trim().endsWith(end)).toBe(true);
  });

  test('shows a due date as it is printed', async () => {
    const { stdout } = await runHotline(['due', '--from', '2025-01-20', '--working-days', '10']);
    expect(shownBelow('due --from 2025-01-20 --working-days 10').join('\n').trimEnd()).toBe(stdout.trimEnd());
  });

  test('shows the errors of a bad case as they are printed', async () => {
    const command = README.split('\n').find((line) => line.startsWith("    $ echo '"))!;
    const { exit, stderr } = await runHotline(['evaluate', '-'], { input: command.split("'")[1]! });
    expect(exit).toBe(2);
    expect(shownBelow(command.slice(6)).join('\n').trimEnd()).toBe(stderr.trimEnd());
  });
});
