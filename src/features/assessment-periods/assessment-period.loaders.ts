import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findPeriods, type PeriodRow } from './assessment-period.repository.js';
import { type CorrectionRow, findCorrections } from './correction.repository.js';
import { findRecorded, listRecorded, type RecordedKind, type RecordedOfPeriod, type RecordedRows } from './recorded.repository.js';

/** Periods by their ids; null where the tenant has none. */
export const periodById = (context: TenantContext) =>
  new DataLoader<string, PeriodRow | null>(async (ids) => inOrderOf(ids, await findPeriods(context, ids), ({ id }) => id));

/** Corrections by their ids; null where the tenant has none. */
export const correctionById = (context: TenantContext) =>
  new DataLoader<string, CorrectionRow | null>(async (ids) => inOrderOf(ids, await findCorrections(context, ids), ({ id }) => id));

/** What is recorded of a period, as far as the reader may see it. */
export const recordedOfPeriodById = (context: TenantContext) =>
  new DataLoader<string, RecordedOfPeriod>(async (ids) => {
    const recorded = await listRecorded(context, ids, 'VISIBLE');
    return ids.map((id) => recorded.get(id)!);
  });

const recordedById =
  <K extends RecordedKind>(kind: K) =>
  (context: TenantContext) =>
    new DataLoader<string, RecordedRows[K] | null>(async (ids) => inOrderOf(ids, await findRecorded(context, kind, ids), ({ id }) => id));

/** What was recorded, by id; null where the tenant has none or the reader may not see it. */
export const observationById = recordedById('observations');
export const findingById = recordedById('findings');
export const judgementById = recordedById('judgements');
