import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { WorkingCalendar } from '../../../src/core/calendar/working-days.js';
import { calendarShape } from '../../../src/core/contract/contract-shapes.js';
import { loadCalendar, loadEarlierCalendars } from '../../../src/features/calendar/calendar-file.js';
import { SEEDS } from '../../../src/features/contracts/contract-folder.js';
import { ask, type Caller, createService, type Service } from '../../support/service.js';

const FINANCE: Caller = { tenant: 'kezhou', role: 'FINANCE' };

/** The calendar of the package with another year: its version is another one. */
function nextYears(): WorkingCalendar {
  const data = calendarShape.parse(parse(readFileSync(join(SEEDS, 'calendar/china.yaml'), 'utf8')));
  const notice = { number: '测试〔2026〕1号', issuedOn: '2026-11-04' };
  const holidays = [{ name: '元旦', from: '2027-01-01', to: '2027-01-01' }];
  return new WorkingCalendar({ ...data, version: 'test-2027.1', years: [...data.years, { year: 2027, notice, holidays, makeUpDays: [] }] });
}

const MONEY = `query { readings(contract: "kezhou-12345", first: 100) { nodes { code costs { instalment alternatives { option payable { amount } } } } }
  statementDraft(contract: "kezhou-12345", instalment: 1) { ... on StatementDraft { payable { amount } scorecards { digest } } } }`;

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
});

const moneyUnder = async (earlier: readonly WorkingCalendar[] | null) => {
  const calendars = earlier ? { calendars: { current: nextYears(), earlier } } : {};
  service = await createService('embedded', [], calendars);
  return ask(service, MONEY, {}, FINANCE);
};

test('what was scored under an earlier calendar is scored by it again once a later one is there', async () => {
  const before = await moneyUnder(null);
  expect(before.errors).toBeUndefined();
  expect(before.data.statementDraft.payable).toEqual({ amount: '184800.00' });
  await service!.stop();
  expect(await moneyUnder([loadCalendar()])).toEqual(before);
  // A new score takes the calendar that is in force.
  const score = 'mutation ($input: ScorePeriodInput!) { scorePeriod(input: $input) { ... on Scorecard { digest } } }';
  const open = '{ assessmentPeriod(contract: "kezhou-12345", period: "2025Q4") { id scorecard { digest } } }';
  const assessor: Caller = { tenant: 'kezhou', role: 'ASSESSOR' };
  const { id: periodId, scorecard } = (await ask(service!, open, {}, assessor)).data.assessmentPeriod;
  const rescored = await ask(service!, score, { input: { periodId } }, assessor);
  expect(rescored.data.scorePeriod.digest).not.toBe(scorecard.digest);
});

test('without the earlier one it is not made up', async () => {
  const { errors } = await moneyUnder([]);
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
});

test('the package has replaced none of its calendars yet', () => {
  expect(loadEarlierCalendars().map(({ version }) => version)).toEqual([]);
});
