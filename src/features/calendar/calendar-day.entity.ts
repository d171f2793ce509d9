import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';

/** A day that a tenant adds to the State Council's working calendar, with the notice it comes from. Appended: the latest counts. */
export const CalendarDay = defineEntity({
  name: 'CalendarDay',
  tableName: 'calendar_days',
  properties: {
    tenantId: p.string().length(64).primary(),
    day: p.date().primary(),
    revision: p.integer().primary(),
    isWorkingDay: p.boolean(),
    /** What it is, such as a regional holiday. */
    name: p.text(),
    noticeNumber: p.string().length(255),
    noticeIssuedOn: p.date(),
    recordedBy: p.string().length(255),
    recordedAt: p.datetime(),
  },
  ...tenantPolicy('calendar_days'),
});
