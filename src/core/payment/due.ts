import type { WorkingCalendar } from '../calendar/working-days.js';
import { daysBetween, type IsoDate, latest } from '../values/dates.js';
import type { DueData } from './schedule.js';

/** The dates that a payment's deadline may start from; null while they have not come. */
export interface PaymentDates {
  readonly invoiceReceivedOn: IsoDate | null;
  readonly signedOn: IsoDate | null;
}

/** When an instalment is due, and from which date its working days were counted. */
export interface DueDate {
  readonly date: IsoDate;
  readonly from: IsoDate;
  readonly provisional: boolean;
}

/** The due date of an instalment; null while a date that it starts from is missing. */
export function dueDateOf(due: DueData, dates: PaymentDates, calendar: WorkingCalendar): DueDate | null {
  const starts = due.after.map((event) => (event === 'INVOICE_RECEIVED' ? dates.invoiceReceivedOn : dates.signedOn));
  if (starts.includes(null)) return null;
  const from = (starts as IsoDate[]).reduce(latest);
  const counted = calendar.workingDaysAfter(from, due.workingDays);
  if (!due.notBefore || due.notBefore <= counted.date) return { ...counted, from };
  // What was counted may yet move past that date while its year is not published.
  return { date: due.notBefore, from, provisional: counted.provisional };
}

/** Days of delay, from the day after the due date to the day paid; 0 when on time. */
export const lateDaysOf = (dueOn: IsoDate, paidOn: IsoDate): number => Math.max(0, daysBetween(dueOn, paidOn));
