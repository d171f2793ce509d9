import { readOpaque, writeOpaque } from '../opaque.js';
import { RequestError } from '../request-error.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The global id of a node: its type and its key, a row's uuid first. */
export const globalId = (type: string, ...key: readonly string[]): string => writeOpaque([type, ...key]);

/** What a global id names; null for a text that is none. */
export function readGlobalId(id: string): { readonly type: string; readonly key: readonly [string, ...string[]] } | null {
  const [type, uuid, ...more] = readOpaque(id) ?? [];
  return type !== undefined && uuid !== undefined && UUID.test(uuid) ? { type, key: [uuid, ...more] } : null;
}

/** The uuid that a global id of a type names. Errors: throws NOT_FOUND where it names nothing of that type, as for a row that is not there. */
export function uuidOf(type: string, id: string, zh: string, en: string): string {
  const named = readGlobalId(id);
  if (named?.type === type && named.key.length === 1) return named.key[0];
  throw new RequestError('NOT_FOUND', `没有此${zh}`, `no such ${en}`);
}
