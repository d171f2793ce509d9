import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type DutyRosterRow, findDutyRosters } from './duty.repository.js';
import { listHiddenRequirements } from './health.js';
import { type Identity, identitiesOf } from './personal-data.js';
import { findBreaches, findSnapshots, type RosterSnapshotRow, type StaffingBreachRow } from './snapshot.repository.js';
import {
  findChanges,
  findDemands,
  findStaff,
  listStaffBooks,
  type PersonnelChangeRow,
  type ReplacementDemandRow,
  type StaffBook,
  type StaffRow,
} from './staffing.repository.js';
import { type ExamRow, findExams, findTrainings, type TrainingRow } from './training.repository.js';

const rowById =
  <R extends { readonly id: string }>(find: (context: TenantContext, ids: readonly string[]) => Promise<R[]>) =>
  (context: TenantContext) =>
    new DataLoader<string, R | null>(async (ids) => inOrderOf(ids, await find(context, ids), ({ id }) => id));

/** The books of contracts by the contracts' ids; empty ones for contracts without people. */
export const staffBookOfContract = (context: TenantContext) => new DataLoader<string, StaffBook>((ids) => listStaffBooks(context, ids));

/** Who people are, by their ids; null once erased. It is for masking and disclosing. */
export const identityOfStaff = (context: TenantContext) => new DataLoader<string, Identity | null>((ids) => identitiesOf(context, ids));

/** People by their ids; null where the tenant has none. */
export const staffById = rowById<StaffRow>(findStaff);

/** Changes by their ids; null where the tenant has none. */
export const changeById = rowById<PersonnelChangeRow>(findChanges);

/** Demands by their ids; null where the tenant has none. */
export const demandById = rowById<ReplacementDemandRow>(findDemands);

/** Logged breaches as far as the reader may know of them. */
async function findTellableBreaches(context: TenantContext, ids: readonly string[]): Promise<StaffingBreachRow[]> {
  const rows = await findBreaches(context, ids);
  const hidden = await listHiddenRequirements(
    context,
    rows.map(({ contractId }) => contractId),
  );
  return rows.filter((row) => !hidden.some(({ contractId, code }) => contractId === row.contractId && code === row.requirement));
}

/** Trainings, exams, duty rosters, logged breaches and snapshots by their ids; null where the tenant has none. */
export const trainingById = rowById<TrainingRow>(findTrainings);
export const examById = rowById<ExamRow>(findExams);
export const dutyRosterById = rowById<DutyRosterRow>(findDutyRosters);
export const breachById = rowById<StaffingBreachRow>(findTellableBreaches);
export const snapshotById = rowById<RosterSnapshotRow>(findSnapshots);
