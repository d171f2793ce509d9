import { readOpaque } from '../opaque.js';
import { RequestError } from '../request-error.js';
import type { RowReader } from './row-reader.js';

/** Most entries of a page, and how many where nobody says. */
export const PAGE_SIZE = { max: 100, default: 20 } as const;

/** Which page is asked for. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** A column that a list is ordered by, with the type that a cursor's text is read as. */
export interface KeyColumn {
  /** As it stands in a statement, such as `p.starts_on`. */
  readonly column: string;
  /** Name of the column in a row. */
  readonly field: string;
  readonly type: 'bigint' | 'date' | 'int' | 'text' | 'uuid';
  readonly direction?: 'asc' | 'desc';
}

/** A list of rows: what is selected, from where, which of them, in what order. The last key makes the order total. */
export interface ListQuery {
  readonly select: string;
  readonly from: string;
  /** Conditions with `$1 …` for the values; they always name the tenant. */
  readonly where: string;
  readonly values: readonly unknown[];
  readonly keys: readonly KeyColumn[];
}

export interface RowPage<R> {
  readonly rows: readonly R[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  count(): Promise<number>;
}

const bad = (zh: string, en: string) => new RequestError('BAD_USER_INPUT', zh, en);

/** How many entries, and from which end. Errors: throws BAD_USER_INPUT. */
export function sizeOf({ first, last }: PageRequest): { readonly size: number; readonly isBackward: boolean } {
  if (first != null && last != null) throw bad('first 与 last 只能给其一', 'first and last cannot be given together');
  const size = first ?? last ?? PAGE_SIZE.default;
  if (size < 1 || size > PAGE_SIZE.max)
    throw bad(`first、last 应为 1 至 ${PAGE_SIZE.max}`, `first and last must be from 1 to ${PAGE_SIZE.max}`);
  return { size, isBackward: last != null };
}

const PATTERNS: Readonly<Record<KeyColumn['type'], RegExp>> = {
  bigint: /^\d{1,18}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  int: /^\d{1,9}$/,
  text: /^/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** The values of a cursor. Errors: throws BAD_USER_INPUT where it is none of this list. */
function readCursor(cursor: readonly string[] | null, keys: readonly KeyColumn[]): readonly string[] {
  if (!cursor || cursor.length !== keys.length || !keys.every(({ type }, index) => PATTERNS[type].test(cursor[index]!)))
    throw bad('游标无效', 'the cursor is none of this list');
  return cursor;
}

/** What a cursor says of a row. */
export const cursorOf = (row: object, keys: readonly KeyColumn[]): string[] =>
  keys.map(({ field }) => String((row as Record<string, unknown>)[field]));

/** The rows beyond a cursor: for keys (a, b), those with a beyond, or a equal and b beyond. */
function beyond(keys: readonly KeyColumn[], isAfter: boolean, firstPlace: number): string {
  const alternatives = keys.map((_, depth) => {
    const equal = keys.slice(0, depth).map(({ column, type }, index) => `${column} = $${firstPlace + index}::${type}`);
    const { column, type, direction } = keys[depth]!;
    const sign = isAfter === (direction !== 'desc') ? '>' : '<';
    return [...equal, `${column} ${sign} $${firstPlace + depth}::${type}`].join(' and ');
  });
  return `(${alternatives.join(' or ')})`;
}

/**
 * One page of a list by its keys: nothing is skipped or doubled by what is added meanwhile, and a late page costs what the first does.
 *
 * Errors: throws BAD_USER_INPUT for a size out of range or a cursor of another list.
 */
export async function listPage<R extends object>(reader: RowReader, query: ListQuery, request: PageRequest): Promise<RowPage<R>> {
  const page = pageOf(query, request);
  const rows = await reader.rows<R>(`select ${query.select} from ${query.from} where ${page.conditions}`, page.values);
  const count = async () => {
    const [counted] = await reader.rows<Counted>(`select count(*)::int as count from ${query.from} where ${query.where}`, query.values);
    return counted!.count;
  };
  return page.cut(rows, count);
}

/**
 * The same page of a list below each of several parents, in one statement; the list's conditions name its parent as `parent.id`.
 */
export async function listPagesOf<R extends object>(
  reader: RowReader,
  query: ListQuery,
  request: PageRequest,
  parentIds: readonly string[],
): Promise<RowPage<R>[]> {
  const page = pageOf(query, request);
  const parents = (place: number) => `unnest($${place}::uuid[]) with ordinality parent(id, place)`;
  const rows = await reader.rows<R & { readonly parentId: string }>(
    `select parent.id as "parentId", entry.* from ${parents(page.values.length + 1)}
     cross join lateral (select ${query.select}, row_number() over (order by ${page.order}) as "entryPlace" from ${query.from} where ${page.conditions}) entry
     order by parent.place, "entryPlace"`,
    [...page.values, parentIds],
  );
  const rowsOf = Map.groupBy(rows, ({ parentId }) => parentId);
  let counts: Promise<Map<string, number>> | undefined;
  const countAll = async () => {
    const counted = await reader.rows<Counted & { readonly id: string }>(
      `select parent.id, (select count(*)::int from ${query.from} where ${query.where}) as count from ${parents(query.values.length + 1)}`,
      [...query.values, parentIds],
    );
    return new Map(counted.map(({ id, count }) => [id, count]));
  };
  return parentIds.map((id) =>
    page.cut(rowsOf.get(id) ?? [], async () => {
      counts ??= countAll();
      return (await counts).get(id) ?? 0;
    }),
  );
}

interface Counted {
  readonly count: number;
}

/** What a page adds to a list's statement, and how its rows are cut. */
function pageOf({ where, keys, values: given }: ListQuery, request: PageRequest) {
  const { size, isBackward } = sizeOf(request);
  const values = [...given];
  const conditions = [where];
  for (const [cursor, isAfter] of [
    [request.after, true],
    [request.before, false],
  ] as const) {
    if (cursor == null) continue;
    conditions.push(beyond(keys, isAfter, values.length + 1));
    values.push(...readCursor(readOpaque(cursor), keys));
  }
  const order = keys.map(({ column, direction }) => `${column} ${(direction === 'desc') !== isBackward ? 'desc' : 'asc'}`).join(', ');
  // One more than asked for tells whether there are more.
  values.push(size + 1);
  const cut = <R extends object>(found: readonly R[], count: () => Promise<number>): RowPage<R> => {
    const hasMore = found.length > size;
    const rows = found.slice(0, size);
    return {
      rows: isBackward ? rows.reverse() : rows,
      hasNext: isBackward ? request.before != null : hasMore,
      hasPrevious: isBackward ? hasMore : request.after != null,
      count,
    };
  };
  return { conditions: `${conditions.join(' and ')} order by ${order} limit $${values.length}::int`, order, values, cut };
}
