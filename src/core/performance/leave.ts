import { dateOfTime, type LocalTime, minuteOf, timeOfMinute } from '../staffing/local-time.js';
import { addDays, type IsoDate, monthsLater, yearOf } from '../values/dates.js';
import type { Text } from '../values/text.js';
import { type DaySpan, daysOverlap, daysWithin, daysWithoutGap } from './leave-days.js';
import type { LeaveApprover, LeaveKind, LeaveRules } from './leave-rules.js';

/** What an operator asks for: natural days in a row, rest days included. */
export interface LeaveRequest extends DaySpan {
  readonly id: string;
  /** Code of the kind of leave. */
  readonly kind: string;
  readonly appliedAt: LocalTime;
  /** Begin of the shift that it begins with; null for the begin of its first day. */
  readonly startsAt: LocalTime | null;
  /** Codes of the proofs that were handed in. */
  readonly proofs: readonly string[];
  readonly hasSpecialCircumstances: boolean;
}

/** Leave of the same person that was approved or excused, whether it lies before or after the leave asked for. */
export interface OtherLeave extends DaySpan {
  readonly kind: string;
}

/** What a request is judged against, beside the rules. */
export interface LeaveContext {
  readonly inPostSince: IsoDate;
  readonly earlier: readonly OtherLeave[];
}

/** How far ahead leave is to be asked for. */
export type LeaveNotice = { readonly hours: number } | { readonly days: number } | { readonly months: number };

/** What does not fit the rules about a request. It is told to who decides, and decides nothing itself. */
export interface LeaveProblem extends Text {
  readonly code:
    | 'LATE'
    | 'PROOF_MISSING'
    | 'DAYS_OVERLAP'
    | 'TOO_MANY_DAYS'
    | 'TOO_MANY_TOGETHER'
    | 'TOO_SHORT_IN_POST'
    | 'TOO_MUCH_OTHER_LEAVE';
  readonly clause: string;
}

/** A request seen by the rules. */
export interface LeaveJudgement {
  readonly approver: LeaveApprover;
  readonly noticeNeeded: LeaveNotice;
  /** The last minute in which it is in time, that minute included. */
  readonly latestApplicationAt: LocalTime;
  readonly isLate: boolean;
  /** Codes, in the order of the rules. */
  readonly missingProofs: readonly string[];
  readonly problems: readonly LeaveProblem[];
}

/** A kind of leave by its code; null for a code that the rules do not know. */
export const leaveKindOf = (rules: LeaveRules, code: string): LeaveKind | null => rules.kinds.find((kind) => kind.code === code) ?? null;

/** When a leave begins. */
export const leaveStartsAt = ({ startsAt, from }: Pick<LeaveRequest, 'startsAt' | 'from'>): LocalTime => startsAt ?? `${from}T00:00`;

/**
 * Who approves a request for leave, whether it came in time, and what does not fit the rules.
 *
 * Units: natural days; notice in hours from the minute in which the leave begins, in days and months from its first day: then any time
 * of the last day is in time. Errors: throws for a kind that the rules do not know, which the caller has refused.
 */
export function judgeLeave(rules: LeaveRules, request: LeaveRequest, context: LeaveContext): LeaveJudgement {
  const kind = leaveKindOf(rules, request.kind);
  if (!kind) throw new Error(`there is no kind of leave ${request.kind}`);
  const { clause, notice } = noticeFor(rules, kind, request.days);
  const latestApplicationAt = lastMinuteFor(request, notice);
  const isLate = request.appliedAt > latestApplicationAt;
  const missing = kind.proofs.filter(({ code }) => !request.proofs.includes(code));
  return {
    approver: rowFor(rules.approvers, request.days).approver,
    noticeNeeded: notice,
    latestApplicationAt,
    isLate,
    missingProofs: missing.map(({ code }) => code),
    problems: [
      ...(isLate ? [lateness(clause, request, latestApplicationAt)] : []),
      ...missing.map(({ label }) => missingProof(kind, label)),
      ...overlaps(rules, request, context),
      ...daysOfKind(kind, request, context),
      ...daysTogether(rules, request, context),
      ...timeInPost(kind, request, context),
      ...otherLeaveBefore(rules, kind, request, context),
    ],
  };
}

/** The first row that holds so many days; the last one is open. */
const rowFor = <Row extends { readonly upToDays?: number | undefined }>(rows: readonly Row[], days: number): Row =>
  rows.find(({ upToDays }) => upToDays === undefined || days <= upToDays)!;

function noticeFor(rules: LeaveRules, kind: LeaveKind, days: number): { clause: string; notice: LeaveNotice } {
  if (kind.noticeMonths !== undefined) return { clause: kind.clause, notice: { months: kind.noticeMonths } };
  const row = rowFor(rules.notice, days);
  return { clause: row.clause, notice: 'hoursAhead' in row ? { hours: row.hoursAhead } : { days: row.daysAhead } };
}

function lastMinuteFor(request: LeaveRequest, notice: LeaveNotice): LocalTime {
  if ('hours' in notice) return timeOfMinute(minuteOf(leaveStartsAt(request)) - notice.hours * 60);
  const day = 'days' in notice ? addDays(request.from, -notice.days) : monthsLater(request.from, -notice.months);
  return `${day}T23:59`;
}

const shown = (time: LocalTime): string => `${dateOfTime(time)} ${time.slice(11)}`;

const lateness = (clause: string, { appliedAt }: LeaveRequest, latestApplicationAt: LocalTime): LeaveProblem => ({
  code: 'LATE',
  clause,
  zh: `最迟应于 ${shown(latestApplicationAt)} 提出，实际于 ${shown(appliedAt)} 提出`,
  en: `to be asked for by ${shown(latestApplicationAt)}, asked for at ${shown(appliedAt)}`,
});

const missingProof = ({ clause }: LeaveKind, label: Text): LeaveProblem => ({
  code: 'PROOF_MISSING',
  clause,
  zh: `缺少证明：${label.zh}`,
  en: `a proof is missing: ${label.en}`,
});

const overlaps = (rules: LeaveRules, request: LeaveRequest, { earlier }: LeaveContext): LeaveProblem[] =>
  earlier
    .filter((other) => daysOverlap(other, request))
    .map((other) => ({
      code: 'DAYS_OVERLAP',
      clause: rules.clause,
      zh: `与 ${other.from} 起 ${other.days} 天的假重叠`,
      en: `it overlaps leave of ${other.days} days from ${other.from}`,
    }));

/** The most days of the kind, of one leave without a gap or of the year in post. */
function daysOfKind(kind: LeaveKind, request: LeaveRequest, { inPostSince, earlier }: LeaveContext): LeaveProblem[] {
  const { daysMax, clause, label } = kind;
  if (daysMax === undefined) return [];
  const same = earlier.filter((other) => other.kind === kind.code);
  const year = yearInPost(inPostSince, request.from);
  const days = kind.isPerYearInPost ? daysWithin([request, ...same], year.from, year.to) : daysWithoutGap(request, same);
  if (days <= daysMax) return [];
  const span = kind.isPerYearInPost ? { zh: '本在岗年度', en: 'in the year in post' } : { zh: '连续', en: 'without a gap' };
  return [
    {
      code: 'TOO_MANY_DAYS',
      clause,
      zh: `${label.zh}${span.zh}共 ${days} 天，最多 ${daysMax} 天`,
      en: `${label.en}: ${days} days ${span.en}, at most ${daysMax}`,
    },
  ];
}

/** The year between two anniversaries that a day lies in. */
function yearInPost(since: IsoDate, day: IsoDate): { from: IsoDate; to: IsoDate } {
  const anniversary = (years: number) => monthsLater(since, years * 12);
  const calendarYears = yearOf(day) - yearOf(since);
  const years = anniversary(calendarYears) > day ? calendarYears - 1 : calendarYears;
  return { from: anniversary(years), to: addDays(anniversary(years + 1), -1) };
}

function daysTogether({ together, kinds }: LeaveRules, request: LeaveRequest, { earlier }: LeaveContext): LeaveProblem[] {
  if (!together?.kinds.includes(request.kind)) return [];
  const days = daysWithoutGap(
    request,
    earlier.filter(({ kind }) => together.kinds.includes(kind)),
  );
  if (days <= together.daysMax) return [];
  const labels = kinds.filter(({ code }) => together.kinds.includes(code)).map(({ label }) => label);
  return [
    {
      code: 'TOO_MANY_TOGETHER',
      clause: together.clause,
      zh: `${labels.map(({ zh }) => zh).join('、')}连续共 ${days} 天，最多 ${together.daysMax} 天（含休息日）`,
      en: `${labels.map(({ en }) => en).join(' and ')} together: ${days} days without a gap, at most ${together.daysMax}, rest days included`,
    },
  ];
}

function timeInPost(kind: LeaveKind, { from }: LeaveRequest, { inPostSince }: LeaveContext): LeaveProblem[] {
  if (kind.inPostMonthsMin === undefined) return [];
  const earliest = monthsLater(inPostSince, kind.inPostMonthsMin);
  if (from >= earliest) return [];
  return [
    {
      code: 'TOO_SHORT_IN_POST',
      clause: kind.clause,
      zh: `在岗满 ${kind.inPostMonthsMin} 个月方可休${kind.label.zh}，最早 ${earliest}`,
      en: `${kind.label.en} from ${kind.inPostMonthsMin} months in post, ${earliest} at the earliest`,
    },
  ];
}

function otherLeaveBefore(rules: LeaveRules, kind: LeaveKind, { from }: LeaveRequest, { earlier }: LeaveContext): LeaveProblem[] {
  return (kind.limits ?? []).flatMap((limit): LeaveProblem[] => {
    const others = earlier.filter((other) => other.kind === limit.kind);
    const days = daysWithin(others, monthsLater(from, -limit.inMonths), addDays(from, -1));
    if (days <= limit.daysMax) return [];
    const { label } = leaveKindOf(rules, limit.kind)!;
    return [
      {
        code: 'TOO_MUCH_OTHER_LEAVE',
        clause: kind.clause,
        zh: `此前 ${limit.inMonths} 个月内${label.zh}共 ${days} 天，超过 ${limit.daysMax} 天`,
        en: `${label.en} in the ${limit.inMonths} months before: ${days} days, above ${limit.daysMax}`,
      },
    ];
  });
}
