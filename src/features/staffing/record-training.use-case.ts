import { v7 as uuid } from 'uuid';
import { isIsoMonth } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import { type InvalidInput, invalid, nothingGiven, pastDayProblems } from '../assessment-periods/refusal.js';
import { byNumber, dayProblems, findStaffed, problemOf, type StaffingProblem, shortTextProblems } from './problems.js';
import { staffBookOfContract } from './staffing.loaders.js';
import { nextNumber, type StaffBook } from './staffing.repository.js';
import { Exam, ExamResult, Training, TrainingAttendance, TrainingSession } from './training.entity.js';
import { type AttendanceRow, type ExamKind, type ExamRow, findExams, findTrainings, type TrainingRow } from './training.repository.js';

const TITLE_LENGTH_MAX = 200;
const CONTENT_LENGTH_MAX = 10_000;

export interface PlanTraining {
  readonly contract: string;
  /** Code of the group of staff; any text where the contract's data has no groups. */
  readonly group: string;
  readonly title: string;
  readonly content: string;
  readonly plannedOn: unknown;
}

/** Plans a training for a group of staff. Errors: every problem. */
export const planTraining = defineCommand({
  name: 'planTraining',
  permissions: ['staff:manage'],
  async run(context, input: PlanTraining): Promise<Result<TrainingRow, InvalidInput>> {
    const staffed = await findStaffed(context, input.contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { trainingGroups } = staffed.stored.checked.contract.staffingRules;
    const problems = [
      ...shortTextProblems('title', input.title, TITLE_LENGTH_MAX),
      ...shortTextProblems('content', input.content, CONTENT_LENGTH_MAX),
      ...shortTextProblems('group', input.group, 64),
      ...dayProblems('plannedOn', input.plannedOn),
    ];
    if (trainingGroups && !trainingGroups.some(({ code }) => code === input.group))
      problems.push(problemOf('group', 'UNKNOWN_GROUP', `合同没有培训对象 ${input.group}`, `the contract has no group ${input.group}`));
    if (problems.length > 0) return invalid(problems);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(Training, {
      tenantId,
      id,
      contract: [tenantId, staffed.stored.id] as const,
      number: await nextNumber(context, 'trainings', staffed.stored.id),
      group: input.group,
      title: input.title,
      plannedOn: String(input.plannedOn),
      content: input.content,
      ...context.recorded,
    });
    return ok((await findTrainings(context, [id]))[0]!);
  },
});

export interface RecordTraining {
  readonly trainingId: string;
  readonly heldOn: unknown;
  readonly minutes: number;
  readonly trainer: string;
  /** By employee number, each once. */
  readonly attendances: readonly { readonly no: string; readonly attendance: AttendanceRow['attendance'] }[];
}

/** Records that a training was held, and who was there. Errors: every problem; throws NOT_FOUND. */
export const recordTraining = defineCommand({
  name: 'recordTraining',
  permissions: ['staff:manage'],
  async run(context, input: RecordTraining): Promise<Result<TrainingRow, InvalidInput>> {
    const [training] = await findTrainings(context, [input.trainingId]);
    if (!training) throw notFound('培训', 'training');
    const book = await context.loader(staffBookOfContract).load(training.contractId);
    const problems: StaffingProblem[] = [
      ...pastDayProblems('heldOn', input.heldOn, context.today),
      ...shortTextProblems('trainer', input.trainer, TITLE_LENGTH_MAX),
      ...(input.attendances.length === 0 ? [nothingGiven('attendances')] : []),
      ...peopleProblems('attendances', input.attendances, book),
    ];
    if (!Number.isInteger(input.minutes) || input.minutes < 1)
      problems.push(problemOf('minutes', 'BELOW_ONE', '至少 1 分钟', 'at least 1 minute'));
    if (problems.length > 0) return invalid(problems);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(TrainingSession, {
      tenantId,
      id,
      training: [tenantId, training.id] as const,
      heldOn: String(input.heldOn),
      minutes: input.minutes,
      trainer: input.trainer,
      ...context.recorded,
    });
    const known = byNumber(book);
    for (const { no, attendance } of input.attendances)
      await em.insert(TrainingAttendance, {
        tenantId,
        session: [tenantId, id] as const,
        staff: [tenantId, known.get(no)!.id] as const,
        attendance,
      });
    return ok((await findTrainings(context, [training.id]))[0]!);
  },
});

export interface RecordExam {
  readonly contract: string;
  readonly kind: ExamKind;
  /** Of a monthly exam: the month that it is for. */
  readonly month?: string | null | undefined;
  readonly heldOn: unknown;
  readonly title: string;
  /** Who took it, by employee number. */
  readonly results: readonly { readonly no: string; readonly marks?: unknown; readonly isPassed: boolean }[];
  /** The exam that was recorded wrongly. */
  readonly supersedesId?: string | null | undefined;
}

/**
 * Records an exam on paper and who took it; whoever is not named did not.
 *
 * The month's figures are taken from it with the month's snapshot. Errors: every problem; throws NOT_FOUND for what it is to supersede.
 */
export const recordExam = defineCommand({
  name: 'recordExam',
  permissions: ['staff:manage', 'staff:decide'],
  async run(context, input: RecordExam): Promise<Result<ExamRow, InvalidInput>> {
    const staffed = await findStaffed(context, input.contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const superseded = input.supersedesId == null ? null : ((await findExams(context, [input.supersedesId]))[0] ?? undefined);
    if (superseded === undefined || (superseded && superseded.contractId !== stored.id)) throw notFound('考试', 'exam');
    const problems = [
      ...pastDayProblems('heldOn', input.heldOn, context.today),
      ...shortTextProblems('title', input.title, TITLE_LENGTH_MAX),
      ...monthProblems(input),
      ...peopleProblems('results', input.results, book),
      ...input.results.flatMap(({ marks }, index) => marksProblems(marks, `results[${index}].marks`)),
    ];
    if (superseded?.isSuperseded)
      problems.push(problemOf('supersedesId', 'SUPERSEDED_ALREADY', '该考试记录已被更正', 'the exam is superseded already'));
    if (superseded && superseded.kind !== input.kind)
      problems.push(problemOf('kind', 'ANOTHER_KIND', '与所更正的考试种类不同', 'the exam to be superseded is of another kind'));
    else if (superseded && superseded.month !== (input.month ?? null))
      problems.push(problemOf('month', 'ANOTHER_MONTH', '与所更正的考试月份不同', 'the exam to be superseded is of another month'));
    if (problems.length > 0) return invalid(problems);
    const id = uuid();
    const { tenantId } = context;
    const em = await context.entities();
    await em.insert(Exam, {
      tenantId,
      id,
      contract: [tenantId, stored.id] as const,
      number: await nextNumber(context, 'exams', stored.id),
      kind: input.kind,
      month: input.month ?? null,
      heldOn: String(input.heldOn),
      title: input.title,
      ...(superseded && { supersedes: [tenantId, superseded.id] as const }),
      ...context.recorded,
    });
    const known = byNumber(book);
    for (const { no, marks, isPassed } of input.results)
      await em.insert(ExamResult, {
        tenantId,
        exam: [tenantId, id] as const,
        staff: [tenantId, known.get(no)!.id] as const,
        marks: marks == null ? null : String(marks),
        isPassed,
      });
    return ok((await findExams(context, [id]))[0]!);
  },
});

/** A monthly exam is for a month, and any other for none. */
function monthProblems({ kind, month, heldOn }: RecordExam): StaffingProblem[] {
  if (kind !== 'MONTHLY')
    return month == null ? [] : [problemOf('month', 'MISPLACED_FIELD', '只有月度考试有月份', 'only a monthly exam has a month')];
  if (month == null || !isIsoMonth(month)) return [problemOf('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected')];
  return String(heldOn).startsWith(month) ? [] : [problemOf('heldOn', 'OUTSIDE_PERIOD', `不在 ${month} 内`, `it is not in ${month}`)];
}

const marksProblems = (marks: unknown, path: string): StaffingProblem[] =>
  marks == null || /^\d{1,4}(\.\d{1,2})?$/.test(String(marks))
    ? []
    : [problemOf(path, 'NOT_A_DECIMAL', '应为最多两位小数的非负数', 'a number from 0 with at most two decimals is expected')];

/** People by their employee numbers, each once. */
export function peopleProblems(path: string, people: readonly { readonly no: string }[], book: StaffBook): StaffingProblem[] {
  const known = byNumber(book);
  const seen = new Set<string>();
  return people.flatMap(({ no }, index) => {
    const place = `${path}[${index}].no`;
    const isTwice = seen.has(no);
    seen.add(no);
    if (!known.has(no)) return [problemOf(place, 'UNKNOWN_STAFF', `没有工号 ${no}`, `there is nobody with the number ${no}`)];
    return isTwice ? [problemOf(place, 'DUPLICATE', `工号 ${no} 重复`, `${no} is named twice`)] : [];
  });
}
