import type { MikroORM as EmbeddedOrm } from '@mikro-orm/pglite';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { Reduction, ReductionWithdrawal } from '../../src/features/assessment-periods/reduction.entity.js';
import { CalendarDay } from '../../src/features/calendar/calendar-day.entity.js';
import { Check, CheckPiece, CheckWithdrawal } from '../../src/features/checks/check.entity.js';
import { ReadingAgreement, ReadingProposal } from '../../src/features/contracts/reading-agreement.entity.js';
import { entities } from '../../src/features/entities.js';
import { Notice, NoticeEvent, NoticeStep } from '../../src/features/notices/notice.entity.js';
import {
  Deliverable,
  DeliverableReview,
  ObligationDate,
  ObligationEvent,
  ObligationEventWithdrawal,
} from '../../src/features/obligations/obligation.entity.js';
import { Membership } from '../../src/features/tenants/membership.entity.js';
import { type EntityManager, openOrm } from '../../src/platform/persistence/orm.js';
import { demonstrationTenants, writtenContract } from '../../src/seed/seed-demonstration.js';
import { type OwnedStorage, seedTenant } from '../../src/seed/seed-tenant.js';
import type { TenantData } from '../../src/seed/tenant-file.js';
import { caseFile } from './case-files.js';
import { copyData } from './embedded-data.js';
import { seedEvidence } from './isolation-evidence.js';
import { seedMoneyRows } from './isolation-money.js';
import { seedPeopleRows } from './isolation-people.js';
import { LIBRARY } from './library.js';
import { NOW, type Service } from './service.js';

/** Runs a statement with `$1 …`; gives its rows. */
export type Run = <R extends object>(statement: string, values?: readonly unknown[]) => Promise<R[]>;

class Discarded extends Error {}

/** Works as the database's superuser, whom no policy holds, in one transaction that is rolled back unless told otherwise. */
export const withSuperuser = <T>(service: Service, work: (run: Run) => Promise<T>, outcome: 'keep' | 'discard' = 'discard'): Promise<T> =>
  service.urls ? onServer(service.urls.administrator, work, outcome) : onEmbedded(service, work, outcome);

async function onServer<T>(url: string, work: (run: Run) => Promise<T>, outcome: 'keep' | 'discard'): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const done = await work(async (statement, values = []) => (await client.query(statement, [...values])).rows);
    await client.query(outcome === 'keep' ? 'commit' : 'rollback');
    return done;
  } finally {
    await client.end();
  }
}

async function onEmbedded<T>(service: Service, work: (run: Run) => Promise<T>, outcome: 'keep' | 'discard'): Promise<T> {
  let done: { readonly value: T } | undefined;
  try {
    await service.storage.asOwner!('kezhou', async (em) => {
      const run: Run = async <R extends object>(statement: string, values: readonly unknown[] = []) =>
        (await em.getKysely().executeQuery<R>(CompiledQuery.raw(statement, [...values]))).rows;
      done = { value: await work(run) };
      if (outcome === 'discard') throw new Discarded();
    });
  } catch (error) {
    if (!(error instanceof Discarded)) throw error;
  }
  return done!.value;
}

/** A statement inside a savepoint, so that a refused one leaves the transaction usable; gives the SQLSTATE of a refusal. */
export async function attempt<R extends object>(
  run: Run,
  statement: string,
  values: readonly unknown[] = [],
): Promise<R[] | { code: string }> {
  await run('savepoint attempt');
  try {
    const rows = await run<R>(statement, values);
    await run('release savepoint attempt');
    return rows;
  } catch (error) {
    await run('rollback to savepoint attempt');
    return { code: sqlStateOf(error) };
  }
}

/** SQLSTATE of what the database refused; the driver's error may be wrapped. */
export function sqlStateOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  if (cause) return sqlStateOf(cause);
  throw error;
}

/** SQLSTATE of what a privilege or a policy refuses. */
export const REFUSED = '42501';

/** Works in a database session that nobody has used before, as the login of the service; nothing is committed. */
export async function withFreshSession(service: Service, work: (run: Run) => Promise<void>): Promise<void> {
  if (service.urls) {
    const client = new pg.Client({ connectionString: service.urls.service });
    await client.connect();
    await work(async (statement, values = []) => (await client.query(statement, [...values])).rows).finally(() => client.end());
    return;
  }
  const { location, drop } = await copyData();
  const orm = await openOrm(location, entities);
  const database = await (orm as unknown as EmbeddedOrm).driver.getConnection().getNativeClient();
  const run: Run = async <R extends object>(statement: string, values: readonly unknown[] = []) =>
    (await database.query<R>(statement, [...values])).rows;
  await work(run).finally(async () => {
    await orm.close();
    await drop();
  });
}

/** Tables that bear a tenant, from the catalogue. */
export async function tenantTables(run: Run): Promise<string[]> {
  const rows = await run<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and not a.attisdropped order by 1`,
  );
  return rows.map(({ name }) => name);
}

/**
 * What every table holds of a tenant, in one statement: how many rows, and the transactions that wrote them. Whatever is written, the same
 * as before too, bears another transaction.
 */
export const fingerprintOf = (service: Service, tenant: string): Promise<Readonly<Record<string, string>>> =>
  withSuperuser(service, async (run) => {
    const printOf = (table: string) =>
      `select '${table}' as table, count(*)::text || ' ' || coalesce(sum(xmin::text::bigint), 0)::text as print from ${table} where tenant_id = $1`;
    const rows = await run<{ table: string; print: string }>((await tenantTables(run)).map(printOf).join(' union all '), [tenant]);
    return Object.fromEntries(rows.map(({ table, print }) => [table, print]));
  });

/** The uuid of every row of a tenant that has one. */
export const rowIdsOf = (service: Service, tenant: string): Promise<ReadonlySet<string>> =>
  withSuperuser(service, async (run) => {
    const ids = new Set<string>();
    const tables = await run<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
    );
    for (const { name } of tables)
      for (const { id } of await run<{ id: string }>(`select id::text from ${name} where tenant_id = $1`, [tenant])) ids.add(id);
    return ids;
  });

/** A tenant with the same contract, periods, figures and persons' organisations as `kezhou`, in rows of its own. */
export const TWIN = 'twin';

const now = () => NOW;

/** Gives `qinghe-12345` something of everything, and `kezhou` a twin. */
export async function seedNeighbours(service: Service): Promise<void> {
  const storage = service.storage as OwnedStorage;
  const kezhou = demonstrationTenants().find(({ code }) => code === 'kezhou')!;
  const renamed = kezhou.memberships.map((membership) => ({ ...membership, subject: membership.subject.replace('kezhou', TWIN) }));
  await seedTenant(storage, { ...kezhou, code: TWIN, memberships: renamed }, writtenContract(LIBRARY, kezhou.contract), now);
  await seedQinghe(storage);
  for (const [tenant, item] of Object.entries({ kezhou: '5.3', [TWIN]: '5.3', 'qinghe-12345': 'C4' })) {
    await seedEvidence(storage, tenant, item);
    await seedMoneyRows(storage, tenant);
    await seedPeopleRows(storage, tenant);
    await seedWithdrawn(storage, tenant);
  }
}

/** A row in every table that a period's life writes to; at its end the period is published. */
const WHOLE_LIFE: TenantData['periods'][number]['life'] = [
  { do: 'appeal', item: 'C4', reason: '测试' },
  { do: 'decideAppeal', item: 'C4', outcome: 'DISMISSED', reason: '测试' },
  { do: 'refuse', party: 'VENDOR', reason: '测试' },
  { do: 'correct', reason: '测试' },
  { do: 'score' },
  { do: 'publish' },
  { do: 'sign', party: 'AGENCY' },
];

async function seedQinghe(storage: OwnedStorage): Promise<void> {
  const tenantId = 'qinghe-12345';
  await storage.asOwner(tenantId, async (em) => {
    const rows = await em.execute<{ contract_id: string; organisation_id: string }[]>(
      'select contract_id, organisation_id from contract_parties where tenant_id = ? order by position limit 1',
      [tenantId],
    );
    const { contract_id: contractId, organisation_id: organisationId } = rows[0]!;
    const text = { zh: '测试', en: 'Test' };
    const roles = ['ASSESSOR'];
    await em.insert(Membership, {
      tenantId,
      id: uuid(),
      subject: `${tenantId}-assessor-1`,
      label: text,
      organisation: [tenantId, organisationId] as const,
      roles,
    });
    const agreement = { reading: 'Q-5', option: 'PER_1000', agreedOn: '2026-01-05', document: text, recordedBy: 'test', recordedAt: NOW };
    const contract = [tenantId, contractId] as const;
    await em.insert(ReadingAgreement, { ...agreement, tenantId, id: uuid(), contract });
    const proposal = { reading: 'Q-4', option: 'AWARD', party: 'VENDOR' as const, reason: '测试', proposedBy: 'test', proposedAt: NOW };
    await em.insert(ReadingProposal, { ...proposal, tenantId, id: uuid(), contract });
    const notice = { noticeNumber: '测试1号', noticeIssuedOn: '2026-01-05', recordedBy: 'test', recordedAt: NOW };
    const recorded = { recordedBy: 'test', recordedAt: NOW };
    const owed = { tenantId, contract, obligation: 'monthly_report', occurrence: '2026-01' };
    await em.insert(ObligationDate, { ...owed, ...recorded, kind: 'CONSENT', revision: 1, date: '2026-02-20', reason: '测试' });
    const demand = { code: 'DEMAND', obligation: 'defect_remedied', occurredOn: '2026-01-05', dueOn: '2026-01-20', note: '测试' };
    const event = uuid();
    await em.insert(ObligationEvent, { ...demand, ...recorded, tenantId, id: event, contract });
    await insertNoticeAndCheck(em, tenantId, contractId, event);
    const deliverable = uuid();
    const delivered = { party: 'AGENCY' as const, submittedOn: '2026-01-05', description: '测试' };
    await em.insert(Deliverable, { ...owed, ...delivered, ...recorded, id: deliverable });
    const review = { revision: 1, outcome: 'ACCEPTED' as const, reason: '测试' };
    await em.insert(DeliverableReview, { ...review, ...recorded, tenantId, deliverable: [tenantId, deliverable] as const });
    await em.insert(CalendarDay, { ...notice, tenantId, day: '2026-02-25', revision: 1, isWorkingDay: false, name: '测试' });
  });
  const finding = { item: 'D1', kind: 'thanks', occurredOn: '2026-07-13', matterId: 'proposed', evidence: '测试' };
  const periods = [
    { ...periodOfCase('qinghe-01', 'PUBLISHED'), life: WHOLE_LIFE },
    { ...periodOfCase('qinghe-03', 'SCORED'), life: [{ do: 'propose' as const, finding }] },
  ];
  const tenant = {
    code: tenantId,
    name: { zh: '清河', en: 'Qinghe' },
    contract: tenantId,
    memberships: [],
    agreements: [],
    periods,
    corrections: [],
    proposals: [],
    calendarDays: [],
  };
  await seedTenant(storage, tenant, writtenContract(LIBRARY, tenantId), now);
}

/** A notice with a step, and a check of a period that has no figures yet. */
async function insertNoticeAndCheck(em: EntityManager, tenantId: string, contractId: string, event: string): Promise<void> {
  const recorded = { recordedBy: 'test', recordedAt: NOW };
  const id = uuid();
  const text = { subject: '测试', text: '测试', clauses: [] };
  const days = { issuedOn: '2026-01-05', occurredOn: '2026-01-05' };
  const contract = [tenantId, contractId] as const;
  await em.insert(Notice, { ...text, ...days, ...recorded, tenantId, id, contract, number: 1, kind: 'DISPUTE', party: 'AGENCY' });
  const notice = [tenantId, id] as const;
  const step = { position: 1, step: 'ANSWERED' as const, party: 'VENDOR' as const, text: '测试', occurredOn: '2026-01-05' };
  await em.insert(NoticeStep, { ...step, ...recorded, tenantId, notice });
  await em.insert(NoticeEvent, { tenantId, notice, event: [tenantId, event] as const });
  const [period] = await em.execute<{ id: string }[]>("select id from assessment_periods where tenant_id = ? and code = '2027H2'", [
    tenantId,
  ]);
  const ofPeriod = { ...recorded, tenantId, period: [tenantId, period!.id] as const, periodVersion: 1 };
  await em.insert(Reduction, { ...ofPeriod, id: uuid(), metric: 'callsIn', month: '2027-08', count: '1', reference: '1' });
  const check = uuid();
  const drawn = { code: 'call_check', number: 1, drawnBy: 'test', drawnOn: '2027-08-02', method: '测试', pieceCount: 1, passedCount: 1 };
  await em.insert(Check, { ...drawn, ...ofPeriod, id: check, isNotified: true });
  await em.insert(CheckPiece, { tenantId, check: [tenantId, check] as const, position: 1, reference: '测试', result: 'PASSED' });
}

/** A reduction, a check and a demand that were taken back. */
const seedWithdrawn = (storage: OwnedStorage, tenantId: string): Promise<void> =>
  storage.asOwner(tenantId, async (em) => {
    const [found] = await em.execute<{ id: string; contract_id: string; starts_on: string }[]>(
      'select id, contract_id, starts_on::text from assessment_periods where tenant_id = ? order by starts_on desc limit 1',
      [tenantId],
    );
    const recorded = { recordedBy: 'test', recordedAt: NOW };
    const ofPeriod = { ...recorded, tenantId, period: [tenantId, found!.id] as const, periodVersion: 1 };
    const withdrawn = { ...recorded, tenantId, reason: '测试' };
    const reduction = uuid();
    await em.insert(Reduction, { ...ofPeriod, id: reduction, metric: 'test', month: null, count: '1', reference: '2' });
    await em.insert(ReductionWithdrawal, { ...recorded, tenantId, periodVersion: 1, reduction: [tenantId, reduction] as const });
    const check = uuid();
    const drawn = { code: 'test', number: 99, drawnBy: 'test', drawnOn: found!.starts_on, method: '测试', pieceCount: 1, passedCount: 1 };
    await em.insert(Check, { ...drawn, ...ofPeriod, id: check, isNotified: true });
    await em.insert(CheckWithdrawal, { ...withdrawn, periodVersion: 1, check: [tenantId, check] as const });
    const event = uuid();
    const demand = { code: 'DEMAND', obligation: 'test', occurredOn: '2026-01-05', dueOn: '2026-01-20', note: '测试' };
    await em.insert(ObligationEvent, { ...demand, ...recorded, tenantId, id: event, contract: [tenantId, found!.contract_id] as const });
    await em.insert(ObligationEventWithdrawal, { ...withdrawn, event: [tenantId, event] as const });
  });

/** A worked case as what assessors record; nobody types a roster. */
function periodOfCase(name: string, stage: 'SCORED' | 'PUBLISHED'): TenantData['periods'][number] {
  const { period, observations, findings, judgements } = caseFile(name).case as unknown as Record<string, Record<string, unknown>[]>;
  return {
    period: period as unknown as string,
    stage,
    observations: observations!.map((observation) => ({
      ...observation,
      source: observation.source === 'ROSTER' ? 'AGENCY' : observation.source,
    })),
    findings: findings!.map(({ id, ...finding }) => ({ ...finding, reference: id })),
    judgements: judgements!,
    life: [],
  };
}
