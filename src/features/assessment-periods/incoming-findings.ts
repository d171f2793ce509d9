import { v7 as uuid } from 'uuid';
import type { Finding } from '../../core/rubric/facts.js';
import type { Rubric } from '../../core/rubric/rubric.js';
import type { Problem } from '../../core/values/problem.js';
import { fail, ok, type Result } from '../../core/values/result.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { AssessmentPeriod } from './assessment-period.entity.js';
import type { FindingOrigin, FindingRow, FindingState, RecordedOfPeriod } from './recorded.repository.js';
import type { InvalidInput, RecordingProblem } from './refusal.js';
import { readScoringCase } from './scoring-case.js';

/** A finding as it comes in: as in the case format with `reference` for `id`, and what the application keeps beside. */
export interface IncomingFinding {
  readonly reference?: string | null;
  readonly item: string;
  readonly kind: string;
  readonly responsible?: readonly string[] | null;
  readonly months?: readonly string[] | null;
  readonly evidence?: string | null;
  readonly [field: string]: unknown;
}

/** How findings come in: by whom, with what state, told to the vendor at once or not. */
export interface Reception {
  readonly origin: FindingOrigin;
  readonly state: Extract<FindingState, 'CONFIRMED' | 'PROPOSED'>;
  /** Ids of recorded findings whose place they take once they count. */
  readonly replaced?: readonly string[];
}

/**
 * What the references of a vendor's proposals begin with, and no others. So nobody takes a reference that somebody else is going to use,
 * and nobody learns from a refusal which ones are taken.
 */
const OF_VENDOR = 'V-';

/**
 * Reads findings that come in for a period, and makes the rows that are stored of them.
 *
 * Errors: every problem of the findings together with what is recorded before, as if they were confirmed. A vendor's are read with what
 * the vendor sees: what contradicts the rest turns up when an assessor confirms them.
 */
export async function readIncomingFindings(
  context: TenantContext,
  period: AssessmentPeriod,
  findings: readonly IncomingFinding[],
  { origin, state, replaced = [] }: Reception,
): Promise<Result<FindingRow[], InvalidInput>> {
  const { contract } = (await context.loader(contractByVersion).load(period.contractVersion.id))!.checked;
  const months = contract.periods.flatMap((scored) => scored.months);
  const named = findings.flatMap((finding, index) => [
    ...nameProblems(finding, index, contract.rubric, months),
    ...reservedReference(finding, index, origin),
  ]);
  const incoming = findings.map(({ reference, responsible: _, months: __, evidence: ___, ...fields }) => ({
    ...fields,
    id: referenceOf(reference ?? uuid(), origin),
  }));
  const read = await readScoringCase(context, period, { findings: incoming, replaced }, origin === 'VENDOR' ? 'VISIBLE' : 'ALL');
  if (read.ok) named.push(...takenReferences(incoming, read.value.recorded));
  if (!read.ok || named.length > 0)
    return fail({ kind: 'INVALID_INPUT', problems: [...(read.ok ? [] : read.error.map(withOwnName)), ...named] });
  const byReference = new Map(read.value.periodCase.findings.map((finding) => [finding.id, finding]));
  const { recordedBy, recordedAt } = context.recorded;
  return ok(
    findings.map(({ responsible, months: touched, evidence }, index): FindingRow => {
      const { id: reference } = incoming[index]!;
      return {
        ...columnsOf(byReference.get(reference)!),
        id: uuid(),
        periodId: period.id,
        reference,
        responsible: responsible ?? [],
        months: touched ?? [],
        evidence: evidence?.trim() || null,
        origin,
        state,
        decisionCount: state === 'CONFIRMED' ? 1 : 0,
        decisionReason: null,
        decidedBy: state === 'CONFIRMED' ? recordedBy : null,
        decidedAt: state === 'CONFIRMED' ? recordedAt : null,
        recordedBy,
        recordedAt,
      };
    }),
  );
}

const columnsOf = ({ id: _, count, points, elapsedHours, consented, ...finding }: Finding) => ({
  ...finding,
  count: String(count),
  points: points?.toExpression() ?? null,
  elapsedHours: elapsedHours?.toExpression() ?? null,
  consented: consented || null,
});

/** Those held responsible, and the months whose figures it touches, are named where the contract's data asks for it, and nowhere else. */
function nameProblems(
  { item, kind, responsible, months }: IncomingFinding,
  index: number,
  rubric: Rubric,
  scoredMonths: readonly string[],
): RecordingProblem[] {
  const names = rubric.itemsByCode.get(item)?.findingForms.get(kind)?.names ?? [];
  const problems: RecordingProblem[] = [];
  const check = (
    field: 'responsible' | 'months',
    given: readonly string[] | null | undefined,
    isNeeded: boolean,
    zh: string,
    en: string,
  ) => {
    const path = `findings[${index}].${field}`;
    const isGiven = (given ?? []).length > 0;
    if (isNeeded && !isGiven) problems.push({ path, code: 'NAMES_REQUIRED', message: `须写明${zh} / ${en} must be named` });
    if (!isNeeded && isGiven) problems.push({ path, code: 'NAMES_NOT_TAKEN', message: `${kind} 不写${zh} / ${kind} names no ${en}` });
    for (const name of given ?? [])
      if (name.trim() === '') problems.push({ path, code: 'EMPTY', message: `${zh}不能为空 / ${en} must not be empty` });
  };
  check('responsible', responsible, names.includes('RESPONSIBLE'), '责任人', 'those held responsible');
  check('months', months, names.includes('MONTHS'), '涉及月份', 'the months concerned');
  for (const month of names.includes('MONTHS') ? (months ?? []) : [])
    if (!scoredMonths.includes(month))
      problems.push({
        path: `findings[${index}].months`,
        code: 'OUTSIDE_PERIOD',
        message: `${month} 不在任何考核期内 / ${month} is in no scored period`,
      });
  return problems;
}

/** The case format's `id` is `reference` here. */
const withOwnName = (problem: Problem): Problem => ({ ...problem, path: problem.path.replace(/^(findings\[\d+\])\.id$/, '$1.reference') });

const referenceOf = (reference: string, origin: FindingOrigin): string =>
  origin === 'VENDOR' && !reference.startsWith(OF_VENDOR) ? `${OF_VENDOR}${reference}` : reference;

function reservedReference({ reference }: IncomingFinding, index: number, origin: FindingOrigin): RecordingProblem[] {
  if (origin === 'VENDOR' || !reference?.startsWith(OF_VENDOR)) return [];
  const message = `${OF_VENDOR} 开头的编号留给乙方提出的发现 / ids that begin with ${OF_VENDOR} are for what the vendor proposes`;
  return [{ path: `findings[${index}].reference`, code: 'RESERVED', message }];
}

/** Numbers that findings of the period bear already, also those that do not count. */
function takenReferences(findings: readonly { readonly id: string }[], recorded: RecordedOfPeriod): RecordingProblem[] {
  const taken = new Set(recorded.findings.map(({ reference }) => reference));
  return findings.flatMap(({ id: reference }, index): RecordingProblem[] => {
    if (!taken.has(reference)) return [];
    return [
      { path: `findings[${index}].reference`, code: 'DUPLICATE', message: `编号 ${reference} 重复 / the id ${reference} is used twice` },
    ];
  });
}
