import type { ContractLibrary } from '../features/contracts/contract-folder.js';
import { demonstrationTenants, writtenContract } from './seed-demonstration.js';
import { type OwnedStorage, seedTenant } from './seed-tenant.js';
import type { TenantData } from './tenant-file.js';

/** Counts from here on are volumes, such as calls; smaller ones are people, ranks and cases, which do not grow with a hotline. */
const VOLUME_MIN = 100;

/** A hotline as large as told: its volumes grow, and with them every base at least as much as what is counted on it. */
const grown = (value: unknown, factor: number): unknown =>
  typeof value === 'number' && value >= VOLUME_MIN ? Math.floor(value * factor) : value;

/** A tenant of a measuring run: a demonstration tenant, larger by its number. */
function scaleTenant(template: TenantData, number: number): TenantData {
  const code = `scale-${String(number).padStart(4, '0')}`;
  const factor = 1 + ((number * 37) % 101) / 200;
  return {
    ...template,
    code,
    memberships: template.memberships.map((membership) => ({
      ...membership,
      subject: membership.subject.replace(template.code, code),
    })),
    periods: template.periods.map((period) => ({
      ...period,
      observations: period.observations.map((observation) => ({ ...observation, value: grown(observation.value, factor) })),
    })),
  };
}

/** Stores tenants for measuring, the demonstration's contracts in turn, as far as they are not there yet; gives their codes. */
export async function seedScale(
  storage: OwnedStorage,
  library: ContractLibrary,
  tenantCount: number,
  now: () => Date,
  onProgress: (done: number) => void,
): Promise<string[]> {
  const templates = demonstrationTenants();
  const written = new Map(templates.map(({ contract }) => [contract, writtenContract(library, contract)]));
  const codes: string[] = [];
  for (let number = 1; number <= tenantCount; number++) {
    const tenant = scaleTenant(templates[(number - 1) % templates.length]!, number);
    await seedTenant(storage, tenant, written.get(tenant.contract)!, now);
    codes.push(tenant.code);
    onProgress(number);
  }
  return codes;
}
