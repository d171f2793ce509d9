import { v7 as uuid } from 'uuid';
import { earliest } from '../../core/staffing/date-range.js';
import { examOf, type MonthExam } from '../../core/staffing/exams.js';
import { rosterFigures } from '../../core/staffing/figures.js';
import { leaversOf, openingDayOf, rosterOn, turnoverOf } from '../../core/staffing/roster.js';
import type { Json } from '../../core/values/canonical-json.js';
import { addDays, firstDayOf, isIsoMonth, lastDayOf } from '../../core/values/dates.js';
import { digestOf } from '../../core/values/digest.js';
import { Exact } from '../../core/values/exact.js';
import { parsePeriod } from '../../core/values/periods.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { advance, listPeriods, loadPeriodToWrite, takesRecords } from '../assessment-periods/assessment-period.repository.js';
import { appendIncoming } from '../assessment-periods/record-observations.use-case.js';
import { type InvalidInput, invalid, type PeriodClosed } from '../assessment-periods/refusal.js';
import { readScoringCase } from '../assessment-periods/scoring-case.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { logBreaches } from './breach-log.js';
import { findStaffed, problemOf } from './problems.js';
import { RosterSnapshot } from './snapshot.entity.js';
import {
  findLatestSnapshot,
  findSnapshots,
  type RosterSnapshotRow,
  type SnapshotDocument,
  type TurnoverDocument,
} from './snapshot.repository.js';
import { staffBookOfContract } from './staffing.loaders.js';
import type { StaffBook } from './staffing.repository.js';
import { hasMonthlyExam, listExamResults } from './training.repository.js';

export interface TakeRosterSnapshot {
  readonly contract: string;
  readonly month: string;
}

/**
 * The agency confirms the roster of a month that is over, and its figures go into the month's period with the source ROSTER.
 *
 * Taken again, it supersedes the one before, and figures that have changed supersede theirs; the same roster gives the same snapshot
 * again. The month's breaches are logged, whichever it is. Errors: every problem, or that the period takes no figures.
 */
export const takeRosterSnapshot = defineCommand({
  name: 'takeRosterSnapshot',
  permissions: ['staff:decide'],
  async run(context, { contract: code, month }: TakeRosterSnapshot): Promise<Result<RosterSnapshotRow, InvalidInput | PeriodClosed>> {
    const staffed = await findStaffed(context, code);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const { term } = stored.checked.contract.data;
    if (!isIsoMonth(month)) return invalid([problemOf('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected')]);
    const last = earliest(lastDayOf(month), term.to);
    if (lastDayOf(month) < term.from || firstDayOf(month) > term.to)
      return invalid([problemOf('month', 'OUTSIDE_PERIOD', `${month} 不在合同期内`, `${month} is outside the term`)]);
    if (context.today < last) return invalid([problemOf('month', 'NOT_OVER', `${month} 尚未结束`, `${month} is not over`)]);
    if (book.events.length === 0) return invalid([problemOf('contract', 'NO_ROSTER', '合同没有花名册', 'the contract has no roster')]);
    // Whatever comes of the figures: a breach is one in a month whose scorecard is published, too.
    await logBreaches(context, stored, [month]);
    const document = await snapshotOf(context, stored, book, month);
    const digest = digestOf(document as unknown as Record<string, Json>);
    const latest = await findLatestSnapshot(context, stored.id, month);
    if (latest?.digest === digest) return ok(latest);
    const recorded = await recordFigures(context, stored, document);
    if (!recorded.ok) return recorded;
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(RosterSnapshot, {
      tenantId,
      id,
      contract: [tenantId, stored.id] as const,
      month,
      revision: (latest?.revision ?? 0) + 1,
      document: document as unknown as Record<string, unknown>,
      digest,
      ...context.recorded,
    });
    return ok((await findSnapshots(context, [id]))[0]!);
  },
});

/** Puts the figures that have changed into the period that the month belongs to; a month that is not scored has none. */
async function recordFigures(
  context: TenantContext,
  stored: StoredContract,
  { month, figures }: SnapshotDocument,
): Promise<Result<null, InvalidInput | PeriodClosed>> {
  const day = firstDayOf(month);
  const found = (await listPeriods(context, stored.id)).find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  if (!found || figures.length === 0) return ok(null);
  const period = await loadPeriodToWrite(context, { periodId: found.id });
  const observations = figures.map(({ metric, value }) => ({ metric, month, value, source: 'ROSTER' }));
  const read = await readScoringCase(context, period, { observations });
  if (!read.ok) return invalid(read.error.map((problem) => ({ ...problem, path: 'month' })));
  const before = read.value.recorded.observations.filter(({ source }) => source === 'ROSTER');
  const isKnown = ({ metric, value }: { readonly metric: string; readonly value: number }) =>
    before.some((row) => row.metric === metric && (row.month ?? month) === month && row.value === String(value));
  if (figures.every(isKnown)) return ok(null);
  const open = await takesRecords(context, period);
  if (!open.ok) return open;
  advance(period);
  await appendIncoming(context, period, read.value, observations.length, `花名册 ${month} / roster ${month}`);
  return ok(null);
}

/** The roster of a month's end as it stands now. */
export async function snapshotOf(
  context: TenantContext,
  stored: StoredContract,
  book: StaffBook,
  month: string,
): Promise<SnapshotDocument> {
  const { staffingRules, data } = stored.checked.contract;
  const { term } = data;
  const last = earliest(lastDayOf(month), term.to);
  const exam = await examOfMonth(context, stored, book, month);
  const quarter = parsePeriod(`${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`, 'QUARTER')!;
  const figures = rosterFigures(staffingRules, { events: book.events, month, term, exam });
  const counted = staffingRules.requirements.find(({ kind }) => kind === 'TURNOVER_MAX')?.counted;
  const turnover = (from: string): TurnoverDocument => turnoverDocument(book, { from, to: last }, term, counted);
  return {
    month,
    members: rosterOn(book.events, last).map(({ no, role, team, standing, admittedOn, onLineOn }) => ({
      no,
      role,
      team,
      standing,
      admittedOn,
      onLineOn,
    })),
    figures,
    turnover: { month: turnover(firstDayOf(month)), quarter: turnover(quarter.startsOn) },
    exam: exam && { dueOn: exam.dueOn, required: exam.required.map(({ no }) => no), taken: exam.taken.map(({ no }) => no) },
  };
}

/** How the month's exam stands; null where the contract has none, or nothing of it is recorded. */
async function examOfMonth(context: TenantContext, stored: StoredContract, book: StaffBook, month: string): Promise<MonthExam | null> {
  const { staffingRules, calendar } = stored.checked.contract;
  if (!staffingRules.exam || !(await hasMonthlyExam(context, stored.id, month))) return null;
  const results = await listExamResults(context, stored.id, 'MONTHLY', month);
  return examOf(staffingRules.exam, calendar, month, book.events, results);
}

const HUNDRED = Exact.integer(100);

function turnoverDocument(
  { events }: StaffBook,
  days: { readonly from: string; readonly to: string },
  term: { readonly from: string; readonly to: string },
  counted: readonly string[] | undefined,
): TurnoverDocument {
  const { openingCount, rate } = turnoverOf(events, days, term, counted);
  const from = addDays(openingDayOf(days.from, term), 1);
  return {
    left: leaversOf(events, { from, to: days.to }, counted).map(({ no }) => no),
    opening: openingCount,
    percent: rate?.times(HUNDRED).toDecimal(4) ?? null,
  };
}

/** Whether a snapshot is what the roster gives now: something may have been corrected since. */
export async function isUpToDate(context: TenantContext, stored: StoredContract, { month, digest }: RosterSnapshotRow): Promise<boolean> {
  const book = await context.loader(staffBookOfContract).load(stored.id);
  return digestOf((await snapshotOf(context, stored, book, month)) as unknown as Record<string, Json>) === digest;
}
