import { addDays, type IsoDate, latest } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { type Breach, breachOf, policyNote } from './breach.js';
import { type DateRange, earliest } from './date-range.js';
import { runsOf } from './day-runs.js';
import type { StaffingData } from './staffing-rules.js';

export type ReplacementRule = NonNullable<StaffingData['replacement']>;

/** That the agency wants somebody replaced by a day. */
export interface ReplacementDemand {
  readonly id: string;
  readonly staffId: string;
  readonly no: string;
  readonly dueOn: IsoDate;
  /** Day on which the person had left and somebody had come; null before. */
  readonly metOn: IsoDate | null;
}

/** What the rule for replacements is called beside the requirements. */
export const REPLACEMENT_CODE = 'replacement';

const TITLE = { zh: '更换人员', en: 'Replacement' };

/** Whether a demand was not met in time; one that is not met yet is late from the day after its last one. */
export const isLate = ({ dueOn, metOn }: Pick<ReplacementDemand, 'dueOn' | 'metOn'>, today: IsoDate): boolean => dueOn < (metOn ?? today);

/**
 * Days by which a demand to replace somebody was met too late, up to the one on which it was met, each time ended with its month.
 * Null where nobody was demanded to be replaced. How many days there are is the agency's, since the contract names none.
 */
export function measureReplacement({ clauses }: ReplacementRule, demands: readonly ReplacementDemand[], days: DateRange): Breach[] | null {
  if (demands.length === 0) return null;
  const note = policyNote(true);
  return demands.flatMap(({ id, staffId, no, dueOn, metOn }) => {
    const late = { from: latest(days.from, addDays(dueOn, 1)), to: metOn === null ? days.to : earliest(days.to, metOn) };
    const what =
      metOn === null ? { zh: '尚未更换', en: 'is not replaced' } : { zh: `至 ${metOn} 才更换`, en: `was replaced only on ${metOn}` };
    return runsOf(late, [], () => true).map(({ from, to }) =>
      breachOf(
        { code: REPLACEMENT_CODE, clauses, title: TITLE },
        { place: `${id} ${from}`, from, to, staffId, needed: Exact.ONE, present: Exact.ZERO },
        `甲方要求至迟于 ${dueOn} 更换工号 ${no}，${what.zh}${note.zh}`,
        `number ${no} was to be replaced by ${dueOn}, and ${what.en}${note.en}`,
      ),
    );
  });
}
