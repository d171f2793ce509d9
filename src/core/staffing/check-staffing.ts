import { Exact } from '../values/exact.js';
import type { Text } from '../values/text.js';
import { weeklyMinutesOf } from './hours.js';
import type { StaffingData, StaffingRequirement, Window } from './staffing-rules.js';

/** Something in staffing.yaml that contradicts itself, at its place in the file. */
export interface StaffingRemark extends Text {
  readonly code: string;
  readonly path: string;
}

const remark = (path: string, code: string, zh: string, en: string): StaffingRemark => ({ path, code, zh, en });

/** The parts of a requirement that only some kinds have. */
const KINDS_OF_PART: Readonly<Record<'counted' | 'proof' | 'cover' | 'reserve', readonly StaffingRequirement['kind'][]>> = {
  counted: ['HEADCOUNT_MIN', 'TURNOVER_MAX'],
  proof: ['QUALIFICATION'],
  cover: ['COVERAGE'],
  reserve: ['CAPACITY'],
};

/**
 * What the shape of staffing.yaml alone cannot tell: unknown roles, parts of another kind, values that are no number, windows without a
 * minute, what stands twice. Codes of requirements and numbers of clauses are checked with the contract's. All remarks come at once.
 */
export const checkStaffing = (data: StaffingData): StaffingRemark[] => [
  ...checkTwice(data),
  ...data.requirements.flatMap((requirement, index) => checkRequirement(data, requirement, `requirements[${index}]`)),
  ...checkFigures(data),
];

/** Every clause that the parts beside the requirements rest on, with its place: for the check that each is recorded. */
export const clausesOfStaffing = ({ exam, replacement, trainingGroups = [] }: StaffingData): { path: string; clauses: string[] }[] => [
  ...(exam ? [{ path: 'exam.clause', clauses: [exam.clause] }] : []),
  ...(replacement ? [{ path: 'replacement.clauses', clauses: replacement.clauses }] : []),
  ...trainingGroups.map(({ clause }, index) => ({ path: `trainingGroups[${index}].clause`, clauses: [clause] })),
];

function checkTwice({ roles = [], figures = [], trainingGroups = [], retention = [], requirements }: StaffingData): StaffingRemark[] {
  const lists: [path: string, codes: readonly string[]][] = [
    ['roles', roles.map(({ code }) => code)],
    ['figures', figures.map(({ metric }) => metric)],
    ['trainingGroups', trainingGroups.map(({ code }) => code)],
    ['retention', retention.map((rule) => rule.class)],
    ...requirements.flatMap(({ counted = [], proof }, index): [string, readonly string[]][] => [
      [`requirements[${index}].counted`, counted],
      [`requirements[${index}].proof.roles`, proof?.roles ?? []],
    ]),
    ...figures.map(({ counted = [] }, index): [string, readonly string[]] => [`figures[${index}].counted`, counted]),
  ];
  return lists.flatMap(([path, codes]) =>
    [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))].map((code) =>
      remark(path, 'DUPLICATE', `重复：${code}`, `${code} stands more than once`),
    ),
  );
}

function checkRequirement(data: StaffingData, requirement: StaffingRequirement, path: string): StaffingRemark[] {
  const { kind, counted, proof, cover } = requirement;
  const misplaced = (['counted', 'proof', 'cover', 'reserve'] as const).filter(
    (part) => requirement[part] !== undefined && !KINDS_OF_PART[part].includes(kind),
  );
  return [
    ...misplaced.map((part) =>
      remark(`${path}.${part}`, 'MISPLACED_PART', `${kind} 类要求没有 ${part}`, `a requirement of the kind ${kind} has no ${part}`),
    ),
    ...unknownRoles(data, counted, `${path}.counted`),
    ...unknownRoles(data, proof?.roles, `${path}.proof.roles`),
    ...checkValue(requirement, `${path}.value`),
    ...(cover ? checkCover(data, cover, `${path}.cover`) : []),
  ];
}

function unknownRoles({ roles = [] }: StaffingData, codes: readonly string[] | undefined, path: string): StaffingRemark[] {
  const known = new Set(roles.map(({ code }) => code));
  return [...new Set(codes)]
    .filter((code) => !known.has(code))
    .map((code) => remark(path, 'UNKNOWN_ROLE', `未知岗位 ${code}`, `unknown role ${code}`));
}

/** What is compared with a value is a number; where a headcount or turnover has none, it is not measured. */
function checkValue({ kind, value, proof }: StaffingRequirement, path: string): StaffingRemark[] {
  const isCompared = kind === 'QUALIFICATION' && proof?.measure === 'AT_LEAST';
  if (kind !== 'HEADCOUNT_MIN' && kind !== 'TURNOVER_MAX' && !isCompared) return [];
  if (value === null)
    return isCompared ? [remark(path, 'VALUE_MISSING', 'AT_LEAST 须有比较用的数值', 'AT_LEAST needs a value to compare with')] : [];
  const number = Exact.parse(value);
  if (number === null || number.sign < 0) return [remark(path, 'NOT_A_NUMBER', `${value} 不是非负数`, `${value} is no number from zero`)];
  if (kind === 'HEADCOUNT_MIN' && !number.isInteger)
    return [remark(path, 'NOT_A_NUMBER', `人数 ${value} 不是整数`, `the headcount ${value} is no whole number`)];
  return [];
}

function checkCover({ roles = [] }: StaffingData, { who, hours }: NonNullable<StaffingRequirement['cover']>, path: string) {
  const remarks: StaffingRemark[] = [];
  if (!roles.some(({ isManager, isOnLine }) => (who === 'MANAGER' ? isManager : isOnLine)))
    remarks.push(
      remark(`${path}.who`, 'NO_SUCH_ROLE', `没有岗位属于 ${who}，无人能够值守`, `no role is ${who}: nobody could ever cover it`),
    );
  if (hours === 'ALWAYS') return remarks;
  const side = 'inside' in hours ? 'inside' : 'outside';
  const windows: readonly Window[] = 'inside' in hours ? hours.inside : hours.outside;
  windows.forEach(({ days, from, to }, index) => {
    const place = `${path}.hours.${side}[${index}]`;
    if (to <= from)
      remarks.push(remark(place, 'EMPTY_RANGE', `时段止于 ${to}，不晚于起点 ${from}`, `the window ends at ${to}, not after ${from}`));
    if (new Set(days).size < days.length) remarks.push(remark(`${place}.days`, 'DUPLICATE', '星期重复', 'a day stands more than once'));
  });
  if (remarks.every(({ code }) => code !== 'EMPTY_RANGE') && weeklyMinutesOf(hours) === 0)
    remarks.push(remark(`${path}.hours`, 'EMPTY_RANGE', '没有任何需要值守的时间', 'there is no minute to be covered'));
  return remarks;
}

function checkFigures(data: StaffingData): StaffingRemark[] {
  return (data.figures ?? []).flatMap(({ figure, counted }, index) => {
    const path = `figures[${index}]`;
    const isOfExam = figure === 'EXAM_REQUIRED' || figure === 'EXAM_TAKEN';
    return [
      ...unknownRoles(data, counted, `${path}.counted`),
      ...(isOfExam && !data.exam
        ? [remark(path, 'NO_EXAM', `${figure} 须有考试规定 exam`, `${figure} needs the exam to be described`)]
        : []),
    ];
  });
}
