import { AssessmentPeriod } from './assessment-periods/assessment-period.entity.js';
import { Finding } from './assessment-periods/finding.entity.js';
import { Judgement } from './assessment-periods/judgement.entity.js';
import { Observation } from './assessment-periods/observation.entity.js';
import { Contract, ContractParty } from './contracts/contract.entity.js';
import { Clause, ContractVersion, Reading, StaffingRequirement } from './contracts/contract-version.entity.js';
import { ReadingAgreement } from './contracts/reading-agreement.entity.js';
import { Rubric } from './contracts/rubric.entity.js';
import { Scorecard, ScorecardPublication } from './scores/scorecard.entity.js';
import { Membership } from './tenants/membership.entity.js';
import { Organisation } from './tenants/organisation.entity.js';
import { Tenant } from './tenants/tenant.entity.js';

/** Every entity, in the features' declared order. */
export const entities = [
  Tenant,
  Organisation,
  Membership,
  Contract,
  ContractParty,
  Rubric,
  ContractVersion,
  Clause,
  StaffingRequirement,
  Reading,
  ReadingAgreement,
  AssessmentPeriod,
  Observation,
  Finding,
  Judgement,
  Scorecard,
  ScorecardPublication,
];
