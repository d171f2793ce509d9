import fc from 'fast-check';
import type { Contract } from '../../src/core/contract/contract.js';
import { LEVELS } from '../../src/core/rubric/facts.js';
import type { RubricItem } from '../../src/core/rubric/rubric.js';
import type { FindingForm } from '../../src/core/rubric/rule-kind.js';
import { addDays, daysBetween } from '../../src/core/values/dates.js';
import { Exact } from '../../src/core/values/exact.js';
import type { Period } from '../../src/core/values/periods.js';
import type { ObservationInput, PeriodInput } from './quarters.js';

/** Any good case of a contract: figures within their bounds, findings of every kind, judgements, some readings agreed. */
export const periodCases = (contract: Contract): fc.Arbitrary<PeriodInput> =>
  fc.constantFrom(...contract.periods).chain((period) =>
    fc
      .record({
        observations: observationsOf(contract, period),
        findings: findingsOf(contract, period),
        judgements: judgementsOf(contract),
        readings: readingsOf(contract),
      })
      .map(({ judgements, ...parts }) => ({
        contract: contract.code,
        period: period.code,
        ...parts,
        judgements: judgements.filter(({ item }) => parts.findings.every((finding) => finding.item !== item)),
      })),
  );

/** The same cases while their figures come in: any of the observations are there, of a metric by month only some months. */
export const incomingCases = (contract: Contract): fc.Arbitrary<PeriodInput> =>
  periodCases(contract).chain((input) => fc.subarray(input.observations).map((observations) => ({ ...input, observations })));

/** How a metric's figure is drawn: by itself, or as a part of what it cannot exceed; with or without a figure that loses beside it. */
const drawArbitrary = fc.record({
  base: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 500, max: 3000 }) },
    { weight: 4, arbitrary: fc.integer({ min: 5, max: 25 }) },
    { weight: 1, arbitrary: fc.constant(0) },
  ),
  part: fc.constantFrom('ALL', 'NEARLY_ALL', 'FEW', 'SOME'),
  few: fc.nat(30),
  isByMonth: fc.boolean(),
  hasLoser: fc.boolean(),
});

type Draw = typeof drawArbitrary extends fc.Arbitrary<infer D> ? D : never;

function observationsOf({ rubric }: Contract, period: Period): fc.Arbitrary<ObservationInput[]> {
  const metrics = rubric.data.metrics;
  return fc
    .record({
      draws: fc.array(drawArbitrary, { minLength: metrics.length, maxLength: metrics.length }),
      missing: fc.oneof(
        { weight: 3, arbitrary: fc.constant<string[]>([]) },
        { weight: 1, arbitrary: fc.subarray(metrics.map(({ code }) => code)) },
      ),
    })
    .map(({ draws, missing }) => {
      const drawOf = new Map(metrics.map(({ code }, index) => [code, draws[index]!]));
      const figureOf = (code: string): number => {
        const { atMost, min = 0 } = rubric.metricsByCode.get(code)!;
        const draw = drawOf.get(code)!;
        if (!atMost) return Math.max(min, draw.base);
        const most = atMost.map(figureOf).reduce((total, value) => total + value);
        return Math.max(min, partOf(most, draw));
      };
      return metrics
        .filter(({ code }) => !missing.includes(code))
        .flatMap(({ code, pooling }): ObservationInput[] => {
          const { isByMonth, hasLoser, base } = drawOf.get(code)!;
          const whole = { metric: code, value: figureOf(code), source: 'SYSTEM_REPORT' };
          const loser = hasLoser ? [{ metric: code, month: period.months[0]!, value: base + 1, source: 'VENDOR' }] : [];
          if (period.months.length === 1 || (pooling !== 'EACH_MONTH' && !isByMonth)) return [whole, ...loser];
          return [...monthsOf(whole, period, pooling === 'SUM'), ...loser];
        });
    });
}

function partOf(most: number, { part, few }: Draw): number {
  if (part === 'ALL') return most;
  if (part === 'NEARLY_ALL') return Math.max(0, most - few);
  return part === 'FEW' ? Math.min(most, few) : Math.floor((most * few) / 30);
}

/** A figure given month by month: its parts where the months are added, else the same in each. */
function monthsOf(whole: ObservationInput, { months }: Period, isSum: boolean): ObservationInput[] {
  const value = Number(whole.value);
  const share = Math.floor(value / months.length);
  const ofMonth = (index: number) => (index === 0 ? value - share * (months.length - 1) : share);
  return months.map((month, index) => ({ ...whole, month, value: isSum ? ofMonth(index) : value }));
}

/** Findings of any kind that a contract knows, within a period. */
export function findingsOf({ rubric }: Contract, period: Period): fc.Arbitrary<PeriodInput['findings']> {
  // Cases that findings add to a figure are tried by themselves: here they would go beyond what bounds the figure.
  const formsOf = ({ findingForms }: RubricItem) => [...findingForms.values()].filter(({ kind }) => !rubric.exclusions.has(kind));
  const places = rubric.items.flatMap((item) => formsOf(item).map((form) => ({ item, form })));
  return fc
    .array(
      fc.constantFrom(...places).chain(({ item, form }) => findingOf(item, form, period)),
      { maxLength: 10 },
    )
    .map((findings) => findings.map((finding, index) => ({ ...finding, id: `f-${index}`, eventId: eventAt(findings, index) })));
}

/** An event stands once in an item: its later findings there are other events. */
const eventAt = (findings: readonly PeriodInput['findings'][number][], index: number): unknown => {
  const { item, eventId } = findings[index]!;
  return findings.slice(0, index).some((other) => other.item === item && other.eventId === eventId) ? null : eventId;
};

function findingOf(item: RubricItem, form: FindingForm, period: Period): fc.Arbitrary<PeriodInput['findings'][number]> {
  const dateNear = (slack: number) =>
    fc.integer({ min: -slack, max: daysBetween(period.startsOn, period.endsOn) + slack }).map((offset) => addDays(period.startsOn, offset));
  const special: Record<string, fc.Arbitrary<unknown>> = {
    elapsedHours: fc.tuple(fc.nat(60), fc.nat(99)).map(([hours, hundredths]) => `${hours}.${hundredths}`),
    dueOn: dateNear(40),
    submittedOn: fc.option(dateNear(40)),
    consented: fc.boolean(),
    level: fc.constantFrom(...LEVELS),
    matterId: fc.option(fc.constantFrom('m-1', 'm-2')),
  };
  return fc
    .record({
      occurredOn: dateNear(0),
      count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })),
      eventId: fc.option(fc.constantFrom('e-1', 'e-2')),
      ...Object.fromEntries(form.fields.map((field) => [field, special[field]!])),
      ...(form.points ? { discretion: discretionOf(form.points) } : {}),
    })
    .map(({ discretion, ...fields }) => ({ item: item.code, kind: form.kind, ...fields, ...discretion }));
}

/** A value in steps of a twentieth of its range with a reason; where the kind allows it, sometimes none yet. */
const discretionOf = ({ min, max, isRequired }: NonNullable<FindingForm['points']>): fc.Arbitrary<{ points?: string; reason?: string }> =>
  fc.option(fc.nat(20), { freq: 3 }).map((twentieths) => {
    if (twentieths === null && !isRequired) return {};
    const points = min.plus(max.minus(min).times(Exact.ratio(BigInt(twentieths ?? 0), 20n)));
    return { points: points.toDecimal(4), reason: 'recording heard' };
  });

const judgementsOf = ({ rubric }: Contract): fc.Arbitrary<PeriodInput['judgements']> =>
  fc.oneof(
    fc.constant<PeriodInput['judgements']>([]),
    fc
      .subarray(rubric.items.filter(({ takesJudgement }) => takesJudgement))
      .chain((items) => fc.tuple(...items.map((item) => fc.nat(10).map((tenths) => ({ item, tenths })))))
      .map((judged) =>
        judged.map(({ item, tenths }) => ({
          item: item.code,
          points: item.max!.times(Exact.ratio(BigInt(tenths), 10n)).toDecimal(4),
          reason: 'quarterly meeting',
        })),
      ),
  );

/** Some of a contract's readings, agreed at any of their options. */
export const readingsOf = ({ readings }: Contract): fc.Arbitrary<Record<string, string>> =>
  fc
    .subarray([...readings])
    .chain((agreed) =>
      fc.tuple(...agreed.map(({ code, options }) => fc.constantFrom(...options).map((option) => [code, option.code] as const))),
    )
    .map((entries) => Object.fromEntries(entries));
