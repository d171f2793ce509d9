import { describe, expect, test } from '@jest/globals';
import { checkMark, type MarkPart } from '../../../src/core/performance/marks.js';
import { contractOf } from '../../support/library.js';

const RULE = contractOf('kezhou-12345').operatorRules!.mark!;

const partsOf = (...points: string[]): MarkPart[] => points.map((value, index) => ({ code: RULE.parts[index]!.code, points: value }));

const problemsOf = (parts: readonly MarkPart[], reason = '按月度台账') => {
  const checked = checkMark(RULE, parts, reason);
  return checked.ok ? [] : checked.error.map(({ path, code }) => `${path} ${code}`);
};

describe('annex 2, 4: the mark out of 100 in four parts', () => {
  test('has the parts of the annex', () => {
    expect([RULE.max, RULE.parts.map(({ label }) => label.zh)]).toEqual([100, ['作风纪律', '语音质检评估', '业务技能', '奖励加分']]);
  });

  test.each([
    [['30', '30', '30', '10'], '100.00'],
    [['0', '0', '0', '0'], '0.00'],
    [['30.1', '29.25', '20.05', '0.10'], '79.50'],
    [['0.1', '0.2', '0', '0'], '0.30'],
  ])('%j is %s', (points, total) => {
    const checked = checkMark(RULE, partsOf(...points), '按月度台账');
    expect(checked.ok && checked.value.toFixed(2)).toBe(total);
  });

  test('the order of the parts changes nothing', () => {
    const checked = checkMark(RULE, partsOf('30', '20', '10', '1.5').reverse(), '按月度台账');
    expect(checked.ok && checked.value.toFixed(1)).toBe('61.5');
  });

  test.each<[string, string[], string[]]>([
    ['above the maximum', problemsOf(partsOf('30', '30', '30', '10.01')), ['parts OUT_OF_RANGE']],
    ['a part missing', problemsOf(partsOf('30', '30', '30')), ['parts REQUIRED']],
    ['no parts', problemsOf([]), Array(4).fill('parts REQUIRED')],
    ['a part twice', problemsOf([...partsOf('1', '1', '1', '1'), ...partsOf('1')]), ['parts[4].code DUPLICATE']],
    ['an unknown part', problemsOf([...partsOf('1', '1', '1', '1'), { code: 'charm', points: '1' }]), ['parts[4].code UNKNOWN_ITEM']],
    ['negative', problemsOf(partsOf('-1', '1', '1', '1')), ['parts[0].points NEGATIVE']],
    ['three decimals', problemsOf(partsOf('1', '1.005', '1', '1')), ['parts[1].points TOO_MANY_DECIMALS']],
    ['no decimal', problemsOf(partsOf('1', '1', 'good', '1e2')), ['parts[2].points NOT_A_DECIMAL', 'parts[3].points NOT_A_DECIMAL']],
    ['no reason', problemsOf(partsOf('1', '1', '1', '1'), ' 　'), ['reason REASON_REQUIRED']],
    [
      'everything at once',
      problemsOf(partsOf('99', '-1', '9'), ''),
      ['parts[1].points NEGATIVE', 'parts REQUIRED', 'parts OUT_OF_RANGE', 'reason REASON_REQUIRED'],
    ],
  ])('%s', (_, problems, expected) => {
    expect(problems).toEqual(expected);
  });
});
