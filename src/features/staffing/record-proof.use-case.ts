import { v7 as uuid } from 'uuid';
import type { StaffingData } from '../../core/staffing/staffing-rules.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, pastDayProblems } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { keepPersonal } from './personal-data.js';
import { dayProblems, problemOf, type StaffingProblem, shortTextProblems } from './problems.js';
import { StaffProof } from './staff.entity.js';
import { findStaff, type StaffRow } from './staffing.repository.js';

/** What shows that somebody meets a requirement. */
export interface NewProof {
  /** Code of the requirement. */
  readonly requirement: string;
  /** What was measured; needed where the requirement has a least value. */
  readonly value?: unknown;
  readonly obtainedOn: unknown;
  /** Last day on which it counts; left out where it does not end. */
  readonly validUntil?: unknown;
  readonly isPassed: boolean;
  /** Which document it is, and where it lies; personal. */
  readonly document: string;
}

export interface RecordStaffProof extends NewProof {
  readonly staffId: string;
}

const DOCUMENT_LENGTH_MAX = 500;

/** Records what shows that somebody meets a requirement. Errors: every problem; throws NOT_FOUND. */
export const recordStaffProof = defineCommand({
  name: 'recordStaffProof',
  permissions: ['staff:manage'],
  async run(context, { staffId, ...proof }: RecordStaffProof): Promise<Result<StaffRow, InvalidInput>> {
    const [staff] = await findStaff(context, [staffId]);
    if (!staff) throw notFound('人员', 'person');
    const { staffingRules } = (await context.loader(contractById).load(staff.contractId))!.checked.contract;
    const problems = proofProblems(proof, staffingRules, context.today, '');
    if (problems.length > 0) return invalid(problems);
    await appendProof(context, staffId, proof, staffingRules);
    context.forgetLoaded();
    return ok(staff);
  },
});

/** What is wrong with a proof. */
export function proofProblems(proof: NewProof, { requirements }: StaffingData, today: string, path: string): StaffingProblem[] {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const requirement = requirements.find(({ code }) => code === proof.requirement);
  const problems: StaffingProblem[] = [
    ...pastDayProblems(at('obtainedOn'), proof.obtainedOn, today),
    ...shortTextProblems(at('document'), proof.document, DOCUMENT_LENGTH_MAX),
    ...(proof.validUntil == null ? [] : dayProblems(at('validUntil'), proof.validUntil)),
  ];
  if (!requirement?.proof)
    problems.push(
      problemOf(at('requirement'), 'UNKNOWN_REQUIREMENT', '合同没有须证明的此项要求', 'the contract has no such requirement to be proved'),
    );
  const needsValue = requirement?.proof?.measure === 'AT_LEAST';
  const isNumber = /^\d{1,9}(\.\d{1,4})?$/.test(String(proof.value ?? ''));
  if (needsValue && !isNumber)
    problems.push(problemOf(at('value'), 'NOT_A_DECIMAL', '须给出所测之数', 'the number that was measured is needed'));
  if (requirement && !needsValue && proof.value != null)
    problems.push(problemOf(at('value'), 'MISPLACED_FIELD', '此项要求没有数值', 'the requirement has no value'));
  if (proof.validUntil != null && problems.length === 0 && String(proof.validUntil) < String(proof.obtainedOn))
    problems.push(problemOf(at('validUntil'), 'OUT_OF_RANGE', '不能早于取得日', 'must not lie before it was obtained'));
  return problems;
}

/** Appends a proof in which nothing is wrong; what it says of a body is a class of its own. */
export async function appendProof(context: TenantContext, staffId: string, proof: NewProof, { requirements }: StaffingData): Promise<void> {
  const id = uuid();
  const { tenantId } = context;
  const em = await context.entities();
  await em.insert(StaffProof, {
    tenantId,
    id,
    staff: [tenantId, staffId] as const,
    requirement: proof.requirement,
    value: proof.value == null ? null : String(proof.value),
    obtainedOn: String(proof.obtainedOn),
    validUntil: proof.validUntil == null ? null : String(proof.validUntil),
    isPassed: proof.isPassed,
    ...context.recorded,
  });
  const isHealth = requirements.find(({ code }) => code === proof.requirement)?.proof?.isHealth ?? false;
  await keepPersonal(context, { id, staffId, class: isHealth ? 'HEALTH' : 'QUALIFICATION', text: proof.document.trim() });
}
