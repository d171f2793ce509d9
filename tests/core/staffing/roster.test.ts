import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  headcountOn,
  leaversOf,
  openingHeadcountOf,
  problemsOfHistory,
  rosterOn,
  type StaffEvent,
  turnoverOf,
} from '../../../src/core/staffing/roster.js';
import { addDays, addMonths, firstDayOf, lastDayOf } from '../../../src/core/values/dates.js';
import { admitted, assigned, histories, left, onLine, team, walkDays } from './staff-events.js';

const TERM = { from: '2030-01-01', to: '2030-12-31' };

const numbersOn = (events: readonly StaffEvent[], day: string) => rosterOn(events, day).map(({ no }) => no);

describe('the roster of a day', () => {
  test('who is admitted counts from that day, who left until the day before', () => {
    const events = [admitted('s1', '2030-01-05'), left('s1', '2030-02-01')];
    expect(['2030-01-04', '2030-01-05', '2030-01-31', '2030-02-01'].map((day) => headcountOn(events, day))).toEqual([0, 1, 1, 0]);
  });

  test('stands by employee number, in code points, whatever the order of the events', () => {
    const events = [
      admitted('s2', '2030-01-01', { no: '10' }),
      admitted('s1', '2030-01-02', { no: '9' }),
      admitted('s3', '2030-01-01', { no: '009' }),
    ];
    expect(numbersOn(events, '2030-01-02')).toEqual(['009', '10', '9']);
    expect(numbersOn(events.toReversed(), '2030-01-02')).toEqual(['009', '10', '9']);
  });

  test('an assignment changes what it names and leaves the rest', () => {
    const events = [
      admitted('s1', '2030-01-01', { standing: 'RESERVE' }),
      onLine('s1', '2030-01-10'),
      assigned('s1', '2030-02-01', { standing: 'FORMAL' }),
      assigned('s1', '2030-03-01', { role: 'manager', team: 'B' }),
    ];
    const place = { staffId: 's1', no: '01', role: 'agent', team: 'A', admittedOn: '2030-01-01' };
    expect(rosterOn(events, '2030-01-09')).toEqual([{ ...place, standing: 'RESERVE', onLineOn: null }]);
    expect(rosterOn(events, '2030-02-28')).toEqual([{ ...place, standing: 'FORMAL', onLineOn: '2030-01-10' }]);
    expect(rosterOn(events, '2030-03-01')).toEqual([{ ...place, role: 'manager', team: 'B', standing: 'FORMAL', onLineOn: '2030-01-10' }]);
  });

  test('who comes back begins anew and is not on the line', () => {
    const events = [admitted('s1', '2030-01-01'), onLine('s1', '2030-01-02'), left('s1', '2030-03-01'), admitted('s1', '2030-03-01')];
    expect(rosterOn(events, '2030-03-01')).toMatchObject([{ admittedOn: '2030-03-01', onLineOn: null }]);
  });

  test('reserve staff and other roles are not counted', () => {
    const events = [
      admitted('s1', '2030-01-01'),
      admitted('s2', '2030-01-01', { standing: 'RESERVE' }),
      admitted('s3', '2030-01-01', { role: 'manager' }),
    ];
    expect(headcountOn(events, '2030-01-01')).toBe(2);
    expect(headcountOn(events, '2030-01-01', ['agent'])).toBe(1);
  });
});

describe('a history that cannot be', () => {
  test.each<[string, StaffEvent[], string[]]>([
    ['left before being admitted', [left('s1', '2030-01-01'), admitted('s1', '2030-01-02')], ['s1 NOT_ON_ROSTER 2030-01-01']],
    ['admitted twice', [admitted('s1', '2030-01-01'), admitted('s1', '2030-01-02')], ['s1 ADMITTED_TWICE 2030-01-02']],
    ['on the line without being admitted', [onLine('s1', '2030-01-01')], ['s1 NOT_ON_ROSTER 2030-01-01']],
    [
      'on the line twice',
      [admitted('s1', '2030-01-01'), onLine('s1', '2030-01-02'), onLine('s1', '2030-01-03')],
      ['s1 ON_LINE_TWICE 2030-01-03'],
    ],
    ['admitted without a place', [admitted('s1', '2030-01-01', { team: null })], ['s1 PLACE_MISSING 2030-01-01']],
    ['assigned to nothing', [admitted('s1', '2030-01-01'), assigned('s1', '2030-01-02')], ['s1 NOTHING_ASSIGNED 2030-01-02']],
    ['left twice', [admitted('s1', '2030-01-01'), left('s1', '2030-02-01'), left('s1', '2030-02-02')], ['s1 NOT_ON_ROSTER 2030-02-02']],
    [
      'two good cycles',
      [admitted('s1', '2030-01-01'), left('s1', '2030-02-01'), admitted('s1', '2030-02-01'), left('s1', '2030-03-01')],
      [],
    ],
  ])('%s', (_, events, expected) => {
    expect(problemsOfHistory(events).map(({ staffId, code, on }) => `${staffId} ${code} ${on}`)).toEqual(expected);
  });

  test('what cannot follow changes nothing', () => {
    const events = [admitted('s1', '2030-01-01'), admitted('s1', '2030-01-05', { role: 'manager' })];
    expect(rosterOn(events, '2030-01-06')).toMatchObject([{ role: 'agent', admittedOn: '2030-01-01' }]);
  });
});

describe('turnover: who left, of those who were there at the beginning', () => {
  const march = { from: '2030-03-01', to: '2030-03-31' };

  test.each<[string, StaffEvent[], number, number, string | null]>([
    ['nobody left', [], 0, 10, '0'],
    ['on the first day of the month', [left('s1', '2030-03-01')], 1, 10, '1/10'],
    ['on its last day', [left('s1', '2030-03-31')], 1, 10, '1/10'],
    ['on the first day of the next', [left('s1', '2030-04-01')], 0, 10, '0'],
    ['on the last day of the one before', [left('s1', '2030-02-28')], 0, 9, '0'],
    ['replaced at the agency’s demand', [left('s1', '2030-03-10', { isReplacedOnDemand: true }), left('s2', '2030-03-10')], 1, 10, '1/10'],
    ['who comes back has left', [left('s1', '2030-03-10'), admitted('s1', '2030-03-12')], 1, 10, '1/10'],
    ['who leaves twice has left twice', [left('s1', '2030-03-10'), admitted('s1', '2030-03-12'), left('s1', '2030-03-20')], 2, 10, '1/5'],
    ['from the reserve', [admitted('s11', '2030-01-01', { standing: 'RESERVE' }), left('s11', '2030-03-10')], 0, 10, '0'],
    ['who came and left within the month', [admitted('s11', '2030-03-02'), left('s11', '2030-03-10')], 1, 10, '1/10'],
  ])('%s', (_, more, leavers, opening, rate) => {
    const turnover = turnoverOf([...team(10, '2030-01-01'), ...more], march, TERM);
    expect([turnover.leaverCount, turnover.openingCount, turnover.rate?.key() ?? null]).toEqual([leavers, opening, rate]);
  });

  test('the month in which the term begins opens with the term’s first day', () => {
    const term = { from: '2029-12-04', to: '2030-12-03' };
    const events = [...team(9, '2029-12-04'), admitted('s10', '2029-12-10'), left('s1', '2029-12-20')];
    expect(openingHeadcountOf(events, '2029-12-01', term)).toBe(9);
    expect(turnoverOf(events, { from: '2029-12-01', to: '2029-12-31' }, term)).toMatchObject({ leaverCount: 1, openingCount: 9 });
    expect(openingHeadcountOf(events, '2030-01-01', term)).toBe(9);
  });

  test('the quarter in which the term begins does so too, and one that outlasts the term ends with it', () => {
    const term = { from: '2029-12-04', to: '2030-12-03' };
    const events = [...team(10, '2029-12-04'), left('s1', '2030-12-03'), left('s2', '2030-12-04')];
    expect(openingHeadcountOf(events, '2029-10-01', term)).toBe(10);
    expect(turnoverOf(events, { from: '2030-10-01', to: '2030-12-31' }, term)).toMatchObject({ leaverCount: 1, openingCount: 10 });
  });

  test('a term that begins with its month opens with that day, on which nobody has left yet', () => {
    const events = [...team(3, '2029-11-01'), left('s1', '2030-01-01'), left('s2', '2030-01-02')];
    expect(turnoverOf(events, { from: '2030-01-01', to: '2030-01-31' }, TERM)).toMatchObject({ leaverCount: 1, openingCount: 2 });
  });

  test('without anybody at the beginning there is no rate', () => {
    expect(turnoverOf([admitted('s1', '2030-03-02'), left('s1', '2030-03-09')], march, TERM)).toEqual({
      leaverCount: 1,
      openingCount: 0,
      rate: null,
    });
  });

  test('only the counted roles leave', () => {
    const events = [
      ...team(2, '2030-01-01'),
      admitted('s3', '2030-01-01', { role: 'manager' }),
      left('s3', '2030-03-10'),
      left('s1', '2030-03-11'),
    ];
    expect(leaversOf(events, march, ['manager']).map(({ no }) => no)).toEqual(['03']);
    expect(leaversOf(events, march).map(({ no }) => no)).toEqual(['03', '01']);
  });
});

describe('any history, against a walk from day to day', () => {
  const days = 150;
  const to = addDays(TERM.from, days);
  const counted = fc.constantFrom(undefined, ['agent'], ['manager'], ['agent', 'manager']);
  const isCounted = (roles: readonly string[] | undefined, place: { readonly role: string; readonly standing: string }) =>
    place.standing === 'FORMAL' && (!roles || roles.includes(place.role));

  test('the roster and headcount of every day', () => {
    fc.assert(
      fc.property(histories(TERM.from, days), counted, (events, roles) => {
        for (const { day, roster } of walkDays(events, TERM.from, to)) {
          expect(rosterOn(events, day).map(({ staffId }) => staffId)).toEqual([...roster.keys()].sort());
          expect(headcountOn(events, day, roles)).toBe([...roster.values()].filter((place) => isCounted(roles, place)).length);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the turnover of every month and of the quarter', () => {
    fc.assert(
      fc.property(histories(TERM.from, days), counted, fc.constantFrom('2030-01-01', '2030-01-20'), (events, roles, startsOn) => {
        const term = { from: startsOn, to: '2030-04-20' };
        const walked = walkDays(events, TERM.from, to);
        for (const [first, last] of [0, 1, 2, 3]
          .map((n) => [addMonths('2030-01', n), addMonths('2030-01', n)])
          .concat([['2030-01', '2030-03']])) {
          const range = { from: firstDayOf(first!), to: lastDayOf(last!) };
          const opening = range.from <= term.from ? term.from : addDays(range.from, -1);
          const ofMonth = walked.filter(({ day }) => opening < day && day <= range.to && day <= term.to);
          const gone = ofMonth.flatMap((day) => day.gone.filter((place) => isCounted(roles, place)));
          const there = [...walked.find(({ day }) => day === opening)!.roster.values()].filter((place) => isCounted(roles, place));
          expect(turnoverOf(events, range, term, roles)).toMatchObject({ leaverCount: gone.length, openingCount: there.length });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('people who do not share a history may be told in any order', () => {
    fc.assert(
      fc.property(histories(TERM.from, days), (events) => {
        const byPerson = events.toSorted((a, b) => (a.staffId < b.staffId ? -1 : a.staffId > b.staffId ? 1 : 0));
        for (const day of [TERM.from, '2030-02-14', to]) expect(rosterOn(byPerson, day)).toEqual(rosterOn(events, day));
      }),
      { numRuns: 100 },
    );
  });
});
