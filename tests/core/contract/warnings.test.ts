import { describe, expect, test } from '@jest/globals';
import { readContract } from '../../../src/core/contract/read-contract.js';
import { CALENDAR } from '../../support/library.js';
import { changedSeed, type ParsedFiles, seedFiles } from '../../support/seed-files.js';

const KEZHOU = 'kezhou-12345';
const SHAANXI = 'shaanxi-12367';

/** The warnings of a contract as `path CODE`. */
function warningsOf(files: ParsedFiles): string[] {
  const read = readContract(files, CALENDAR);
  return read.ok ? read.value.warnings.map(({ path, code }) => `${path} ${code}`) : [];
}

describe('warnings stay with a contract that may be used', () => {
  test('NO_METHOD for an item that is judged', () => {
    expect(warningsOf(seedFiles(KEZHOU))).toContain('sections[6].items[0] NO_METHOD');
  });

  test('TIERS_ALIKE while two tiers have the same points by default', () => {
    const points = 'rubric.sections[0].items[2].rule.tiers[0].points';
    expect(warningsOf(seedFiles(SHAANXI))).toContain('sections[0].items[2] TIERS_ALIKE');
    expect(warningsOf(changedSeed(SHAANXI, { [points]: 9 }))).toEqual(['sections[2].items[1] CAP_CANNOT_BIND']);
  });

  test('CAP_CANNOT_BIND while one of the caps is not below the greatest deduction', () => {
    const caps = 'rubric.sections[2].items[1].rule.deductionMax.options';
    expect(warningsOf(seedFiles(SHAANXI))).toContain('sections[2].items[1] CAP_CANNOT_BIND');
    expect(warningsOf(changedSeed(SHAANXI, { [`${caps}.CAP_5`]: 4, [`${caps}.CAP_10`]: '4.4' }))).toEqual([
      'sections[0].items[2] TIERS_ALIKE',
    ]);
    expect(warningsOf(changedSeed(SHAANXI, { [`${caps}.CAP_5`]: 4, [`${caps}.CAP_10`]: '4.5' }))).toContain(
      'sections[2].items[1] CAP_CANNOT_BIND',
    );
  });

  test('PERIOD_SETTLES_NOTHING for a period that no instalment waits for', () => {
    expect(warningsOf(changedSeed(KEZHOU, { 'payment.instalments[3].score': null }))).toContain('instalments PERIOD_SETTLES_NOTHING');
  });
});
