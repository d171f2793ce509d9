import DataLoader from 'dataloader';
import { inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findPeriods, type PeriodRow } from './assessment-period.repository.js';
import { type FindingRow, findRecorded, type JudgementRow, type ObservationRow, type RecordedKind } from './recorded.repository.js';

/** Periods by their ids; null where the tenant has none. */
export const periodById = (context: TenantContext) =>
  new DataLoader<string, PeriodRow | null>(async (ids) => inOrderOf(ids, await findPeriods(context, ids), ({ id }) => id));

const recordedById =
  <R extends ObservationRow | FindingRow | JudgementRow>(kind: RecordedKind) =>
  (context: TenantContext) =>
    new DataLoader<string, R | null>(async (ids) => inOrderOf(ids, await findRecorded<R>(context, kind, ids), ({ id }) => id));

/** What was recorded, by id; null where the tenant has none or the reader may not see it. */
export const observationById = recordedById<ObservationRow>('observations');
export const findingById = recordedById<FindingRow>('findings');
export const judgementById = recordedById<JudgementRow>('judgements');
