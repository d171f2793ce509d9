import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Proof } from '../../../src/core/staffing/breach.js';
import { complianceOf, type StaffingFacts } from '../../../src/core/staffing/compliance.js';
import type { Shift } from '../../../src/core/staffing/coverage.js';
import type { StaffEvent } from '../../../src/core/staffing/roster.js';
import type { StaffingRequirement } from '../../../src/core/staffing/staffing-rules.js';
import { addDays } from '../../../src/core/values/dates.js';
import { Exact } from '../../../src/core/values/exact.js';
import { admitted, assigned, histories, left, onLine, team, walkDays } from './staff-events.js';

const TERM = { from: '2030-01-01', to: '2030-12-31' };

const requirement = (more: Partial<StaffingRequirement>): StaffingRequirement => ({
  code: 'r',
  clauses: ['1(2)', '3'],
  title: { zh: '要求', en: 'Requirement' },
  kind: 'HEADCOUNT_MIN',
  value: null,
  detail: { zh: '要求', en: 'Requirement' },
  hours: null,
  ...more,
});

type Facts = Partial<Omit<StaffingFacts, 'requirements'>>;

const findingOf = (more: Partial<StaffingRequirement>, facts: Facts) =>
  complianceOf({
    requirements: [requirement(more)],
    events: [],
    proofs: [],
    shifts: [],
    isKnownDay: () => true,
    term: TERM,
    ...TERM,
    ...facts,
  })[0]!;

/** A requirement's state, then its breaches as `from to present/needed`. */
function found(more: Partial<StaffingRequirement>, facts: Facts): string[] {
  const { state, breaches } = findingOf(more, facts);
  return [state, ...breaches.map(({ from, to, present, needed }) => `${from} ${to} ${present?.key() ?? '-'}/${needed.key()}`)];
}

const march = { from: '2030-03-01', to: '2030-03-31' };

describe('headcount: every day, in runs of one month', () => {
  const ten: Partial<StaffingRequirement> = { code: 'size', value: '10' };

  test('exactly enough is met', () => {
    expect(found(ten, { ...march, events: team(10, '2030-01-01') })).toEqual(['MET']);
  });

  test('a shortage lasts from the day somebody left to the day before somebody came', () => {
    const events = [...team(10, '2030-01-01'), left('s1', '2030-03-05'), admitted('s11', '2030-03-12')];
    expect(found(ten, { ...march, events })).toEqual(['BREACHED', '2030-03-05 2030-03-11 9/10']);
  });

  test('another shortage is another breach; one person for another on the same day is none', () => {
    const events = [
      ...team(10, '2030-01-01'),
      left('s1', '2030-03-05'),
      left('s2', '2030-03-10'),
      left('s3', '2030-03-20'),
      admitted('s13', '2030-03-20'),
    ];
    expect(found(ten, { ...march, events })).toEqual(['BREACHED', '2030-03-05 2030-03-09 9/10', '2030-03-10 2030-03-31 8/10']);
  });

  test('a month’s end parts it, so that a month alone finds the same breaches', () => {
    const events = [...team(10, '2030-01-01'), left('s1', '2030-02-20')];
    const keysOf = (facts: Facts) => findingOf(ten, { events, ...facts }).breaches.map(({ key }) => key);
    expect(keysOf({ from: '2030-02-01', to: '2030-04-30' })).toEqual(['size 2030-02-20', 'size 2030-03-01', 'size 2030-04-01']);
    expect(keysOf(march)).toEqual(['size 2030-03-01']);
  });

  test('the days before the first admission are short, reserve and other roles do not help', () => {
    const events = [
      admitted('s1', '2030-01-03'),
      admitted('s2', '2030-01-01', { standing: 'RESERVE' }),
      admitted('s3', '2030-01-01', { role: 'manager' }),
    ];
    expect(found({ value: '1', counted: ['agent'] }, { from: '2030-01-01', to: '2030-01-31', events })).toEqual([
      'BREACHED',
      '2030-01-01 2030-01-02 0/1',
    ]);
  });

  test('days outside the term and after today are not looked at', () => {
    const events = team(1, '2029-01-01');
    const term = { from: '2030-03-10', to: '2030-03-20' };
    expect(found(ten, { ...march, term, events })).toEqual(['BREACHED', '2030-03-10 2030-03-20 1/10']);
    expect(found(ten, { ...march, term, events, today: '2030-03-12' })).toEqual(['BREACHED', '2030-03-10 2030-03-12 1/10']);
    expect(found(ten, { ...march, term, events, today: '2030-03-09' })).toEqual(['NOT_MEASURED']);
  });

  test('says what it is about, in both languages', () => {
    const events = [...team(2, '2030-01-01'), left('s1', '2030-03-05'), admitted('s3', '2030-03-06')];
    expect(findingOf({ value: '2' }, { ...march, events })).toEqual({
      code: 'r',
      clauses: ['1(2)', '3'],
      state: 'BREACHED',
      isPolicy: false,
      breaches: [
        {
          requirement: 'r',
          clause: '1(2)',
          key: 'r 2030-03-05',
          from: '2030-03-05',
          to: '2030-03-05',
          staffId: null,
          needed: Exact.integer(2),
          present: Exact.integer(1),
          zh: '要求：2030-03-05 在册 1 人，应不少于 2 人',
          en: 'Requirement: 2030-03-05, 1 on the roster, at least 2 needed',
        },
      ],
    });
  });

  test('any history: short on exactly the days that a walk from day to day finds short', () => {
    const range = { from: '2030-01-10', to: '2030-03-20' };
    fc.assert(
      fc.property(histories('2030-01-01', 80), fc.integer({ min: 1, max: 4 }), (events, needed) => {
        fc.pre(events.length > 0);
        const expected = walkDays(events, TERM.from, range.to)
          .filter(({ day }) => range.from <= day)
          .map(({ day, roster }) => ({ day, present: [...roster.values()].filter(({ standing }) => standing === 'FORMAL').length }))
          .filter(({ present }) => present < needed)
          .map(({ day, present }) => `${day} ${present}`);
        const { breaches } = findingOf({ value: String(needed) }, { ...range, events });
        const days = breaches.flatMap(({ from, to, present }) => {
          const list: string[] = [];
          for (let day = from; day <= to; day = addDays(day, 1)) list.push(`${day} ${present!.key()}`);
          return list;
        });
        expect(days).toEqual(expected);
        expect(new Set(breaches.map(({ key }) => key)).size).toBe(breaches.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('reserve', () => {
  const two: Partial<StaffingRequirement> = { kind: 'CAPACITY', value: null, reserve: { countMin: 2, isPolicy: true } };

  test('too few in reserve is a breach of policy, and says so', () => {
    const events = [admitted('s1', '2030-01-01', { standing: 'RESERVE' }), admitted('s2', '2030-03-10', { standing: 'RESERVE' })];
    expect(found(two, { ...march, events })).toEqual(['BREACHED', '2030-03-01 2030-03-09 1/2']);
    const { isPolicy, breaches } = findingOf(two, { ...march, events });
    expect(isPolicy).toBe(true);
    expect(breaches[0]!.zh).toContain('甲方规定');
  });

  test('who becomes formal is in reserve no longer', () => {
    const events = [
      admitted('s1', '2030-01-01', { standing: 'RESERVE' }),
      admitted('s2', '2030-01-01', { standing: 'RESERVE' }),
      assigned('s2', '2030-03-30', { standing: 'FORMAL' }),
    ];
    expect(found(two, { ...march, events })).toEqual(['BREACHED', '2030-03-30 2030-03-31 1/2']);
  });
});

describe('qualification', () => {
  const proof = (obtainedOn: string, more: Partial<Proof> = {}): Proof => ({
    staffId: 's1',
    requirement: 'r',
    value: null,
    obtainedOn,
    validUntil: null,
    isPassed: true,
    ...more,
  });
  const heldBy = (roles?: string[]): Partial<StaffingRequirement> => ({
    kind: 'QUALIFICATION',
    proof: { measure: 'HELD', ...(roles ? { roles } : {}) },
  });
  const events = [
    ...team(1, '2030-01-01'),
    admitted('s2', '2030-01-01', { role: 'manager' }),
    admitted('s3', '2030-01-01', { standing: 'RESERVE' }),
  ];
  const whole = ['BREACHED', '2030-03-01 2030-03-31 0/1'];

  test.each<[string, Proof[], string[]]>([
    ['no proof', [], whole],
    ['of another requirement', [proof('2030-01-01', { requirement: 'other' })], whole],
    ['of somebody else', [proof('2030-01-01', { staffId: 's3' })], whole],
    ['not passed', [proof('2030-01-01', { isPassed: false })], whole],
    ['valid all the time', [proof('2029-01-01')], ['MET']],
    ['obtained within the month', [proof('2030-03-10')], ['BREACHED', '2030-03-01 2030-03-09 0/1']],
    ['obtained on the first day', [proof('2030-03-01')], ['MET']],
    ['over within the month', [proof('2029-01-01', { validUntil: '2030-03-10' })], ['BREACHED', '2030-03-11 2030-03-31 0/1']],
    ['valid up to the last day', [proof('2029-01-01', { validUntil: '2030-03-31' })], ['MET']],
    [
      'renewed after a while',
      [proof('2029-01-01', { validUntil: '2030-03-10' }), proof('2030-03-15')],
      ['BREACHED', '2030-03-11 2030-03-14 0/1'],
    ],
  ])('held, of formal people in the role: %s', (_, proofs, expected) => {
    expect(found(heldBy(['agent']), { ...march, events, proofs })).toEqual(expected);
  });

  test('held, of all roles, and only while on the roster', () => {
    const proofs = [proof('2030-01-01')];
    expect(found(heldBy(), { ...march, events, proofs })).toEqual(whole);
    expect(found(heldBy(), { ...march, events: [...events, left('s2', '2030-03-05')], proofs })).toEqual([
      'BREACHED',
      '2030-03-01 2030-03-04 0/1',
    ]);
  });

  test('texts and keys name the employee number or an id, nothing else', () => {
    const [breach] = findingOf(heldBy(['agent']), { ...march, events }).breaches;
    expect(breach).toMatchObject({
      key: 'r s1 2030-03-01',
      staffId: 's1',
      zh: '要求：2030-03-01 至 2030-03-31 工号 01 没有有效证明',
      en: 'Requirement: 2030-03-01 to 2030-03-31, number 01 has no valid proof',
    });
  });

  const sixty: Partial<StaffingRequirement> = { kind: 'QUALIFICATION', value: '60', proof: { measure: 'AT_LEAST', roles: ['agent'] } };
  const measured = (obtainedOn: string, value: string, more: Partial<Proof> = {}) => proof(obtainedOn, { value: Exact.of(value), ...more });

  test.each<[string, Proof[], string[]]>([
    ['exactly', [measured('2030-01-01', '60')], ['MET']],
    ['just below', [measured('2030-01-01', '59.9')], ['BREACHED', '2030-03-01 2030-03-31 599/10/60']],
    ['nothing measured', [proof('2030-01-01')], ['BREACHED', '2030-03-01 2030-03-31 -/60']],
    [
      'better the second time',
      [measured('2030-01-01', '50', { isPassed: false }), measured('2030-03-10', '61')],
      ['BREACHED', '2030-03-01 2030-03-09 50/60'],
    ],
    ['enough, yet not passed', [measured('2030-01-01', '70', { isPassed: false })], ['BREACHED', '2030-03-01 2030-03-31 -/60']],
    ['nothing, then too little', [measured('2030-03-10', '40')], ['BREACHED', '2030-03-01 2030-03-09 -/60', '2030-03-10 2030-03-31 40/60']],
  ])('a value of at least 60: %s', (_, proofs, expected) => {
    expect(found(sixty, { ...march, events, proofs })).toEqual(expected);
  });

  const tested: Partial<StaffingRequirement> = { kind: 'QUALIFICATION', proof: { measure: 'TEST_BEFORE_ON_LINE', roles: ['agent'] } };

  test.each<[string, Proof[], string[]]>([
    ['before', [proof('2030-03-09')], ['MET']],
    ['on the same day', [proof('2030-03-10')], ['MET']],
    ['a day later', [proof('2030-03-11')], ['BREACHED', '2030-03-10 2030-03-10 0/1']],
    ['never', [], ['BREACHED', '2030-03-10 2030-03-31 0/1']],
    ['failed', [proof('2030-03-09', { isPassed: false })], ['BREACHED', '2030-03-10 2030-03-31 0/1']],
    ['over before the first call', [proof('2029-01-01', { validUntil: '2030-03-09' })], ['BREACHED', '2030-03-10 2030-03-31 0/1']],
    ['over after the first call', [proof('2029-01-01', { validUntil: '2030-03-10' })], ['MET']],
  ])('tested before the first call: %s', (_, proofs, expected) => {
    expect(found(tested, { ...march, events: [...team(1, '2030-01-01'), onLine('s1', '2030-03-10')], proofs })).toEqual(expected);
  });

  test('whoever is not on the line needs no test, whoever is in reserve and on the line does', () => {
    expect(found(tested, { ...march, events })).toEqual(['MET']);
    expect(found(tested, { ...march, events: [...events, onLine('s3', '2030-02-01')] })).toEqual(whole);
  });
});

describe('coverage', () => {
  const shift = (from: string, to: string): Shift => ({ staffId: 's1', isManager: true, isOnLine: false, from, to });
  const always: Partial<StaffingRequirement> = { kind: 'COVERAGE', cover: { who: 'MANAGER', countMin: 1, hours: 'ALWAYS' } };

  test('a minute without a manager is a breach of that minute', () => {
    const shifts = [shift('2030-02-28T20:00', '2030-03-10T00:00'), shift('2030-03-10T00:01', '2030-04-01T00:00')];
    expect(found(always, { ...march, shifts })).toEqual(['BREACHED', '2030-03-10T00:00 2030-03-10T00:01 0/1']);
    expect(findingOf(always, { ...march, shifts }).breaches[0]).toMatchObject({ key: 'r 2030-03-10T00:00', staffId: null });
  });

  test('a month’s end parts a gap', () => {
    const shifts = [shift('2030-03-01T00:00', '2030-03-31T22:00'), shift('2030-04-01T06:00', '2030-05-01T00:00')];
    expect(found(always, { from: '2030-03-01', to: '2030-04-30', shifts })).toEqual([
      'BREACHED',
      '2030-03-31T22:00 2030-04-01T00:00 0/1',
      '2030-04-01T00:00 2030-04-01T06:00 0/1',
    ]);
  });

  test('a gap up to midnight of the month’s end is one', () => {
    const shifts = [shift('2030-03-01T00:00', '2030-03-31T22:00'), shift('2030-04-01T00:00', '2030-05-01T00:00')];
    expect(found(always, { from: '2030-03-01', to: '2030-04-30', shifts })).toEqual(['BREACHED', '2030-03-31T22:00 2030-04-01T00:00 0/1']);
  });

  test('without a duty roster of any day nothing is measured', () => {
    expect(found(always, { ...march, isKnownDay: () => false })).toEqual(['NOT_MEASURED']);
    expect(found(always, { ...march, isKnownDay: (day) => day >= '2030-03-30' })).toEqual([
      'BREACHED',
      '2030-03-31T00:00 2030-04-01T00:00 0/1',
    ]);
  });

  test('where the day before is not known its last shift may last into the next, by a day at most', () => {
    const isKnownDay = (day: string) => day >= '2030-03-05';
    const rest = shift('2030-03-06T00:00', '2030-04-01T00:00');
    expect(found(always, { ...march, isKnownDay, shifts: [shift('2030-03-05T08:30', '2030-03-06T00:00'), rest] })).toEqual(['MET']);
    expect(found(always, { ...march, isKnownDay, shifts: [rest] })).toEqual(['MET']);
    const later = { ...rest, from: '2030-03-06T08:30' };
    expect(found(always, { ...march, isKnownDay, shifts: [later] })).toEqual(['BREACHED', '2030-03-06T00:00 2030-03-06T08:30 0/1']);
    const early = shift('2030-03-05T00:00', '2030-03-05T06:00');
    expect(found(always, { ...march, isKnownDay, shifts: [early, rest] })).toEqual(['BREACHED', '2030-03-05T06:00 2030-03-06T00:00 0/1']);
    // Before the term began nobody worked under the contract.
    const first = { from: '2030-01-01', to: '2030-01-31', isKnownDay: (day: string) => day >= '2030-01-01' };
    const shifts = [shift('2030-01-01T08:30', '2030-02-01T00:00')];
    expect(found(always, { ...first, shifts })).toEqual(['BREACHED', '2030-01-01T00:00 2030-01-01T08:30 0/1']);
  });
});

describe('quarterly turnover, a breach strictly above', () => {
  const twenty: Partial<StaffingRequirement> = { kind: 'TURNOVER_MAX', value: '20' };
  const staff = team(10, '2030-01-01');
  const leaving = (days: string[]): StaffEvent[] => [...staff, ...days.map((day, index) => left(`s${index + 1}`, day))];

  test.each<[string, string[], string[]]>([
    ['two of ten', ['2030-04-01', '2030-06-30'], ['MET']],
    ['three of ten', ['2030-04-01', '2030-05-02', '2030-06-30'], ['BREACHED', '2030-04-01 2030-06-30 30/20']],
    ['three, one of them in the next quarter', ['2030-04-01', '2030-05-02', '2030-07-01'], ['MET']],
  ])('%s', (_, days, expected) => {
    expect(found(twenty, { from: '2030-04-01', to: '2030-06-30', events: leaving(days) })).toEqual(expected);
  });

  test('a month alone tells its quarter as far as it is known, and no further', () => {
    const facts = { from: '2030-04-01', to: '2030-04-30', events: leaving(['2030-04-01', '2030-05-02', '2030-06-30']) };
    expect(found(twenty, facts)).toEqual(['MET']);
    expect(found(twenty, { ...facts, periodsUpTo: '2030-05-31' })).toEqual(['MET']);
    for (const periodsUpTo of ['2030-06-30', '2030-09-30'])
      expect(found(twenty, { ...facts, periodsUpTo })).toEqual(['BREACHED', '2030-04-01 2030-06-30 30/20']);
  });

  test('a running quarter is a breach once it is above, and keeps its key', () => {
    const events = leaving(['2030-04-01', '2030-04-02', '2030-05-20']);
    expect(found(twenty, { from: '2030-05-01', to: '2030-05-31', today: '2030-05-19', events })).toEqual(['MET']);
    const may = findingOf(twenty, { from: '2030-05-01', to: '2030-05-31', events }).breaches;
    const year = findingOf(twenty, { events }).breaches;
    expect(may.map(({ key, to }) => `${key} ${to}`)).toEqual(['r 2030Q2 2030-05-31']);
    expect(year.map(({ key, to }) => `${key} ${to}`)).toEqual(['r 2030Q2 2030-06-30']);
    expect(year[0]).toMatchObject({
      zh: '要求：2030Q2 离岗 3 人，期初 10 人，流动率 30%，高于 20%',
      en: 'Requirement: 2030Q2: 3 left of 10 at its beginning, a turnover of 30%, above 20%',
    });
  });

  test('the quarter in which the term begins is measured from its first day', () => {
    const term = { from: '2029-12-04', to: '2030-12-03' };
    const events = [...team(3, '2029-12-04'), left('s1', '2029-12-20')];
    expect(found(twenty, { ...term, term, today: '2029-12-31', events })).toEqual(['BREACHED', '2029-12-04 2029-12-31 100/3/20']);
  });

  test('without anybody at its beginning a quarter has no turnover', () => {
    expect(found(twenty, { from: '2030-04-01', to: '2030-06-30', events: team(3, '2030-04-02') })).toEqual(['NOT_MEASURED']);
  });
});

describe('approval of changes', () => {
  const approval: Partial<StaffingRequirement> = { kind: 'APPROVAL' };

  test.each<[string, StaffEvent, number]>([
    ['approved before', left('s1', '2030-03-10', { approvedOn: '2030-03-01' }), 0],
    ['approved on the day', left('s1', '2030-03-10', { approvedOn: '2030-03-10' }), 0],
    ['approved a day late', left('s1', '2030-03-10', { approvedOn: '2030-03-11' }), 1],
    ['never approved', left('s1', '2030-03-10'), 1],
    ['an admission', admitted('s9', '2030-03-10'), 1],
    ['an assignment', assigned('s1', '2030-03-10', { role: 'manager' }), 1],
    ['to begin on the line is no change', onLine('s1', '2030-03-10'), 0],
    ['the team that the term begins with', admitted('s9', '2030-01-01'), 0],
    ['the day after the term began', admitted('s9', '2030-01-02'), 1],
    ['of the first team, approved late', admitted('s9', '2030-01-01', { approvedOn: '2030-01-06', askedFor: '2030-01-01' }), 0],
    ['on the first day, asked for later', admitted('s9', '2030-01-01', { approvedOn: '2030-03-20', askedFor: '2030-03-22' }), 1],
    ['gone on the first day', left('s1', '2030-01-01'), 1],
  ])('%s', (_, change, breaches) => {
    const finding = findingOf(approval, { events: [...team(3, '2030-01-01'), change] });
    expect(finding.breaches).toHaveLength(breaches);
  });

  test('says who, what and when', () => {
    const events = [...team(3, '2030-01-01'), left('s1', '2030-03-10', { approvedOn: '2030-03-11' })];
    expect(findingOf(approval, { events }).breaches).toMatchObject([
      {
        key: 'r s1 LEFT 2030-03-10',
        zh: '要求：2030-03-10 工号 01 离岗，至 2030-03-11 才获甲方同意',
        en: 'Requirement: 2030-03-10, number 01 left, approved by the agency only on 2030-03-11',
      },
    ]);
  });
});

describe('what cannot be measured is neither met nor breached', () => {
  test.each<[string, Partial<StaffingRequirement>]>([
    ['a headcount without a number', { value: null }],
    ['a turnover without a limit', { kind: 'TURNOVER_MAX' }],
    ['a qualification that says no proof', { kind: 'QUALIFICATION' }],
    ['coverage without hours', { kind: 'COVERAGE' }],
    ['a capacity that is no reserve', { kind: 'CAPACITY', value: '50' }],
  ])('%s', (_, more) => {
    expect(found(more, { events: team(1, '2030-01-01') })).toEqual(['NOT_MEASURED']);
  });

  test.each<[string, Partial<StaffingRequirement>]>([
    ['headcount', { value: '10' }],
    ['turnover', { kind: 'TURNOVER_MAX', value: '20' }],
    ['qualification', { kind: 'QUALIFICATION', proof: { measure: 'HELD' } }],
    ['reserve', { kind: 'CAPACITY', reserve: { countMin: 1, isPolicy: false } }],
    ['approval', { kind: 'APPROVAL' }],
  ])('without a roster: %s', (_, more) => {
    expect(found(more, {})).toEqual(['NOT_MEASURED']);
  });
});
