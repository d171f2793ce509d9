import { v7 as uuid } from 'uuid';
import { readPeriodCase } from '../../core/cases/read-period-case.js';
import type { Contract } from '../../core/contract/contract.js';
import { FILE_NAMES, readContract } from '../../core/contract/read-contract.js';
import type { ContractFileName } from '../../core/contract/remark.js';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import type { Text } from '../../core/values/text.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';
import {
  advance,
  assignContractVersion,
  listPeriods,
  loadPeriodToWrite,
  type PeriodRow,
} from '../assessment-periods/assessment-period.repository.js';
import { openCorrection } from '../assessment-periods/correction.repository.js';
import { loadRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid } from '../assessment-periods/refusal.js';
import { asCase, readingsOfPeriod, reductionsIn } from '../assessment-periods/scoring-case.js';
import { tenantCalendar } from '../calendar/tenant-calendar.js';
import { appendVersion } from '../contracts/append-version.js';
import { type ContractRow, loadWrittenContract } from '../contracts/contract.repository.js';
import type { WrittenContract } from '../contracts/contract-folder.js';

/** What makes a new version of a contract: the document, from when on, and the data files that it changes, whole. */
export interface Amendment {
  readonly effectiveFrom: unknown;
  readonly signedOn?: unknown;
  readonly document: Text;
  /** By their names; a file that is left out stays as it is. */
  readonly files?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A contract's new version, and what follows from it. */
export interface AmendedContract {
  readonly versionId: string;
  /** Periods that it scores from now on. */
  readonly periodIds: readonly string[];
  /** Corrections of published periods among them. */
  readonly correctionIds: readonly string[];
}

type InputProblem = InvalidInput['problems'][number];

/** Members of a contract's files that are looked at before they are checked as a whole. */
interface KnownMembers {
  readonly contract: {
    readonly code: string;
    readonly versions: readonly { readonly version: number; readonly effectiveFrom: string; readonly rubricVersion: number }[];
  };
  readonly rubric: { readonly version: number };
}

/**
 * Stores a new version of a contract. Periods that begin on its first day or later are scored by it, those before keep the earlier one.
 *
 * A published period that it reaches is corrected. Errors: every problem of the data, of its dates, and of what is recorded already for
 * a period that it reaches; nothing is stored then.
 */
export async function storeAmendment(
  context: TenantContext,
  latest: ContractRow,
  amendment: Amendment,
  change: (written: WrittenContract) => WrittenContract = (written) => written,
): Promise<Result<AmendedContract, InvalidInput>> {
  const before = await loadWrittenContract(context, latest.versionId);
  const problems = problemsOf(amendment, before as unknown as KnownMembers);
  if (problems.length > 0) return invalid(problems);
  const written = change(writtenAfter(before, amendment));
  const read = readContract(written, await tenantCalendar(context));
  if (!read.ok)
    return invalid(
      read.error.map(({ file, path, code, zh, en }) => ({
        path: path ? `files.${file}.${path}` : `files.${file}`,
        code,
        message: `${zh} / ${en}`,
      })),
    );
  const { contract } = read.value;
  const from = String(amendment.effectiveFrom);
  const periods = await listPeriods(context, latest.id);
  const reached = periods.filter(({ startsOn }) => startsOn >= from);
  const unfit = await unfitPeriods(context, contract, reached);
  if (unfit.length > 0) return invalid(unfit);
  const em = await context.entities();
  const isSameRubric = !amendment.files?.rubric;
  const versionId = appendVersion(em, context.tenantId, latest.id, written, read.value, isSameRubric ? latest.rubricId : null);
  await em.flush();
  const correctionIds: string[] = [];
  for (const row of reached) {
    const period = await loadPeriodToWrite(context, { periodId: row.id });
    advance(period);
    if (period.publishedScorecard === null) continue;
    const { version } = contract.data.versions.at(-1)!;
    const correction = await openCorrection(context, period, {
      cause: 'AMENDMENT',
      reference: String(version),
      reason: `合同第 ${version} 版：${amendment.document.zh} / version ${version} of the contract: ${amendment.document.en}`,
    });
    correctionIds.push(correction.id);
  }
  const added = contract.periods.filter(({ code, startsOn }) => startsOn >= from && !periods.some((period) => period.code === code));
  const addedIds = added.map(({ code, startsOn, endsOn }) => {
    const id = uuid();
    em.create(AssessmentPeriod, {
      tenantId: context.tenantId,
      id,
      contract: [context.tenantId, latest.id] as const,
      contractVersion: [context.tenantId, versionId] as const,
      code,
      startsOn,
      endsOn,
      state: 'OPEN',
      version: 1,
      publishedScorecard: null,
      publishedVersion: null,
    });
    return id;
  });
  await em.flush();
  await assignContractVersion(context, reached, versionId);
  return ok({ versionId, periodIds: [...reached.map(({ id }) => id), ...addedIds], correctionIds });
}

function problemsOf({ effectiveFrom, signedOn, document, files }: Amendment, { contract, rubric }: KnownMembers): InputProblem[] {
  const problems: InputProblem[] = [];
  const add = (path: string, code: string, zh: string, en: string) => problems.push({ path, code, message: `${zh} / ${en}` });
  const last = contract.versions.at(-1)!.effectiveFrom;
  if (!isIsoDate(String(effectiveFrom))) add('effectiveFrom', 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected');
  else if (String(effectiveFrom) <= last)
    add('effectiveFrom', 'OUT_OF_RANGE', `须晚于现行版本的生效日 ${last}`, `must lie after ${last}, the first day of the version before`);
  if (signedOn != null && !isIsoDate(String(signedOn)))
    add('signedOn', 'NOT_A_DATE', '应为日期 YYYY-MM-DD', 'a date YYYY-MM-DD is expected');
  for (const language of ['zh', 'en'] as const)
    if (document[language].trim() === '') add(`document.${language}`, 'EMPTY', '须写明文件', 'the document must be named');
  for (const name of Object.keys(files ?? {}))
    if (!FILE_NAMES.includes(name as ContractFileName))
      add(`files.${name}`, 'UNKNOWN_FIELD', `没有数据文件 ${name}`, `there is no data file ${name}`);
  const given = files as Partial<KnownMembers> | null | undefined;
  if (given?.rubric && given.rubric.version !== rubric.version + 1)
    add('files.rubric.version', 'OUT_OF_RANGE', `应为 ${rubric.version + 1}`, `must be ${rubric.version + 1}`);
  if (given?.contract && given.contract.code !== contract.code)
    add('files.contract.code', 'OUT_OF_RANGE', `应为 ${contract.code}`, `must be ${contract.code}`);
  return problems;
}

/** The files of the new version; its own entry among the versions comes from the amendment. */
function writtenAfter(before: WrittenContract, { effectiveFrom, signedOn, document, files }: Amendment): WrittenContract {
  const after: WrittenContract = { ...before, ...files };
  const { contract, rubric } = after as unknown as KnownMembers;
  const { versions } = (before as unknown as KnownMembers).contract;
  const version = {
    version: versions.at(-1)!.version + 1,
    effectiveFrom: String(effectiveFrom),
    signedOn: signedOn == null ? null : String(signedOn),
    rubricVersion: rubric.version,
    document: { zh: document.zh, en: document.en },
  };
  return { ...after, contract: { ...contract, versions: [...versions, version] } };
}

/** Periods that the new version has no place for, or whose records it cannot read, with every problem. */
async function unfitPeriods(context: TenantContext, contract: Contract, reached: readonly PeriodRow[]): Promise<InputProblem[]> {
  const problems: InputProblem[] = [];
  for (const period of reached) {
    if (!contract.period(period.code)) {
      problems.push({
        path: 'files.rubric.periods',
        code: 'PERIOD_VANISHES',
        message: `新版本没有考核期 ${period.code} / the new version has no period ${period.code}`,
      });
      continue;
    }
    const recorded = await loadRecorded(context, period.id);
    const readings = await readingsOfPeriod(context, period.contractId, period, contract);
    const input = { contract: contract.code, period: period.code, ...asCase(recorded), readings };
    const read = readPeriodCase(input, { get: () => contract }, 'NO_DATA', reductionsIn(recorded));
    if (!read.ok) problems.push(...read.error.map((problem) => ({ ...problem, path: `recorded.${period.code}.${problem.path}` })));
  }
  return problems;
}
