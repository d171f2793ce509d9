import { v7 as uuid } from 'uuid';
import { readContract } from '../core/contract/read-contract.js';
import type { Result } from '../core/values/result.js';
import { proposeReading } from '../features/amendments/propose-reading.use-case.js';
import { findPeriod } from '../features/assessment-periods/assessment-period.repository.js';
import { hasOpenCorrection } from '../features/assessment-periods/correction.repository.js';
import type { IncomingFinding } from '../features/assessment-periods/incoming-findings.js';
import { judgeItem } from '../features/assessment-periods/judge-item.use-case.js';
import { openPeriods } from '../features/assessment-periods/open-periods.use-case.js';
import { recordFindings } from '../features/assessment-periods/record-findings.use-case.js';
import { type RecordObservations, recordObservations } from '../features/assessment-periods/record-observations.use-case.js';
import { loadRecorded } from '../features/assessment-periods/recorded.repository.js';
import type { InvalidInput, PeriodClosed } from '../features/assessment-periods/refusal.js';
import { addCalendarDays } from '../features/calendar/add-calendar-days.use-case.js';
import { loadCalendar } from '../features/calendar/calendar-file.js';
import { type WrittenContract, writeRemark } from '../features/contracts/contract-folder.js';
import { ReadingAgreement } from '../features/contracts/reading-agreement.entity.js';
import { registerContract } from '../features/contracts/register-contract.use-case.js';
import { whenSigned } from '../features/scores/when-signed.js';
import { settleSignedPeriod } from '../features/settlements/settle-periods.js';
import { developmentSubjects } from '../features/tenants/development-tokens.js';
import { Membership } from '../features/tenants/membership.entity.js';
import { permissionsOf } from '../features/tenants/roles.js';
import { Tenant } from '../features/tenants/tenant.entity.js';
import type { EntityManager } from '../platform/persistence/orm.js';
import type { Storage } from '../platform/persistence/storage.js';
import { DEFAULT_POLICY, Shared, TenantContext } from '../platform/tenant-context.js';
import { type ActingAs, takeStep } from './seed-life.js';
import { seedMoney } from './seed-money.js';
import { seedNotices } from './seed-notices.js';
import { seedObligations } from './seed-obligations.js';
import { seedPeople } from './seed-people.js';
import { type LifeStep, type TenantData, TenantFileError } from './tenant-file.js';

/** A database whose owner's login is known. */
export type OwnedStorage = Storage & { readonly asOwner: NonNullable<Storage['asOwner']> };

type PeriodData = TenantData['periods'][number];

/**
 * Stores a tenant with its contract, unless it is there already; then records, scores and publishes its periods the way its
 * people would, through the use cases.
 *
 * Errors: throws `TenantFileError` where the contract or the figures cannot be used.
 */
export async function seedTenant(storage: OwnedStorage, tenant: TenantData, written: WrittenContract, now: () => Date): Promise<void> {
  const isNew = await storage.asOwner(tenant.code, (em) => createTenant(em, tenant, written, now()));
  const shared = new Shared();
  shared.provide(whenSigned, [settleSignedPeriod]);
  const inTransaction = (work: (as: ActingAs) => Promise<void>) => actInTransaction(storage, shared, tenant.code, now, work);
  if (isNew)
    await inTransaction(async (as) => {
      await seedAgreements(as, tenant);
      await seedObligations(as, tenant);
    });
  for (const period of tenant.periods) await inTransaction((as) => seedPeriod(as, tenant.contract, period));
  await inTransaction((as) => seedNotices(as, tenant));
  await inTransaction((as) => seedPeople(as, tenant));
  for (const { period, life } of tenant.corrections)
    await inTransaction(async (as) => {
      const row = await findPeriod(as('ASSESSOR'), tenant.contract, period);
      const isOpen = row && (await hasOpenCorrection(as('ASSESSOR'), row));
      if (isOpen) await live(as, tenant.contract, period, life, 'correction');
    });
  await inTransaction((as) => seedMoney(as, tenant));
}

/** Gives whether the tenant was not there yet. */
async function createTenant(em: EntityManager, tenant: TenantData, written: WrittenContract, createdAt: Date): Promise<boolean> {
  const tenantId = tenant.code;
  if (await em.findOne(Tenant, { tenantId })) return false;
  em.create(Tenant, { tenantId, name: tenant.name, createdAt });
  await em.flush();
  const registered = await registerContract(em, tenantId, written);
  const checked = readContract(written, loadCalendar());
  if (!registered.ok || !checked.ok) throw new TenantFileError(registered.ok ? tenant.code : registered.error.map(writeRemark).join('\n'));
  await openPeriods(em, tenantId, checked.value.contract, registered.value);
  for (const { subject, label, organisation, roles } of tenant.memberships) {
    const organisationId = registered.value.organisations.get(organisation);
    if (!organisationId) throw new TenantFileError(`${tenant.code}: ${subject}: no organisation ${organisation}`);
    await em.insert(Membership, { tenantId, id: uuid(), subject, label, organisation: [tenantId, organisationId] as const, roles });
  }
  for (const agreement of tenant.agreements)
    await em.insert(ReadingAgreement, {
      ...agreement,
      tenantId,
      id: uuid(),
      contract: [tenantId, registered.value.id] as const,
      recordedBy: 'seed',
      recordedAt: createdAt,
    });
  return true;
}

/** One transaction, as a request would have it, in the names of the tenant's people. */
async function actInTransaction(
  storage: Storage,
  shared: Shared,
  tenantId: string,
  now: () => Date,
  work: (as: ActingAs) => Promise<void>,
): Promise<void> {
  const scope = storage.scopes.open(tenantId, 'write');
  const as: ActingAs = (role, person = 1) => {
    const subjects = developmentSubjects(tenantId, role);
    const actor = { subject: subjects[person - 1] ?? subjects[0]!, tenantId, roles: [role], permissions: permissionsOf([role], []) };
    return new TenantContext(actor, scope, shared, now, 'seed', DEFAULT_POLICY);
  };
  try {
    await work(as);
    await scope.end('keep');
  } catch (error) {
    await scope.end('discard');
    throw error;
  }
}

async function seedAgreements(as: ActingAs, { code, contract, proposals, calendarDays }: TenantData): Promise<void> {
  for (const { party, ...proposal } of proposals) {
    const signatory = as(party === 'AGENCY' ? 'AGENCY_SIGNATORY' : 'VENDOR_SIGNATORY');
    expectOk(await proposeReading(signatory, { contract, ...proposal }), `${code} proposal`);
  }
  for (const days of calendarDays) {
    const added = await addCalendarDays(as('TENANT_ADMIN'), days);
    if (!added.ok) throw new TenantFileError(`${code} calendar: ${JSON.stringify(added.error)}`);
  }
}

async function seedPeriod(as: ActingAs, contract: string, data: PeriodData): Promise<void> {
  const assessor = as('ASSESSOR');
  const place = `${contract} ${data.period}`;
  const period = await findPeriod(assessor, contract, data.period);
  if (!period) throw new TenantFileError(`${place}: no such period`);
  const periodId = period.id;
  const recorded = await loadRecorded(assessor, periodId);
  // An earlier start came this far, or somebody works with it already.
  if (period.state !== 'OPEN' || Object.values(recorded).some((rows) => rows.length > 0)) return;
  const observations = data.observations as unknown as RecordObservations['observations'];
  const findings = data.findings as unknown as readonly IncomingFinding[];
  if (observations.length > 0) expectOk(await recordObservations(assessor, { periodId, observations }), place);
  if (findings.length > 0) expectOk(await recordFindings(assessor, { periodId, findings }), place);
  for (const { item, points, reason } of data.judgements)
    expectOk(await judgeItem(assessor, { periodId, item: String(item), points, reason: String(reason) }), place);
  const stages = { OPEN: [], SCORED: ['score'], PUBLISHED: ['score', 'publish'] } as const;
  await live(as, contract, data.period, [...stages[data.stage].map((step) => ({ do: step })), ...data.life], 'life');
}

async function live(as: ActingAs, contract: string, period: string, steps: readonly LifeStep[], part: string): Promise<void> {
  for (const [index, step] of steps.entries()) await takeStep(as, contract, period, step, `seed ${contract} ${period} ${part} ${index}`);
}

function expectOk<V>(result: Result<V, PeriodClosed | InvalidInput>, place: string): V {
  if (result.ok) return result.value;
  const problems =
    result.error.kind === 'PERIOD_CLOSED'
      ? [`the period is ${result.error.state}`]
      : result.error.problems.map(({ path, message }) => `${path}: ${message}`);
  throw new TenantFileError(problems.map((problem) => `${place}: ${problem}`).join('\n'));
}
