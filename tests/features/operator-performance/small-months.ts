import { openTenant, peopleOf } from '../../support/lives.js';
import type { Service } from '../../support/service.js';
import { keepingRoster } from '../staffing/people.js';
import { keepingMonths, shiftsOn } from './operator-months.js';

export const SMALL_CONTRACT = 'kezhou-12345';

/** A tenant with a few operators of Kezhou's contract, on the line since 5 January 2025 in one team; the first of them leads it. */
export async function openSmallMonths(service: Service, tenant: string, numbers: readonly string[]) {
  await openTenant(service, tenant, SMALL_CONTRACT);
  const people = peopleOf(tenant);
  const { vendorManager, assessor, auditor } = people;
  const roster = keepingRoster(service, SMALL_CONTRACT, vendorManager, assessor);
  const keep = keepingMonths(service, SMALL_CONTRACT, auditor);
  const places = numbers.map((no, index) => ({ no, on: '2025-01-01', role: index === 0 ? 'team_leader' : 'operator' }));
  await roster.join(places, '2024-12-20');
  const results = numbers.map((no) => ({ no, marks: '90', isPassed: true }));
  const exam = { contract: SMALL_CONTRACT, kind: 'BEFORE_ON_LINE', title: '上岗测试（演示）', heldOn: '2025-01-02' };
  await roster.does(vendorManager, 'recordExam', { ...exam, results });
  const onLine = numbers.map((no) => ({ no, onLineOn: '2025-01-05' }));
  await roster.does(vendorManager, 'putOnLine', { contract: SMALL_CONTRACT, people: onLine });
  return {
    people,
    roster,
    keep,
    /** Records that everybody worked on a day of a month, and the rest of it as worked. */
    works: async (month: string, who = numbers): Promise<void> => {
      const shifts = who.flatMap((no) => shiftsOn(no, [`${month}-06`]));
      await roster.does(vendorManager, 'recordDutyRoster', { contract: SMALL_CONTRACT, month, basis: 'WORKED', shifts });
    },
    /** Gives people of a month a mark. */
    marks: async (month: string, who = numbers): Promise<void> => {
      const parts = ['work_discipline', 'call_quality', 'business_skill', 'bonus_points'].map((code) => ({ code, points: '20' }));
      const marks = who.map((no) => ({ no, parts, reason: '一般（演示）' }));
      await keep.does(assessor, 'markOperators', { contract: SMALL_CONTRACT, month, marks });
    },
    close: (month: string) => keep.does(vendorManager, 'closeOperatorMonth', { contract: SMALL_CONTRACT, month }),
    tryToClose: (month: string) => keep.tries(vendorManager, 'closeOperatorMonth', { contract: SMALL_CONTRACT, month }),
  };
}
