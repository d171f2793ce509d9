import { describe, expect, test } from '@jest/globals';
import { daysCovered } from '../../../src/core/performance/leave-days.js';

describe('the days of a span that lie in ranges without a gap', () => {
  const span = { from: '2025-12-08', days: 14 };

  test.each<[string, Parameters<typeof daysCovered>[1], number]>([
    ['none without a range', [], 0],
    ['all in one that is open', [{ from: '2025-01-01', until: null }], 14],
    ['all in one that ends behind it', [{ from: '2025-12-08', until: '2025-12-22' }], 14],
    ['those before a range is over', [{ from: '2025-01-01', until: '2025-12-10' }], 2],
    ['none in one that is over when it begins', [{ from: '2025-01-01', until: '2025-12-08' }], 0],
    ['none in one that begins later', [{ from: '2025-12-09', until: null }], 0],
    [
      'those of ranges that adjoin',
      [
        { from: '2025-01-01', until: '2025-12-10' },
        { from: '2025-12-10', until: '2025-12-13' },
      ],
      5,
    ],
    [
      'none behind a gap',
      [
        { from: '2025-01-01', until: '2025-12-10' },
        { from: '2025-12-11', until: null },
      ],
      2,
    ],
  ])('%s', (_, ranges, days) => {
    expect(daysCovered(span, ranges)).toBe(days);
  });
});
