import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readContract } from '../../../src/core/contract/read-contract.js';
import { packageRoot } from '../../../src/platform/package-root.js';
import { CALENDAR } from '../../support/library.js';
import { NOTICES_AND_CHECKS } from '../../support/notice-and-check-faults.js';
import { type Changes, changedSeed, type ParsedFiles, seedFiles } from '../../support/seed-files.js';

const KEZHOU = 'kezhou-12345';
const SHAANXI = 'shaanxi-12367';

/** The errors of a contract's files as `file path CODE`, sorted; empty where they make a contract. */
function errorsOf(files: ParsedFiles): string[] {
  const read = readContract(files, CALENDAR);
  return read.ok ? [] : read.error.map(({ file, path, code }) => `${file} ${path} ${code}`).sort();
}

test('the seeds themselves have no errors', () => {
  expect([errorsOf(seedFiles(KEZHOU)), errorsOf(seedFiles(SHAANXI))]).toEqual([[], []]);
});

/** What is wrong, the seed, what is changed in it, and every error that follows. */
type Row = [fault: string, seed: string, changes: Changes, errors: string[]];

const TIERS = 'rubric.sections[0].items[2].rule.tiers';
const TIER_FAULT = ['rubric sections[0].items[2].rule RULE_FAULT'];
const CLAUSE = 'clauses.clauses[49]';
const COMPLAINT = 'rubric.sections[0].items[2].rule.charges[0]';
const BANDS = 'payment.adjustments[0].bands';
const BAND_FAULT = ['payment adjustments[0] ADJUSTMENT_FAULT'];

const RUBRIC: Row[] = [
  ['a section that its items do not add up to', KEZHOU, { 'rubric.sections[0].max': 21 }, ['rubric sections[0].max MARKS_DO_NOT_ADD_UP']],
  ['a total that the items do not add up to', KEZHOU, { 'rubric.total.full': 99 }, ['rubric total.full MARKS_DO_NOT_ADD_UP']],
  [
    'an item with a point too many',
    KEZHOU,
    { 'rubric.sections[1].items[0].max': 11 },
    ['rubric sections[1].max MARKS_DO_NOT_ADD_UP', 'rubric total.full MARKS_DO_NOT_ADD_UP'],
  ],
  ['a total that ends below where it begins', KEZHOU, { 'rubric.total.min': 101 }, ['rubric total EMPTY_RANGE']],
  [
    'an item by rank without a maximum',
    SHAANXI,
    { 'rubric.sections[1].items[0].max': null, 'rubric.sections[1].max': 15, 'rubric.total.full': 85 },
    ['rubric sections[1].items[0].max MAXIMUM_REQUIRED'],
  ],
  [
    'an item with a maximum that takes off',
    KEZHOU,
    { 'rubric.sections[0].items[3].effect': 'TAKES_OFF' },
    ['rubric sections[0].items[3].effect EFFECT_OF_ADDITIONAL_ITEMS'],
  ],
  [
    'an item whose clause binds another',
    KEZHOU,
    { 'rubric.sections[0].items[3].clause': 'annex 1, 1.3' },
    ['rubric sections[0].items[3].clause CLAUSE_DOES_NOT_BIND'],
  ],
  [
    'an item whose clause binds nothing',
    KEZHOU,
    { 'rubric.sections[0].items[3].clause': '9.4' },
    ['rubric sections[0].items[3].clause CLAUSE_DOES_NOT_BIND'],
  ],
  ['tiers with a gap', SHAANXI, { [`${TIERS}[2].above`]: '31%' }, TIER_FAULT],
  ['tiers that overlap', SHAANXI, { [`${TIERS}[0].below`]: '25%' }, TIER_FAULT],
  ['tiers of which neither includes the border', SHAANXI, { [`${TIERS}[1].from`]: undefined, [`${TIERS}[1].above`]: '20%' }, TIER_FAULT],
  ['a tier with points above the maximum', SHAANXI, { [`${TIERS}[0].points`]: 11 }, TIER_FAULT],
  ['a tier that is reversed', SHAANXI, { [`${TIERS}[1].upTo`]: '10%', [`${TIERS}[2].above`]: '10%' }, TIER_FAULT],
  ['a lowest tier with a lower end', SHAANXI, { [`${TIERS}[0].from`]: '0%' }, TIER_FAULT],
  ['a highest tier with an upper end', SHAANXI, { [`${TIERS}[2].upTo`]: '100%' }, TIER_FAULT],
  [
    'rate steps without a maximum',
    SHAANXI,
    { 'rubric.sections[2].items[0].max': null, 'rubric.sections[2].max': 20, 'rubric.total.full': 90 },
    ['rubric sections[2].items[0].max MAXIMUM_REQUIRED', 'rubric sections[2].items[0].rule RULE_FAULT'],
  ],
  [
    'a judgement without a maximum',
    KEZHOU,
    { 'rubric.sections[4].items[0].max': null, 'rubric.sections[4].max': 7, 'rubric.total.full': 97 },
    ['rubric sections[4].items[0].max MAXIMUM_REQUIRED', 'rubric sections[4].items[0].rule RULE_FAULT'],
  ],
  [
    'matters in an item with a maximum',
    SHAANXI,
    { 'rubric.sections[3].items[0].max': 10, 'rubric.total.full': 110 },
    ['rubric sections[3].items[0].rule RULE_FAULT'],
  ],
  [
    'matters that charge one kind twice',
    SHAANXI,
    { 'rubric.sections[3].items[0].rule.charges[1].finding': 'praise' },
    ['rubric sections[3].items[0].rule RULE_FAULT'],
  ],
  [
    'findings that charge one kind twice',
    KEZHOU,
    { 'rubric.sections[0].items[2].rule.charges[1].finding': 'valid_complaint' },
    ['rubric sections[0].items[2].rule RULE_FAULT'],
  ],
  ['a range that ends below where it begins', KEZHOU, { [`${COMPLAINT}.points.max`]: '0.5' }, TIER_FAULT],
  ['free ones in what counts once a month', KEZHOU, { [`${COMPLAINT}.occurrences`]: 'ONCE_A_MONTH' }, TIER_FAULT],
];

const METRICS: Row[] = [
  ['a bound that does not exist', KEZHOU, { 'rubric.metrics[1].atMost[0]': 'calls' }, ['rubric metrics[1].atMost UNKNOWN_METRIC']],
  ['a bound that is itself', KEZHOU, { 'rubric.metrics[1].atMost[0]': 'agentAnswered' }, ['rubric metrics[1].atMost BOUNDED_BY_ITSELF']],
  [
    'a rate of what does not exist',
    KEZHOU,
    { 'rubric.sections[0].items[0].rule.rate.of[0]': 'answered' },
    ['rubric sections[0].items[0].rule UNKNOWN_METRIC'],
  ],
  [
    'a shown number that does not exist',
    SHAANXI,
    { 'rubric.sections[1].items[0].rule.among': 'centres' },
    ['rubric sections[1].items[0].rule UNKNOWN_METRIC'],
  ],
  ['a roster that does not exist', KEZHOU, { 'payment.adjustments[1].metric': 'staff' }, ['payment adjustments[1].metric UNKNOWN_METRIC']],
  [
    'a roster that does not keep its months',
    KEZHOU,
    { 'rubric.metrics[8].pooling': 'LAST_MONTH' },
    ['payment adjustments[1].metric ROSTER_BY_MONTH'],
  ],
];

const READINGS: Row[] = [
  [
    'a setting by an unknown reading',
    KEZHOU,
    { 'payment.adjustments[1].applies.reading': 'K-3' },
    ['payment adjustments[1].applies UNKNOWN_READING', 'readings readings[0] READING_SETS_NOTHING'],
  ],
  [
    'a setting with other options than its reading',
    KEZHOU,
    { 'payment.adjustments[1].applies.options': { HEADCOUNT: true, FULL_PRICE: false } },
    ['payment adjustments[1].applies OPTIONS_DIFFER'],
  ],
  [
    'a setting that lacks an option',
    KEZHOU,
    { 'rubric.sections[0].items[0].rule.partSteps.options.CEIL': undefined },
    ['rubric sections[0].items[0].rule.partSteps OPTIONS_DIFFER'],
  ],
  ['a reading that sets nothing', KEZHOU, { 'payment.adjustments[1].applies': true }, ['readings readings[0] READING_SETS_NOTHING']],
  ['a reading that is not in the register', KEZHOU, { 'register.points[0].code': 'K-0' }, ['readings readings[0] NOT_IN_REGISTER']],
  [
    'a default that only decides completeness',
    KEZHOU,
    { 'readings.readings[0].options[0].decides': 'COMPLETENESS' },
    ['readings readings[0].options[0] DEFAULT_DECIDES_COMPLETENESS'],
  ],
];

const PAYMENT: Row[] = [
  ['bands with a gap', KEZHOU, { [`${BANDS}[1].below`]: '94.5' }, BAND_FAULT],
  ['a band that is reversed', KEZHOU, { [`${BANDS}[1].from`]: 96, [`${BANDS}[2].below`]: 96 }, BAND_FAULT],
  ['a highest band with an upper end', KEZHOU, { [`${BANDS}[0].below`]: 101 }, BAND_FAULT],
  ['a lowest band with a lower end', KEZHOU, { [`${BANDS}[2].from`]: 0 }, BAND_FAULT],
  ['a disputed least score of a band without one', KEZHOU, { [`${BANDS}[2].paysAtItsLeast`]: '10%' }, BAND_FAULT],
  [
    'a fault in the adjustments of one instalment',
    SHAANXI,
    {
      'payment.instalments[2].adjustments': [
        { kind: 'SCORE_BANDS', clause: '10(2).3', rounding: 'NONE', bands: [{ below: 95, pays: '0%' }] },
      ],
    },
    ['payment instalments[2].adjustments[0] ADJUSTMENT_FAULT'],
  ],
  ['shares that are more than the whole', KEZHOU, { 'payment.instalments[0].share': '26%' }, ['payment instalments SHARES_DO_NOT_ADD_UP']],
  [
    'instalments with parts of a fen',
    KEZHOU,
    { 'payment.instalments[0].share': '1/13', 'payment.instalments[1].share': '11/26' },
    ['payment instalments[0].share NOT_WHOLE_FEN', 'payment instalments[1].share NOT_WHOLE_FEN'],
  ],
  [
    'an instalment settled by what is not scored',
    SHAANXI,
    { 'payment.instalments[2].score.meanOf[5]': '2025-12' },
    ['payment instalments[2].score UNKNOWN_PERIOD'],
  ],
  [
    'a period that settles two instalments',
    KEZHOU,
    { 'payment.instalments[1].score.period': '2025Q1' },
    ['payment instalments[1].score PERIOD_SETTLED_TWICE'],
  ],
  [
    'a mean that would follow the headcount',
    KEZHOU,
    { 'payment.instalments[0].score': { meanOf: ['2025Q1'] } },
    ['payment instalments[0].score HEADCOUNT_OF_MEAN'],
  ],
];

const REFERENCES: Row[] = [
  ...(
    [
      [KEZHOU, 'contract.amount.clause', 'contract amount.clause'],
      [KEZHOU, 'rubric.total.clause', 'rubric total.clause'],
      [KEZHOU, 'rubric.sections[0].items[0].clause', 'rubric sections[0].items[0].clause'],
      [KEZHOU, 'readings.readings[1].clauses[0]', 'readings readings[1].clauses'],
      [KEZHOU, 'register.points[2].clauses[1]', 'register points[2].clauses'],
      [KEZHOU, 'obligations.obligations[0].clauses[0]', 'obligations obligations[0].clauses'],
      [KEZHOU, 'staffing.requirements[0].clauses[0]', 'staffing requirements[0].clauses'],
      [KEZHOU, 'payment.adjustments[1].clause', 'payment adjustments[1].clause'],
      [KEZHOU, 'payment.instalments[3].clause', 'payment instalments[3].clause'],
      [SHAANXI, 'payment.instalments[1].due.clause', 'payment instalments[1].due.clause'],
      [SHAANXI, 'payment.lateClaim.clause', 'payment lateClaim.clause'],
      [KEZHOU, 'operators.events[4].clause', 'operators events[4].clause'],
      [KEZHOU, 'operators.protection.clause', 'operators protection.clause'],
      [KEZHOU, 'operators.pool.clause', 'operators pool.clause'],
    ] as const
  ).map(([seed, place, path]): Row => [`a clause that is not recorded in ${place}`, seed, { [place]: '99.9' }, [`${path} UNKNOWN_CLAUSE`]]),
  ...['item', 'obligation', 'staffing', 'operatorEvent'].map(
    (what): Row => [
      `a clause that binds an unknown ${what}`,
      KEZHOU,
      { 'clauses.clauses[0].binds': [{ [what]: 'nothing' }] },
      ['clauses clauses[0].binds BINDS_NOTHING'],
    ],
  ),
  [
    'a void clause that something rests on',
    KEZHOU,
    { [`${CLAUSE}.voidFrom`]: '2025-07-01', [`${CLAUSE}.binds`]: 'RECORDED_ONLY' },
    ['rubric sections[0].items[0].clause CLAUSE_DOES_NOT_BIND', 'rubric sections[0].items[0].clause VOID_CLAUSE'],
  ],
  [
    'a void clause that goes on binding',
    KEZHOU,
    { [`${CLAUSE}.voidFrom`]: '2025-07-01' },
    ['clauses clauses[49].binds VOID_CLAUSE_BINDS', 'rubric sections[0].items[0].clause VOID_CLAUSE'],
  ],
  [
    'an obligation that leads to a finding which its item does not take',
    KEZHOU,
    { 'obligations.obligations[0].missLeadsTo': { item: '4.5', finding: 'late_dispatch' } },
    ['obligations obligations[0].missLeadsTo UNKNOWN_FINDING'],
  ],
  [
    'an obligation that leads to an unknown item',
    KEZHOU,
    { 'obligations.obligations[0].missLeadsTo': { item: '9.9', finding: 'instability' } },
    ['obligations obligations[0].missLeadsTo UNKNOWN_FINDING'],
  ],
];

const DATES_AND_VERSIONS: Row[] = [
  [
    'a first period of another length',
    SHAANXI,
    { 'rubric.periods.from': '2024Q4', 'payment.instalments[1].score': null, 'payment.instalments[2].score': null },
    ['rubric periods EMPTY_RANGE', 'rubric periods.from NOT_A_PERIOD'],
  ],
  [
    'a last period before the first',
    SHAANXI,
    { 'rubric.periods.to': '2024-11', 'payment.instalments[1].score': null, 'payment.instalments[2].score': null },
    ['rubric periods EMPTY_RANGE'],
  ],
  ['a scored period outside the term', KEZHOU, { 'contract.term.from': '2025-04-01' }, ['rubric periods OUTSIDE_TERM']],
  [
    'a term that ends before it begins',
    KEZHOU,
    { 'contract.term.to': '2024-12-31' },
    ['contract term EMPTY_RANGE', ...Array(4).fill('rubric periods OUTSIDE_TERM')],
  ],
  ['a rubric that no version uses', KEZHOU, { 'rubric.version': 2 }, ['contract versions RUBRIC_VERSION']],
];

const OPERATORS: Row[] = [
  ['an invoice made out to the vendor', KEZHOU, { 'invoicing.buyer': 'vendor' }, ['invoicing buyer NOT_A_PARTY']],
  ['a team leader of an unknown role', KEZHOU, { 'operators.leaderRole': 'chief' }, ['operators leaderRole UNKNOWN_ROLE']],
  [
    'a filing that is owed once a quarter',
    KEZHOU,
    { 'operators.assessment.meets[1]': 'quarterly_assessment' },
    ['operators assessment.meets[1] UNKNOWN_OBLIGATION'],
  ],
  ['an unknown flag', KEZHOU, { 'operators.events[5].flags[0].flag': 'nobody' }, ['operators events[5].flags UNKNOWN_FLAG']],
  [
    'consecutive days of what is counted',
    KEZHOU,
    { 'operators.events[6].flags[0].when': { consecutiveDaysFrom: 2 } },
    ['operators events[6].flags NOT_BY_DAY'],
  ],
  [
    'a flag for severity without a severe case',
    KEZHOU,
    { 'operators.events[7].flags[0].when': 'SEVERE' },
    ['operators events[7].flags NEVER_SEVERE'],
  ],
  ['an amount with parts of a fen', KEZHOU, { 'operators.events[3].amount': '82.755' }, ['operators events[3] NOT_WHOLE_FEN']],
  [
    'a leader’s part that ends below where it begins',
    KEZHOU,
    { 'operators.events[16].severe.leader.min': 501 },
    ['operators events[16].severe.leader EMPTY_RANGE'],
  ],
];

const ALL_ROWS = [
  ...RUBRIC,
  ...METRICS,
  ...READINGS,
  ...PAYMENT,
  ...REFERENCES,
  ...DATES_AND_VERSIONS,
  ...OPERATORS,
  ...NOTICES_AND_CHECKS,
];

describe.each([
  ['rubric', RUBRIC],
  ['metrics', METRICS],
  ['notices and checks', NOTICES_AND_CHECKS],
  ['readings', READINGS],
  ['payment', PAYMENT],
  ['references', REFERENCES],
  ['dates and versions', DATES_AND_VERSIONS],
  ['operators', OPERATORS],
])('refused for its %s', (_part, rows) => {
  test.each(rows)('%s', (_fault, seed, changes, errors) => {
    expect(errorsOf(changedSeed(seed, changes))).toEqual(errors);
  });
});

describe('a code that stands twice is refused', () => {
  test.each([
    ['rubric.metrics', 'rubric metrics'],
    ['rubric.sections', 'rubric sections[].code'],
    ['rubric.sections[0].items', 'rubric sections[].items'],
    ['readings.readings', 'readings readings'],
    ['readings.readings[2].options', 'readings readings[2].options'],
    ['clauses.clauses', 'clauses clauses'],
    ['register.points', 'register points'],
    ['obligations.obligations', 'obligations obligations'],
    ['staffing.requirements', 'staffing requirements'],
    ['payment.instalments', 'payment instalments'],
    ['operators.events', 'operators events'],
    ['operators.flags', 'operators flags'],
    ['contract.organisations', 'contract organisations'],
    ['contract.versions', 'contract versions'],
  ])('in %s', (place, path) => {
    const list = place
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], seedFiles(KEZHOU)) as unknown[];
    expect(errorsOf(changedSeed(KEZHOU, { [place]: [...list, list[0]] }))).toContain(`${path} DUPLICATE`);
  });
});

describe('refused for its shape', () => {
  test.each<[string, string, Changes, string[]]>([
    ['an unknown field', KEZHOU, { 'contract.signature': 'x' }, ['contract  SHAPE']],
    ['a field that is missing', KEZHOU, { 'contract.hotline': undefined }, ['contract hotline SHAPE']],
    ['a text without Chinese', KEZHOU, { 'contract.title.zh': '' }, ['contract title.zh SHAPE']],
    ['a date that does not exist', KEZHOU, { 'contract.term.to': '2025-02-29' }, ['contract term.to SHAPE']],
    ['an amount of 0', KEZHOU, { 'contract.amount.value': 0 }, ['contract amount.value SHAPE']],
    ['another currency', KEZHOU, { 'contract.amount.currency': 'USD' }, ['contract amount.currency SHAPE']],
    [
      'a decimal without quotes',
      KEZHOU,
      { 'rubric.sections[0].items[0].rule.pointsPerStep': 0.1 },
      ['rubric sections[0].items[0].rule.pointsPerStep SHAPE'],
    ],
    ['a division by zero', KEZHOU, { 'payment.instalments[0].share': '1/0' }, ['payment instalments[0].share SHAPE']],
    [
      'an unknown kind of rule',
      KEZHOU,
      { 'rubric.sections[0].items[0].rule.kind': 'FORMULA' },
      ['rubric sections[0].items[0].rule.kind SHAPE'],
    ],
    [
      'a rule without its target',
      KEZHOU,
      { 'rubric.sections[0].items[0].rule.target': undefined },
      ['rubric sections[0].items[0].rule.target SHAPE'],
    ],
    [
      'an option that sets no such value',
      KEZHOU,
      { 'rubric.sections[0].items[0].rule.partSteps.options.FLOOR': 'WHOLE' },
      ['rubric sections[0].items[0].rule.partSteps.options.FLOOR SHAPE'],
    ],
    ['a band that pays a negative share', KEZHOU, { [`${BANDS}[2].pays`]: '-1%' }, ['payment adjustments[0].bands[2].pays SHAPE']],
    ['a tier of negative points', SHAANXI, { [`${TIERS}[2].points`]: -1 }, ['rubric sections[0].items[2].rule.tiers[2].points SHAPE']],
    [
      'a reading with one option',
      KEZHOU,
      { 'readings.readings[0].options': [{ code: 'A', label: { zh: '甲', en: 'A' } }] },
      ['readings readings[0].options SHAPE'],
    ],
    [
      'a level that is left out',
      SHAANXI,
      { 'rubric.sections[3].items[1].rule.charges[0].points.byLevel.options.10_10_20_50.CITY': undefined },
      ['rubric sections[3].items[1].rule.charges[0].points.byLevel.options.10_10_20_50.CITY SHAPE'],
    ],
    ['a clause with an empty list of what it binds', KEZHOU, { 'clauses.clauses[0].binds': [] }, ['clauses clauses[0].binds SHAPE']],
    [
      'a misspelt word in what a clause binds',
      KEZHOU,
      { 'clauses.clauses[0].binds': [{ payment: 'TIPS' }] },
      ['clauses clauses[0].binds[0].payment SHAPE'],
    ],
    ['a due date of no kind', KEZHOU, { 'obligations.obligations[0].due.kind': 'SOON' }, ['obligations obligations[0].due.kind SHAPE']],
    ['a file that holds nothing', KEZHOU, { staffing: null }, ['staffing  SHAPE']],
  ])('%s', (_fault, seed, changes, errors) => {
    expect(errorsOf(changedSeed(seed, changes))).toEqual(errors);
  });

  test('a file that is missing, except for the rules of operators', () => {
    expect(errorsOf(changedSeed(KEZHOU, { payment: undefined }))).toEqual(['payment  SHAPE']);
    expect(errorsOf({})).toEqual(
      ['clauses', 'contract', 'obligations', 'payment', 'readings', 'register', 'rubric', 'staffing'].map((file) => `${file}  SHAPE`),
    );
    expect(errorsOf(changedSeed(SHAANXI, { operators: undefined }))).toEqual([]);
  });
});

describe('several faults are all reported', () => {
  test('of shape, over all files', () => {
    const changes = {
      'contract.code': '',
      'contract.term.from': 'tomorrow',
      'rubric.version': 0,
      'payment.lateClaim': undefined,
      'operators.events[0].measure': 'HOURS',
      register: undefined,
    };
    expect(errorsOf(changedSeed(KEZHOU, changes))).toEqual([
      'contract code SHAPE',
      'contract term.from SHAPE',
      'operators events[0].measure SHAPE',
      'payment lateClaim SHAPE',
      'register  SHAPE',
      'rubric version SHAPE',
    ]);
  });

  test('of meaning, over all checks', () => {
    const changes = {
      'contract.amount.clause': '99.9',
      'rubric.sections[0].max': 21,
      'rubric.metrics[1].atMost[0]': 'calls',
      'rubric.version': 2,
      'register.points[0].code': 'K-2',
      'payment.instalments[0].share': '26%',
      'obligations.obligations[0].missLeadsTo': { item: '9.9', finding: 'x' },
      'operators.events[5].flags[0].flag': 'nobody',
    };
    expect(errorsOf(changedSeed(KEZHOU, changes))).toEqual([
      'contract amount.clause UNKNOWN_CLAUSE',
      'contract versions RUBRIC_VERSION',
      'obligations obligations[0].missLeadsTo UNKNOWN_FINDING',
      'operators events[5].flags UNKNOWN_FLAG',
      'payment instalments SHARES_DO_NOT_ADD_UP',
      'readings readings[0] NOT_IN_REGISTER',
      'register points DUPLICATE',
      'rubric metrics[1].atMost UNKNOWN_METRIC',
      'rubric sections[0].max MARKS_DO_NOT_ADD_UP',
    ]);
  });

  test('each in both languages', () => {
    const broken = ALL_ROWS.map(([, seed, changes]) => changedSeed(seed, changes));
    for (const files of [...broken, {}, changedSeed(KEZHOU, { 'contract.code': '', 'rubric.version': 'one', 'contract.signature': 'x' })]) {
      const read = readContract(files, CALENDAR);
      for (const { zh, en } of read.ok ? [] : read.error) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/[a-z]/);
      }
    }
  });
});

test('every error of the checks has a row above', () => {
  const folder = join(packageRoot(), 'src/core/contract');
  const source = readdirSync(folder)
    .filter((name) => name.startsWith('check-'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const codes = [...source.matchAll(/error\(\s*['\w]+,\s*(?:`[^`]*`|['\w.]+),\s*'([A-Z_]+)'/g)].map(([, code]) => code!);
  const shown = new Set(ALL_ROWS.flatMap(([, , , errors]) => errors.map((error) => error.split(' ').at(-1)!)));
  expect(codes.length).toBeGreaterThan(25);
  expect([...new Set(codes)].filter((code) => !shown.has(code))).toEqual(['DUPLICATE']);
});
