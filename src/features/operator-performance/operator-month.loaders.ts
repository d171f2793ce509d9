import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import {
  type ClosingRow,
  findClosings,
  findLeave,
  findOperatorEvents,
  type LeaveRow,
  listLeaveOfStaff,
  listMarks,
  listMonths,
  type MarkRow,
  type OperatorEventRow,
} from './operator-month.repository.js';

const rowById =
  <R extends { readonly id: string }>(find: (context: TenantContext, ids: readonly string[]) => Promise<R[]>) =>
  (context: TenantContext) =>
    new DataLoader<string, R | null>(async (ids) => inOrderOf(ids, await find(context, ids), ({ id }) => id));

/** Requests for leave, events and closed months by their ids; null where the tenant has none. */
export const leaveById = rowById<LeaveRow>(findLeave);
export const operatorEventById = rowById<OperatorEventRow>(findOperatorEvents);
export const operatorMonthById = rowById<ClosingRow>(findClosings);

/** The months of contracts, in their latest revisions, with the marks. */
export const monthsOfContract = (context: TenantContext) =>
  new DataLoader<string, { readonly months: readonly ClosingRow[]; readonly marks: readonly MarkRow[] }>((contractIds) =>
    Promise.all(
      contractIds.map(async (id) => {
        const [months, marks] = await Promise.all([listMonths(context, id), listMarks(context, id, null)]);
        return { months, marks };
      }),
    ),
  );

/** The leave of people, by its begin. */
export const leaveOfStaff = (context: TenantContext) =>
  new DataLoader<string, LeaveRow[]>(async (ids) => {
    const rows = await listLeaveOfStaff(context, ids);
    return ids.map((id) => rows.filter(({ staffId }) => staffId === id));
  });
