import { describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { CALCULATIONS, disputeInWords } from '../../src/cli/calculations.js';
import { pretty } from '../../src/cli/pretty.js';
import { CASE_FILES, type CaseFile, caseFile } from '../support/case-files.js';
import { LIBRARY } from '../support/library.js';
import { kezhouQuarter } from '../support/quarters.js';
import { runHotline } from '../support/run-hotline.js';
import { faultsOfTable, tablesOf } from '../support/tables.js';

// Processes are started: on a busy machine that may take its time.
jest.setTimeout(60_000);

const SCREEN_WIDTH = 120;

function pageOf({ command, case: input }: CaseFile, language: 'zh' | 'en', width = SCREEN_WIDTH): string {
  const result = CALCULATIONS[command](input, LIBRARY);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const dispute = disputeInWords(command, JSON.stringify(input), LIBRARY);
  return pretty(command, result.value, { language, width, dispute });
}

/** The table of a page whose heading begins with a word, cut into its cells. */
function cellsOf(page: string, heading: string): string[][] {
  const [head, , ...rows] = tablesOf(page).find(([line]) => line!.startsWith(heading))!;
  return [head!, ...rows].map((line) => line.trim().split(/ {2,}/));
}

const CASES = CASE_FILES.filter(({ command }) => command !== 'due');

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test.each(CASES)('every table of $name fits the screen and lines up', (file) => {
    for (const width of [SCREEN_WIDTH, 160]) {
      const tables = tablesOf(pageOf(file, language, width));
      expect(tables.length).toBeGreaterThan(0);
      for (const lines of tables) expect(faultsOfTable(lines, width)).toEqual([]);
    }
  });

  test.each(CASES)('no line of $name ends in a space, and the digest stands last', (file) => {
    const lines = pageOf(file, language).split('\n');
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    expect(lines.at(-1)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});

describe('a score', () => {
  const file = caseFile('01-kezhou');

  test('shows each item with title, points and maximum', () => {
    const rows = cellsOf(pageOf(file, 'zh'), '项');
    expect(rows[0]).toEqual(['项', '考核项', '得分', '满分', '说明']);
    expect(rows.find(([code]) => code === '1.1')!.slice(0, 4)).toEqual(['1.1', '接通率', '9.9', '10']);
    expect(rows.filter(([code]) => /^\d\.\d$/.test(code!))).toHaveLength(27);
  });

  test('shows total, payable and what is undisputed', () => {
    expect(pageOf(file, 'zh')).toContain('总分 99.3 分');
    expect(pageOf(file, 'zh')).toContain('应付 184800.00 元；无争议 184800.00 元，最多 184800.00 元');
    expect(pageOf(file, 'en')).toContain('Total 99.3');
    expect(pageOf(file, 'en')).toContain('Payable 184800.00; undisputed 184800.00, at most 184800.00');
  });

  test('says what would change under each other option of a reading that moves something', () => {
    const page = pageOf(file, 'en');
    expect(page).toMatch(/^K-24 .*> .*\(FLOOR\) +99\.3 +184800\.00$/m);
    expect(page).toMatch(/^ .*\(PRORATA\) +99\.27 +184800\.00$/m);
    expect(page).toMatch(/^ .*\(WITHIN_ITEM_MAX\) +99\.1 +184800\.00$/m);
  });

  test('says on which readings hangs what is disputed, also where none of them moves anything by itself', async () => {
    const findings = [{ id: 'f', item: '2.1', kind: 'ticket_defect', occurredOn: '2025-02-03', count: 56 }];
    const input = JSON.stringify(kezhouQuarter({ counts: { answeredWithin6s: 9_507 }, findings }));
    const page = (await runHotline(['evaluate', '-', '--pretty', '--lang', 'en'], { input })).stdout.replaceAll('\n', ' ');
    expect(page).toContain('18480.00 is disputed and hangs on the open readings K-4, K-24, K-26:');
    expect(page).toContain('the greatest 184800.00 under K-4 ROUND_TO_INTEGER and K-24 CEIL');
    expect(pageOf(file, 'en')).not.toContain('disputed and hangs on');
    expect(pageOf(caseFile('13-'), 'zh')).toMatch(/争议 \S+ 元取决于未约定的读法 K-1、/);
  });

  test('with missing data has no total, but the range that it can still take', () => {
    const page = pageOf(caseFile('08-'), 'zh');
    expect(page).toMatch(/缺少数据，没有总分；总分仍可能为 \S+ 至 \S+ 分/);
    expect(page).not.toMatch(/^总分 /m);
  });

  test('in English holds no Chinese character', () => {
    const page = pageOf(file, 'en');
    expect(page).not.toMatch(/\p{Script=Han}/u);
  });
});

test('a settlement shows its figures, due date and late claim', () => {
  const figures = Object.fromEntries(cellsOf(pageOf(caseFile('11-'), 'zh'), '项目'));
  expect(figures).toMatchObject({
    本期款: '344500.00',
    得分: '90.4',
    扣减: '3445.00',
    应付: '341055.00',
    付款期限: '2025-11-11',
    逾期天数: '10',
    违约金备忘: '102316.50',
  });
  const undecided = Object.fromEntries(cellsOf(pageOf(caseFile('13-'), 'en'), 'What'));
  expect(undecided).toMatchObject({ Payable: '154440.00', 'At most': '184800.00', 'Due on': '-', 'Days late': '-' });
});

test("an operators' month shows ledgers and pools, and that nothing is pay", () => {
  const page = pageOf(caseFile('15-'), 'zh');
  const members = cellsOf(page, '工号');
  expect(members.find(([no]) => no === '002')!.slice(0, 6)).toEqual(['002', 'A', '2200.00', '0.00', '0.00', '-2200.00']);
  expect(cellsOf(page, '班组').map((cells) => cells.slice(0, 3))).toEqual([
    ['班组', '扣款池', '参与均分'],
    ['A', '3140.00', '1'],
    ['B', '80.00', '0'],
    ['C', '0.00', expect.any(String)],
  ]);
  expect(page).toContain('不计算工资');
});

test('a date in a year without published holidays is said to be provisional', async () => {
  const words = ['due', '--from', '2029-01-10', '--working-days', '3', '--pretty'];
  expect((await runHotline(words)).stdout).toMatch(/^2029-01-15（暂定：.+）\n$/);
  expect((await runHotline([...words, '--lang', 'en'])).stdout).toMatch(/^2029-01-15 \(provisional: .+\)\n$/);
  expect((await runHotline(['due', '--on', '2025-05-10', '--roll', '--pretty'])).stdout).toBe('2025-05-12\n');
});

test('the command lays a page out for 120 places where there is no screen, in Chinese unless told', async () => {
  for (const [command, beginning] of [
    ['evaluate', '09-'],
    ['settle', '11-'],
    ['performance', '15-'],
  ] as const) {
    const file = caseFile(beginning);
    const input = JSON.stringify(file.case);
    const chinese = await runHotline([command, '-', '--pretty'], { input });
    expect(chinese).toEqual({ exit: 0, stdout: `${pageOf(file, 'zh')}\n`, stderr: '' });
    const english = await runHotline([command, '-', '--pretty', '--lang', 'en'], { input });
    expect(english).toEqual({ exit: 0, stdout: `${pageOf(file, 'en')}\n`, stderr: '' });
    for (const line of tablesOf(english.stdout).flat()) expect(stringWidth(line)).toBeLessThanOrEqual(SCREEN_WIDTH);
  }
});

test('a bad case has no page', async () => {
  const { exit, stdout, stderr } = await runHotline(['settle', '-', '--pretty'], { input: '{"contract":"kezhou-12345"}' });
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(JSON.parse(stderr).errors).toMatchObject([{ path: 'instalment', code: 'REQUIRED' }]);
});
