import { v7 as uuid } from 'uuid';
import { readContract } from '../core/contract/read-contract.js';
import type { Result } from '../core/values/result.js';
import { findPeriod } from '../features/assessment-periods/assessment-period.repository.js';
import { judgeItem } from '../features/assessment-periods/judge-item.use-case.js';
import type { PeriodClosed, RecordingProblem } from '../features/assessment-periods/open-period.js';
import { openPeriods } from '../features/assessment-periods/open-periods.use-case.js';
import { recordFindings } from '../features/assessment-periods/record-findings.use-case.js';
import { type RecordObservations, recordObservations } from '../features/assessment-periods/record-observations.use-case.js';
import { loadRecorded } from '../features/assessment-periods/recorded.repository.js';
import { loadCalendar, type WrittenContract, writeRemark } from '../features/contracts/contract-folder.js';
import { ReadingAgreement } from '../features/contracts/reading-agreement.entity.js';
import { registerContract } from '../features/contracts/register-contract.use-case.js';
import { publishScorecard } from '../features/scores/publish-scorecard.use-case.js';
import { scorePeriod } from '../features/scores/score-period.use-case.js';
import { developmentSubjects } from '../features/tenants/development-tokens.js';
import { Membership } from '../features/tenants/membership.entity.js';
import { permissionsOf } from '../features/tenants/roles.js';
import { Tenant } from '../features/tenants/tenant.entity.js';
import type { EntityManager } from '../platform/persistence/orm.js';
import type { Storage } from '../platform/persistence/storage.js';
import { Shared, TenantContext } from '../platform/tenant-context.js';
import { type TenantData, TenantFileError } from './tenant-file.js';

/** A database whose owner's login is known. */
export type OwnedStorage = Storage & { readonly asOwner: NonNullable<Storage['asOwner']> };

type PeriodData = TenantData['periods'][number];

/**
 * Stores a tenant with its contract, unless it is there already; then records, scores and publishes its periods the way its
 * assessors would, through the use cases.
 *
 * Errors: throws `TenantFileError` where the contract or the figures cannot be used.
 */
export async function seedTenant(storage: OwnedStorage, tenant: TenantData, written: WrittenContract, now: () => Date): Promise<void> {
  await storage.asOwner(tenant.code, (em) => createTenant(em, tenant, written, now()));
  const shared = new Shared();
  for (const period of tenant.periods) await seedPeriod(storage, shared, tenant, period, now);
}

async function createTenant(em: EntityManager, tenant: TenantData, written: WrittenContract, createdAt: Date): Promise<void> {
  const tenantId = tenant.code;
  if (await em.findOne(Tenant, { tenantId })) return;
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
}

/** One transaction, as a request would have it, in the name of the tenant's first assessor. */
async function seedPeriod(storage: Storage, shared: Shared, tenant: TenantData, data: PeriodData, now: () => Date): Promise<void> {
  const subject = developmentSubjects(tenant.code, 'ASSESSOR')[0]!;
  const actor = { subject, tenantId: tenant.code, roles: ['ASSESSOR'], permissions: permissionsOf(['ASSESSOR'], []) };
  const context = new TenantContext(actor, storage.scopes.open(tenant.code, 'write'), shared, now);
  const place = `${tenant.code} ${data.period}`;
  try {
    await recordPeriod(context, tenant.contract, data, place);
    await context.end('keep');
  } catch (error) {
    await context.end('discard');
    throw error;
  }
}

async function recordPeriod(context: TenantContext, contract: string, data: PeriodData, place: string): Promise<void> {
  const period = await findPeriod(context, contract, data.period);
  if (!period) throw new TenantFileError(`${place}: no such period`);
  const periodId = period.id;
  const recorded = await loadRecorded(context, periodId);
  // An earlier start came this far, or somebody works with it already.
  if (period.state !== 'OPEN' || Object.values(recorded).some((rows) => rows.length > 0)) return;
  const observations = data.observations as unknown as RecordObservations['observations'];
  if (observations.length > 0) expectOk(await recordObservations(context, { periodId, observations }), place);
  if (data.findings.length > 0) expectOk(await recordFindings(context, { periodId, findings: data.findings }), place);
  for (const { item, points, reason } of data.judgements)
    expectOk(await judgeItem(context, { periodId, item: String(item), points, reason: String(reason) }), place);
  if (data.stage === 'OPEN') return;
  const scorecard = expectOk(await scorePeriod(context, periodId), place);
  if (data.stage === 'SCORED') return;
  const published = await publishScorecard(context, scorecard.id);
  if (!published.ok) throw new TenantFileError(`${place}: not publishable: ${published.error.join(', ')}`);
}

function expectOk<V>(result: Result<V, PeriodClosed | readonly RecordingProblem[]>, place: string): V {
  if (result.ok) return result.value;
  const problems =
    'state' in result.error ? [`the period is ${result.error.state}`] : result.error.map(({ path, message }) => `${path}: ${message}`);
  throw new TenantFileError(problems.map((problem) => `${place}: ${problem}`).join('\n'));
}
