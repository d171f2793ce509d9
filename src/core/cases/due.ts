import type { CountedDate, WorkingCalendar } from '../calendar/working-days.js';
import { type Problem, Problems } from '../values/problem.js';
import { ObjectReader, readFields } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';

const FIELDS = new Set(['from', 'workingDays', 'on', 'roll']);

/** Some forty years of working days: further than any contract reaches, and near enough to be counted at once. */
const WORKING_DAYS_MAX = 10_000n;

/** Answers `due`: the n-th working day after a date, or a date with or without rolling to the next working day. */
export function due(raw: unknown, calendar: WorkingCalendar): Result<CountedDate, readonly Problem[]> {
  const problems = new Problems();
  const fields = readFields(raw, '', problems);
  if (!fields) return fail(problems.list);
  const reader = new ObjectReader(fields, '', problems);
  reader.refuseOthers(FIELDS);
  const isRolling = reader.has('on') || reader.has('roll');
  if (isRolling) {
    for (const name of ['from', 'workingDays'])
      if (reader.has(name)) reader.problem(name, 'MISPLACED_FIELD', '与 on、roll 不能同时给出', 'cannot be given together with on or roll');
    const on = reader.date('on');
    const roll = reader.boolean('roll');
    if (on === null || !problems.isEmpty) return fail(problems.list);
    return ok(roll ? calendar.roll(on) : { date: on, provisional: false });
  }
  const from = reader.date('from');
  const workingDays = reader.count('workingDays', 1);
  if (workingDays !== null && workingDays > WORKING_DAYS_MAX)
    reader.problem('workingDays', 'OUT_OF_RANGE', `最多 ${WORKING_DAYS_MAX} 个工作日`, `at most ${WORKING_DAYS_MAX} working days`);
  if (from === null || workingDays === null || !problems.isEmpty) return fail(problems.list);
  return ok(calendar.workingDaysAfter(from, Number(workingDays)));
}
