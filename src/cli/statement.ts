import { z } from 'zod';
import { fail, ok, type Result } from '../core/values/result.js';
import type { PrettyOptions } from './pretty.js';
import { fold, table } from './table.js';

const money = z.object({ amount: z.string().regex(/^-?\d+\.\d{2}$/) });

const line = z.object({ clause: z.string(), arithmetic: z.string(), amount: money.nullable(), text: z.string() });

/** What is read of a statement: the fields of the sample operation `settlement-statement.graphql`; others are passed over. */
const statementShape = z.object({
  number: z.int(),
  instalment: z.int(),
  kind: z.enum(['ORIGINAL', 'SUPPLEMENTARY']),
  state: z.enum(['ISSUED', 'REPLACED', 'APPROVED', 'PARTLY_PAID', 'PAID']),
  contract: z.object({ code: z.string(), title: z.string() }),
  base: money,
  score: z.string().nullable(),
  deduction: money,
  payable: money,
  undisputed: money,
  disputed: money,
  dispute: z.object({ readings: z.array(z.string()) }).nullable(),
  deducted: money,
  adjustments: z.array(z.object({ instalment: z.int(), amount: money })),
  broughtForward: money,
  setOffs: z.array(z.object({ number: z.int(), amount: money })),
  carriedForward: money,
  amountDue: money,
  amountDueInCapitals: z.string().nullable(),
  reduction: money,
  paid: money,
  unpaid: money,
  lines: z.array(line),
  readings: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      option: z.string(),
      state: z.enum(['OPEN', 'AGREED']),
      alternatives: z.array(z.object({ option: z.string(), payable: money.nullable() })),
    }),
  ),
  approvals: z.array(z.object({ approvedBy: z.string(), approvedAt: z.string() })),
  invoices: z.array(z.object({ number: z.string(), state: z.string(), amount: money, receivedOn: z.string().nullable() })),
  payments: z.array(
    z.object({
      direction: z.enum(['PAYMENT', 'REFUND']),
      amount: money,
      paidOn: z.string(),
      bankReference: z.string(),
      reversal: z.object({ reason: z.string() }).nullable(),
    }),
  ),
  paymentStanding: z
    .object({
      dueOn: z.string().nullable(),
      ageDays: z.int(),
      lateDays: z.int().nullable(),
      claim: z.object({ amount: money, lines: z.array(line) }).nullable(),
    })
    .nullable(),
  digest: z.string(),
});

type StatementJson = z.output<typeof statementShape>;

const answerShape = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
  data: z.object({ settlementStatement: statementShape.nullable() }).nullish(),
});

/** What is wrong with an answer that a page is to be made of. */
export interface AnswerProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Reads the service's answer to the sample operation `settlement-statement.graphql`. Errors: every problem: no JSON, the errors that the
 * service answered with, fields that are not there, no statement.
 */
export function readStatement(text: string): Result<StatementJson, readonly AnswerProblem[]> {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return fail([{ path: '', code: 'NOT_JSON', message: '不是 JSON / this is no JSON' }]);
  }
  const read = answerShape.safeParse(answer);
  if (!read.success)
    return fail(
      read.error.issues.map(({ path, message }) => ({
        path: path.join('.'),
        code: 'SHAPE',
        message: `不是 settlement-statement.graphql 的应答 / no answer to settlement-statement.graphql: ${message}`,
      })),
    );
  const { errors = [], data } = read.data;
  if (errors.length > 0)
    return fail(errors.map(({ message, extensions }) => ({ path: 'errors', code: extensions?.code ?? 'GRAPHQL_ERROR', message })));
  const statement = data?.settlementStatement;
  if (!statement) return fail([{ path: 'data.settlementStatement', code: 'NO_STATEMENT', message: '没有结算单 / there is no statement' }]);
  return ok(statement);
}

const STATES = {
  ISSUED: ['待批准', 'to be approved'],
  REPLACED: ['已取代', 'replaced'],
  APPROVED: ['已批准', 'approved'],
  PARTLY_PAID: ['部分付款', 'paid in part'],
  PAID: ['已付清', 'paid'],
} as const;

/** A line of the amounts that is left out where it says nothing. */
const unlessZero = (what: string, { amount }: { readonly amount: string }): [string, string][] =>
  amount === '0.00' ? [] : [[what, amount]];

/** A statement as a page for a terminal. */
export function pageOfStatement(statement: StatementJson, { language, width }: PrettyOptions): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const { contract, number, instalment, kind, state } = statement;
  const [stateZh, stateEn] = STATES[state];
  const original = kind === 'ORIGINAL' ? say('结算单', 'Statement') : say('补充结算单', 'Supplementary statement');
  const amounts: [string, string][] = [
    [say('考核前金额', 'Before score and headcount'), statement.base.amount],
    [say('得分', 'Score'), statement.score ?? say('不考核', 'none')],
    [say('扣减（按适用读法）', 'Deduction by the readings applied'), statement.deduction.amount],
    [say('按适用读法应付', 'Payable under the readings in force'), statement.payable.amount],
    [say('无争议', 'Undisputed'), statement.undisputed.amount],
    [say('争议', 'Disputed'), statement.disputed.amount],
    [say('扣减', 'Deducted'), statement.deducted.amount],
    ...statement.adjustments.map(({ instalment: adjusted, amount }): [string, string] => [
      say(`第 ${adjusted} 期更正调整`, `Adjustment of instalment ${adjusted}`),
      amount.amount,
    ]),
    ...unlessZero(say('前期结转', 'Brought forward'), statement.broughtForward),
    ...statement.setOffs.map(({ number: reduced, amount }): [string, string] => [
      say(`冲减第 ${reduced} 号未付`, `Set off against statement ${reduced}`),
      amount.amount,
    ]),
    ...unlessZero(say('结转下期', 'Carried forward'), statement.carriedForward),
    [say('本单应付', 'Due by this statement'), statement.amountDue.amount],
    ...unlessZero(say('后来冲减', 'Set off by later statements'), statement.reduction),
    [say('已付', 'Paid'), statement.paid.amount],
    [say('未付', 'Unpaid'), statement.unpaid.amount],
  ];
  const parts = [
    [
      ...fold(`${contract.title}  ${contract.code}`, width),
      `${original} ${say(`第 ${number} 号  第 ${instalment} 期款  ${stateZh}`, `no. ${number}, instalment ${instalment}, ${stateEn}`)}`,
      ...(statement.amountDueInCapitals ? [`${say('大写', 'In capitals')}  ${statement.amountDueInCapitals}`] : []),
    ].join('\n'),
    table([{ heading: say('项目', 'What') }, { heading: say('元', 'Yuan'), align: 'RIGHT' }], amounts, width),
    table(
      [
        { heading: say('条款', 'Clause') },
        { heading: say('元', 'Yuan'), align: 'RIGHT' },
        { heading: say('说明', 'In words'), folds: true },
      ],
      [...statement.lines, ...(statement.paymentStanding?.claim?.lines ?? [])].map(({ clause, amount, text }) => [
        clause,
        amount?.amount ?? '',
        text,
      ]),
      width,
    ),
  ];
  // A statement that does not say what it hangs on names every open reading.
  const hangsOn = statement.disputed.amount === '0.00' ? [] : statement.dispute?.readings;
  const open = statement.readings.filter(({ code, state }) => hangsOn?.includes(code) ?? state === 'OPEN');
  if (open.length > 0)
    parts.push(
      table(
        [
          { heading: say('争议所系读法', 'Disputed reading') },
          { heading: say('只改此项时的应付', 'Payable if it alone changes'), folds: true },
        ],
        open.map(({ code, option, alternatives }) => [
          `${code} ${option}`,
          alternatives.map(({ option: other, payable }) => `${other} ${payable?.amount ?? '-'}`).join(say('、', ', ')),
        ]),
        width,
      ),
    );
  if (statement.invoices.length > 0)
    parts.push(
      table(
        [
          { heading: say('发票', 'Invoice') },
          { heading: say('状态', 'State') },
          { heading: say('签收', 'Received') },
          { heading: say('元', 'Yuan'), align: 'RIGHT' },
        ],
        statement.invoices.map((invoice) => [invoice.number, invoice.state, invoice.receivedOn ?? '-', invoice.amount.amount]),
        width,
      ),
    );
  if (statement.payments.length > 0)
    parts.push(
      table(
        [
          { heading: say('付款日', 'Paid on') },
          { heading: say('元', 'Yuan'), align: 'RIGHT' },
          { heading: say('银行流水号', 'Reference') },
          { heading: say('备注', 'Remark'), folds: true },
        ],
        statement.payments.map(({ paidOn, amount, bankReference, direction, reversal }) => [
          paidOn,
          direction === 'REFUND' ? `-${amount.amount}` : amount.amount,
          bankReference,
          [
            ...(direction === 'REFUND' ? [say('乙方退款', 'paid back')] : []),
            ...(reversal ? [say(`已冲销：${reversal.reason}`, `reversed: ${reversal.reason}`)] : []),
          ].join(' '),
        ]),
        width,
      ),
    );
  const { paymentStanding: standing } = statement;
  if (standing)
    parts.push(
      [
        `${say('付款期限', 'Due on')}  ${standing.dueOn ?? say('未定', 'no date')}`,
        `${say('账龄', 'Age')}  ${standing.ageDays} ${say('天', 'days')}`,
        ...(standing.lateDays === null ? [] : [`${say('逾期', 'Late')}  ${standing.lateDays} ${say('天', 'days')}`]),
      ].join('\n'),
    );
  if (statement.approvals.length > 0)
    parts.push(
      statement.approvals.map(({ approvedBy, approvedAt }) => `${say('批准', 'Approved')}  ${approvedBy}  ${approvedAt}`).join('\n'),
    );
  return [...parts, statement.digest].join('\n\n');
}
