import { v7 as uuid } from 'uuid';
import type { Contract } from '../../core/contract/contract.js';
import type { EntityManager } from '../../platform/persistence/orm.js';
import type { RegisteredContract } from '../contracts/register-contract.use-case.js';
import { AssessmentPeriod } from './assessment-period.entity.js';

/** Opens every period that a contract's rubric scores. Needs the privileges of the tables' owner. */
export async function openPeriods(
  em: EntityManager,
  tenantId: string,
  { periods }: Contract,
  registered: RegisteredContract,
): Promise<void> {
  await em.insertMany(
    AssessmentPeriod,
    periods.map(({ code, startsOn, endsOn }) => ({
      tenantId,
      id: uuid(),
      contract: [tenantId, registered.id] as const,
      contractVersion: [tenantId, registered.versionId] as const,
      code,
      startsOn,
      endsOn,
      state: 'OPEN' as const,
      version: 1,
      publishedScorecard: null,
      publishedVersion: null,
    })),
  );
}
