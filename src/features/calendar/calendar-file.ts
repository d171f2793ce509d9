import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WorkingCalendar } from '../../core/calendar/working-days.js';
import { calendarShape } from '../../core/contract/contract-shapes.js';
import { packageRoot } from '../../platform/package-root.js';
import { readYaml } from '../../platform/yaml-file.js';

const FILE = 'calendar/china.yaml';

/** Where the calendars lie that it replaced, each under its version: what was scored by them is scored by them again. */
const EARLIER = 'calendar/earlier';

const SEEDS = join(packageRoot(), 'seeds');

/** The calendar in force, and those that it replaced, the latest first. */
export interface Calendars {
  readonly current: WorkingCalendar;
  readonly earlier: readonly WorkingCalendar[];
}

/** Raised where the calendar that came with the package cannot be used. */
export class CalendarDataError extends Error {
  override readonly name = 'CalendarDataError';
}

/** The working calendar that came with the package: the State Council's years. */
export const loadCalendar = (seeds = SEEDS): WorkingCalendar => readCalendar(seeds, FILE);

/** The calendars that came before it, the latest first; none where it is the first. */
export function loadEarlierCalendars(seeds = SEEDS): readonly WorkingCalendar[] {
  const folder = join(seeds, EARLIER);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  return files
    .sort()
    .reverse()
    .map((file) => readCalendar(seeds, join(EARLIER, file)));
}

function readCalendar(seeds: string, file: string): WorkingCalendar {
  const { data, faults } = readYaml(join(seeds, file));
  const checked = calendarShape.safeParse(data);
  if (faults.length > 0 || !checked.success) throw new CalendarDataError(`${file}: ${faults.join('; ') || checked.error?.message}`);
  return new WorkingCalendar(checked.data);
}
