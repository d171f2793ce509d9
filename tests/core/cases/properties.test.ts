import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Contract } from '../../../src/core/contract/contract.js';
import { defaultOption } from '../../../src/core/readings/reading.js';
import { Exact } from '../../../src/core/values/exact.js';
import { evaluate, settle } from '../../support/calculate.js';
import { findingsOf, periodCases } from '../../support/generated-periods.js';
import { settlementCases } from '../../support/generated-settlements.js';
import { contractOf, LIBRARY } from '../../support/library.js';
import type { PeriodInput } from '../../support/quarters.js';

type Fields = Record<string, unknown>;

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...list], { minLength: list.length });

/** A case, and the same case in another order. */
const reordered = (cases: fc.Arbitrary<PeriodInput>) =>
  cases.chain((input) =>
    fc.tuple(
      fc.constant(input),
      fc
        .record({ observations: shuffled(input.observations), findings: shuffled(input.findings), judgements: shuffled(input.judgements) })
        .map((lists) => ({ ...input, ...lists })),
    ),
  );

/** The same number in other digits: a string of digits for a number, further zeros behind the point. */
function writtenAnotherWay(value: unknown): unknown {
  if (typeof value === 'number') return `0${value}`;
  if (typeof value !== 'string') return value;
  return value.includes('.') ? `${value}00` : `${value}.0`;
}

const asText = (fields: Fields, ...names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, names.includes(name) ? writtenAnotherWay(value) : value]));

const inOtherDigits = (input: PeriodInput): PeriodInput => ({
  ...input,
  observations: input.observations.map((observation) => ({ ...observation, value: writtenAnotherWay(observation.value) })),
  findings: input.findings.map((finding) => asText(finding, 'count', 'points', 'elapsedHours')),
  judgements: input.judgements.map((judgement) => asText(judgement, 'points')),
});

const isNotAbove = (a: string, b: string): boolean => Exact.of(a).compare(Exact.of(b)) <= 0;

/** A case with every reading agreed that is still open, at its default. */
const agreedAtDefaults = (contract: Contract, readings: Fields): Fields => ({
  ...Object.fromEntries(contract.readings.map((reading) => [reading.code, defaultOption(reading)])),
  ...readings,
});

describe.each(LIBRARY.codes)('for any period of %s', (code) => {
  const contract = contractOf(code);
  const cases = periodCases(contract);

  test('the order of observations, findings and judgements changes neither result nor digest', () => {
    fc.assert(
      fc.property(reordered(cases), ([input, other]) => {
        expect(evaluate(other)).toEqual(evaluate(input));
      }),
      { numRuns: 25 },
    );
  });

  test('a number written another way changes neither result nor digest', () => {
    fc.assert(
      fc.property(cases, (input) => {
        expect(evaluate(inOtherDigits(input))).toEqual(evaluate(input));
      }),
      { numRuns: 25 },
    );
  });

  test('what is left out and what is written out as its default are the same', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const findings = input.findings.map(({ count, ...finding }) => (count === 1 ? finding : { ...finding, count }));
        const withNulls = findings.map((finding) => ({ points: null, reason: null, matterId: null, eventId: null, ...finding }));
        expect(evaluate({ ...input, findings: withNulls })).toEqual(evaluate(input));
      }),
      { numRuns: 20 },
    );
  });

  test('one more finding of what costs points never raises the total', () => {
    const costly = contract.rubric.items.filter(({ max, effect }) => max !== null || effect === 'TAKES_OFF').map((item) => item.code);
    const more = cases.chain((input) =>
      fc.tuple(
        fc.constant(input),
        findingsOf(contract, contract.period(input.period)!).map((findings) =>
          findings
            .filter(({ item }) => costly.includes(String(item)) && input.judgements.every((judgement) => judgement.item !== item))
            .map((finding, index) => ({ ...finding, id: `more-${index}`, eventId: null })),
        ),
      ),
    );
    fc.assert(
      fc.property(more, ([input, findings]) => {
        const [before, after] = [evaluate(input), evaluate({ ...input, findings: [...input.findings, ...findings] })];
        expect(after.complete).toBe(before.complete);
        expect(isNotAbove(after.totalRange[0], before.totalRange[0])).toBe(true);
        expect(isNotAbove(after.totalRange[1], before.totalRange[1])).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('a default that is agreed gives the figures of the open default, and leaves nothing in dispute', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { readings: before, digest, payable, ...figures } = evaluate(input);
        const agreed = evaluate({ ...input, readings: agreedAtDefaults(contract, input.readings) });
        expect(agreed).toMatchObject(figures);
        expect(agreed.payable).toEqual(payable && { amount: payable.amount, undisputed: payable.amount, greatest: payable.amount });
        expect(agreed.readings.flatMap(({ alternatives }) => alternatives)).toEqual([]);
        expect(agreed.digest === digest).toBe(before.every(({ state }) => state === 'AGREED'));
      }),
      { numRuns: 25 },
    );
  });

  test('each alternative is what agreeing it would give', () => {
    fc.assert(
      fc.property(cases, (input) => {
        for (const { code: reading, alternatives } of evaluate(input).readings)
          for (const { option, label: _, ...figures } of alternatives) {
            const { total, payable } = evaluate({ ...input, readings: { ...input.readings, [reading]: option } });
            expect({ total, payable: payable?.amount ?? null }).toEqual(figures);
          }
      }),
      { numRuns: 10 },
    );
  });
});

describe.each(LIBRARY.codes)('for any settlement of %s', (code) => {
  const contract = contractOf(code);
  const cases = settlementCases(contract);

  test('a number written another way changes neither result nor digest', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const other = {
          ...input,
          instalment: String(input.instalment),
          ...(input.score && { score: writtenAnotherWay(input.score) }),
          ...(input.scores && { scores: asText(input.scores, ...Object.keys(input.scores)) }),
          ...(input.rosters && { rosters: input.rosters.map(writtenAnotherWay) }),
        };
        expect(settle(other)).toEqual(settle(input));
      }),
    );
  });

  test('a default that is agreed gives the figures of the open default', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { base, score, deduction, payable, dueOn, lateDays, lateClaim } = settle(input);
        const agreed = settle({ ...input, readings: agreedAtDefaults(contract, input.readings) });
        expect(agreed).toMatchObject({ base, score, deduction, dueOn, lateDays, lateClaim });
        expect(agreed.payable).toEqual(payable && { amount: payable.amount, undisputed: payable.amount, greatest: payable.amount });
      }),
    );
  });
});

test('the order of the scores of a mean changes neither result nor digest', () => {
  const means = settlementCases(contractOf('shaanxi-12367')).filter(({ scores }) => scores !== undefined);
  fc.assert(
    fc.property(means, (input) => {
      const scores = Object.fromEntries(Object.entries(input.scores!).reverse());
      expect(settle({ ...input, scores })).toEqual(settle(input));
    }),
  );
});
