import { join } from 'node:path';
import { WorkingCalendar } from '../../core/calendar/working-days.js';
import { calendarShape } from '../../core/contract/contract-shapes.js';
import { packageRoot } from '../../platform/package-root.js';
import { readYaml } from '../../platform/yaml-file.js';

const FILE = 'calendar/china.yaml';

/** Raised where the calendar that came with the package cannot be used. */
export class CalendarDataError extends Error {
  override readonly name = 'CalendarDataError';
}

/** The working calendar that came with the package: the State Council's years. */
export function loadCalendar(seeds = join(packageRoot(), 'seeds')): WorkingCalendar {
  const { data, faults } = readYaml(join(seeds, FILE));
  const checked = calendarShape.safeParse(data);
  if (faults.length > 0 || !checked.success) throw new CalendarDataError(`${FILE}: ${faults.join('; ') || checked.error?.message}`);
  return new WorkingCalendar(checked.data);
}
