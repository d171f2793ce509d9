import type { Contract } from '../../core/contract/contract.js';
import { mayIssue, type NoticeKind } from '../../core/notices/life.js';
import { dueOfNotice, type NoticeFacts, obligationsOfNotice } from '../../core/obligations/notice-obligations.js';
import { isIsoDate } from '../../core/values/dates.js';
import { Problems } from '../../core/values/problem.js';
import { readDecimal } from '../../core/values/reader.js';
import { type InvalidInput, reasonProblems } from '../assessment-periods/refusal.js';
import type { Party } from '../tenants/party.js';

export type NoticeProblem = InvalidInput['problems'][number];

/** What a notice says, as it comes in. */
export interface NoticeContent {
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly text: string;
  readonly occurredOn: unknown;
  readonly clauses: readonly string[];
  readonly act?: string | null | undefined;
  readonly loss?: unknown;
  readonly claim?: unknown;
  readonly expectedUntil?: unknown;
  readonly plannedOn?: unknown;
  readonly answerDueOn?: unknown;
  readonly evidence?: string | null | undefined;
}

/** Facts that only one kind of notice has, and whether it must. */
const OWN_FACTS = [
  { field: 'act', kind: 'BREACH', isRequired: true },
  { field: 'loss', kind: 'BREACH', isRequired: true },
  { field: 'claim', kind: 'BREACH', isRequired: true },
  { field: 'expectedUntil', kind: 'FORCE_MAJEURE', isRequired: false },
  { field: 'plannedOn', kind: 'TERMINATION', isRequired: true },
] as const;

/** Everything that is wrong with a notice in itself, and with the day by which the agency asks for an answer. */
export function problemsOfContent(content: NoticeContent, party: Party, contract: Contract, today: string): NoticeProblem[] {
  const { kind, subject, text, occurredOn, expectedUntil, plannedOn, answerDueOn } = content;
  const problems: NoticeProblem[] = [...reasonProblems(subject, 'subject'), ...reasonProblems(text, 'text')];
  if (!mayIssue(kind, party))
    problems.push({ path: 'kind', code: 'NOT_OF_PARTY', message: '此类通知由对方发出 / the other party issues this kind of notice' });
  problems.push(...ownFactProblems(content), ...clauseProblems(content, contract, today));
  problems.push(...dayProblems('occurredOn', occurredOn, { to: today }));
  if (expectedUntil != null) problems.push(...dayProblems('expectedUntil', expectedUntil, { from: String(occurredOn) }));
  if (plannedOn != null) problems.push(...dayProblems('plannedOn', plannedOn, { from: today }));
  if (answerDueOn != null && party === 'VENDOR')
    problems.push({
      path: 'answerDueOn',
      code: 'MISPLACED_FIELD',
      message: '合同未定的期限由甲方定 / the agency sets what the contract leaves open',
    });
  else if (answerDueOn != null) problems.push(...dayProblems('answerDueOn', answerDueOn, { from: today }));
  return problems;
}

/** What is wrong with a notice's days by the contract's own dates. */
export function problemsOfDates(facts: NoticeFacts, answerDueOn: string | null, contract: Contract): NoticeProblem[] {
  const problems: NoticeProblem[] = [];
  for (const obligation of obligationsOfNotice(contract.obligations, facts)) {
    const { due, noticeOf, clauses } = obligation;
    if (noticeOf!.from === 'ENDED') continue;
    const latest = dueOfNotice(obligation, facts, contract.calendar);
    // A notice that comes before what it announces is nothing when it comes too late; of any other, lateness is only recorded.
    if (latest && due.kind === 'MONTHS_BEFORE' && noticeOf!.metBy.includes('ISSUED') && latest.dueOn < facts.issuedOn)
      problems.push({
        path: 'plannedOn',
        code: 'TOO_SOON',
        message: `按条款 ${clauses.join('、')} 最迟应于 ${latest.dueOn} 通知 / by ${clauses.join(', ')} notice was due on ${latest.dueOn}`,
      });
    if (latest && answerDueOn !== null && !noticeOf!.metBy.includes('ISSUED'))
      problems.push({
        path: 'answerDueOn',
        code: 'DATE_OF_CONTRACT',
        message: `合同已定期限 ${latest.dueOn} / the contract sets the date: ${latest.dueOn}`,
      });
  }
  return problems;
}

/** A day within bounds, both included. */
export function dayProblems(path: string, date: unknown, { from, to }: { readonly from?: string; readonly to?: string }): NoticeProblem[] {
  const day = String(date);
  if (!isIsoDate(day)) return [{ path, code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' }];
  if (from !== undefined && isIsoDate(from) && day < from)
    return [{ path, code: 'OUT_OF_RANGE', message: `不能早于 ${from} / must not lie before ${from}` }];
  if (to !== undefined && day > to) return [{ path, code: 'OUT_OF_RANGE', message: `不能晚于 ${to} / must not lie behind ${to}` }];
  return [];
}

function ownFactProblems(content: NoticeContent): NoticeProblem[] {
  const problems: NoticeProblem[] = [];
  for (const { field: path, kind, isRequired } of OWN_FACTS) {
    const value = content[path];
    const isGiven = value != null && String(value).trim() !== '';
    if (kind !== content.kind && value != null)
      problems.push({ path, code: 'MISPLACED_FIELD', message: `此类通知没有 ${path} / this kind of notice has no ${path}` });
    if (kind === content.kind && isRequired && !isGiven) problems.push({ path, code: 'REQUIRED', message: '必填 / required' });
    if (kind === content.kind && isGiven && (path === 'loss' || path === 'claim')) problems.push(...amountProblems(path, value));
  }
  return problems;
}

function amountProblems(path: string, value: unknown): NoticeProblem[] {
  const problems = new Problems();
  const amount = readDecimal(value, path, problems);
  if (amount && amount.sign < 0) problems.add(path, 'NEGATIVE', '不能为负', 'must not be negative');
  if (amount && !amount.rounded(2).equals(amount)) problems.add(path, 'TOO_MANY_DECIMALS', '最多两位小数', 'at most two decimals');
  return [...problems.list];
}

/** A notice rests on clauses that stand; where the contract has clauses for its kind, on one of them at least. */
function clauseProblems({ kind, clauses }: NoticeContent, contract: Contract, today: string): NoticeProblem[] {
  const problems: NoticeProblem[] = [];
  clauses.forEach((number, index) => {
    const path = `clauses[${index}]`;
    const clause = contract.clauses.find((candidate) => candidate.number === number);
    if (!clause) problems.push({ path, code: 'UNKNOWN_CLAUSE', message: `未收录条款 ${number} / clause ${number} is not recorded` });
    else if (clause.voidFrom !== undefined && clause.voidFrom <= today)
      problems.push({ path, code: 'VOID_CLAUSE', message: `条款 ${number} 已无效 / clause ${number} is void` });
    if (clauses.indexOf(number) < index)
      problems.push({ path, code: 'DUPLICATE', message: `条款 ${number} 重复 / ${number} stands twice` });
  });
  const fitting = contract.clauses.filter(
    ({ binds }) => binds !== 'RECORDED_ONLY' && binds.some((bind) => 'notice' in bind && bind.notice === kind),
  );
  if (fitting.length > 0 && !fitting.some(({ number }) => clauses.includes(number)))
    problems.push({
      path: 'clauses',
      code: 'CLAUSE_REQUIRED',
      message: `须引用其一：${fitting.map(({ number }) => number).join('、')} / one of these is needed: ${fitting.map(({ number }) => number).join(', ')}`,
    });
  return problems;
}
