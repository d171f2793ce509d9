import { describe, expect, test } from '@jest/globals';
import { isLate, measureReplacement } from '../../../src/core/staffing/measure-replacement.js';

const RULE = { workingDays: 10, clauses: ['5(1)', '6'] };
const demand = (dueOn: string, metOn: string | null) => ({ id: 'd1', staffId: 's1', no: '01', dueOn, metOn });

describe('a replacement is made by its day', () => {
  const found = (dueOn: string, metOn: string | null, to = '2030-04-15') =>
    measureReplacement(RULE, [demand(dueOn, metOn)], { from: '2030-03-01', to })!.map((breach) => `${breach.from} ${breach.to}`);

  test.each([
    ['on its last day', '2030-03-10', '2030-03-10', []],
    ['before it', '2030-03-10', '2030-02-01', []],
    ['a day late', '2030-03-10', '2030-03-11', ['2030-03-11 2030-03-11']],
    ['in the next month', '2030-03-30', '2030-04-02', ['2030-03-31 2030-03-31', '2030-04-01 2030-04-02']],
    ['not at all', '2030-03-30', null, ['2030-03-31 2030-03-31', '2030-04-01 2030-04-15']],
    ['late before the days that are looked at', '2030-02-01', '2030-02-10', []],
    ['due after them', '2030-04-15', null, []],
  ])('%s', (_, dueOn, metOn, expected) => {
    expect(found(dueOn, metOn)).toEqual(expected);
  });

  test('without a demand there is nothing to measure', () => {
    expect(measureReplacement(RULE, [], { from: '2030-03-01', to: '2030-03-31' })).toBeNull();
  });

  test('one that is not met is late from the day after its last one', () => {
    expect([isLate(demand('2030-03-10', null), '2030-03-10'), isLate(demand('2030-03-10', null), '2030-03-11')]).toEqual([false, true]);
    expect([isLate(demand('2030-03-10', '2030-03-10'), '2030-05-01'), isLate(demand('2030-03-10', '2030-03-11'), '2030-05-01')]).toEqual([
      false,
      true,
    ]);
  });

  test('it says who, by when, and that the days are the agency’s', () => {
    const [breach] = measureReplacement(RULE, [demand('2030-03-10', null)], { from: '2030-03-01', to: '2030-03-31' })!;
    expect(breach).toMatchObject({
      clause: '5(1)',
      key: 'replacement d1 2030-03-11',
      zh: '更换人员：甲方要求至迟于 2030-03-10 更换工号 01，尚未更换（甲方规定，合同未定）',
      en: 'Replacement: number 01 was to be replaced by 2030-03-10, and is not replaced (set by the agency, not by the contract)',
    });
  });
});
