import type { CountedDate } from '../core/calendar/working-days.js';
import type { AppliedReading } from '../core/cases/applied-readings.js';
import type { Evaluation, ScoredItem } from '../core/cases/evaluate.js';
import type { Performance } from '../core/cases/performance.js';
import type { Settlement } from '../core/cases/settle.js';
import type { Text } from '../core/values/text.js';
import type { CalculationName } from './calculations.js';
import { fold, table } from './table.js';

/** How a result is laid out for a person. */
export interface PrettyOptions {
  readonly language: 'zh' | 'en';
  readonly width: number;
  /** What is disputed, in words, where anything is. */
  readonly dispute?: Text | null;
}

/** A result as a page for a terminal. */
export function pretty(name: CalculationName, result: object, options: PrettyOptions): string {
  if (name === 'evaluate') return prettyEvaluation(result as Evaluation, options);
  if (name === 'settle') return prettySettlement(result as Settlement, options);
  if (name === 'performance') return prettyPerformance(result as Performance, options);
  return prettyDue(result as CountedDate, options);
}

// ASCII throughout: marks such as — or ● are one place wide on some screens and two on others.
const NONE = '-';

/** Points as they act on the total; an asterisk where a value is still owed. */
const pointsOf = ({ points, effect, provisional }: ScoredItem): string =>
  `${effect === 'TAKES_OFF' && points !== null && points !== '0' ? '-' : ''}${points ?? NONE}${provisional ? '*' : ''}`;

/** The total, and how it follows from the items where a bound has cut it. */
function totalOf({ total, totalLine }: Evaluation, language: 'zh' | 'en'): string {
  const written = language === 'zh' ? `总分 ${total} 分` : `Total ${total}`;
  return totalLine && /^m(in|ax)\(/.test(totalLine.arithmetic) ? `${written}\n${totalLine[language]}` : written;
}

/** The title stands in its own column already. */
const withoutTitle = (text: string, title: string): string =>
  [`${title}：`, `${title}: `].reduce((rest, start) => (rest.startsWith(start) ? rest.slice(start.length) : rest), text);

function prettyEvaluation(evaluation: Evaluation, { language, width, dispute }: PrettyOptions): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const { total, totalRange, payable } = evaluation;
  const items = evaluation.items.flatMap((item) =>
    item.lines.map((line, index) => [
      index === 0 ? item.code : '',
      index === 0 ? item.title[language] : '',
      index === 0 ? pointsOf(item) : '',
      index === 0 ? (item.max ?? '') : '',
      withoutTitle(line[language], item.title[language]) +
        (index === 0 && item.readings.length > 0 ? ` 〔${item.readings.join(', ')}〕` : ''),
    ]),
  );
  const parts = [
    `${evaluation.contract}  ${evaluation.period}  ${evaluation.rubric}`,
    table(
      [
        { heading: say('项', 'Item') },
        { heading: say('考核项', 'Title') },
        { heading: say('得分', 'Points'), align: 'RIGHT' },
        { heading: say('满分', 'Max'), align: 'RIGHT' },
        { heading: say('说明', 'Why'), folds: true },
      ],
      items,
      width,
    ),
    total === null
      ? say(
          `缺少数据，没有总分；总分仍可能为 ${totalRange[0]} 至 ${totalRange[1]} 分`,
          `Data is missing, there is no total; it can still be ${totalRange[0]} to ${totalRange[1]}`,
        )
      : totalOf(evaluation, language),
    ...(evaluation.items.some(({ provisional }) => provisional)
      ? [say('* 裁量分值未定，暂按下限', '* a discretionary value is still owed; the least stands in')]
      : []),
    ...(evaluation.payableLines.length > 0 ? [evaluation.payableLines.map((line) => line[language]).join('\n')] : []),
    ...(payable
      ? [
          say(
            `应付 ${payable.amount} 元；无争议 ${payable.undisputed} 元，最多 ${payable.greatest} 元`,
            `Payable ${payable.amount}; undisputed ${payable.undisputed}, at most ${payable.greatest}`,
          ),
        ]
      : []),
    ...disputeLines(dispute, language, width),
    prettyReadings(evaluation.readings, { total, payable: payable?.amount ?? null }, language, width),
    ...prettyWarnings(evaluation.warnings, language),
    evaluation.digest,
  ];
  return parts.join('\n\n');
}

interface Figures {
  readonly total?: string | null;
  readonly payable: string | null;
}

/** The open readings that would move something, an option a line, the one in force marked; the others are only named. */
function prettyReadings(readings: readonly AppliedReading<Figures>[], now: Figures, language: 'zh' | 'en', width: number): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const agreed = readings.filter(({ state }) => state === 'AGREED');
  const moving = readings.filter(({ alternatives }) =>
    alternatives.some((other) => other.total !== now.total || other.payable !== now.payable),
  );
  const still = readings.filter((reading) => !moving.includes(reading) && !agreed.includes(reading));
  const names = (some: typeof readings) => some.map(({ code, label }) => `${code} ${label[language]}`).join(say('；', '; '));
  const isUndecided = now.payable === null && (now.total === null || now.total === undefined);
  const stillTitle = isUndecided
    ? say('未约定的读法（数据不全，影响未定）', 'Open readings (data is missing, what they move is not decided)')
    : say('单独改变时不影响结果的读法', 'Open readings that move nothing by themselves');
  const rest = [
    ...(still.length > 0 ? [`${stillTitle}${say('：', ': ')}${names(still)}`] : []),
    ...(agreed.length > 0 ? [`${say('已约定的读法：', 'Agreed readings: ')}${names(agreed)}`] : []),
  ].flatMap((line) => fold(line, width));
  if (moving.length === 0) return rest.join('\n');
  const hasTotal = now.total !== undefined;
  const hasPayable = now.payable !== null;
  const columns = [
    { heading: say('未约定的读法', 'Open reading'), folds: true },
    { heading: say('选项', 'Option'), folds: true },
    ...(hasTotal ? [{ heading: say('总分', 'Total'), align: 'RIGHT' as const }] : []),
    ...(hasPayable ? [{ heading: say('应付', 'Payable'), align: 'RIGHT' as const }] : []),
  ];
  const rows = moving.flatMap((reading) =>
    [{ ...now, option: reading.option, label: reading.label }, ...reading.alternatives].map(({ option, label, total, payable }, index) => [
      index === 0 ? `${reading.code} ${reading.title[language]}` : '',
      `${index === 0 ? '>' : '-'} ${label[language]} (${option})`,
      ...(hasTotal ? [total ?? NONE] : []),
      ...(hasPayable ? [payable ?? NONE] : []),
    ]),
  );
  return [table(columns, rows, width), rest.join('\n')].filter(Boolean).join('\n\n');
}

const disputeLines = (dispute: Text | null | undefined, language: 'zh' | 'en', width: number): string[] =>
  dispute ? [fold(dispute[language], width).join('\n')] : [];

const prettyWarnings = (warnings: readonly Text[], language: 'zh' | 'en'): string[] =>
  warnings.length === 0 ? [] : [warnings.map((warning) => `! ${warning[language]}`).join('\n')];

function prettySettlement(settlement: Settlement, { language, width, dispute }: PrettyOptions): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const { payable } = settlement;
  const rows = [
    [say('本期款', 'Instalment'), settlement.base],
    [say('得分', 'Score'), settlement.score ?? NONE],
    [say('扣减', 'Deduction'), settlement.deduction ?? NONE],
    [say('应付', 'Payable'), payable?.amount ?? NONE],
    [say('其中无争议', 'Undisputed'), payable?.undisputed ?? NONE],
    [say('最多', 'At most'), payable?.greatest ?? NONE],
    [say('付款期限', 'Due on'), settlement.dueOn ?? NONE],
    [say('逾期天数', 'Days late'), settlement.lateDays === null ? NONE : String(settlement.lateDays)],
    [say('违约金备忘', 'Late claim (memo)'), settlement.lateClaim ?? NONE],
  ];
  return [
    `${settlement.contract}  ${say('第', 'instalment')} ${settlement.instalment} ${say('期款', '')}`.trimEnd(),
    table([{ heading: say('项目', 'What') }, { heading: say('数额', 'Figure'), align: 'RIGHT' }], rows, width),
    settlement.lines.map((line) => line[language]).join('\n'),
    ...disputeLines(dispute, language, width),
    prettyReadings(settlement.readings, { payable: payable?.amount ?? null }, language, width),
    ...prettyWarnings(settlement.warnings, language),
    settlement.digest,
  ].join('\n\n');
}

const POOL_WORDS = {
  SHARED: ['已均分', 'shared'],
  SUSPENSE: ['无人可分，挂账', 'in suspense'],
  EMPTY: ['无扣款', 'empty'],
} as const;

function prettyPerformance(performance: Performance, { language, width }: PrettyOptions): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const money = (heading: string) => ({ heading, align: 'RIGHT' as const });
  const members = performance.members.flatMap((member) => {
    const own = [
      member.no,
      member.team,
      member.violations,
      member.leave,
      member.share,
      member.net + (member.provisional ? '*' : ''),
      member.fullAttendance ? say('是', 'yes') : say('否', 'no'),
      member.flags.join(', '),
    ];
    const why = member.lines.map((line) => line[language]);
    return why.length === 0 ? [[...own, '']] : why.map((text, index) => [...(index === 0 ? own : own.map(() => '')), text]);
  });
  return [
    `${performance.contract}  ${performance.month}`,
    table(
      [
        { heading: say('工号', 'No') },
        { heading: say('班组', 'Team') },
        money(say('违规', 'Violations')),
        money(say('请假', 'Leave')),
        money(say('分得', 'Share')),
        money(say('合计', 'Net')),
        { heading: say('全勤', 'Full') },
        { heading: say('待核标记', 'Flags'), folds: true },
        { heading: say('说明', 'Why'), folds: true },
      ],
      members,
      width,
    ),
    table(
      [
        { heading: say('班组', 'Team') },
        money(say('扣款池', 'Pool')),
        money(say('参与均分', 'Eligible')),
        { heading: say('状态', 'Status') },
      ],
      performance.pools.map(({ team, amount, eligible, status }) => [
        team,
        amount,
        String(eligible),
        say(POOL_WORDS[status][0], POOL_WORDS[status][1]),
      ]),
      width,
    ),
    say('以上均为拟扣，不计算工资。', 'All amounts are proposed; no pay is computed.'),
    performance.digest,
  ].join('\n\n');
}

function prettyDue({ date, provisional }: CountedDate, { language }: PrettyOptions): string {
  if (!provisional) return date;
  return language === 'zh' ? `${date}（暂定：该年放假安排尚未公布）` : `${date} (provisional: the year's holidays are not published)`;
}
