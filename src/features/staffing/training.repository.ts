import type { ListQuery } from '../../platform/persistence/keyset.js';
import { instant } from '../../platform/persistence/row-reader.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import type { StaffRow } from './staffing.repository.js';

interface Recorded {
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export interface AttendanceRow {
  readonly staffId: string;
  readonly attendance: 'ATTENDED' | 'EXCUSED' | 'ABSENT';
}

export interface TrainingSessionRow extends Recorded {
  readonly id: string;
  readonly heldOn: string;
  readonly minutes: number;
  readonly trainer: string;
  readonly attendances: readonly AttendanceRow[];
}

/** A training with the sessions in which it was held. */
export interface TrainingRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly number: number;
  readonly group: string;
  readonly title: string;
  readonly plannedOn: string;
  readonly content: string;
  readonly sessions: readonly TrainingSessionRow[];
}

export type ExamKind = 'MONTHLY' | 'BEFORE_ON_LINE' | 'RETURN';

export interface ExamResultRow {
  readonly staffId: string;
  readonly marks: string | null;
  readonly isPassed: boolean;
}

/** An exam with its results; one that was superseded is no more than history. */
export interface ExamRow extends Recorded {
  readonly id: string;
  readonly contractId: string;
  readonly number: number;
  readonly kind: ExamKind;
  readonly month: string | null;
  readonly heldOn: string;
  readonly title: string;
  readonly supersedesId: string | null;
  readonly isSuperseded: boolean;
  readonly results: readonly ExamResultRow[];
}

const RECORDED = `r.recorded_by as "recordedBy", ${instant('r.recorded_at')} as "recordedAt"`;

const TRAINING = `r.id, r.contract_id as "contractId", r.number, r."group", r.title, r.planned_on as "plannedOn", r.content, ${RECORDED},
  coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'heldOn', t.held_on, 'minutes', t.minutes, 'trainer', t.trainer,
      'recordedBy', t.recorded_by, 'recordedAt', ${instant('t.recorded_at')},
      'attendances', coalesce((select jsonb_agg(jsonb_build_object('staffId', a.staff_id, 'attendance', a.attendance) order by p.no collate "C")
        from training_attendances a join staff p on p.tenant_id = a.tenant_id and p.id = a.staff_id
        where a.tenant_id = t.tenant_id and a.session_id = t.id), '[]')) order by t.held_on, t.id)
    from held_trainings t where t.tenant_id = r.tenant_id and t.training_id = r.id), '[]') as sessions`;

const EXAM = `r.id, r.contract_id as "contractId", r.number, r.kind, r.month, r.held_on as "heldOn", r.title, r.supersedes_id as "supersedesId",
  exists (select from exams l where l.tenant_id = r.tenant_id and l.supersedes_id = r.id) as "isSuperseded", ${RECORDED},
  coalesce((select jsonb_agg(jsonb_build_object('staffId', x.staff_id, 'marks', x.marks::text, 'isPassed', x.is_passed) order by p.no collate "C")
    from exam_results x join staff p on p.tenant_id = x.tenant_id and p.id = x.staff_id
    where x.tenant_id = r.tenant_id and x.exam_id = r.id), '[]') as results`;

/** A list of a contract's rows, the latest first. */
const byNumber = (select: string, table: 'trainings' | 'exams', { tenantId }: TenantContext, contract: string | null): ListQuery => ({
  select,
  from: `${table} r join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id`,
  where: 'r.tenant_id = $1 and ($2::text is null or c.code = $2)',
  values: [tenantId, contract],
  keys: [{ column: 'r.id', field: 'id', type: 'uuid', direction: 'desc' }],
});

/** The tenant's trainings, the latest first. */
export const trainingsByTime = (context: TenantContext, contract: string | null): ListQuery =>
  byNumber(TRAINING, 'trainings', context, contract);

/** The tenant's exams, the latest first. */
export const examsByTime = (context: TenantContext, contract: string | null): ListQuery => byNumber(EXAM, 'exams', context, contract);

export const findTrainings = (context: TenantContext, ids: readonly string[]): Promise<TrainingRow[]> =>
  context.rows(`select ${TRAINING} from trainings r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

export const findExams = (context: TenantContext, ids: readonly string[]): Promise<ExamRow[]> =>
  context.rows(`select ${EXAM} from exams r where r.tenant_id = $1 and r.id = any($2::uuid[])`, [context.tenantId, ids]);

/** Who took an exam of a kind when, of those that stand; of one month where that is said. */
export const listExamResults = (
  context: TenantContext,
  contractId: string,
  kind: ExamKind,
  month: string | null,
): Promise<(ExamResultRow & { readonly takenOn: string })[]> =>
  context.rows(
    `select x.staff_id as "staffId", x.marks::text, x.is_passed as "isPassed", r.held_on as "takenOn"
     from exams r join exam_results x on x.tenant_id = r.tenant_id and x.exam_id = r.id
     where r.tenant_id = $1 and r.contract_id = $2 and r.kind = $3 and ($4::text is null or r.month = $4)
       and not exists (select from exams l where l.tenant_id = r.tenant_id and l.supersedes_id = r.id)
     order by r.held_on, x.staff_id`,
    [context.tenantId, contractId, kind, month],
  );

/** Whether a month has an exam that stands, whoever took it. */
export async function hasMonthlyExam(context: TenantContext, contractId: string, month: string): Promise<boolean> {
  const rows = await context.rows(
    `select 1 from exams r where r.tenant_id = $1 and r.contract_id = $2 and r.kind = 'MONTHLY' and r.month = $3
       and not exists (select from exams l where l.tenant_id = r.tenant_id and l.supersedes_id = r.id) limit 1`,
    [context.tenantId, contractId, month],
  );
  return rows.length > 0;
}

/** Whether somebody has passed the test before going on line by a day: an exam here, or a proof from before. */
export async function passedTestOn(context: TenantContext, { id, contractId }: StaffRow, day: string): Promise<boolean> {
  const results = await listExamResults(context, contractId, 'BEFORE_ON_LINE', null);
  if (results.some(({ staffId, isPassed, takenOn }) => staffId === id && isPassed && takenOn <= day)) return true;
  const { staffing } = (await context.loader(contractById).load(contractId))!.checked.contract;
  const tests = staffing.filter(({ proof }) => proof?.measure === 'TEST_BEFORE_ON_LINE').map(({ code }) => code);
  const [row] = await context.rows(
    `select 1 from staff_proofs where tenant_id = $1 and staff_id = $2 and requirement = any($3::text[]) and is_passed and obtained_on <= $4 limit 1`,
    [context.tenantId, id, tests, day],
  );
  return row !== undefined;
}
