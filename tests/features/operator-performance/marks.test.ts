// The assessor's marks: judged in the parts that the contract names, without a formula.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../support/isolation.js';
import { clockAt, peopleOf } from '../../support/lives.js';
import { createService, DATABASES, type Service } from '../../support/service.js';
import type { keepingMonths } from './operator-months.js';
import { openSmallMonths } from './small-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

const CONTRACT = 'kezhou-12345';
const MONTH = '2025-03';

describe.each(DATABASES)('marks of operators on %s', (kind) => {
  const TENANT = 'operators-marks';
  const { assessor, otherAssessor } = peopleOf(TENANT);
  let service: Service;
  let keep: ReturnType<typeof keepingMonths>;
  beforeAll(async () => {
    service = await createService(kind, [], { now: clockAt('2025-04-10T02:00:00Z').now });
    const small = await openSmallMonths(service, TENANT, ['K01', 'K02', 'K03', 'K12']);
    keep = small.keep;
    await small.roster.leave('K12', '2025-03-01');
    await small.roster.join([{ no: 'K13', on: '2025-03-01' }], '2025-02-20');
  });
  afterAll(() => service.stop());

  const part = (code: string, points: unknown) => ({ code, points });
  const parts = (...points: readonly unknown[]) =>
    ['work_discipline', 'call_quality', 'business_skill', 'bonus_points'].map((code, index) => part(code, points[index]));
  const marking = (...marks: readonly object[]) => ({ contract: CONTRACT, month: MONTH, marks });

  test('they are exact totals of their parts, and a later one counts', async () => {
    const { marks } = await keep.does(
      assessor,
      'markOperators',
      marking(
        { no: 'K02', parts: parts('27.55', '36', '18.05', 0), reason: '一般（演示）' },
        { no: 'K01', parts: parts('28', '36.5', '18', '5'), reason: '良好（演示）' },
      ),
    );
    expect(marks.map(({ no, total, revision }: Loose) => `${no} ${total} ${revision}`)).toEqual(['K01 87.5 1', 'K02 81.6 1']);
    const again = await keep.does(
      otherAssessor,
      'markOperators',
      marking({ no: 'K01', parts: parts('30', '36.5', '18', '5'), reason: '复核' }),
    );
    expect(again.marks).toMatchObject([{ no: 'K01', revision: 2, total: '89.5', month: MONTH }]);
  });

  test('every problem has its place', async () => {
    const before = await fingerprintOf(service, TENANT);
    const right = parts('1', '1', '1', '1');
    const wrong = marking(
      { no: 'K99', parts: right, reason: '演示' },
      { no: 'K01', parts: parts('60', '41', '0', '0'), reason: ' ' },
      { no: 'K01', parts: [...right, part('looks', '1')], reason: '演示' },
      { no: 'K03', parts: parts('-1', '1.005', 'x', '1'), reason: '演示' },
    );
    expect([...(await keep.tries(assessor, 'markOperators', wrong))].sort()).toEqual([
      'marks[0].no UNKNOWN_STAFF',
      'marks[1].parts OUT_OF_RANGE',
      'marks[1].reason REASON_REQUIRED',
      'marks[2].no DUPLICATE',
      'marks[2].parts[4].code UNKNOWN_ITEM',
      'marks[3].parts[0].points NEGATIVE',
      'marks[3].parts[1].points TOO_MANY_DECIMALS',
      'marks[3].parts[2].points NOT_A_DECIMAL',
    ]);
    // One has left, the other is on the roster and has not been on the line yet.
    const absent = marking({ no: 'K12', parts: right, reason: '演示' }, { no: 'K13', parts: right, reason: '演示' });
    expect(await keep.tries(assessor, 'markOperators', absent)).toEqual(['marks[0].no NOT_ON_LINE', 'marks[1].no NOT_ON_LINE']);
    const marks = [{ no: 'K01', parts: right, reason: '演示' }];
    expect(await keep.tries(assessor, 'markOperators', { contract: CONTRACT, month: '2025-04', marks })).toEqual(['month MONTH_NOT_OVER']);
    expect(await keep.tries(assessor, 'markOperators', { contract: CONTRACT, month: '2024-12', marks })).toEqual(['month OUTSIDE_PERIOD']);
    expect(await keep.tries(assessor, 'markOperators', marking())).toEqual(['marks EMPTY']);
    expect(await fingerprintOf(service, TENANT)).toEqual(before);
  });
});
