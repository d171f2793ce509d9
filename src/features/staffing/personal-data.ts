import { z } from 'zod';
import { processSealer } from '../../platform/sealer.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { PersonalData } from './staff.entity.js';

export const PERSONAL_CLASSES = ['IDENTITY', 'QUALIFICATION', 'HEALTH', 'LEAVE', 'CONDUCT'] as const;

/** What kind of personal data it is; each is kept for a time of its own. */
export type PersonalClass = (typeof PERSONAL_CLASSES)[number];

/** Who somebody is. */
export interface Identity {
  readonly name: string;
  readonly identityNumber: string | null;
  readonly phone: string | null;
}

const identityShape = z.object({ name: z.string(), identityNumber: z.string().nullable(), phone: z.string().nullable() });

/** What is sealed is bound to its place: moved to another row it does not open. */
const placeOf = (tenantId: string, id: string): string => `${tenantId} personal ${id}`;

/** Stores something personal, encrypted, for the row that has the id. */
export async function keepPersonal(
  context: TenantContext,
  {
    id,
    staffId,
    class: kind,
    text,
  }: { readonly id: string; readonly staffId: string; readonly class: PersonalClass; readonly text: string },
): Promise<void> {
  const em = await context.entities();
  await em.insert(PersonalData, {
    tenantId: context.tenantId,
    id,
    staff: [context.tenantId, staffId] as const,
    class: kind,
    sealed: context.ofProcess(processSealer).seal(text, placeOf(context.tenantId, id)),
    erasedBy: null,
    erasedAt: null,
    erasure: null,
    ...context.recorded,
  });
}

export const keepIdentity = (context: TenantContext, staffId: string, identity: Identity): Promise<void> =>
  keepPersonal(context, { id: staffId, staffId, class: 'IDENTITY', text: JSON.stringify(identity) });

/** Puts who somebody is right: only the newest is kept, and it takes the place of what was erased too. */
export const replaceIdentity = (context: TenantContext, staffId: string, identity: Identity): Promise<object[]> =>
  context.rows(
    `update personal_data set sealed = $3, erased_by = null, erased_at = null, erasure = null
     where tenant_id = $1 and id = $2::uuid and class = 'IDENTITY'`,
    [context.tenantId, staffId, context.ofProcess(processSealer).seal(JSON.stringify(identity), placeOf(context.tenantId, staffId))],
  );

interface PersonalRow {
  readonly id: string;
  readonly staffId: string;
  readonly class: PersonalClass;
  readonly sealed: string | null;
  readonly recordedAt: string;
}

const SELECT = `select id, staff_id as "staffId", class, sealed, recorded_at::date::text as "recordedAt" from personal_data where tenant_id = $1`;

/** Something personal in clear, with the id of what it belongs to. It leaves this feature by a disclosure only. */
export interface OpenedText {
  readonly id: string;
  readonly class: PersonalClass;
  /** Null once erased. */
  readonly text: string | null;
}

/** What is kept of somebody, of some classes. */
export async function openPersonal(context: TenantContext, staffId: string, classes: readonly PersonalClass[]): Promise<OpenedText[]> {
  const rows = await context.rows<PersonalRow>(`${SELECT} and staff_id = $2 and class = any($3::text[]) order by id`, [
    context.tenantId,
    staffId,
    classes,
  ]);
  return rows.map((row) => ({ id: row.id, class: row.class, text: open(context, row) }));
}

/** Who some people are, in the order of the ids; null for whoever was erased. */
export async function identitiesOf(context: TenantContext, staffIds: readonly string[]): Promise<(Identity | null)[]> {
  const rows = await context.rows<PersonalRow>(`${SELECT} and id = any($2::uuid[]) and class = 'IDENTITY'`, [context.tenantId, staffIds]);
  const known = new Map(rows.map((row) => [row.id, open(context, row)]));
  return staffIds.map((id) => readIdentity(known.get(id) ?? null));
}

export const readIdentity = (text: string | null): Identity | null => (text === null ? null : identityShape.parse(JSON.parse(text)));

const open = (context: TenantContext, { id, sealed }: PersonalRow): string | null =>
  sealed === null ? null : context.ofProcess(processSealer).open(sealed, placeOf(context.tenantId, id));

/** Erases what is kept of somebody, of some classes. Gives how many rows it was; what they belonged to stays. */
export async function erasePersonalRows(
  context: TenantContext,
  staffId: string,
  classes: readonly PersonalClass[],
  reason: string,
): Promise<number> {
  const rows = await context.rows(
    `update personal_data set sealed = null, erased_by = $4, erased_at = $5, erasure = $6
     where tenant_id = $1 and staff_id = $2 and class = any($3::text[]) and sealed is not null returning id`,
    [context.tenantId, staffId, classes, context.actor.subject, context.now().toISOString(), reason],
  );
  return rows.length;
}

const HIDDEN = '*';

/** A name of which only the first character is shown, none of a name of one. */
export function maskName(name: string): string {
  const characters = [...name];
  return characters.length > 1 ? characters[0] + HIDDEN.repeat(characters.length - 1) : HIDDEN;
}

/** A number of which only the last few characters are shown, at most a third of it. */
export function maskNumber(number: string, shown = 4): string {
  const kept = Math.min(shown, Math.floor(number.length / 3));
  return HIDDEN.repeat(number.length - kept) + number.slice(number.length - kept);
}

/** Who somebody is, as everybody may see it. */
export const maskIdentity = ({ name, identityNumber, phone }: Identity): Identity => ({
  name: maskName(name),
  identityNumber: identityNumber && maskNumber(identityNumber, 2),
  phone: phone && maskNumber(phone),
});
