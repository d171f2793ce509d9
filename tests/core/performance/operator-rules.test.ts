import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { checkOperatorRules, clausesOfOperatorRules } from '../../../src/core/performance/check-operator-rules.js';
import { NOT_COMPUTED, operatorRulesShape } from '../../../src/core/performance/operator-rules.js';
import { SEEDS } from '../../../src/features/contracts/contract-folder.js';
import { contractOf, LIBRARY } from '../../support/library.js';

type Fields = Record<string, unknown>;

/** Kezhou's file with one value set at its path, or left out where undefined. */
function changed(path: readonly (string | number)[], value?: unknown) {
  const file: Fields = parse(readFileSync(join(SEEDS, 'kezhou-12345', 'operators.yaml'), 'utf8'));
  const part = path.slice(0, -1).reduce((node, step) => node[step] as Fields, file);
  const name = path.at(-1)!;
  if (value === undefined) delete part[name];
  else part[name] = value;
  return operatorRulesShape.safeParse(file);
}

const faultsOf = (...change: Parameters<typeof changed>) => {
  const { data } = changed(...change);
  return data ? checkOperatorRules(data).map(({ path, code }) => `${path} ${code}`) : ['shape'];
};

describe('the rules of leave, resignation, mark and retraining', () => {
  test('of the contracts contradict nothing', () => {
    for (const code of LIBRARY.codes) {
      const rules = contractOf(code).operatorRules;
      if (rules) expect(checkOperatorRules(rules)).toEqual([]);
    }
  });

  test('rest on clauses that are recorded', () => {
    const contract = contractOf('kezhou-12345');
    const recorded = contract.clauses.map(({ number }) => number);
    const cited = clausesOfOperatorRules(contract.operatorRules!);
    expect(cited.map(({ path }) => path).filter((path) => /^[a-z]+(Text\[0\])?\.clause$/i.test(path))).toEqual(
      NOT_COMPUTED.filter((part) => part !== 'leaderRole').map((part) =>
        part === 'missingText' ? 'missingText[0].clause' : `${part}.clause`,
      ),
    );
    expect(cited.filter(({ clauses }) => !clauses.every((clause) => recorded.includes(clause)))).toEqual([]);
  });

  test.each(NOT_COMPUTED)('%s may be left out', (part) => {
    const { data } = changed([part]);
    expect(checkOperatorRules(data!)).toEqual([]);
    expect(clausesOfOperatorRules(data!).filter(({ path }) => path.startsWith(part))).toEqual([]);
  });

  const kind = (index: number, ...rest: (string | number)[]) => ['leave', 'kinds', index, ...rest];

  test.each<[string, Parameters<typeof changed>, string[]]>([
    ['an unknown absence', [['leave', 'lateBecomes'], 'x'], ['leave.lateBecomes UNKNOWN_EVENT']],
    ['an absence by count', [['leave', 'lateBecomes'], 'left_post'], ['leave.lateBecomes NOT_BY_DAY']],
    ['an unknown event of a kind', [kind(0, 'event'), 'x'], ['leave.kinds[0].event UNKNOWN_EVENT']],
    ['an event of a kind by count', [kind(0, 'event'), 'left_post'], ['leave.kinds[0].event NOT_BY_DAY']],
    ['a kind twice', [kind(3, 'code'), 'marriage_leave'], ['leave.kinds DUPLICATE']],
    ['a proof twice', [kind(1, 'proofs', 0, 'code'), 'medicine_invoice'], ['leave.kinds[1].proofs DUPLICATE']],
    ['a limit of an unknown kind', [kind(4, 'limits', 1, 'kind'), 'x'], ['leave.kinds[4].limits[1].kind UNKNOWN_LEAVE']],
    ['a kind limited twice', [kind(4, 'limits', 1, 'kind'), 'personal_leave'], ['leave.kinds[4].limits DUPLICATE']],
    ['days of a year without a most', [kind(4, 'daysMax')], ['leave.kinds[4].isPerYearInPost NO_MOST_DAYS']],
    [
      'an unknown kind together',
      [
        ['leave', 'together', 'kinds'],
        ['x', 'sick_leave'],
      ],
      ['leave.together.kinds UNKNOWN_LEAVE'],
    ],
    ['notice that is closed at the end', [['leave', 'notice', 2, 'upToDays'], 9], ['leave.notice[2].upToDays NOT_OPEN_AT_THE_END']],
    ['notice that is open before', [['leave', 'notice', 0, 'upToDays']], ['leave.notice[0].upToDays NOT_OPEN_AT_THE_END']],
    ['notice that does not rise', [['leave', 'notice', 1, 'upToDays'], 1], ['leave.notice[1].upToDays NOT_RISING']],
    ['approvers that are closed', [['leave', 'approvers', 1, 'upToDays'], 9], ['leave.approvers[1].upToDays NOT_OPEN_AT_THE_END']],
    ['an unknown flag', [['resignation', 'otherwise'], 'x'], ['resignation.otherwise UNKNOWN_FLAG']],
    ['a need twice', [['resignation', 'needs', 0, 'code'], 'release_form'], ['resignation.needs DUPLICATE']],
    ['a part of the mark twice', [['mark', 'parts', 0, 'code'], 'call_quality'], ['mark.parts DUPLICATE']],
    ['an unknown event to retrain for', [['retraining', 'event'], 'x'], ['retraining.event UNKNOWN_EVENT']],
    ['hours and days of notice', [['leave', 'notice', 1, 'hoursAhead'], 24], ['shape']],
    ['neither hours nor days of notice', [['leave', 'notice', 2, 'daysAhead']], ['shape']],
  ])('%s', (_, change, faults) => {
    expect(faultsOf(...change)).toEqual(faults);
  });
});
