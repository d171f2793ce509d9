import { reviewDeliverable, submitDeliverable } from '../features/obligations/deliver.use-case.js';
import { consentToDelay, demandDeliverable, setObligationDate } from '../features/obligations/manage-obligations.use-case.js';
import type { ActingAs } from './seed-life.js';
import { type TenantData, TenantFileError } from './tenant-file.js';

/** Sets, demands, receives and accepts what a tenant's file says of its obligations, the way its people would. */
export async function seedObligations(as: ActingAs, { code, contract, obligations }: TenantData): Promise<void> {
  const { dates = [], consents = [], demands = [], deliveries = [] } = obligations ?? {};
  const assessor = as('ASSESSOR');
  const taken = <V>(result: { readonly ok: true; readonly value: V } | { readonly ok: false; readonly error: unknown }): V => {
    if (!result.ok) throw new TenantFileError(`${code} obligations: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  for (const date of dates) taken(await setObligationDate(assessor, { contract, ...date }));
  for (const consent of consents) taken(await consentToDelay(assessor, { contract, ...consent }));
  for (const demand of demands) taken(await demandDeliverable(assessor, { contract, ...demand }));
  for (const { obligation, description, receivedOn, accepted } of deliveries)
    for (const [occurrence, submittedOn] of Object.entries(receivedOn)) {
      const delivered = taken(await submitDeliverable(assessor, { contract, obligation, occurrence, description, submittedOn }));
      if (!accepted.includes(occurrence)) continue;
      const review = { deliverableId: delivered.id, outcome: 'ACCEPTED' as const, reason: '内容完整' };
      taken(await reviewDeliverable(as('ASSESSOR', 2), review));
    }
}
