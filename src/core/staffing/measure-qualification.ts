import { addDays, type IsoDate } from '../values/dates.js';
import { Exact, greatest } from '../values/exact.js';
import type { Text } from '../values/text.js';
import { type Breach, breachOf, type MeasuredFacts, numberOf, type Proof, writeRange } from './breach.js';
import { runsOf } from './day-runs.js';
import { changeDaysOf, isDuring, type RosterEntry, type Stretch, stretchesOf } from './roster.js';
import type { StaffingRequirement } from './staffing-rules.js';

/** What somebody's proofs come to on a day. */
interface ProofState {
  readonly isMet: boolean;
  readonly present: Exact | null;
}

/** How a measure is taken of somebody on a day. */
interface ProofMeasure {
  readonly needed: Exact;
  /** Whether the requirement is about the person. */
  readonly concerns: (entry: RosterEntry) => boolean;
  readonly stateOf: (entry: RosterEntry, proofs: readonly Proof[], day: IsoDate) => ProofState;
  readonly fault: (present: Exact | null) => Text;
}

const NOT_CONCERNED: ProofState = { isMet: true, present: null };

/**
 * Days on which somebody lacks a proof.
 *
 * Formal people on the roster need one that is held or reaches a value; whoever answers calls, formal or in reserve, needs a test
 * passed before. A test passed later ends the breach, it does not undo it.
 */
export function measureQualification(requirement: StaffingRequirement, { events, proofs, days }: MeasuredFacts): Breach[] | null {
  const measure = measureOf(requirement);
  if (!measure || events.length === 0) return null;
  const proofsOf = Map.groupBy(
    proofs.filter((proof) => proof.requirement === requirement.code),
    ({ staffId }) => staffId,
  );
  return [...Map.groupBy(stretchesOf(events), ({ entry }) => entry.staffId)].flatMap(([staffId, stretches]) => {
    const own = proofsOf.get(staffId) ?? [];
    const stateOn = (day: IsoDate) => {
      const entry = entryOn(stretches, day);
      return entry && measure.concerns(entry) ? measure.stateOf(entry, own, day) : NOT_CONCERNED;
    };
    return runsOf(days, [...changeDaysOf(stretches), ...changesOfProofs(own)], stateOn, isSameState)
      .filter(({ state }) => !state.isMet)
      .map(({ from, to, state: { present } }) => {
        const { no } = entryOn(stretches, from)!;
        const range = writeRange({ from, to });
        const fault = measure.fault(present);
        return breachOf(
          requirement,
          { place: `${staffId} ${from}`, from, to, staffId, needed: measure.needed, present },
          `${range.zh} 工号 ${no} ${fault.zh}`,
          `${range.en}, number ${no} ${fault.en}`,
        );
      });
  });
}

/** How a requirement's proof is measured; null where the contract's data do not say. */
function measureOf(requirement: StaffingRequirement): ProofMeasure | null {
  const { proof } = requirement;
  if (!proof) return null;
  const isInRole = ({ role }: RosterEntry) => proof.roles === undefined || proof.roles.includes(role);
  const isFormalInRole = (entry: RosterEntry) => entry.standing === 'FORMAL' && isInRole(entry);
  switch (proof.measure) {
    case 'HELD':
      return held(isFormalInRole);
    case 'AT_LEAST': {
      const needed = numberOf(requirement);
      return needed === null ? null : atLeast(needed, isFormalInRole);
    }
    case 'TEST_BEFORE_ON_LINE':
      return testedBefore((entry) => entry.onLineOn !== null && isInRole(entry));
  }
}

const held = (concerns: ProofMeasure['concerns']): ProofMeasure => ({
  needed: Exact.ONE,
  concerns,
  stateOf: (_, proofs, day) => yesOrNo(proofs.some((proof) => proof.isPassed && isInForce(proof, day))),
  fault: () => ({ zh: '没有有效证明', en: 'has no valid proof' }),
});

/** A test that was not yet over when the person began to answer calls; nobody asks for another one afterwards. */
const testedBefore = (concerns: ProofMeasure['concerns']): ProofMeasure => ({
  needed: Exact.ONE,
  concerns,
  stateOf: ({ onLineOn }, proofs, day) =>
    yesOrNo(proofs.some((test) => test.isPassed && test.obtainedOn <= day && lastsTo(test, onLineOn!))),
  fault: () => ({ zh: '未通过测评即上线', en: 'is on the line without a passed test' }),
});

/** A value measured by a proof in force reaches what is needed; the best of several counts. */
const atLeast = (needed: Exact, concerns: ProofMeasure['concerns']): ProofMeasure => ({
  needed,
  concerns,
  stateOf: (_, proofs, day) => {
    const values = proofs
      .filter((proof) => isInForce(proof, day))
      // A value that would reach, of a test that was failed, proves nothing.
      .flatMap(({ value, isPassed }) => (value !== null && (isPassed || value.isLessThan(needed)) ? [value] : []));
    const best = values.length === 0 ? null : values.reduce(greatest);
    return { isMet: best !== null && !best.isLessThan(needed), present: best };
  },
  fault: (present) =>
    present === null
      ? { zh: `没有有效证明，应不低于 ${needed.toExpression()}`, en: `has no valid proof of at least ${needed.toExpression()}` }
      : {
          zh: `为 ${present.toExpression()}，低于 ${needed.toExpression()}`,
          en: `has ${present.toExpression()}, less than ${needed.toExpression()}`,
        },
});

const yesOrNo = (isMet: boolean): ProofState => ({ isMet, present: isMet ? Exact.ONE : Exact.ZERO });

const isInForce = (proof: Proof, day: IsoDate): boolean => proof.obtainedOn <= day && lastsTo(proof, day);

const lastsTo = ({ validUntil }: Proof, day: IsoDate): boolean => validUntil === null || day <= validUntil;

const isSameState = (a: ProofState, b: ProofState): boolean => a.isMet === b.isMet && (a.isMet || a.present?.key() === b.present?.key());

const entryOn = (stretches: readonly Stretch[], day: IsoDate): RosterEntry | null =>
  stretches.find((stretch) => isDuring(stretch, day))?.entry ?? null;

const changesOfProofs = (proofs: readonly Proof[]): IsoDate[] =>
  proofs.flatMap(({ obtainedOn, validUntil }) => (validUntil === null ? [obtainedOn] : [obtainedOn, addDays(validUntil, 1)]));
