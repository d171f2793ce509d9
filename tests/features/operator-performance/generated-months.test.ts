// Whatever a month holds, what is closed is what the command gives for the same case.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LeaveRules } from '../../../src/core/performance/leave-rules.js';
import { addDays, daysBetween, lastDayOf } from '../../../src/core/values/dates.js';
import { readGlobalId } from '../../../src/platform/graphql/global-id.js';
import { performance } from '../../support/calculate.js';
import { inCaseFormat } from '../../support/case-format.js';
import { type OperatorMonthInput, operatorMonths } from '../../support/generated-operator-months.js';
import { contractOf } from '../../support/library.js';
import { clockAt, openTenant, peopleOf } from '../../support/lives.js';
import { createService, type Service } from '../../support/service.js';
import { csvOf, inBase64, keepingRoster } from '../staffing/people.js';
import { keepingMonths, shiftsOn } from './operator-months.js';

// biome-ignore lint/suspicious/noExplicitAny: a generated month is as loose as its case
type Loose = any;

/** Leave of a member with what became of it. */
interface DrawnLeave {
  readonly no: string;
  readonly kind: string;
  readonly from: string;
  readonly days: number;
  readonly fate: 'APPROVED' | 'REJECTED' | 'ABSENCE_CONFIRMED' | 'EXCUSED';
}

interface DrawnMonth {
  readonly input: OperatorMonthInput;
  readonly leaves: readonly DrawnLeave[];
}

/** Leave for some members, at most one each, and none beside what leave may turn into. */
function withLeave(input: OperatorMonthInput, { kinds, lateBecomes }: LeaveRules): fc.Arbitrary<DrawnMonth> {
  const free = input.members
    .map(({ no }) => no as string)
    .filter((no) => !input.events.some(({ member, kind }) => member === no && kind === lateBecomes));
  const drawn = fc.record({
    kind: fc.constantFrom(...kinds.map(({ code }) => code)),
    offset: fc.nat(30),
    days: fc.integer({ min: 1, max: 9 }),
    fate: fc.constantFrom('APPROVED' as const, 'REJECTED' as const, 'ABSENCE_CONFIRMED' as const, 'EXCUSED' as const),
  });
  return fc
    .tuple(fc.subarray(free, { maxLength: Math.min(4, free.length) }), fc.array(drawn, { minLength: 4, maxLength: 4 }))
    .map(([numbers, all]) => ({
      input,
      leaves: numbers.map((no, index) => {
        const { offset, ...leave } = all[index]!;
        return { no, from: addDays(`${input.month}-01`, offset), ...leave };
      }),
    }));
}

/** What leave puts into the month's case: its days up to the month's end. */
function eventOfLeave({ kinds, lateBecomes }: LeaveRules, { no, kind, from, days, fate }: DrawnLeave, month: string, id: string) {
  const own = kinds.find(({ code }) => code === kind)!.event;
  const becomes = fate === 'ABSENCE_CONFIRMED' ? lateBecomes : fate === 'REJECTED' ? null : own;
  const within = Math.min(days, daysBetween(from, lastDayOf(month)) + 1);
  return becomes === null ? [] : [{ id: `leave:${id}`, member: no, kind: becomes, on: from, days: within }];
}

const uuidOf = (id: string): string => readGlobalId(id)!.key[0];

const ROLES: Readonly<Record<string, readonly [leader: string, other: string]>> = {
  'kezhou-12345': ['team_leader', 'operator'],
  'qinghe-12345': ['group_leader', 'seat'],
};

describe.each([
  ['kezhou-12345', 15],
  ['qinghe-12345', 15],
] as const)('months of %s', (code, monthCount) => {
  const contract = contractOf(code);
  const rules = contract.operatorRules!.leave!;
  const month = contract.data.term.from.slice(0, 7);
  const [leaderRole, otherRole] = ROLES[code]!;
  const clock = clockAt(`${addDays(lastDayOf(month), 5)}T02:00:00Z`);
  let service: Service;
  let tenantCount = 0;
  beforeAll(async () => {
    service = await createService('embedded', [], { now: clock.now });
  });
  afterAll(() => service.stop());

  /** Brings the members of a month onto the line, and records the shifts that they worked. */
  async function settle(
    roster: ReturnType<typeof keepingRoster>,
    { vendorManager, assessor }: ReturnType<typeof peopleOf>,
    members: Loose[],
  ) {
    const JOINED = '2020-01-01';
    const rows = members.map(({ no, team, leader }) => [no, `示例${no}`, leader ? leaderRole : otherRole, team, '正式', JOINED]);
    const content = inBase64(csvOf([['工号', '姓名', '岗位', '班组', '性质', '进场日'], ...rows]));
    const asked = await roster.does(vendorManager, 'importStaff', { contract: code, format: 'CSV', content, reason: '初始花名册（演示）' });
    const changeIds = asked.changes.map(({ id }: Loose) => id);
    await roster.does(assessor, 'decidePersonnelChanges', { changeIds, outcome: 'APPROVED', decidedOn: JOINED });
    await roster.does(vendorManager, 'admitStaff', { changeIds });
    const results = members.map(({ no }) => ({ no, marks: '90', isPassed: true }));
    await roster.does(vendorManager, 'recordExam', { contract: code, kind: 'BEFORE_ON_LINE', title: '上岗测试', heldOn: JOINED, results });
    const people = members.map(({ no, onLineOn }) => ({ no, onLineOn }));
    await roster.does(vendorManager, 'putOnLine', { contract: code, people });
    const shifts = members.flatMap(({ no, shifts: count }) =>
      shiftsOn(
        no,
        Array.from({ length: count }, (_, index) => addDays(`${month}-01`, index)),
      ),
    );
    await roster.does(vendorManager, 'recordDutyRoster', { contract: code, month, basis: 'WORKED', shifts });
  }

  test(`${monthCount} that are lived through come to what the command gives for them`, async () => {
    const months = operatorMonths(contract).chain((input) => withLeave(input, rules));
    await fc.assert(
      fc.asyncProperty(months, async ({ input, leaves }) => {
        tenantCount += 1;
        const tenant = `months-${code}-${tenantCount}`;
        await openTenant(service, tenant, code);
        const people = peopleOf(tenant);
        const { vendorManager, assessor, auditor } = people;
        const keep = keepingMonths(service, code, auditor);
        await settle(keepingRoster(service, code, vendorManager, assessor), people, input.members);
        const toldAt = clock.now().toISOString();
        const events = input.events.map(({ member, kind, on, count, days, severe, consequence, leaderAmount }) => ({
          ...{ no: member, kind, on, leaderAmount, toldAt },
          ...{ units: count ?? days, isSevere: severe, hasConsequence: consequence },
        }));
        const recorded = events.length === 0 ? [] : (await keep.does(assessor, 'recordOperatorEvents', { contract: code, events })).events;
        const ofLeave: object[] = [];
        for (const leave of leaves) {
          const { no, kind, from, days, fate } = leave;
          const asked = { no, kind, from, days, appliedAt: `${from}T00:00`, hasSpecialCircumstances: true };
          const { id: requestId } = await keep.does(vendorManager, 'requestLeave', keep.leaveOf(asked));
          const isOfAgency = fate === 'ABSENCE_CONFIRMED' || fate === 'EXCUSED';
          const step = fate === 'APPROVED' ? { step: fate, approver: 'SUPERIOR' } : { step: fate, reason: '演示' };
          await keep.does(isOfAgency ? assessor : vendorManager, 'decideLeave', { requestId, ...step });
          ofLeave.push(...eventOfLeave(rules, leave, month, uuidOf(requestId)));
        }
        const closed = await keep.does(vendorManager, 'closeOperatorMonth', { contract: code, month });
        const { members, pools, digest } = inCaseFormat(closed) as Loose;
        const own = input.events.map((event, index) => ({ ...event, id: uuidOf(recorded[index].id) }));
        const expected = performance({ ...input, events: [...own, ...ofLeave] });
        expect({ members, pools, digest }).toEqual({ members: expected.members, pools: expected.pools, digest: expected.digest });
      }),
      { numRuns: monthCount, endOnFailure: true },
    );
  });
});
