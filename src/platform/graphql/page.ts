import DataLoader from 'dataloader';
import { writeOpaque } from '../opaque.js';
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
 * One page of a list that is computed and not stored, by a key that names each entry and stays its own.
 *
 * Errors: throws BAD_USER_INPUT for a size out of range, or a cursor whose entry is not in the list.
 */
export function pageOfComputed<N>(list: readonly N[], keyOf: (entry: N) => readonly string[], request: PageRequest): Page<N> {
  const { size, isBackward } = sizeOf(request);
  const cursors = list.map((entry) => writeOpaque(keyOf(entry)));
  const placeOf = (cursor: string): number => {
    const place = cursors.indexOf(cursor);
    if (place < 0) throw new RequestError('BAD_USER_INPUT', '游标无效', 'the cursor is none of this list');
    return place;
  };
  const from = request.after == null ? 0 : placeOf(request.after) + 1;
  const to = request.before == null ? list.length : placeOf(request.before);
  const first = isBackward ? Math.max(from, to - size) : from;
  const last = isBackward ? to : Math.min(to, from + size);
  const edges = list.slice(first, last).map((node, index) => ({ cursor: cursors[first + index]!, node }));
  const pageInfo: PageInfo = {
    hasNextPage: isBackward ? request.before != null : last < to,
    hasPreviousPage: isBackward ? first > from : request.after != null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, count: async () => list.length };
}
