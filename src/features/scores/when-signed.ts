import type { TenantContext } from '../../platform/tenant-context.js';
import type { AssessmentPeriod } from '../assessment-periods/assessment-period.entity.js';

/** Something that is done once both parties have signed a period, in the transaction of the second signature. */
export type StepWhenSigned = (context: TenantContext, period: AssessmentPeriod) => Promise<void>;

/** What is done once a period is signed; features that build on scores have it provided where the application is put together. */
export const whenSigned = (): readonly StepWhenSigned[] => [];
