import type { Contract } from '../../core/contract/contract.js';
import type { FindingForm } from '../../core/rubric/rule-kind.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { PeriodRow } from '../assessment-periods/assessment-period.repository.js';
import { listPeriods } from '../assessment-periods/assessment-period.repository.js';
import { OBLIGATION_EVENT } from '../assessment-periods/confirmed-findings.js';
import { withdrawFinding } from '../assessment-periods/decide-finding.use-case.js';
import type { IncomingFinding } from '../assessment-periods/incoming-findings.js';
import { proposeFinding } from '../assessment-periods/propose-finding.use-case.js';
import { type FindingRow, listRecorded } from '../assessment-periods/recorded.repository.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import type { StoredContract } from '../contracts/stored-contract.js';
import { type StandingObligation, standingObligations } from './standing-obligations.js';

/** A finding that a late obligation leads to, as it should stand. */
interface LateFinding {
  readonly eventId: string;
  readonly submittedOn: string | null;
  readonly finding: IncomingFinding;
}

/**
 * Proposes, for the system, the finding of every obligation that is late and whose miss leads to one, in the period of its due date.
 *
 * A proposal that has become untrue, since what was missing has come meanwhile, is withdrawn and made again; what an assessor has
 * confirmed or rejected is the assessor's to change, and of what is new there is a further proposal, which once confirmed takes the place
 * of the confirmed one. Nothing is proposed twice. Gives what could not be proposed: every problem, each with its finding.
 */
export async function proposeLateFindings(context: TenantContext, stored: StoredContract): Promise<readonly string[]> {
  const standing = await standingObligations(context, stored);
  const late = standing.filter(({ state, obligation }) => (state === 'LATE' || state === 'MET_LATE') && obligation.missLeadsTo !== null);
  const periods = await listPeriods(context, stored.id);
  const recorded = await listRecorded(
    context,
    periods.map(({ id }) => id),
    'ALL',
  );
  const failures: string[] = [];
  for (const period of periods) {
    if (period.state !== 'OPEN' && period.state !== 'SCORED') continue;
    const { contract } = (await context.loader(contractByVersion).load(period.contractVersionId))!.checked;
    const { findings } = recorded.get(period.id)!;
    const wanted = late.flatMap((obligation) => lateFindingOf(obligation, period, contract, context.today) ?? []);
    failures.push(...(await reconcile(context, period, findings, wanted)));
  }
  return failures;
}

async function reconcile(
  context: TenantContext,
  period: PeriodRow,
  findings: readonly FindingRow[],
  wanted: readonly LateFinding[],
): Promise<string[]> {
  const ours = findings.filter(({ origin, eventId }) => origin === 'SYSTEM' && eventId?.startsWith(OBLIGATION_EVENT));
  const isTrue = (finding: FindingRow) =>
    wanted.some(({ eventId, submittedOn }) => eventId === finding.eventId && submittedOn === finding.submittedOn);
  const failures: string[] = [];
  const taken = new Set(findings.map(({ reference }) => reference));
  for (const finding of ours.filter((row) => row.state === 'PROPOSED' && !isTrue(row))) {
    const reason = '情况已变 / what it says is true no longer';
    await withdrawFinding(context, { findingId: finding.id, reason });
  }
  for (const { eventId, submittedOn, finding } of wanted) {
    const earlier = ours.filter((row) => row.eventId === eventId);
    const isKnown = earlier.some((row) => row.submittedOn === submittedOn && row.state !== 'WITHDRAWN');
    if (isKnown) continue;
    const reference = freeReference(finding.reference!, taken);
    const proposed = await proposeFinding(context, { periodId: period.id, finding: { ...finding, reference } });
    if (proposed.ok) taken.add(reference);
    else failures.push(`${period.code} ${reference}: ${JSON.stringify(proposed.error)}`);
  }
  return failures;
}

/** A reference that no finding of the period has, whoever recorded it: the wanted one, or that with the first number that is free. */
function freeReference(wanted: string, taken: ReadonlySet<string>): string {
  let reference = wanted;
  for (let number = 2; taken.has(reference); number++) reference = `${wanted}-${number}`;
  return reference;
}

/** The finding of a late obligation in a period; null where it belongs to another one, or the agency's consent lets it cost nothing. */
function lateFindingOf(standing: StandingObligation, period: PeriodRow, contract: Contract, today: string): LateFinding | null {
  const { obligation, due, metOn, consentedUntil, key } = standing;
  const { missLeadsTo } = obligation;
  const form = missLeadsTo && contract.rubric.itemsByCode.get(missLeadsTo.item)?.findingForms.get(missLeadsTo.finding);
  if (!missLeadsTo || !form || !due || due.dueOn < period.startsOn || due.dueOn > period.endsOn) return null;
  const isConsented = consentedUntil !== null && (metOn ?? today) <= consentedUntil;
  if (isConsented && !form.fields.includes('consented')) return null;
  const { days } = contract.calendar.countWorkingDays(due.dueOn, metOn ?? today);
  const came = metOn === null ? { zh: '尚未提交', en: 'not submitted yet' } : { zh: `提交于 ${metOn}`, en: `submitted on ${metOn}` };
  const evidence = `${obligation.title.zh}（${key}）：应于 ${due.dueOn} 提交，${came.zh}，逾期 ${days} 个工作日 / ${obligation.title.en} (${key}): due on ${due.dueOn}, ${came.en}, ${days} working days late`;
  const eventId = `${OBLIGATION_EVENT}${obligation.code} ${key}`;
  return {
    eventId,
    // A kind that does not ask when it came costs the same, whenever that was.
    submittedOn: form.fields.includes('submittedOn') ? metOn : null,
    finding: {
      reference: `${obligation.code}-${key.slice(-12)}`,
      item: missLeadsTo.item,
      kind: missLeadsTo.finding,
      occurredOn: due.dueOn,
      eventId,
      evidence,
      ...specialFields(form, { dueOn: due.dueOn, submittedOn: metOn, consented: isConsented || null }),
    },
  };
}

/** The fields that the kind of finding takes. */
const specialFields = (form: FindingForm, values: Readonly<Record<'dueOn' | 'submittedOn' | 'consented', unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== null && (form.fields as readonly string[]).includes(name)));
