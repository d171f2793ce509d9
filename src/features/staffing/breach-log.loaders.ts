import DataLoader from 'dataloader';
import { monthOf } from '../../core/values/dates.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { contractById } from '../contracts/contract.loaders.js';
import { breachesOfMonth, keyOf } from './breach-log.js';
import type { StaffingBreachRow } from './snapshot.repository.js';

/** The keys of the entries that would be logged now, by `contract month`. */
const keysOfMonth = (context: TenantContext) =>
  new DataLoader<string, ReadonlySet<string>>((places) =>
    Promise.all(
      places.map(async (place) => {
        const [contractId, month] = place.split(' ') as [string, string];
        const stored = (await context.loader(contractById).load(contractId))!;
        return new Set((await breachesOfMonth(context, stored, month)).map(keyOf));
      }),
    ),
  );

/** Whether what an entry of the log says is what is found now. */
export const isStanding = async (context: TenantContext, { contractId, fromAt, key }: StaffingBreachRow): Promise<boolean> =>
  (await context.loader(keysOfMonth).load(`${contractId} ${monthOf(fromAt)}`)).has(key);
