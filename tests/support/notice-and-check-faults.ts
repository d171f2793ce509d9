import type { Changes } from './seed-files.js';

const SHAANXI = 'shaanxi-12367';
const KEZHOU = 'kezhou-12345';

const CHECK = 'rubric.checks[0]';

/** Faults of what notices make owed and of checks: what is wrong, the seed, what is changed in it, and every error that follows. */
export const NOTICES_AND_CHECKS: [fault: string, seed: string, changes: Changes, errors: string[]][] = [
  [
    'an obligation met by a step that its notice never takes',
    SHAANXI,
    { 'obligations.obligations[34].noticeOf.metBy': ['CORRECTED', 'APPROVED'] },
    ['obligations obligations[34].noticeOf.metBy STEP_NOT_OF_NOTICE'],
  ],
  [
    'a date counted from a day that its notice does not have',
    SHAANXI,
    { 'obligations.obligations[34].noticeOf.from': 'PLANNED' },
    ['obligations obligations[34].noticeOf.from DAY_NOT_OF_NOTICE'],
  ],
  [
    'an obligation of every month that a notice makes owed',
    SHAANXI,
    { 'obligations.obligations[34].rhythm': 'EACH_MONTH' },
    ['obligations obligations[34].noticeOf NOT_OWED_BY_NOTICE'],
  ],
  [
    'a check of a metric that is not defined',
    SHAANXI,
    { [`${CHECK}.feeds.drawn`]: 'sampledCalls' },
    ['rubric checks[0].feeds UNKNOWN_METRIC'],
  ],
  ['a check whose two metrics are one', SHAANXI, { [`${CHECK}.feeds.passed`]: 'sampledTickets' }, ['rubric checks[0].feeds FED_TWICE']],
  [
    'a check of a finding that its item does not take',
    KEZHOU,
    { [`${CHECK}.feeds.item`]: '7.2' },
    ['rubric checks[0].feeds UNKNOWN_FINDING'],
  ],
  [
    'a check of a finding that needs points and a name',
    KEZHOU,
    { [`${CHECK}.feeds`]: { item: '1.3', finding: 'valid_complaint' } },
    ['rubric checks[0].feeds FINDING_ASKS_FOR_MORE'],
  ],
  ['a check by a clause that is not recorded', KEZHOU, { [`${CHECK}.clause`]: '99' }, ['rubric checks[0].clause UNKNOWN_CLAUSE']],
];
