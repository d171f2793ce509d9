import { describe, expect, test } from '@jest/globals';
import { CALCULATIONS } from '../../../src/cli/calculations.js';
import { CASE_FILES } from '../../support/case-files.js';
import { LIBRARY } from '../../support/library.js';
import { named } from '../../support/matching.js';

test('there are worked cases of every command', () => {
  expect(new Set(CASE_FILES.map(({ command }) => command))).toEqual(new Set(Object.keys(CALCULATIONS)));
});

describe('a worked case comes to its expected figures', () => {
  test.each(CASE_FILES)('$name: $title', (worked) => {
    const result = CALCULATIONS[worked.command](worked.case, LIBRARY);
    expect(result.ok ? named(worked.expect, result.value) : result).toEqual(worked.expect);
  });
});

describe('an expectation that is not met shows', () => {
  const result = { total: '97.3', items: [{ code: '1.1', points: '9.9' }], flags: ['legal'] };

  test.each([
    ['in a named field', { total: '97.4' }],
    ['in a member found by its code', { items: [{ code: '1.1', points: '10' }] }],
    ['in a member that is not there', { items: [{ code: '1.2' }] }],
    ['in a list of plain values', { flags: [] }],
    ['in a field that is not there', { payable: null }],
  ])('%s', (_place, expected) => {
    expect(named(expected, result)).not.toEqual(expected);
  });
});
