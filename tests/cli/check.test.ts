import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { SEEDS } from '../../src/features/contracts/contract-folder.js';
import { TEST_CONTRACTS } from '../support/case-files.js';
import { copyContract, type Edit, removeTemporaryFolders, temporaryFolder } from '../support/contract-copy.js';
import { runHotline } from '../support/run-hotline.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

afterAll(removeTemporaryFolders);

/** Checks a folder: the remarks as `file place CODE`, and the verdict. */
async function check(folder: string) {
  const { exit, stdout, stderr } = await runHotline(['check', folder]);
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  const remarks = lines.slice(0, -1).map((line) => {
    const [, severity, place, code, text] = /^(?:错误|提示) (ERROR|WARNING) +(\S+(?: \S+)?) {2}([A-Z_]+) {2}(.+)$/.exec(line)!;
    expect(text).toMatch(/\p{Script=Han}.* \/ .*[a-z]/u);
    return `${severity} ${place} ${code}`;
  });
  return { exit, remarks, verdict: lines.at(-1)! };
}

const checkEdited = (code: string, edits: readonly Edit[]) => check(copyContract(code, edits).folder);

describe('the contracts of the package', () => {
  test('Kezhou can be used; the seven items without a method are named', async () => {
    const { exit, remarks, verdict } = await check(join(SEEDS, 'kezhou-12345'));
    expect(exit).toBe(0);
    const places = ['[4].items[0]', '[4].items[1]', '[4].items[2]', '[5].items[2]', '[5].items[4]', '[6].items[0]', '[6].items[1]'];
    expect(remarks).toEqual(places.map((place) => `WARNING rubric.yaml sections${place} NO_METHOD`));
    expect(verdict).toBe('可用 usable: kezhou-12345, 0 错误 errors, 7 提示 warnings');
  });

  test('Shaanxi can be used; the tier that changes nothing and the cap that cannot bind are named', async () => {
    const { exit, remarks, verdict } = await check(`${join(SEEDS, 'shaanxi-12367')}/`);
    expect(exit).toBe(0);
    expect(remarks).toEqual([
      'WARNING rubric.yaml sections[0].items[2] TIERS_ALIKE',
      'WARNING rubric.yaml sections[2].items[1] CAP_CANNOT_BIND',
    ]);
    expect(verdict).toBe('可用 usable: shaanxi-12367, 0 错误 errors, 2 提示 warnings');
  });

  test('the invented one can be used', async () => {
    const { exit, verdict } = await check(join(TEST_CONTRACTS, 'qinghe-12345'));
    expect(exit).toBe(0);
    expect(verdict).toMatch(/^可用 usable: qinghe-12345, 0 错误 errors/);
  });

  test('a copy under another code can be used', async () => {
    const { exit, verdict } = await checkEdited('kezhou-12345', []);
    expect(exit).toBe(0);
    expect(verdict).toBe('可用 usable: copy-of-kezhou-12345, 0 错误 errors, 7 提示 warnings');
  });
});

test('a folder can be named from within', async () => {
  const { exit, stdout } = await runHotline(['check', '.'], { cwd: join(SEEDS, 'kezhou-12345') });
  expect(exit).toBe(0);
  expect(stdout).toContain('可用 usable: kezhou-12345');
});

test('a folder that is not there is a wrong word, not a contract', async () => {
  const missing = join(temporaryFolder(), 'missing');
  const { exit, stdout, stderr } = await runHotline(['check', missing]);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toContain(missing);
});

describe('a broken contract is refused, every fault named', () => {
  test('faults of content, in every file at once', async () => {
    const { exit, remarks, verdict } = await checkEdited('kezhou-12345', [
      ['rubric.yaml', 'max: 20', 'max: 21'],
      ['rubric.yaml', 'of: [agentAnswered]', 'of: [agentsAnswered]'],
      ['rubric.yaml', 'clause: "annex 1, 2.1"', 'clause: "annex 9, 2.1"'],
      ['rubric.yaml', 'to: 2025Q4', 'to: 2025-12'],
      ['payment.yaml', 'share: "1/4"', 'share: "1/3"'],
      ['payment.yaml', 'below: 95', 'below: 94'],
      ['readings.yaml', 'code: CEIL', 'code: UP'],
      ['operators.yaml', 'flag: malicious_resignation', 'flag: malice'],
      ['obligations.yaml', 'missLeadsTo: { item: "4.1"', 'missLeadsTo: { item: "4.9"'],
    ]);
    expect(exit).toBe(2);
    expect(remarks).toEqual(
      expect.arrayContaining([
        'ERROR rubric.yaml sections[0].max MARKS_DO_NOT_ADD_UP',
        'ERROR rubric.yaml sections[0].items[0].rule UNKNOWN_METRIC',
        'ERROR rubric.yaml sections[1].items[0].clause UNKNOWN_CLAUSE',
        'ERROR rubric.yaml periods.to NOT_A_PERIOD',
        'ERROR payment.yaml instalments SHARES_DO_NOT_ADD_UP',
        'ERROR payment.yaml adjustments[0] ADJUSTMENT_FAULT',
        'ERROR operators.yaml events[5].flags UNKNOWN_FLAG',
      ]),
    );
    expect(remarks.filter((remark) => remark.endsWith('OPTIONS_DIFFER')).length).toBeGreaterThan(0);
    expect(remarks.filter((remark) => remark.endsWith('UNKNOWN_FINDING'))).toHaveLength(1);
    expect(remarks.filter((remark) => remark.startsWith('WARNING'))).toEqual([]);
    expect(verdict).toBe(`不可用 refused, ${remarks.length} 错误 errors, 0 提示 warnings`);
  });

  test('faults of shape, in every file at once', async () => {
    const { folder } = copyContract('shaanxi-12367', [
      ['contract.yaml', 'currency: CNY', 'currency: USD'],
      ['rubric.yaml', 'required: 10', 'required: ten'],
      ['rubric.yaml', 'kind: RANK', 'kind: RANKS'],
      ['payment.yaml', 'rate: "0.5%"', 'rate: 0.5'],
      ['readings.yaml', 'impact: H', 'impact: HIGH'],
    ]);
    rmSync(join(folder, 'staffing.yaml'));
    const { exit, remarks, verdict } = await check(folder);
    expect(exit).toBe(2);
    expect(remarks.sort()).toEqual([
      'ERROR contract.yaml amount.currency SHAPE',
      'ERROR payment.yaml adjustments[0].rate SHAPE',
      'ERROR readings.yaml readings[0].impact SHAPE',
      'ERROR rubric.yaml sections[0].items[0].rule.required SHAPE',
      'ERROR rubric.yaml sections[1].items[0].rule.kind SHAPE',
      'ERROR staffing.yaml SHAPE',
    ]);
    expect(verdict).toBe('不可用 refused, 6 错误 errors, 0 提示 warnings');
  });

  test('files that are no YAML, each of them', async () => {
    const { folder } = copyContract('shaanxi-12367', [
      ['payment.yaml', 'lateClaim:', 'lateClaim: {'],
      ['staffing.yaml', 'requirements:', 'requirements: requirements:'],
    ]);
    const { exit, stdout } = await runHotline(['check', folder]);
    expect(exit).toBe(2);
    expect(stdout).toMatch(/^错误 ERROR {4}payment\.yaml {2}NOT_YAML {2}不是有效的 YAML \/ /m);
    expect(stdout).toMatch(/^错误 ERROR {4}staffing\.yaml {2}NOT_YAML {2}不是有效的 YAML \/ /m);
    expect(stdout).toMatch(/^不可用 refused, \d+ 错误 errors, 0 提示 warnings\n$/m);
  });

  test('a mark that was set nowhere', async () => {
    const { exit, stdout, stderr } = await runHotline([
      'check',
      copyContract('kezhou-12345', [['rubric.yaml', '&judgement', '&judgment']]).folder,
    ]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: '' });
    expect(stdout).toMatch(/^错误 ERROR {4}rubric\.yaml {2}NOT_YAML {2}.*judgement/m);
  });

  test('a folder that is not named after its code', async () => {
    const { folder } = copyContract('kezhou-12345');
    const renamed = `${folder}-2`;
    renameSync(folder, renamed);
    expect(await check(renamed)).toEqual({
      exit: 2,
      remarks: ['ERROR contract.yaml code FOLDER_NAME'],
      verdict: '不可用 refused, 1 错误 errors, 0 提示 warnings',
    });
  });

  test('a folder without any data', async () => {
    const { exit, remarks } = await check(temporaryFolder());
    expect(exit).toBe(2);
    const needed = ['clauses', 'contract', 'obligations', 'payment', 'readings', 'register', 'rubric', 'staffing'];
    expect(remarks.sort()).toEqual(needed.map((file) => `ERROR ${file}.yaml SHAPE`));
  });
});
