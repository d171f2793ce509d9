import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Exact, sum } from '../../../src/core/values/exact.js';
import { evaluateArithmetic } from '../../support/arithmetic.js';
import { performance } from '../../support/calculate.js';
import { operatorMonths } from '../../support/generated-operator-months.js';
import { contractOf, LIBRARY } from '../../support/library.js';

type Fields = Record<string, unknown>;

/** A month of Kezhou's; every member works 20 shifts in team A and has been on the line for a year, unless told otherwise. */
const month = (members: Fields[], events: Fields[], earlier: Record<string, Fields> = {}) =>
  performance({
    contract: 'kezhou-12345',
    month: '2025-03',
    members: members.map((member) => ({ team: 'A', shifts: 20, onLineOn: '2024-03-01', ...member })),
    events: events.map((event, index) => ({ id: `e-${index}`, on: '2025-03-10', ...event })),
    earlier,
  });

const memberOf = (result: ReturnType<typeof month>, no: string) => result.members.find((member) => member.no === no)!;

/** The ledger of 001, alone in the team, with these events. */
const alone = (events: Fields[], earlier: Fields = {}, member: Fields = {}) =>
  memberOf(
    month(
      [{ no: '001', leader: true, ...member }],
      events.map((event) => ({ member: '001', ...event })),
      { '001': earlier },
    ),
    '001',
  );

describe('annex 2, 4: amounts', () => {
  test.each([
    ['late_or_early', '10.00'],
    ['left_post', '50.00'],
    ['unapproved_swap', '50.00'],
    ['absence', '300.00'],
    ['missed_activity', '200.00'],
    ['private_call', '500.00'],
    ['disobeyed', '200.00'],
    ['unrelated_activity', '200.00'],
    ['untidy_room', '20.00'],
    ['untidy_desk', '10.00'],
    ['blocked_valid_call', '1000.00'],
    ['not_handed_over', '200.00'],
    ['refused_call', '1000.00'],
    ['confidentiality_breach', '500.00'],
    ['forbidden_words', '1000.00'],
    ['knowledge_omission', '20.00'],
    ['ticket_mismatch', '30.00'],
    ['misdispatch', '20.00'],
    ['bad_title', '20.00'],
    ['service_attitude', '500.00'],
  ])('one %s is a violation of %s', (kind, violations) => {
    expect(alone([{ kind }])).toMatchObject({ violations, leave: '0.00', net: `-${violations}` });
  });

  test.each([
    ['personal_leave', 1, '82.75'],
    ['personal_leave', 3, '248.25'],
    ['sick_leave', 1, '50.00'],
    ['sick_leave', 7, '350.00'],
  ])('%s of %i days is leave of %s, no violation', (kind, days, leave) => {
    expect(alone([{ kind, days }])).toMatchObject({ violations: '0.00', leave, net: `-${leave}` });
  });

  test('a count is that many equal events', () => {
    expect(alone([{ kind: 'late_or_early', count: 4 }]).violations).toBe('40.00');
  });

  test('days are cut at the end of the month', () => {
    expect(alone([{ kind: 'sick_leave', on: '2025-03-30', days: 10 }]).leave).toBe('100.00');
  });

  test('a month without events is a ledger without entries', () => {
    expect(alone([])).toMatchObject({ violations: '0.00', leave: '0.00', share: '0.00', net: '0.00', flags: [], lines: [] });
  });
});

describe('annex 2, 4(3): the first 10 days on the line', () => {
  const event = (kind: string, on: string) => alone([{ kind, on }], {}, { onLineOn: '2025-03-03' });

  test.each(['knowledge_omission', 'ticket_mismatch', 'misdispatch', 'bad_title'])(
    '%s costs nothing on day 10 and its amount on day 11',
    (kind) => {
      expect(event(kind, '2025-03-12').violations).toBe('0.00');
      expect(event(kind, '2025-03-13').violations).not.toBe('0.00');
    },
  );

  test('the first day is protected, and what is spared is still recorded', () => {
    expect(event('misdispatch', '2025-03-03').lines).toMatchObject([{ event: 'e-0', arithmetic: '0', amount: '0.00' }]);
  });

  test('other events cost from the first day', () => {
    expect(event('late_or_early', '2025-03-03').violations).toBe('10.00');
  });

  test('who was spared still shares in the pool', () => {
    const result = month(
      [{ no: '001', onLineOn: '2025-03-03' }, { no: '002' }],
      [
        { member: '001', kind: 'misdispatch', on: '2025-03-12' },
        { member: '002', kind: 'untidy_desk' },
      ],
    );
    expect(memberOf(result, '001').share).toBe('10.00');
  });
});

describe('annex 2, 4(3).7: the pool', () => {
  const team = (size: number, fields: Fields = {}): Fields[] =>
    Array.from({ length: size }, (_, index) => ({ no: String(index + 1).padStart(3, '0'), ...fields }));

  test('20.00 among 13: the first eleven numbers get 1.54, the last two 1.53', () => {
    const result = month(team(14), [{ member: '014', kind: 'untidy_room' }]);
    expect(result.members.map(({ share }) => share)).toEqual([...Array(11).fill('1.54'), '1.53', '1.53', '0.00']);
    expect(result.pools).toEqual([{ team: 'A', amount: '20.00', eligible: 13, status: 'SHARED' }]);
  });

  test('10.00 among 3: the first number gets 3.34, the others 3.33', () => {
    const result = month(team(4), [{ member: '001', kind: 'untidy_desk' }]);
    expect(result.members.map(({ share }) => share)).toEqual(['0.00', '3.34', '3.33', '3.33']);
  });

  test('numbers stand by code point, not by their value', () => {
    const result = month([{ no: '2' }, { no: '10' }, { no: '3' }, { no: '9' }], [{ member: '9', kind: 'untidy_desk' }]);
    expect(result.members.map(({ no, share }) => [no, share])).toEqual([
      ['10', '3.34'],
      ['2', '3.33'],
      ['3', '3.33'],
      ['9', '0.00'],
    ]);
  });

  test('who worked no shift has no share, whoever took leave has one', () => {
    const result = month(
      [{ no: '001' }, { no: '002', shifts: 0 }, { no: '003' }],
      [
        { member: '001', kind: 'left_post' },
        { member: '003', kind: 'personal_leave' },
      ],
    );
    expect(result.members.map(({ share }) => share)).toEqual(['0.00', '0.00', '50.00']);
    expect(memberOf(result, '003').net).toBe('-32.75');
  });

  test('a pool with nobody eligible is held in suspense', () => {
    const result = month([{ no: '001' }, { no: '002', shifts: 0 }], [{ member: '001', kind: 'left_post' }]);
    expect(result.pools).toEqual([{ team: 'A', amount: '50.00', eligible: 0, status: 'SUSPENSE' }]);
    expect(result.members.map(({ share }) => share)).toEqual(['0.00', '0.00']);
  });

  test('teams do not share with each other, and stand by code point', () => {
    const result = month(
      [
        { no: '001', team: 'b' },
        { no: '002', team: 'B' },
        { no: '003', team: 'b' },
      ],
      [{ member: '001', kind: 'left_post' }],
    );
    expect(result.pools).toEqual([
      { team: 'B', amount: '0.00', eligible: 1, status: 'EMPTY' },
      { team: 'b', amount: '50.00', eligible: 1, status: 'SHARED' },
    ]);
    expect(result.members.map(({ share }) => share)).toEqual(['0.00', '0.00', '50.00']);
  });
});

describe('annex 2, 4(3).1: severe forbidden words', () => {
  const members = [{ no: '001', leader: true }, { no: '002' }, { no: '003' }, { no: '004', team: 'B' }];
  const severe = (fields: Fields) => month(members, [{ member: '002', kind: 'forbidden_words', severe: true, ...fields }]);

  test('cost 2000 and the team’s leader what the assessor says; both feed the pool and bar a share', () => {
    const result = severe({ leaderAmount: '300' });
    expect(result.members.map(({ violations, share }) => [violations, share])).toEqual([
      ['300.00', '0.00'],
      ['2000.00', '0.00'],
      ['0.00', '2300.00'],
      ['0.00', '0.00'],
    ]);
  });

  test('a part that is not told yet counts at 200 and is provisional', () => {
    const result = severe({});
    expect(memberOf(result, '001')).toMatchObject({
      violations: '200.00',
      provisional: true,
      lines: [{ event: 'e-0', provisional: true }],
    });
    expect(memberOf(result, '002').provisional).toBe(false);
    expect(memberOf(severe({ leaderAmount: '200' }), '001').provisional).toBe(false);
  });

  test('two of them charge both twice', () => {
    const result = severe({ leaderAmount: '250.50', count: 2 });
    expect([memberOf(result, '001').violations, memberOf(result, '002').violations]).toEqual(['501.00', '4000.00']);
  });

  test('the leader’s own charge him once', () => {
    const result = month(members, [{ member: '001', kind: 'forbidden_words', severe: true, leaderAmount: '300' }]);
    expect(memberOf(result, '001')).toMatchObject({ violations: '2000.00', flags: ['dismissal'] });
  });

  test('words that are not severe are the member’s alone', () => {
    const result = month(members, [{ member: '002', kind: 'forbidden_words' }]);
    expect(result.members.map(({ violations }) => violations)).toEqual(['0.00', '1000.00', '0.00', '0.00']);
  });
});

describe('flags', () => {
  test.each<[string, Fields[], Fields, string[]]>([
    ['a private call', [{ kind: 'private_call' }], {}, ['dismissal']],
    ['a service attitude', [{ kind: 'service_attitude' }], {}, ['unpaid_suspension']],
    ['severe words', [{ kind: 'forbidden_words', severe: true }], {}, ['dismissal']],
    ['words that are not severe', [{ kind: 'forbidden_words', severe: false }], {}, []],
    ['a refused call', [{ kind: 'refused_call' }], {}, []],
    ['a refused call of consequence', [{ kind: 'refused_call', consequence: true }], {}, ['dismissal', 'legal']],
    ['a matter not handed over, of consequence', [{ kind: 'not_handed_over', consequence: true }], {}, ['dismissal']],
    ['a breach of confidentiality, of consequence', [{ kind: 'confidentiality_breach', consequence: true }], {}, ['dismissal']],
    ['one missed activity', [{ kind: 'missed_activity' }], {}, []],
    ['two missed activities', [{ kind: 'missed_activity', count: 2 }], {}, ['dismissal']],
    ['one now and one earlier in the term', [{ kind: 'missed_activity' }], { missed_activity: 1 }, ['dismissal']],
    ['two earlier and none now', [], { missed_activity: 2 }, []],
    ['one now and another kind earlier', [{ kind: 'missed_activity' }], { disobeyed: 1 }, []],
    ['two refusals of a task', [{ kind: 'disobeyed' }, { kind: 'disobeyed', on: '2025-03-31' }], {}, ['dismissal']],
    [
      'several, sorted and each once',
      [{ kind: 'service_attitude' }, { kind: 'private_call', count: 2 }],
      {},
      ['dismissal', 'unpaid_suspension'],
    ],
  ])('%s', (_case, events, earlier, flags) => {
    expect(alone(events, earlier).flags).toEqual(flags);
  });

  const absences = (events: Fields[]) => alone(events.map((event) => ({ kind: 'absence', ...event }))).flags;

  test.each<[string, Fields[]]>([
    ['two days in one event', [{ days: 2 }]],
    ['two events on following days, the later first', [{ on: '2025-03-11' }, { on: '2025-03-10' }]],
    ['three days in two runs', [{ on: '2025-03-10' }, { on: '2025-03-12', days: 2 }]],
  ])('absence of %s raises malicious_resignation', (_case, events) => {
    expect(absences(events)).toEqual(['malicious_resignation']);
  });

  test.each<[string, Fields[]]>([
    ['one day', [{ days: 1 }]],
    ['two days with one between them', [{ on: '2025-03-10' }, { on: '2025-03-12' }]],
    ['two days of which the month has one', [{ on: '2025-03-31', days: 2 }]],
  ])('absence of %s raises no flag', (_case, events) => {
    expect(absences(events)).toEqual([]);
  });
});

describe('full attendance', () => {
  test.each<[string, Fields[]]>([
    ['late twice', [{ kind: 'late_or_early', count: 2 }]],
    ['a month of sick leave', [{ kind: 'sick_leave', on: '2025-03-01', days: 31 }]],
    ['violations of other kinds', [{ kind: 'left_post', count: 5 }]],
  ])('%s leaves it', (_case, events) => {
    expect(alone(events).fullAttendance).toBe(true);
  });

  test.each<[string, Fields[]]>([
    [
      'late three times on different days',
      [
        { kind: 'late_or_early', count: 2 },
        { kind: 'late_or_early', on: '2025-03-11' },
      ],
    ],
    ['a day of personal leave', [{ kind: 'personal_leave' }]],
    ['a day of absence', [{ kind: 'absence' }]],
  ])('%s ends it', (_case, events) => {
    expect(alone(events).fullAttendance).toBe(false);
  });
});

const CODES_WITH_RULES = LIBRARY.codes.filter((code) => contractOf(code).operatorRules);

describe.each(CODES_WITH_RULES)('in any month of %s', (code) => {
  const months = operatorMonths(contractOf(code));
  const amountOf = (printed: string) => Exact.of(printed);

  test('violations and shares sum to zero except for what is held in suspense', () => {
    fc.assert(
      fc.property(months, (input) => {
        const { members, pools } = performance(input);
        const held = sum(pools.filter(({ status }) => status === 'SUSPENSE').map(({ amount }) => amountOf(amount)));
        const violations = sum(members.map((member) => amountOf(member.violations)));
        const shares = sum(members.map((member) => amountOf(member.share)));
        expect(violations.minus(shares).equals(held)).toBe(true);
        expect(sum(pools.map(({ amount }) => amountOf(amount))).equals(violations)).toBe(true);
      }),
    );
  });

  test('the shares of one team differ by a fen at most, the larger first', () => {
    fc.assert(
      fc.property(months, (input) => {
        const { members, pools } = performance(input);
        for (const { team, status } of pools) {
          const shares = members.filter((member) => member.team === team && member.share !== '0.00').map(({ share }) => amountOf(share));
          if (status !== 'SHARED') expect(shares).toEqual([]);
          shares.forEach((share, index) => {
            expect(shares[0]!.minus(share).toFixed(2)).toMatch(/^0\.0[01]$/);
            expect(index > 0 && shares[index - 1]!.isLessThan(share)).toBe(false);
          });
        }
      }),
    );
  });

  test('every line’s arithmetic comes to its amount, and a member’s lines to the net', () => {
    fc.assert(
      fc.property(months, (input) => {
        for (const { lines, net } of performance(input).members) {
          for (const line of lines) {
            expect(evaluateArithmetic(line.arithmetic).toFixed(2)).toBe(line.amount);
            expect(line.zh).toMatch(/\p{Script=Han}/u);
            expect(line.en).toMatch(/[a-z]/);
          }
          expect(sum(lines.map(({ amount }) => amountOf(amount))).toFixed(2)).toBe(net);
        }
      }),
    );
  });

  test('who has a violation has no share', () => {
    fc.assert(
      fc.property(months, (input) => {
        for (const { violations, share } of performance(input).members) expect([violations, share]).toContain('0.00');
      }),
    );
  });

  test('the order of members and events changes nothing at all', () => {
    fc.assert(
      fc.property(months, (input) => {
        const turned = { ...input, members: [...input.members].reverse(), events: [...input.events].reverse() };
        expect(performance(turned)).toEqual(performance(input));
      }),
    );
  });
});
