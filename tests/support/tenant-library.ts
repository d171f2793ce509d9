import { ContractLibrary } from '../../src/features/contracts/contract-folder.js';
import { demonstrationTenants } from '../../src/seed/seed-demonstration.js';
import { CALENDAR, CONTRACT_DIRECTORIES, LIBRARY } from './library.js';

const libraries = new Map<string, ContractLibrary>();

/** The contracts as the demonstration tenant that has one of them reads them: with the days that it added to the calendar. */
export function libraryOfTenant(contract: unknown): ContractLibrary {
  const days = demonstrationTenants()
    .filter((tenant) => tenant.contract === contract)
    .flatMap(({ calendarDays }) => calendarDays)
    .flatMap(({ noticeNumber: number, noticeIssuedOn: issuedOn, days: added }) =>
      added.map(({ day: date, isWorkingDay, name }) => ({ date, isWorkingDay, name, notice: { number, issuedOn } })),
    );
  if (days.length === 0) return LIBRARY;
  const calendar = CALENDAR.withDays(days);
  const known = libraries.get(calendar.version) ?? new ContractLibrary(CONTRACT_DIRECTORIES, calendar);
  libraries.set(calendar.version, known);
  return known;
}
