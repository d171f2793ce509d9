import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gapsOf, overlapsOf, type Shift, shiftsWorked } from '../../../src/core/staffing/coverage.js';
import { hoursOfDay, weeklyMinutesOf } from '../../../src/core/staffing/hours.js';
import { minuteOf, timeOfMinute } from '../../../src/core/staffing/local-time.js';
import type { Cover, Window } from '../../../src/core/staffing/staffing-rules.js';
import { addDays, dayNumber } from '../../../src/core/values/dates.js';

const shift = (staffId: string, from: string, to: string, more: Partial<Shift> = {}): Shift => ({
  staffId,
  isManager: true,
  isOnLine: true,
  from,
  to,
  ...more,
});

const OFFICE: Window = { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], from: '08:30', to: '17:30' };

const coverOf = (hours: Cover['hours'], countMin = 1, who: Cover['who'] = 'MANAGER'): Cover => ({ who, countMin, hours });

/** Gaps of some days as `from to present`, all days known. */
const gaps = (shifts: Shift[], cover: Cover, from: string, to = from, isKnown: (day: string) => boolean = () => true) =>
  gapsOf(shifts, cover, { from, to }, isKnown).map((gap) => `${gap.from} ${gap.to} ${gap.present}`);

// 4 March 2030 is a Monday.
const MONDAY = '2030-03-04';
const SATURDAY = '2030-03-09';

describe('hours at all times', () => {
  test('a day without anybody is one gap, days without anybody too', () => {
    expect(gaps([], coverOf('ALWAYS'), MONDAY)).toEqual(['2030-03-04T00:00 2030-03-05T00:00 0']);
    expect(gaps([], coverOf('ALWAYS'), MONDAY, SATURDAY)).toEqual(['2030-03-04T00:00 2030-03-10T00:00 0']);
  });

  test('one minute between two shifts is a gap of that minute', () => {
    const shifts = [shift('a', '2030-03-03T20:00', '2030-03-04T08:00'), shift('b', '2030-03-04T08:01', '2030-03-05T08:00')];
    expect(gaps(shifts, coverOf('ALWAYS'), MONDAY)).toEqual(['2030-03-04T08:00 2030-03-04T08:01 0']);
  });

  test('a relief at the minute leaves no gap', () => {
    const shifts = [shift('a', '2030-03-03T20:00', '2030-03-04T08:00'), shift('b', '2030-03-04T08:00', '2030-03-05T00:00')];
    expect(gaps(shifts, coverOf('ALWAYS'), MONDAY)).toEqual([]);
  });

  test('a shift covers over midnight and the end of the month', () => {
    const shifts = [shift('a', '2030-03-31T20:00', '2030-04-01T08:00')];
    expect(gaps(shifts, coverOf('ALWAYS'), '2030-03-31', '2030-04-01')).toEqual([
      '2030-03-31T00:00 2030-03-31T20:00 0',
      '2030-04-01T08:00 2030-04-02T00:00 0',
    ]);
  });

  test('overlapping shifts of one person are one person', () => {
    const shifts = [shift('a', '2030-03-04T00:00', '2030-03-04T13:00'), shift('a', '2030-03-04T12:00', '2030-03-05T00:00')];
    expect(gaps(shifts, coverOf('ALWAYS', 2), MONDAY)).toEqual(['2030-03-04T00:00 2030-03-05T00:00 1']);
  });

  test('a relief among too few is one gap, another number of people is another', () => {
    const shifts = [
      shift('a', '2030-03-04T00:00', '2030-03-04T12:00'),
      shift('b', '2030-03-04T12:00', '2030-03-05T00:00'),
      shift('c', '2030-03-04T06:00', '2030-03-04T18:00'),
    ];
    expect(gaps(shifts, coverOf('ALWAYS', 3), MONDAY)).toEqual([
      '2030-03-04T00:00 2030-03-04T06:00 1',
      '2030-03-04T06:00 2030-03-04T18:00 2',
      '2030-03-04T18:00 2030-03-05T00:00 1',
    ]);
  });

  test('only those count whom the cover is about', () => {
    const shifts = [shift('a', '2030-03-04T00:00', '2030-03-05T00:00', { isManager: false })];
    expect(gaps(shifts, coverOf('ALWAYS'), MONDAY)).toHaveLength(1);
    expect(gaps(shifts, coverOf('ALWAYS', 1, 'ON_LINE'), MONDAY)).toEqual([]);
  });

  test('a day without a roster is no breach, and parts the days around it', () => {
    expect(gaps([], coverOf('ALWAYS'), MONDAY, '2030-03-06', (day) => day !== '2030-03-05')).toEqual([
      '2030-03-04T00:00 2030-03-05T00:00 0',
      '2030-03-06T00:00 2030-03-07T00:00 0',
    ]);
  });

  test('a shift that ends where it begins is none', () => {
    const none = [shift('a', '2030-03-04T08:00', '2030-03-04T08:00'), shift('a', '2030-03-04T09:00', '2030-03-04T08:00')];
    expect(gaps(none, coverOf('ALWAYS'), MONDAY)).toEqual(['2030-03-04T00:00 2030-03-05T00:00 0']);
    expect(overlapsOf(none)).toEqual([]);
    expect(shiftsWorked(none, 'a')).toBe(0);
  });
});

describe('hours inside and outside of windows', () => {
  test.each([
    ['inside', { inside: [OFFICE] }, MONDAY, ['2030-03-04T08:30 2030-03-04T17:30 0']],
    ['inside, at the weekend', { inside: [OFFICE] }, SATURDAY, []],
    ['outside', { outside: [OFFICE] }, MONDAY, ['2030-03-04T00:00 2030-03-04T08:30 0', '2030-03-04T17:30 2030-03-05T00:00 0']],
    ['outside, at the weekend', { outside: [OFFICE] }, SATURDAY, ['2030-03-09T00:00 2030-03-10T00:00 0']],
  ])('%s', (_, hours, day, expected) => {
    expect(gaps([], coverOf(hours), day)).toEqual(expected);
  });

  test('outside of office hours the night is one gap over midnight, and so is the weekend', () => {
    expect(gaps([], coverOf({ outside: [OFFICE] }), '2030-03-07', '2030-03-11')).toEqual([
      '2030-03-07T00:00 2030-03-07T08:30 0',
      '2030-03-07T17:30 2030-03-08T08:30 0',
      '2030-03-08T17:30 2030-03-11T08:30 0',
      '2030-03-11T17:30 2030-03-12T00:00 0',
    ]);
  });

  test('windows that overlap are one, and a window may end the day', () => {
    const hours = {
      inside: [
        { ...OFFICE, from: '20:00', to: '24:00' },
        { ...OFFICE, from: '18:00', to: '21:00' },
      ],
    };
    expect(hoursOfDay(hours, dayNumber(MONDAY))).toEqual([{ from: 1080, to: 1440 }]);
    expect(weeklyMinutesOf(hours)).toBe(5 * 360);
    expect(weeklyMinutesOf({ outside: hours.inside })).toBe(7 * 1440 - 5 * 360);
  });
});

describe('somebody on two shifts at once', () => {
  test.each<[string, Shift[], string[]]>([
    [
      'one after the other is no overlap',
      [shift('a', '2030-03-04T00:00', '2030-03-04T08:00'), shift('a', '2030-03-04T08:00', '2030-03-04T09:00')],
      [],
    ],
    [
      'by a minute',
      [shift('a', '2030-03-04T00:00', '2030-03-04T08:01'), shift('a', '2030-03-04T08:00', '2030-03-04T09:00')],
      ['a 2030-03-04T08:00 2030-03-04T08:01'],
    ],
    [
      'the same shift twice',
      [shift('a', '2030-03-04T00:00', '2030-03-04T08:00'), shift('a', '2030-03-04T00:00', '2030-03-04T08:00')],
      ['a 2030-03-04T00:00 2030-03-04T08:00'],
    ],
    [
      'two within a long one',
      [
        shift('a', '2030-03-04T00:00', '2030-03-04T20:00'),
        shift('a', '2030-03-04T02:00', '2030-03-04T03:00'),
        shift('a', '2030-03-04T05:00', '2030-03-04T06:00'),
      ],
      ['a 2030-03-04T02:00 2030-03-04T03:00', 'a 2030-03-04T05:00 2030-03-04T06:00'],
    ],
    [
      'two people are no overlap',
      [shift('a', '2030-03-04T00:00', '2030-03-04T08:00'), shift('b', '2030-03-04T00:00', '2030-03-04T08:00')],
      [],
    ],
  ])('%s', (_, shifts, expected) => {
    expect(overlapsOf(shifts).map(({ staffId, from, to }) => `${staffId} ${from} ${to}`)).toEqual(expected);
  });

  test('shifts worked are one’s own', () => {
    const shifts = [shift('a', '2030-03-04T00:00', '2030-03-04T08:00'), shift('a', '2030-03-05T00:00', '2030-03-05T08:00')];
    expect([shiftsWorked(shifts, 'a'), shiftsWorked(shifts, 'b')]).toEqual([2, 0]);
  });
});

describe('any duty roster, against a walk from minute to minute', () => {
  const first = '2030-02-27';
  const days = 3;
  const to = addDays(first, days - 1);
  const start = minuteOf(`${first}T00:00`);
  const minute = fc.integer({ min: -600, max: (days + 1) * 1440 });
  const shifts = fc.array(
    fc
      .record({
        staffId: fc.constantFrom('a', 'b', 'c', 'd'),
        at: minute,
        length: fc.integer({ min: 0, max: 1500 }),
        isManager: fc.boolean(),
      })
      .map(
        ({ staffId, at, length, isManager }): Shift =>
          shift(staffId, timeOfMinute(start + at), timeOfMinute(start + at + length), { isManager }),
      ),
    { maxLength: 12 },
  );
  const clock = fc.integer({ min: 0, max: 1439 });
  const writeClock = (of: number) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
  const windows = fc.array(
    fc
      .record({
        days: fc.uniqueArray(fc.constantFrom(...OFFICE.days, 'SAT' as const, 'SUN' as const), { minLength: 1 }),
        a: clock,
        b: clock,
      })
      .map(({ days: named, a, b }): Window => ({ days: named, from: writeClock(Math.min(a, b)), to: writeClock(Math.max(a, b) + 1) })),
    { minLength: 1, maxLength: 3 },
  );
  const hours: fc.Arbitrary<Cover['hours']> = fc.oneof(
    fc.constant('ALWAYS' as const),
    windows.map((inside) => ({ inside })),
    windows.map((outside) => ({ outside })),
  );
  const covers = fc.record({
    who: fc.constantFrom('ON_LINE' as const, 'MANAGER' as const),
    countMin: fc.integer({ min: 1, max: 3 }),
    hours,
  });

  const WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  const isInWindow = (time: string, { days: named, from, to: end }: Window) =>
    (named as readonly string[]).includes(WEEK[new Date(`${time}:00Z`).getUTCDay()]!) && from <= time.slice(11) && time.slice(11) < end;
  const isNeeded = (time: string, of: Cover['hours']) => {
    if (of === 'ALWAYS') return true;
    return 'inside' in of ? of.inside.some((window) => isInWindow(time, window)) : !of.outside.some((window) => isInWindow(time, window));
  };

  test('the gaps are the minutes with too few people, and are as long as they can be', () => {
    fc.assert(
      fc.property(shifts, covers, fc.nat(days), (all, cover, unknown) => {
        const isKnown = (day: string) => day !== addDays(first, unknown);
        const expected: string[] = [];
        for (let at = start; at < start + days * 1440; at++) {
          const time = timeOfMinute(at);
          if (!isKnown(time.slice(0, 10)) || !isNeeded(time, cover.hours)) continue;
          const present = new Set(
            all
              .filter((one) => (cover.who === 'ON_LINE' || one.isManager) && one.from <= time && time < one.to)
              .map(({ staffId }) => staffId),
          );
          if (present.size < cover.countMin) expected.push(`${time} ${present.size}`);
        }
        const found = gapsOf(all, cover, { from: first, to }, isKnown);
        const minutes = found.flatMap((gap) =>
          Array.from(
            { length: minuteOf(gap.to) - minuteOf(gap.from) },
            (_, index) => `${timeOfMinute(minuteOf(gap.from) + index)} ${gap.present}`,
          ),
        );
        expect(minutes).toEqual(expected);
        for (const [index, gap] of found.slice(1).entries()) {
          const before = found[index]!;
          expect(before.to < gap.from || (before.to === gap.from && before.present !== gap.present)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('overlaps are the minutes on which somebody stands twice', () => {
    fc.assert(
      fc.property(shifts, (all) => {
        for (const person of ['a', 'b', 'c', 'd']) {
          const own = all.filter(({ staffId }) => staffId === person);
          let doubled = 0;
          for (let at = start - 600; at < start + (days + 3) * 1440; at++) {
            const time = timeOfMinute(at);
            if (own.filter(({ from, to: end }) => from <= time && time < end).length > 1) doubled += 1;
          }
          const found = overlapsOf(all).filter(({ staffId }) => staffId === person);
          expect(found.reduce((sum, { from, to: end }) => sum + minuteOf(end) - minuteOf(from), 0)).toBe(doubled);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('the order of the shifts does not matter', () => {
    fc.assert(
      fc.property(shifts, covers, (all, cover) => {
        const known = () => true;
        expect(gapsOf(all.toReversed(), cover, { from: first, to }, known)).toEqual(gapsOf(all, cover, { from: first, to }, known));
      }),
    );
  });
});

test('a minute is its local time and back', () => {
  expect(timeOfMinute(minuteOf('1969-12-31T23:59'))).toBe('1969-12-31T23:59');
  fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 80_000_000 }), (minute) => minuteOf(timeOfMinute(minute)) === minute));
});
