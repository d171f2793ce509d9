import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkStaffing, clausesOfStaffing } from '../../../src/core/staffing/check-staffing.js';
import { type StaffingData, staffingShape } from '../../../src/core/staffing/staffing-rules.js';
import { readYaml } from '../../../src/platform/yaml-file.js';
import { LIBRARY } from '../../support/library.js';

type Fields = Record<string, unknown>;

const text = { zh: '文', en: 'text' };

const requirement = (more: Fields): Fields => ({
  code: 'r',
  clauses: ['1'],
  title: text,
  kind: 'HEADCOUNT_MIN',
  value: null,
  detail: text,
  hours: null,
  ...more,
});

const ROLES = [
  { code: 'agent', label: text, isManager: false, isOnLine: true },
  { code: 'manager', label: text, isManager: true, isOnLine: false },
];

const dataOf = (fields: Fields): StaffingData => staffingShape.parse({ requirements: [], roles: ROLES, ...fields });

/** What is wrong with some data, as `path CODE`. */
const remarksOn = (fields: Fields): string[] => checkStaffing(dataOf(fields)).map(({ path, code }) => `${path} ${code}`);

const remarksOnOne = (more: Fields, fields: Fields = {}): string[] => remarksOn({ requirements: [requirement(more)], ...fields });

const cover = (hours: unknown, who = 'MANAGER') => ({ kind: 'COVERAGE', cover: { who, countMin: 1, hours } });

const office = { days: ['MON', 'TUE', 'WED', 'THU', 'FRI'], from: '08:30', to: '17:30' };

const WEEK = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

test('the staffing of every contract of the library is valid and without a remark', () => {
  expect(LIBRARY.folders.size).toBeGreaterThan(1);
  for (const folder of LIBRARY.folders.values())
    expect(checkStaffing(staffingShape.parse(readYaml(join(folder, 'staffing.yaml')).data))).toEqual([]);
});

test('all new parts together are without a remark', () => {
  const data = dataOf({
    requirements: [
      requirement({ code: 'a', value: '10', counted: ['agent', 'manager'] }),
      requirement({ code: 'b', kind: 'QUALIFICATION', value: '60', proof: { measure: 'AT_LEAST', roles: ['agent'] } }),
      requirement({ code: 'c', ...cover({ outside: [office] }) }),
      requirement({ code: 'd', ...cover('ALWAYS', 'ON_LINE') }),
      requirement({ code: 'e', kind: 'CAPACITY', reserve: { countMin: 2, isPolicy: true } }),
      requirement({ code: 'f', kind: 'TURNOVER_MAX', value: '12.5', counted: ['agent'] }),
    ],
    figures: [
      { metric: 'm1', figure: 'HEADCOUNT' },
      { metric: 'm2', figure: 'EXAM_REQUIRED', counted: ['agent'] },
    ],
    exam: { clause: '10', dayOfMonth: 15, roll: true },
    replacement: { workingDays: 5, clauses: ['3', '4'] },
    trainingGroups: [{ code: 'g', label: text, clause: '7' }],
    retention: [{ class: 'HEALTH', months: 0, reason: text }],
  });
  expect(checkStaffing(data)).toEqual([]);
  expect(clausesOfStaffing(data)).toEqual([
    { path: 'exam.clause', clauses: ['10'] },
    { path: 'replacement.clauses', clauses: ['3', '4'] },
    { path: 'trainingGroups[0].clause', clauses: ['7'] },
  ]);
});

describe('requirements that contradict themselves', () => {
  test.each<[string, Fields, string[]]>([
    ['an unknown role is counted', { counted: ['cook'] }, ['requirements[0].counted UNKNOWN_ROLE']],
    ['a role is counted twice', { counted: ['agent', 'agent'] }, ['requirements[0].counted DUPLICATE']],
    [
      'an unknown role proves',
      { kind: 'QUALIFICATION', proof: { measure: 'HELD', roles: ['cook'] } },
      ['requirements[0].proof.roles UNKNOWN_ROLE'],
    ],
    ['an approval counts no roles', { kind: 'APPROVAL', counted: ['agent'] }, ['requirements[0].counted MISPLACED_PART']],
    ['a headcount is not proved', { proof: { measure: 'HELD' } }, ['requirements[0].proof MISPLACED_PART']],
    ['a headcount has no hours of cover', { ...cover('ALWAYS'), kind: 'HEADCOUNT_MIN' }, ['requirements[0].cover MISPLACED_PART']],
    [
      'coverage has no reserve',
      { kind: 'COVERAGE', reserve: { countMin: 1, isPolicy: false } },
      ['requirements[0].reserve MISPLACED_PART'],
    ],
    ['nothing to compare with', { kind: 'QUALIFICATION', proof: { measure: 'AT_LEAST' } }, ['requirements[0].value VALUE_MISSING']],
    [
      'a word to compare with',
      { kind: 'QUALIFICATION', value: 'many', proof: { measure: 'AT_LEAST' } },
      ['requirements[0].value NOT_A_NUMBER'],
    ],
    ['half a person', { value: '9.5' }, ['requirements[0].value NOT_A_NUMBER']],
    ['a negative turnover', { kind: 'TURNOVER_MAX', value: '-1' }, ['requirements[0].value NOT_A_NUMBER']],
    ['a qualification that only is held may have any value', { kind: 'QUALIFICATION', value: 'C1', proof: { measure: 'HELD' } }, []],
    ['a window without a minute', cover({ inside: [{ ...office, to: '08:30' }] }), ['requirements[0].cover.hours.inside[0] EMPTY_RANGE']],
    ['a window over midnight', cover({ outside: [{ ...office, to: '02:00' }] }), ['requirements[0].cover.hours.outside[0] EMPTY_RANGE']],
    [
      'a day of the week twice',
      cover({ inside: [{ ...office, days: ['MON', 'MON'] }] }),
      ['requirements[0].cover.hours.inside[0].days DUPLICATE'],
    ],
    [
      'outside of all hours',
      cover({
        outside: [
          { days: WEEK, from: '00:00', to: '12:00' },
          { days: WEEK, from: '11:00', to: '24:00' },
        ],
      }),
      ['requirements[0].cover.hours EMPTY_RANGE'],
    ],
  ])('%s', (_, more, expected) => {
    expect(remarksOnOne(more)).toEqual(expected);
  });

  test('nobody can cover where no role is of that kind', () => {
    const agents = { roles: ROLES.slice(0, 1) };
    expect(remarksOnOne(cover('ALWAYS'), agents)).toEqual(['requirements[0].cover.who NO_SUCH_ROLE']);
    expect(remarksOnOne(cover('ALWAYS', 'ON_LINE'), agents)).toEqual([]);
  });
});

describe('parts beside the requirements', () => {
  test.each<[string, Fields, string[]]>([
    ['a role twice', { roles: [...ROLES, ROLES[0]] }, ['roles DUPLICATE']],
    [
      'a metric twice',
      {
        figures: [
          { metric: 'm', figure: 'HEADCOUNT' },
          { metric: 'm', figure: 'LEAVERS' },
        ],
      },
      ['figures DUPLICATE'],
    ],
    [
      'a figure of an unknown role',
      { figures: [{ metric: 'm', figure: 'LEAVERS', counted: ['cook'] }] },
      ['figures[0].counted UNKNOWN_ROLE'],
    ],
    ['a figure of no exam', { figures: [{ metric: 'm', figure: 'EXAM_TAKEN' }] }, ['figures[0] NO_EXAM']],
    [
      'a class kept twice',
      {
        retention: [
          { class: 'LEAVE', months: 1, reason: text },
          { class: 'LEAVE', months: 2, reason: text },
        ],
      },
      ['retention DUPLICATE'],
    ],
    [
      'a group twice',
      {
        trainingGroups: [
          { code: 'g', label: text, clause: '7' },
          { code: 'g', label: text, clause: '7' },
        ],
      },
      ['trainingGroups DUPLICATE'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(remarksOn(fields)).toEqual(expected);
  });
});

test.each<[string, Fields]>([
  ['a time beyond the day', cover({ inside: [{ ...office, to: '24:01' }] })],
  ['a window that begins at 24:00', cover({ inside: [{ ...office, from: '24:00' }] })],
  ['nobody on duty', { kind: 'COVERAGE', cover: { who: 'MANAGER', countMin: 0, hours: 'ALWAYS' } }],
  ['no window', cover({ inside: [] })],
  ['an unknown field', { colour: 'red' }],
])('the shape refuses %s', (_, more) => {
  expect(staffingShape.safeParse({ requirements: [requirement(more)] }).success).toBe(false);
});
