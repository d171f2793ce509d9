import type { StaffingData, StaffingRequirement } from '../../core/staffing/staffing-rules.js';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { readTable } from '../../platform/files/read-table.js';
import { type InvalidInput, invalid, reasonProblems } from '../assessment-periods/refusal.js';
import { byNumber, dayProblems, findStaffed, problemOf, type StaffingProblem, shortTextProblems } from './problems.js';
import { appendProof, type NewProof, proofProblems } from './record-proof.use-case.js';
import { appendChange, appendStaff, type NewPerson, type PlaceInput, personProblems } from './request-change.use-case.js';
import { findChanges, type PersonnelChangeRow } from './staffing.repository.js';

export interface ImportStaff {
  readonly contract: string;
  readonly format: 'XLSX' | 'CSV';
  /** The file, in base64. */
  readonly content: string;
  readonly reason: string;
}

/** Largest file, before base64: a few thousand rows. */
const BYTES_MAX = 2 * 1024 * 1024;

/** The columns, by either name in the first row. */
const COLUMNS = {
  no: ['工号', 'no'],
  name: ['姓名', 'name'],
  identityNumber: ['身份证号', 'identity number'],
  phone: ['电话', 'phone'],
  role: ['岗位', 'role'],
  team: ['班组', 'team'],
  standing: ['性质', 'standing'],
  effectiveOn: ['进场日', 'begins on'],
} as const;

type Column = keyof typeof COLUMNS;

const NEEDED: readonly Column[] = ['no', 'name', 'role', 'team', 'standing', 'effectiveOn'];

const STANDINGS: Readonly<Record<string, 'FORMAL' | 'RESERVE'>> = { 正式: 'FORMAL', formal: 'FORMAL', 后备: 'RESERVE', reserve: 'RESERVE' };

/** Somebody as a row of the file has it. */
interface ImportedRow {
  readonly person: NewPerson;
  readonly place: PlaceInput;
  readonly effectiveOn: string;
  readonly proofs: readonly NewProof[];
}

/**
 * Asks for the admission of everybody in a file, with what proves their qualification: in a column of the requirement's title, the day
 * beside it in one of that title and 取得日 (or `title on`).
 *
 * All or none: errors name every bad row by its place in the file and its column, and repeat nothing personal.
 */
export const importStaff = defineCommand({
  name: 'importStaff',
  permissions: ['staff:manage'],
  async run(context, { contract, format, content, reason }: ImportStaff): Promise<Result<PersonnelChangeRow[], InvalidInput>> {
    const staffed = await findStaffed(context, contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > BYTES_MAX) return invalid([problemOf('content', 'TOO_LONG', '文件最大 2 MB', 'a file has up to 2 MB')]);
    const table = await readTable(bytes, format);
    if (typeof table === 'string')
      return invalid([
        problemOf('content', table, `文件无法按 ${format} 读取，或过大`, `the file cannot be read as ${format}, or is too large`),
      ]);
    const [head, ...rows] = table;
    const { staffingRules } = stored.checked.contract;
    const columns = columnsOf(head?.cells ?? [], staffingRules);
    const problems: StaffingProblem[] = [...reasonProblems(reason), ...columns.problems];
    if (rows.length === 0) problems.push(problemOf('content', 'EMPTY', '文件没有人员', 'there is nobody in the file'));
    if (problems.length > 0) return invalid(problems);
    const known = new Map<string, unknown>(byNumber(book));
    const read = rows.map(({ place, cells }) => {
      const row = readRow(cells, columns, staffingRules);
      const path = `rows[${place}]`;
      problems.push(...rowProblems(row, path, known, book.staff.length, staffingRules, context.today));
      known.set(row.person.no, row);
      return row;
    });
    if (problems.length > 0) return invalid(problems);
    const ids: string[] = [];
    for (const { person, place, effectiveOn, proofs } of read) {
      const staffId = await appendStaff(context, stored.id, person);
      for (const proof of proofs) await appendProof(context, staffId, proof, staffingRules);
      ids.push(await appendChange(context, stored.id, { kind: 'ADMISSION', place, reason, staffId, effectiveOn }));
    }
    context.forgetLoaded();
    return ok(await findChanges(context, ids));
  },
});

interface Columns {
  readonly places: Readonly<Partial<Record<Column, number>>>;
  readonly proofs: readonly { readonly requirement: StaffingRequirement; readonly document: number; readonly day: number }[];
  readonly problems: readonly StaffingProblem[];
}

/** Which column is which, by the first row. */
function columnsOf(head: readonly string[], { requirements }: StaffingData): Columns {
  const names = head.map((name) => name.toLowerCase());
  const find = (...wanted: readonly string[]): number => names.findIndex((name) => wanted.map((one) => one.toLowerCase()).includes(name));
  const problems: StaffingProblem[] = [];
  const places: Partial<Record<Column, number>> = {};
  for (const [column, wanted] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const place = find(...wanted);
    if (place >= 0) places[column] = place;
    else if (NEEDED.includes(column))
      problems.push(problemOf('rows[1]', 'COLUMN_MISSING', `缺少列“${wanted[0]}”`, `the column "${wanted[1]}" is missing`));
  }
  const provable = requirements.filter(({ proof }) => proof);
  const proofs = provable.flatMap((requirement) => {
    const { title, code } = requirement;
    const document = find(title.zh, title.en, code);
    const day = find(`${title.zh}取得日`, `${title.en} on`, `${code} on`);
    if (document < 0 && day < 0) return [];
    if (document < 0 || day < 0)
      problems.push(
        problemOf(
          'rows[1]',
          'COLUMN_MISSING',
          `“${title.zh}”须与“${title.zh}取得日”同时给出`,
          `"${title.en}" and "${title.en} on" come together`,
        ),
      );
    return [{ requirement, document, day }];
  });
  const taken = new Set([...Object.values(places), ...proofs.flatMap(({ document, day }) => [document, day])]);
  head.forEach((name, index) => {
    if (name !== '' && !taken.has(index))
      problems.push(problemOf('rows[1]', 'UNKNOWN_COLUMN', `第 ${index + 1} 列的名称未知`, `the name of column ${index + 1} is unknown`));
  });
  return { places, proofs, problems };
}

function readRow(cells: readonly string[], { places, proofs }: Columns, { roles = [] }: StaffingData): ImportedRow {
  const cell = (column: Column): string => cells[places[column] ?? -1] ?? '';
  const named = cell('role');
  const role = roles.find(({ code, label }) => [code, label.zh, label.en].includes(named))?.code ?? named;
  const standing = cell('standing');
  return {
    person: { no: cell('no'), name: cell('name'), identityNumber: cell('identityNumber') || null, phone: cell('phone') || null },
    place: { role, team: cell('team'), standing: STANDINGS[standing.toLowerCase()] ?? (standing as 'FORMAL') },
    effectiveOn: cell('effectiveOn'),
    proofs: proofs
      .map(({ requirement, document, day }) => proofOf(requirement, cells[document] ?? '', cells[day] ?? ''))
      .filter(({ document, obtainedOn }) => document !== '' || obtainedOn !== ''),
  };
}

/** What is measured is written as the number itself. */
const proofOf = ({ code, proof }: StaffingRequirement, document: string, obtainedOn: string): NewProof => ({
  requirement: code,
  value: proof?.measure === 'AT_LEAST' ? document : null,
  obtainedOn,
  validUntil: null,
  isPassed: true,
  document,
});

function rowProblems(
  { person, place, effectiveOn, proofs }: ImportedRow,
  path: string,
  known: ReadonlyMap<string, unknown>,
  staffCount: number,
  rules: StaffingData,
  today: string,
): StaffingProblem[] {
  const named = (wanted: Column) => `${path}.${COLUMNS[wanted][0]}`;
  const problems = personProblems(person, path, known, staffCount).map((problem) => {
    const column = problem.path.slice(path.length + 1) as Column;
    return column in COLUMNS ? { ...problem, path: named(column) } : problem;
  });
  if (!(rules.roles ?? []).some(({ code }) => code === place.role))
    problems.push(problemOf(named('role'), 'UNKNOWN_ROLE', '合同没有此岗位', 'the contract has no such role'));
  problems.push(...shortTextProblems(named('team'), place.team, 64));
  if (place.standing !== 'FORMAL' && place.standing !== 'RESERVE')
    problems.push(problemOf(named('standing'), 'UNKNOWN_STANDING', '应为“正式”或“后备”', 'formal or reserve is expected'));
  problems.push(...dayProblems(named('effectiveOn'), effectiveOn));
  for (const proof of proofs) {
    const { title } = rules.requirements.find(({ code }) => code === proof.requirement)!;
    const wrong = isIsoDate(String(proof.obtainedOn)) ? proofProblems(proof, rules, today, '') : dayProblems('', proof.obtainedOn);
    problems.push(...wrong.map((problem) => ({ ...problem, path: `${path}.${title.zh}` })));
  }
  return problems;
}
