import { describe, expect, test } from '@jest/globals';
import { assessmentDueOn } from '../../../src/core/performance/assessment.js';
import { judgeResignation } from '../../../src/core/performance/resignation.js';
import { mayReturnAfter, type OperatorTest } from '../../../src/core/performance/retraining.js';
import { contractOf } from '../../support/library.js';

const RULES = contractOf('kezhou-12345').operatorRules!;

describe('annex 2, 3: the month is assessed by the 15th of the next', () => {
  test.each([
    // A Saturday: nothing rolls.
    ['2025-02', '2025-03-15'],
    ['2025-12', '2026-01-15'],
  ])('%s by %s', (month, dueOn) => {
    expect(assessmentDueOn(RULES.assessment!, month)).toBe(dueOn);
  });
});

describe('annex 2, 4(1) leave.6: resignation', () => {
  const judged = (leftOn: string, handedOver = ['work_handover', 'release_form']) =>
    judgeResignation(RULES.resignation!, { saidOn: '2025-03-01', leftOn, handedOver });

  test.each<[string, ReturnType<typeof judged>, [boolean, string[], string | null]]>([
    ['exactly 30 days ahead', judged('2025-03-31'), [true, [], null]],
    ['29 days ahead', judged('2025-03-30'), [false, [], 'malicious_resignation']],
    ['on the day itself', judged('2025-03-01'), [false, [], 'malicious_resignation']],
    ['without the release form', judged('2025-04-30', ['work_handover']), [true, ['release_form'], 'malicious_resignation']],
    ['without anything', judged('2025-03-02', []), [false, ['work_handover', 'release_form'], 'malicious_resignation']],
  ])('%s', (_, { isInTime, missing, flag, zh, en, earliestOn, clause }, expected) => {
    expect([isInTime, missing, flag]).toEqual(expected);
    expect([earliestOn, clause]).toEqual(['2025-03-31', 'annex 2, 4(1) leave.6']);
    expect([zh.includes('待复核'), en.includes('for review')]).toEqual([flag !== null, flag !== null]);
  });
});

describe('annex 2, 4(3).6: off the line until a test is passed', () => {
  const event = { id: 'e-1', kind: 'service_attitude', on: '2025-03-10' };
  const passed = (takenOn: string): OperatorTest => ({ takenOn, isPassed: true });
  const failed = (takenOn: string): OperatorTest => ({ takenOn, isPassed: false });

  test.each<[string, OperatorTest[], string | null, string | null]>([
    ['no test', [], null, null],
    ['a failed test', [failed('2025-03-11')], null, null],
    ['a test passed before', [passed('2025-03-09')], null, null],
    ['a test passed on the day itself: the day of study goes by', [passed('2025-03-10')], '2025-03-10', '2025-03-11'],
    ['a test passed the next day', [passed('2025-03-11')], '2025-03-11', '2025-03-11'],
    ['a test passed later', [failed('2025-03-11'), passed('2025-03-20'), passed('2025-03-14')], '2025-03-14', '2025-03-14'],
  ])('%s', (_, tests, testedOn, returnsOn) => {
    expect(mayReturnAfter(RULES.retraining!, [event], tests)).toEqual([{ event: 'e-1', from: '2025-03-10', testedOn, returnsOn }]);
  });

  test('each event asks for a test of its own, other events for none', () => {
    const events = [{ ...event, id: 'e-2', on: '2025-03-20' }, { ...event, id: 'e-3', kind: 'private_call' }, event];
    expect(mayReturnAfter(RULES.retraining!, events, [passed('2025-03-12')]).map(({ event, returnsOn }) => [event, returnsOn])).toEqual([
      ['e-1', '2025-03-12'],
      ['e-2', null],
    ]);
  });
});
