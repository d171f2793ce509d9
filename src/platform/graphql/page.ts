import DataLoader from 'dataloader';
import { compareByCodePoint } from '../../core/values/text.js';
import { readOpaque, writeOpaque } from '../opaque.js';
import { cursorOf, type ListQuery, listPage, listPagesOf, type PageRequest, type RowPage, sizeOf } from '../persistence/keyset.js';
import { RequestError } from '../request-error.js';
import type { TenantContext } from '../tenant-context.js';
import type { Page, PageInfo } from './connection.type.js';

/** A page of rows as a connection shows it. */
export function pageOf<R extends object, N>(
  found: RowPage<R>,
  { keys }: ListQuery,
  nodesOf: (rows: readonly R[]) => readonly N[],
): Page<N> {
  const cursors = found.rows.map((row) => writeOpaque(cursorOf(row, keys)));
  const pageInfo: PageInfo = {
    hasNextPage: found.hasNext,
    hasPreviousPage: found.hasPrevious,
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  };
  return { edges: nodesOf(found.rows).map((node, index) => ({ cursor: cursors[index]!, node })), pageInfo, count: found.count };
}

/** One page of a list of the tenant. */
export async function pageOfList<R extends object, N>(
  context: TenantContext,
  query: ListQuery,
  request: PageRequest,
  nodesOf: (rows: readonly R[]) => readonly N[] | Promise<readonly N[]>,
): Promise<Page<N>> {
  const found = await listPage<R>(context, query, request);
  const nodes = await nodesOf(found.rows);
  return pageOf(found, query, () => nodes);
}

/** The page of a list below a parent; those of all parents that the operation asks for at this place come in one statement. */
export async function pageOfParent<R extends object, N>(
  context: TenantContext,
  listOf: (context: TenantContext) => ListQuery,
  request: PageRequest,
  parentId: string,
  nodeOf: (row: R) => N,
): Promise<Page<N>> {
  const { first, after, last, before } = request;
  const query = listOf(context);
  const loader = context.loader(
    () => new DataLoader<string, RowPage<R>>((parentIds) => listPagesOf<R>(context, query, request, parentIds)),
    JSON.stringify([query.from, query.where, query.values, first, after, last, before]),
  );
  return pageOf(await loader.load(parentId), query, (rows) => rows.map(nodeOf));
}

/**
 * One page of a list that is computed and not stored, in the order of its entries' places: texts that together are no other entry's. A
 * cursor holds a place, so that it stays good where its entry has left the list.
 *
 * Errors: throws BAD_USER_INPUT for a size out of range, or a cursor that is of no such list.
 */
export function pageOfComputed<N>(list: readonly N[], placeOf: (entry: N) => readonly string[], request: PageRequest): Page<N> {
  const { size, isBackward } = sizeOf(request);
  const placed = list.map((node) => ({ node, place: placeOf(node) })).sort((a, b) => comparePlaces(a.place, b.place));
  const read = (cursor: string): readonly string[] => {
    const place = readOpaque(cursor);
    if (!place) throw new RequestError('BAD_USER_INPUT', '游标无效', 'the cursor is none of this list');
    return place;
  };
  const countUpTo = (isBefore: (order: number) => boolean, cursor: string): number => {
    const bound = read(cursor);
    return placed.filter(({ place }) => isBefore(comparePlaces(place, bound))).length;
  };
  const from = request.after == null ? 0 : countUpTo((order) => order <= 0, request.after);
  const to =
    request.before == null
      ? placed.length
      : Math.max(
          from,
          countUpTo((order) => order < 0, request.before),
        );
  const first = isBackward ? Math.max(from, to - size) : from;
  const last = isBackward ? to : Math.min(to, from + size);
  const edges = placed.slice(first, last).map(({ node, place }) => ({ cursor: writeOpaque(place), node }));
  const pageInfo: PageInfo = {
    hasNextPage: last < placed.length,
    hasPreviousPage: first > 0,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, count: async () => list.length };
}

function comparePlaces(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareByCodePoint(a[index]!, b[index]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
