import { v7 as uuid } from 'uuid';
import { policyDay } from '../../core/obligations/occurrences.js';
import { isIsoDate } from '../../core/values/dates.js';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type InvalidInput, invalid, type Obstructed, obstructed, pastDayProblems, reasonProblems } from '../assessment-periods/refusal.js';
import { findStoredContract, type StoredContract } from '../contracts/stored-contract.js';
import { ObligationDate, ObligationEvent, ObligationEventWithdrawal } from './obligation.entity.js';
import { listObligationDates, listObligationEvents, type ObligationEventRow } from './obligation.repository.js';
import { type StandingObligation, standingObligations } from './standing-obligations.js';

type InputProblem = InvalidInput['problems'][number];

const dateProblem = (path: string, date: unknown): InputProblem[] =>
  isIsoDate(String(date)) ? [] : [{ path, code: 'NOT_A_DATE', message: '应为日期 YYYY-MM-DD / a date YYYY-MM-DD is expected' }];

const unknown = (path: string, code: string, zh: string, en: string, what: string): InputProblem => ({
  path,
  code,
  message: `没有${zh} ${what} / there is no ${en} ${what}`,
});

/** Its key is not repeated: it may be another tenant's. */
const unknownOccurrence: InputProblem = {
  path: 'occurrence',
  code: 'UNKNOWN_OCCURRENCE',
  message: '没有此期、要求或事件 / there is no such occurrence, demand or event',
};

/** The contract that a command names. Errors: an unknown one is a problem of the input. */
async function contractOf(context: TenantContext, code: string): Promise<Result<StoredContract, InvalidInput>> {
  const stored = await findStoredContract(context, code);
  return stored
    ? ok(stored)
    : invalid([{ path: 'contract', code: 'UNKNOWN_CONTRACT', message: `未知合同 ${code} / unknown contract ${code}` }]);
}

export interface SetObligationDate {
  readonly contract: string;
  readonly obligation: string;
  /** Key of the occurrence; left out, every one that is owed by the calendar. */
  readonly occurrence?: string | null | undefined;
  readonly dueOn?: unknown;
  /** Instead of a date: this day of the month after each occurrence's last day. */
  readonly dayOfNextMonth?: number | null | undefined;
  readonly reason: string;
}

/** Sets when something is due for which the contract has no date, as policy. Errors: every problem. */
export const setObligationDate = defineCommand({
  name: 'setObligationDate',
  permissions: ['obligation:manage'],
  async run(context, input: SetObligationDate): Promise<Result<StandingObligation[], InvalidInput>> {
    const { obligation, occurrence, dueOn, dayOfNextMonth, reason } = input;
    const stored = await contractOf(context, input.contract);
    if (!stored.ok) return stored;
    const all = (await standingObligations(context, stored.value)).filter((standing) => standing.obligation.code === obligation);
    // What somebody demanded, or what happened, has a day of its own: only who names it moves it.
    const chosen = all.filter(({ key, request }) => (occurrence == null ? request === null : key === occurrence));
    const problems: InputProblem[] = [...reasonProblems(reason)];
    if (all.length === 0) problems.push(unknown('obligation', 'UNKNOWN_OBLIGATION', '待履行的义务', 'obligation that is owed', obligation));
    else if (chosen.length === 0 && occurrence == null)
      problems.push({
        path: 'occurrence',
        code: 'REQUIRED',
        message: '因要求或事件而产生的义务须指明哪一期 / of what was demanded or happened the occurrence must be named',
      });
    else if (chosen.length === 0) problems.push(unknownOccurrence);
    else if (chosen.some(({ basis, key }) => basis === 'CONTRACT' || key === 'TERM'))
      problems.push({ path: 'obligation', code: 'DATE_OF_CONTRACT', message: '合同已定期限 / the contract sets the date' });
    if ((dueOn == null) === (dayOfNextMonth == null))
      problems.push({
        path: 'dueOn',
        code: 'REQUIRED',
        message: 'dueOn 与 dayOfNextMonth 须给其一 / one of dueOn and dayOfNextMonth is needed',
      });
    else if (dueOn != null) problems.push(...dateProblem('dueOn', dueOn));
    else if (dayOfNextMonth! < 1 || dayOfNextMonth! > 31)
      problems.push({ path: 'dayOfNextMonth', code: 'OUT_OF_RANGE', message: '应为 1 至 31 / must be from 1 to 31' });
    if (dueOn != null && occurrence == null && chosen.length > 1)
      problems.push({ path: 'occurrence', code: 'REQUIRED', message: '给出日期时须指明哪一期 / with a date the occurrence must be named' });
    if (problems.length > 0) return invalid(problems);
    const dateOf = (standing: StandingObligation) => (dueOn == null ? policyDay(standing, dayOfNextMonth!) : String(dueOn));
    await appendDates(context, 'POLICY', chosen, dateOf, reason);
    return ok(await chosenAgain(context, stored.value, chosen));
  },
});

export interface ConsentToDelay {
  readonly contract: string;
  readonly obligation: string;
  readonly occurrence: string;
  readonly until: unknown;
  readonly reason: string;
}

/** Consents to a delay, for the agency: up to that day lateness costs nothing. Errors: every problem. */
export const consentToDelay = defineCommand({
  name: 'consentToDelay',
  permissions: ['obligation:manage'],
  async run(context, input: ConsentToDelay): Promise<Result<StandingObligation, InvalidInput>> {
    const { obligation, occurrence, until, reason } = input;
    const stored = await contractOf(context, input.contract);
    if (!stored.ok) return stored;
    const chosen = (await standingObligations(context, stored.value)).filter(
      (standing) => standing.obligation.code === obligation && standing.key === occurrence,
    );
    const problems: InputProblem[] = [...reasonProblems(reason), ...dateProblem('until', until)];
    if (chosen.length === 0) problems.push(unknownOccurrence);
    else if (!chosen[0]!.due) problems.push({ path: 'occurrence', code: 'NO_DUE_DATE', message: '尚无期限 / it has no due date yet' });
    if (problems.length > 0) return invalid(problems);
    await appendDates(context, 'CONSENT', chosen, () => String(until), reason);
    return ok((await chosenAgain(context, stored.value, chosen))[0]!);
  },
});

/** Nobody can keep a day that has gone by when it is asked for. */
const demandedByProblems = (dueOn: unknown, demandedOn: string): InputProblem[] =>
  isIsoDate(String(dueOn)) && String(dueOn) < demandedOn
    ? [{ path: 'dueOn', code: 'OUT_OF_RANGE', message: '不能早于要求之日 / must not lie before the day of the demand' }]
    : dateProblem('dueOn', dueOn);

export interface DemandDeliverable {
  readonly contract: string;
  readonly obligation: string;
  readonly dueOn: unknown;
  readonly note: string;
  /** Day on which it was demanded, on paper before; left out, today. */
  readonly demandedOn?: unknown;
}

/** Demands, for the agency, something that is owed on demand or when something happens, by a date that is policy. Errors: every problem. */
export const demandDeliverable = defineCommand({
  name: 'demandDeliverable',
  permissions: ['obligation:manage'],
  async run(
    context,
    { contract, obligation, dueOn, note, demandedOn: given }: DemandDeliverable,
  ): Promise<Result<StandingObligation, InvalidInput>> {
    const demandedOn = given == null ? context.today : String(given);
    const stored = await contractOf(context, contract);
    if (!stored.ok) return stored;
    const known = stored.value.checked.contract.obligations.find(({ code }) => code === obligation);
    const problems: InputProblem[] = [
      ...pastDayProblems('demandedOn', demandedOn, context.today),
      ...demandedByProblems(dueOn, demandedOn),
      ...reasonProblems(note, 'note'),
    ];
    if (!known) problems.push(unknown('obligation', 'UNKNOWN_OBLIGATION', '义务', 'obligation', obligation));
    else if (!['ON_DEMAND', 'ON_EVENT'].includes(known.rhythm))
      problems.push({ path: 'obligation', code: 'NOT_ON_DEMAND', message: '该义务不因要求而产生 / it is not owed on demand' });
    if (problems.length > 0) return invalid(problems);
    const event = { code: 'DEMAND', obligation, occurredOn: demandedOn, dueOn: String(dueOn), note };
    const id = await appendObligationEvent(context, stored.value.id, event);
    context.forgetLoaded();
    return ok((await standingObligations(context, stored.value)).find(({ key, obligation: of }) => key === id && of.code === obligation)!);
  },
});

export interface RecordObligationEvent {
  readonly contract: string;
  readonly event: string;
  readonly occurredOn: unknown;
  readonly note: string;
}

/** Records something that happened, from which the contract counts dates. Errors: every problem. */
export const recordObligationEvent = defineCommand({
  name: 'recordObligationEvent',
  permissions: ['obligation:manage'],
  async run(context, { contract, event, occurredOn, note }: RecordObligationEvent): Promise<Result<StandingObligation[], InvalidInput>> {
    const stored = await contractOf(context, contract);
    if (!stored.ok) return stored;
    const codes = eventCodesOf(stored.value);
    const problems: InputProblem[] = [...pastDayProblems('occurredOn', occurredOn, context.today), ...reasonProblems(note, 'note')];
    if (!codes.has(event)) problems.push(unknown('event', 'UNKNOWN_EVENT', '事件', 'event', event));
    if (problems.length > 0) return invalid(problems);
    const id = await appendObligationEvent(context, stored.value.id, {
      code: event,
      obligation: null,
      occurredOn: String(occurredOn),
      dueOn: null,
      note,
    });
    context.forgetLoaded();
    return ok((await standingObligations(context, stored.value)).filter(({ key }) => key === id));
  },
});

/** Why something that happened or was demanded is not taken back. */
export type WithdrawalObstacle = 'OF_NOTICE' | 'DELIVERED';

export interface WithdrawObligationEvent {
  readonly contract: string;
  /** Key of what is owed by it. */
  readonly occurrence: string;
  readonly reason: string;
}

/**
 * Takes back something that was demanded or recorded by mistake: what was owed by it is owed no longer.
 *
 * Errors: every problem, or what stands in the way: a notice tells of it, or something was delivered for it.
 */
export const withdrawObligationEvent = defineCommand({
  name: 'withdrawObligationEvent',
  permissions: ['obligation:manage'],
  async run(
    context,
    { contract, occurrence, reason }: WithdrawObligationEvent,
  ): Promise<Result<StandingObligation[], InvalidInput | Obstructed<WithdrawalObstacle>>> {
    const stored = await contractOf(context, contract);
    if (!stored.ok) return stored;
    const event = (await listObligationEvents(context, [stored.value.id])).find(({ id }) => id === occurrence);
    const problems: InputProblem[] = [...reasonProblems(reason)];
    if (!event) problems.push(unknownOccurrence);
    if (!event || problems.length > 0) return invalid(problems);
    const owed = (await standingObligations(context, stored.value)).filter(({ key }) => key === occurrence);
    const obstacles: WithdrawalObstacle[] = [];
    if (event.isOfNotice) obstacles.push('OF_NOTICE');
    if (owed.some(({ metOn }) => metOn !== null)) obstacles.push('DELIVERED');
    if (obstacles.length > 0) return obstructed(obstacles);
    const em = await context.entities();
    const { tenantId } = context;
    await em.insert(ObligationEventWithdrawal, { tenantId, event: [tenantId, event.id] as const, reason, ...context.recorded });
    context.forgetLoaded();
    return ok(owed);
  },
});

/** Everything that a contract's due rules count from. */
export const eventCodesOf = ({ checked }: StoredContract): ReadonlySet<string> =>
  new Set(checked.contract.obligations.flatMap(({ due }) => ('event' in due ? [due.event] : [])));

/** Appends something that happened or was demanded; gives its id. */
export async function appendObligationEvent(
  context: TenantContext,
  contractId: string,
  event: Pick<ObligationEventRow, 'code' | 'obligation' | 'occurredOn' | 'dueOn' | 'note'>,
): Promise<string> {
  const em = await context.entities();
  const id = uuid();
  await em.insert(ObligationEvent, {
    ...event,
    tenantId: context.tenantId,
    id,
    contract: [context.tenantId, contractId] as const,
    ...context.recorded,
  });
  return id;
}

async function appendDates(
  context: TenantContext,
  kind: 'POLICY' | 'CONSENT',
  chosen: readonly StandingObligation[],
  dateOf: (standing: StandingObligation) => string,
  reason: string,
): Promise<void> {
  const known = await listObligationDates(
    context,
    chosen.map(({ contractId }) => contractId),
  );
  const revisionOf = ({ obligation, key }: StandingObligation) =>
    known.find((row) => row.kind === kind && row.obligation === obligation.code && row.occurrence === key)?.revision ?? 0;
  const em = await context.entities();
  await em.insertMany(
    ObligationDate,
    chosen.map((standing) => ({
      tenantId: context.tenantId,
      contract: [context.tenantId, standing.contractId] as const,
      obligation: standing.obligation.code,
      occurrence: standing.key,
      kind,
      revision: revisionOf(standing) + 1,
      date: dateOf(standing),
      reason,
      ...context.recorded,
    })),
  );
  context.forgetLoaded();
}

async function chosenAgain(
  context: TenantContext,
  stored: StoredContract,
  chosen: readonly StandingObligation[],
): Promise<StandingObligation[]> {
  const keys = new Set(chosen.map(({ obligation, key }) => `${obligation.code} ${key}`));
  return (await standingObligations(context, stored)).filter(({ obligation, key }) => keys.has(`${obligation.code} ${key}`));
}
