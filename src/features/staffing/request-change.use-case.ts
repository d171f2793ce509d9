import { v7 as uuid } from 'uuid';
import { rosterOn } from '../../core/staffing/roster.js';
import type { StaffingData } from '../../core/staffing/staffing-rules.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, reasonProblems } from '../assessment-periods/refusal.js';
import { type Identity, keepIdentity } from './personal-data.js';
import { PersonnelChange } from './personnel-change.entity.js';
import { byNumber, dayProblems, findStaffed, problemOf, roleProblems, type StaffingProblem, shortTextProblems } from './problems.js';
import { Staff } from './staff.entity.js';
import { type ChangeKind, findChanges, nextNumber, type PersonnelChangeRow, type StaffBook, type StaffRow } from './staffing.repository.js';

/** Who somebody is. */
export interface PersonInput {
  readonly name: string;
  readonly identityNumber?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/** Somebody new: the employee number, and who it is. */
export interface NewPerson extends PersonInput {
  readonly no: string;
}

/** Where somebody is to work. */
export interface PlaceInput {
  readonly role: string;
  readonly team: string;
  readonly standing: 'FORMAL' | 'RESERVE';
}

export interface RequestPersonnelChange {
  readonly contract: string;
  readonly kind: ChangeKind;
  /** Of an admission: who is to come, unless it is somebody who was here before. */
  readonly person?: NewPerson | null | undefined;
  /** Of whom is known already: the employee number. */
  readonly no?: string | null | undefined;
  /** Of an admission and an assignment. */
  readonly place?: PlaceInput | null | undefined;
  readonly effectiveOn: unknown;
  readonly reason: string;
  /** The agency's demand that it meets. */
  readonly demandId?: string | null | undefined;
}

const NO_LENGTH_MAX = 32;
const TEXT_LENGTH_MAX = 64;

/** Most people that a contract has or had: everything about them is looked at together. */
const STAFF_COUNT_MAX = 5_000;

/**
 * Asks for a change of the roster: somebody is to come, to work elsewhere, or to go. It takes effect once the agency has approved it.
 *
 * Errors: every problem. Throws NOT_FOUND for a demand that there is not.
 */
export const requestPersonnelChange = defineCommand({
  name: 'requestPersonnelChange',
  permissions: ['staff:manage'],
  async run(context, input: RequestPersonnelChange): Promise<Result<PersonnelChangeRow, InvalidInput>> {
    const staffed = await findStaffed(context, input.contract);
    if (!('stored' in staffed)) return invalid([staffed]);
    const { stored, book } = staffed;
    const known = input.no == null ? null : (byNumber(book).get(input.no) ?? null);
    const demand = input.demandId == null ? null : book.demands.find(({ id }) => id === input.demandId);
    if (demand === undefined) throw notFound('更换要求', 'demand');
    const problems = [
      ...subjectProblems(input, known, book),
      ...placeProblems(input, stored.checked.contract.staffingRules),
      ...dayProblems('effectiveOn', input.effectiveOn),
      ...reasonProblems(input.reason),
    ];
    if (problems.length > 0) return invalid(problems);
    const staffId = known?.id ?? (await appendStaff(context, stored.id, input.person!));
    const id = await appendChange(context, stored.id, { ...input, staffId, effectiveOn: String(input.effectiveOn) });
    return ok((await findChanges(context, [id]))[0]!);
  },
});

/** Appends a person, and who it is; gives the id. */
export async function appendStaff(context: TenantContext, contractId: string, { no, ...person }: NewPerson): Promise<string> {
  const id = uuid();
  const em = await context.entities();
  await em.insert(Staff, { tenantId: context.tenantId, id, contract: [context.tenantId, contractId] as const, no, ...context.recorded });
  await keepIdentity(context, id, identityIn(person));
  context.forgetLoaded();
  return id;
}

/** Who somebody is, as it is kept. */
export const identityIn = ({ name, identityNumber, phone }: PersonInput): Identity => ({
  name: name.trim(),
  identityNumber: identityNumber?.trim() || null,
  phone: phone?.trim() || null,
});

/** Appends a change that was asked for; gives its id. */
export async function appendChange(
  context: TenantContext,
  contractId: string,
  {
    staffId,
    effectiveOn,
    ...change
  }: Pick<RequestPersonnelChange, 'kind' | 'place' | 'reason' | 'demandId'> & { readonly staffId: string; readonly effectiveOn: string },
): Promise<string> {
  const id = uuid();
  const { tenantId } = context;
  const em = await context.entities();
  await em.insert(PersonnelChange, {
    tenantId,
    id,
    contract: [tenantId, contractId] as const,
    number: await nextNumber(context, 'personnel_changes', contractId),
    kind: change.kind,
    staff: [tenantId, staffId] as const,
    effectiveOn,
    role: change.place?.role ?? null,
    team: change.place?.team.trim() ?? null,
    standing: change.place?.standing ?? null,
    reason: change.reason,
    ...(change.demandId && { demand: [tenantId, change.demandId] as const }),
    ...context.recorded,
  });
  context.forgetLoaded();
  return id;
}

/** Who it is about: a new person, or somebody who is where the change begins. */
function subjectProblems(
  { kind, person, no, effectiveOn }: RequestPersonnelChange,
  known: StaffRow | null,
  book: StaffBook,
): StaffingProblem[] {
  if ((person == null) === (no == null))
    return [problemOf('no', 'ONE_PERSON', '须恰好给出 person 与 no 之一', 'exactly one of person and no is given')];
  if (person) {
    if (kind !== 'ADMISSION')
      return [problemOf('person', 'MISPLACED_FIELD', '只有进场申请带新人员', 'only an admission brings somebody new')];
    return personProblems(person, 'person', byNumber(book), book.staff.length);
  }
  if (!known) return [problemOf('no', 'UNKNOWN_STAFF', `没有工号 ${no}`, `there is nobody with the number ${no}`)];
  const isThere = rosterOn(book.events, String(effectiveOn)).some(({ staffId }) => staffId === known.id);
  if (kind === 'ADMISSION' && isThere) return [problemOf('no', 'ON_ROSTER', `工号 ${no} 当日已在册`, `${no} is on the roster on that day`)];
  if (kind !== 'ADMISSION' && !isThere)
    return [problemOf('no', 'NOT_ON_ROSTER', `工号 ${no} 当日不在册`, `${no} is not on the roster on that day`)];
  return [];
}

/** What is wrong with somebody new. What is personal is not repeated. */
export function personProblems(
  { no, ...person }: NewPerson,
  path: string,
  known: ReadonlyMap<string, unknown>,
  staffCount: number,
): StaffingProblem[] {
  const problems = shortTextProblems(`${path}.no`, no, NO_LENGTH_MAX);
  if (known.has(no)) problems.push(problemOf(`${path}.no`, 'DUPLICATE', `工号 ${no} 已有人使用`, `the number ${no} is somebody else’s`));
  if (staffCount >= STAFF_COUNT_MAX)
    problems.push(problemOf(path, 'TOO_MANY', `一份合同最多 ${STAFF_COUNT_MAX} 人`, `a contract has at most ${STAFF_COUNT_MAX} people`));
  return [...problems, ...identityProblems(person, path)];
}

/** What is wrong with who somebody is said to be. */
export function identityProblems({ name, identityNumber, phone }: PersonInput, path: string): StaffingProblem[] {
  const problems = shortTextProblems(`${path}.name`, name, TEXT_LENGTH_MAX);
  if (identityNumber?.trim() && !isIdentityNumber(identityNumber.trim()))
    problems.push(
      problemOf(`${path}.identityNumber`, 'NOT_AN_IDENTITY_NUMBER', '不是有效的居民身份证号', 'no valid resident identity number'),
    );
  if (phone?.trim() && !/^\+?[\d -]{5,20}$/.test(phone.trim()))
    problems.push(problemOf(`${path}.phone`, 'NOT_A_PHONE_NUMBER', '不是电话号码', 'no phone number'));
  return problems;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident identity number with a right check character (GB 11643). */
function isIdentityNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

function placeProblems({ kind, place }: RequestPersonnelChange, rules: StaffingData): StaffingProblem[] {
  if (kind === 'DEPARTURE') return place ? [problemOf('place', 'MISPLACED_FIELD', '离场申请没有岗位', 'a departure has no place')] : [];
  if (!place) return [problemOf('place', 'REQUIRED', '须给出岗位、班组与性质', 'role, team and standing are needed')];
  return [...roleProblems('place.role', place.role, rules), ...shortTextProblems('place.team', place.team, TEXT_LENGTH_MAX)];
}
