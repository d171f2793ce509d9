import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pageOfStatement, readStatement } from '../../src/cli/statement.js';
import { runHotline } from '../support/run-hotline.js';
import { ask, createService, operation, type Service } from '../support/service.js';
import { faultsOfTable, tablesOf } from '../support/tables.js';

// A process is started: on a busy machine that may take its time.
jest.setTimeout(60_000);

const SHAANXI = { tenant: 'shaanxi', role: 'FINANCE' } as const;
const KEZHOU = { tenant: 'kezhou', role: 'FINANCE' } as const;

let service: Service;
let paid: object;
let waiting: object;
beforeAll(async () => {
  service = await createService();
  const { data } = await ask(service, operation('settlement-statement'), {}, SHAANXI);
  paid = { data };
  waiting = { data: (await ask(service, operation('settlement-statement'), { contract: 'kezhou-12345' }, KEZHOU)).data };
});
afterAll(() => service.stop());

function pageOf(answer: object, language: 'zh' | 'en' = 'zh', width = 120): string {
  const read = readStatement(JSON.stringify(answer));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return pageOfStatement(read.value, { language, width });
}

describe('a statement as a page', () => {
  test('says what is due and why, what was paid, and how late', () => {
    const page = pageOf(paid);
    for (const part of [
      '结算单 第 1 号  第 1 期款  已付清',
      '大写  贰拾柒万伍仟陆佰元整',
      '10(2).1  275600.00  第一笔付款：合同金额 689000.00 元，本期 275600.00 元',
      '5(4)      22680.00  逾期 10 天，每天按未付款 75600.00 元的 3%',
      '2025-01-17   75600.00  演示-0002',
      '付款期限  2025-01-07',
      '逾期  10 天',
    ])
      expect(page).toContain(part);
    expect(pageOf(waiting)).toContain('结算单 第 1 号  第 1 期款  待批准');
    expect(pageOf(paid, 'en')).toContain('Statement no. 1, instalment 1, paid');
  });

  test('names what is undisputed, disputed and deducted of the base, and what is set off', () => {
    const { settlementStatement } = (paid as { data: { settlementStatement: object } }).data;
    const money = (amount: string) => ({ amount });
    const differs = {
      deduction: money('18480.00'),
      payable: money('166320.00'),
      undisputed: money('166320.00'),
      disputed: money('13480.00'),
      deducted: money('5000.00'),
      setOffs: [{ number: 3, amount: money('-7.00') }],
      reduction: money('-8.00'),
    };
    const page = pageOf({ data: { settlementStatement: { ...settlementStatement, ...differs } } });
    const amountOf = (what: string) =>
      page
        .split('\n')
        .find((line) => line.startsWith(`${what} `))
        ?.trim()
        .split(/ +/)
        .at(-1);
    expect(['扣减（按适用读法）', '无争议', '争议', '扣减', '冲减第 3 号未付', '后来冲减'].map(amountOf)).toEqual([
      '18480.00',
      '166320.00',
      '13480.00',
      '5000.00',
      '-7.00',
      '-8.00',
    ]);
  });

  test.each(['zh', 'en'] as const)('in %s its tables fit the screen and line up, and its digest stands last', (language) => {
    for (const answer of [paid, waiting]) {
      const page = pageOf(answer, language);
      const tables = tablesOf(page);
      expect(tables.length).toBeGreaterThan(1);
      for (const lines of tables) expect(faultsOfTable(lines, 120)).toEqual([]);
      expect(page.split('\n').at(-1)).toMatch(/^sha256:[0-9a-f]{64}$/);
    }
  });

  test('is refused where there is none, naming every problem', () => {
    const problemsOf = (text: string) => {
      const read = readStatement(text);
      return read.ok ? [] : read.error.map(({ path, code }) => `${path} ${code}`);
    };
    expect(problemsOf('{')).toEqual([' NOT_JSON']);
    expect(problemsOf('{"data":{"settlementStatement":null}}')).toEqual(['data.settlementStatement NO_STATEMENT']);
    const denied = { errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }, { message: 'odd' }], data: null };
    expect(problemsOf(JSON.stringify(denied))).toEqual(['errors FORBIDDEN', 'errors GRAPHQL_ERROR']);
    const { settlementStatement } = (paid as { data: { settlementStatement: object } }).data;
    const broken = { data: { settlementStatement: { ...settlementStatement, number: 'one', amountDue: { amount: '1' } } } };
    expect(problemsOf(JSON.stringify(broken))).toEqual([
      'data.settlementStatement.number SHAPE',
      'data.settlementStatement.amountDue.amount SHAPE',
    ]);
  });

  test('the command prints it, and exits with 2 on what is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-statement-'));
    try {
      const file = join(folder, 'answer.json');
      writeFileSync(file, JSON.stringify(paid));
      const { exit, stdout } = await runHotline(['statement', file]);
      expect([exit, stdout]).toEqual([0, `${pageOf(paid)}\n`]);
      writeFileSync(file, '[]');
      const refused = await runHotline(['statement', file]);
      expect([refused.exit, refused.stdout, JSON.parse(refused.stderr).errors[0].code]).toEqual([2, '', 'SHAPE']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
