// A year of both contracts, lived day by day with a clock of its own: what is due when, and what a miss leads to by itself.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from '../../../src/core/values/dates.js';
import { writtenContract } from '../../../src/seed/seed-demonstration.js';
import { type OwnedStorage, seedTenant } from '../../../src/seed/seed-tenant.js';
import type { TenantData } from '../../../src/seed/tenant-file.js';
import { LIBRARY } from '../../support/library.js';
import { ask, type Caller, createService, type Service } from '../../support/service.js';

const YEARS = {
  'year-kezhou': { contract: 'kezhou-12345', from: '2025-01-01', to: '2026-01-20' },
  'year-shaanxi': { contract: 'shaanxi-12367', from: '2024-12-04', to: '2026-01-05' },
} as const;

type Tenant = keyof typeof YEARS;

let today = '2024-12-01';
// Eight in the morning in China.
const clock = () => new Date(`${today}T00:00:00Z`);

let service: Service;
beforeAll(async () => {
  service = await createService('embedded', [], { now: clock, isSweeping: true });
  for (const [code, { contract }] of Object.entries(YEARS))
    await seedTenant(service.storage as OwnedStorage, emptyTenant(code, contract), writtenContract(LIBRARY, contract), clock);
});
afterAll(() => service.stop());

const emptyTenant = (code: string, contract: string): TenantData => ({
  code,
  name: { zh: '逐日模拟', en: 'Day by day' },
  contract,
  memberships: [],
  agreements: [],
  periods: [],
  corrections: [],
  proposals: [],
  calendarDays: [],
});

const as = (tenant: Tenant, role: Caller['role']): Caller => ({ tenant, role });

async function answer(query: string, variables: Record<string, unknown>, caller: Caller) {
  const { data, errors } = await ask(service, query, variables, caller);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Runs a mutation of one input; throws where it is refused. */
async function act(tenant: Tenant, role: Caller['role'], name: string, input: Record<string, unknown>) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const more =
    name === 'submitDeliverable'
      ? '... on Deliverable { id }'
      : name === 'demandDeliverable'
        ? '... on StandingObligation { occurrence }'
        : '';
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${more} ... on InvalidInputError { problems { path code } } } }`;
  const { [name]: result } = await answer(query, { input }, as(tenant, role));
  if (/Error$/.test(result.__typename)) throw new Error(`${name} on ${today}: ${JSON.stringify(result)}`);
  return result;
}

/** What people do on which day. */
type Script = Readonly<Record<string, () => Promise<unknown>>>;

/** Lets every day of a tenant's year pass; gives the day on which each of the system's findings was first seen, by its number. */
async function live(tenant: Tenant, script: Script): Promise<Map<string, string>> {
  const { from, to } = YEARS[tenant];
  const firstSeen = new Map<string, string>();
  for (today = from; today <= to; today = addDays(today, 1)) {
    // Whoever asks first in the day lets what is late be looked for, before anybody acts.
    const { assessmentPeriods } = await answer(FINDINGS, {}, as(tenant, 'AUDITOR'));
    for (const { findings } of assessmentPeriods.nodes)
      for (const { reference } of findings.nodes) if (!firstSeen.has(reference)) firstSeen.set(reference, today);
    await script[today]?.();
  }
  return firstSeen;
}

const FINDINGS = `{ assessmentPeriods(first: 20) { nodes { code findings(first: 50) { nodes {
  reference item kind occurredOn dueOn submittedOn consented origin state evidence eventId } } } } }`;

/** The system's findings as `period item kind due submitted state`, by number. */
async function findingsOf(tenant: Tenant): Promise<Record<string, string>> {
  const { assessmentPeriods } = await answer(FINDINGS, {}, as(tenant, 'AUDITOR'));
  const lines: [string, string][] = [];
  for (const { code, findings } of assessmentPeriods.nodes)
    for (const { reference, item, kind, dueOn, submittedOn, consented, origin, state } of findings.nodes) {
      expect(origin).toBe('SYSTEM');
      lines.push([reference, [code, item, kind, dueOn ?? '-', submittedOn ?? '-', ...(consented ? ['consented'] : []), state].join(' ')]);
    }
  return Object.fromEntries(lines);
}

async function standingOf(tenant: Tenant, code: string): Promise<string[]> {
  const query = `query ($contract: String!) { obligations(contract: $contract, first: 100, after: null) { nodes {
    obligation { code } occurrence dueOn basis state metOn } pageInfo { hasNextPage endCursor } } }`;
  const lines: string[] = [];
  let after: string | null = null;
  do {
    const paged: string = query.replace('after: null', after === null ? 'after: null' : `after: "${after}"`);
    const { obligations } = await answer(paged, { contract: YEARS[tenant].contract }, as(tenant, 'AUDITOR'));
    for (const { obligation, occurrence, dueOn, basis, state, metOn } of obligations.nodes)
      if (obligation.code === code) lines.push(`${occurrence} ${dueOn ?? '-'} ${basis} ${state} ${metOn ?? '-'}`);
    after = obligations.pageInfo.hasNextPage ? obligations.pageInfo.endCursor : null;
  } while (after !== null);
  return lines;
}

describe('Shaanxi: analyses with dates of the contract', () => {
  const tenant: Tenant = 'year-shaanxi';
  const { contract } = YEARS[tenant];
  let firstSeen: Map<string, string>;
  const deliver = (obligation: string, occurrence: string) =>
    act(tenant, 'VENDOR_STAFF', 'submitDeliverable', { contract, obligation, occurrence, description: `${occurrence} 报告（模拟）` });

  beforeAll(async () => {
    let returned = '';
    firstSeen = await live(tenant, {
      '2025-01-10': () => deliver('monthly_analysis', '2024-12'),
      '2025-01-15': () => deliver('quarterly_analysis', '2024Q4'),
      '2025-02-05': () => deliver('monthly_analysis', '2025-01'),
      // Due on 10 March.
      '2025-03-13': () => deliver('monthly_analysis', '2025-02'),
      '2025-04-10': () => deliver('monthly_analysis', '2025-03'),
      // In time, but returned, and then late.
      '2025-04-14': async () => {
        returned = (await deliver('quarterly_analysis', '2025Q1')).id;
      },
      '2025-04-16': () =>
        act(tenant, 'ASSESSOR', 'reviewDeliverable', { deliverableId: returned, outcome: 'RETURNED', reason: '缺少分析结论' }),
      '2025-04-18': () => deliver('quarterly_analysis', '2025Q1'),
      // Due on a Saturday, rolled to Monday the 12th.
      '2025-05-12': () => deliver('monthly_analysis', '2025-04'),
      '2025-06-10': () => deliver('monthly_analysis', '2025-05'),
      // That of June, due on 10 July, never comes.
      '2025-07-15': () => deliver('quarterly_analysis', '2025Q2'),
      '2025-08-11': () => deliver('monthly_analysis', '2025-07'),
      '2025-09-08': () =>
        act(tenant, 'ASSESSOR', 'consentToDelay', {
          contract,
          obligation: 'monthly_analysis',
          occurrence: '2025-08',
          until: '2025-09-15',
          reason: '系统升级',
        }),
      // Due on the 10th, within what the agency consented to.
      '2025-09-12': () => deliver('monthly_analysis', '2025-08'),
      '2025-10-10': () => deliver('monthly_analysis', '2025-09'),
      '2025-10-15': () => deliver('quarterly_analysis', '2025Q3'),
      '2025-11-10': () => deliver('monthly_analysis', '2025-10'),
      // The last one is due after the last scored month: owed, but no finding.
      '2025-12-20': () => deliver('monthly_analysis', '2025-11'),
    });
  });

  test('every due date, and how it stands after the year', async () => {
    expect(await standingOf(tenant, 'monthly_analysis')).toEqual([
      '2024-12 2025-01-10 CONTRACT MET 2025-01-10',
      '2025-01 2025-02-10 CONTRACT MET 2025-02-05',
      '2025-02 2025-03-10 CONTRACT MET_LATE 2025-03-13',
      '2025-03 2025-04-10 CONTRACT MET 2025-04-10',
      '2025-04 2025-05-12 CONTRACT MET 2025-05-12',
      '2025-05 2025-06-10 CONTRACT MET 2025-06-10',
      '2025-06 2025-07-10 CONTRACT LATE -',
      '2025-07 2025-08-11 CONTRACT MET 2025-08-11',
      '2025-08 2025-09-10 CONTRACT MET_LATE 2025-09-12',
      '2025-09 2025-10-10 CONTRACT MET 2025-10-10',
      '2025-10 2025-11-10 CONTRACT MET 2025-11-10',
      '2025-11 2025-12-10 CONTRACT MET_LATE 2025-12-20',
    ]);
    expect(await standingOf(tenant, 'quarterly_analysis')).toEqual([
      '2024Q4 2025-01-15 CONTRACT MET 2025-01-15',
      '2025Q1 2025-04-15 CONTRACT MET_LATE 2025-04-18',
      '2025Q2 2025-07-15 CONTRACT MET 2025-07-15',
      '2025Q3 2025-10-15 CONTRACT MET 2025-10-15',
    ]);
    expect(await standingOf(tenant, 'annual_analysis')).toEqual(['2024 2025-12-31 CONTRACT LATE -']);
  });

  test('what was late proposed its finding in the month of its due date, once as it stood and again as it came', async () => {
    const kind = 'analysis_report_late';
    expect(await findingsOf(tenant)).toEqual({
      'monthly_analysis-2025-02': `2025-03 4 ${kind} 2025-03-10 - WITHDRAWN`,
      'monthly_analysis-2025-02-2': `2025-03 4 ${kind} 2025-03-10 2025-03-13 PROPOSED`,
      'quarterly_analysis-2025Q1': `2025-04 4 ${kind} 2025-04-15 - WITHDRAWN`,
      'quarterly_analysis-2025Q1-2': `2025-04 4 ${kind} 2025-04-15 2025-04-18 PROPOSED`,
      'monthly_analysis-2025-06': `2025-07 4 ${kind} 2025-07-10 - PROPOSED`,
      'monthly_analysis-2025-08': `2025-09 4 ${kind} 2025-09-10 - consented WITHDRAWN`,
      'monthly_analysis-2025-08-2': `2025-09 4 ${kind} 2025-09-10 2025-09-12 consented PROPOSED`,
    });
  });

  test('on the first day after it was due, and on the first after it came', () => {
    expect(Object.fromEntries(firstSeen)).toEqual({
      'monthly_analysis-2025-02': '2025-03-11',
      'monthly_analysis-2025-02-2': '2025-03-14',
      'quarterly_analysis-2025Q1': '2025-04-17',
      'quarterly_analysis-2025Q1-2': '2025-04-19',
      'monthly_analysis-2025-06': '2025-07-11',
      'monthly_analysis-2025-08': '2025-09-11',
      'monthly_analysis-2025-08-2': '2025-09-13',
    });
  });

  test('with its working days counted: 11, 12 and 13 March', async () => {
    const { assessmentPeriods } = await answer(FINDINGS, {}, as(tenant, 'AUDITOR'));
    const findings = assessmentPeriods.nodes.flatMap(({ findings: { nodes } }: { findings: { nodes: object[] } }) => nodes);
    expect(findings.find(({ reference }: { reference: string }) => reference === 'monthly_analysis-2025-02-2').evidence).toBe(
      '月度热线运行统计分析报告（2025-02）：应于 2025-03-10 提交，提交于 2025-03-13，逾期 3 个工作日 / Monthly analysis report (2025-02): due on 2025-03-10, submitted on 2025-03-13, 3 working days late',
    );
  });
});

describe('Kezhou: filings with dates that the agency sets, as policy', () => {
  const tenant: Tenant = 'year-kezhou';
  const { contract } = YEARS[tenant];
  let firstSeen: Map<string, string>;
  const deliver = (obligation: string, occurrence: string) =>
    act(tenant, 'VENDOR_MANAGER', 'submitDeliverable', { contract, obligation, occurrence, description: `${occurrence}（模拟）` });
  const MONTHS = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);

  beforeAll(async () => {
    const setDate = (obligation: string, when: object) =>
      act(tenant, 'ASSESSOR', 'setObligationDate', { contract, obligation, ...when, reason: '甲方要求（模拟）' });
    const script: Record<string, () => Promise<unknown>> = {
      '2025-01-01': async () => {
        await setDate('performance_report', { dayOfNextMonth: 15 });
        await setDate('attendance_filing', { dayOfNextMonth: 15 });
        await setDate('organisation_filing', { dueOn: '2025-01-31' });
      },
      '2025-01-20': () => deliver('organisation_filing', 'ONCE'),
      '2025-05-06': () =>
        act(tenant, 'ASSESSOR', 'demandDeliverable', {
          contract,
          obligation: 'records_retrieval',
          dueOn: '2025-05-08',
          note: '调取5月3日录音（模拟）',
        }),
    };
    MONTHS.forEach((month, index) => {
      script[`${MONTHS[index + 1] ?? '2026-01'}-10`] = async () => {
        // That of January comes on the 17th, of which the 15th was the date; the attendance of May never.
        if (month !== '2025-01') await deliver('performance_report', month);
        if (month !== '2025-05') await deliver('attendance_filing', month);
      };
    });
    script['2025-02-17'] = () => deliver('performance_report', '2025-01');
    firstSeen = await live(tenant, script);
  });

  test('a date that the agency set is marked as policy', async () => {
    const reports = await standingOf(tenant, 'performance_report');
    expect(reports).toHaveLength(12);
    expect(reports[0]).toBe('2025-01 2025-02-15 POLICY MET_LATE 2025-02-17');
    expect(reports[11]).toBe('2025-12 2026-01-15 POLICY MET 2026-01-10');
    expect(await standingOf(tenant, 'organisation_filing')).toEqual(['ONCE 2025-01-31 POLICY MET 2025-01-20']);
    expect((await standingOf(tenant, 'attendance_filing'))[4]).toBe('2025-05 2025-06-15 POLICY LATE -');
    expect(await standingOf(tenant, 'warranty')).toEqual(['TERM - CONTRACT RUNNING -']);
  });

  test('a miss leads to the finding of its item in the quarter of its date; one that costs the same whenever it comes is proposed once', async () => {
    const findings = await findingsOf(tenant);
    const demanded = Object.keys(findings).find((reference) => reference.startsWith('records_retrieval-'))!;
    expect(findings).toEqual({
      'performance_report-2025-01': '2025Q1 6.4 performance_report_late - - PROPOSED',
      'attendance_filing-2025-05': '2025Q2 4.2 attendance_not_filed - - PROPOSED',
      [demanded]: '2025Q2 6.2 retrieval_failure - - PROPOSED',
    });
    expect(Object.fromEntries(firstSeen)).toEqual({
      'performance_report-2025-01': '2025-02-16',
      'attendance_filing-2025-05': '2025-06-16',
      [demanded]: '2025-05-09',
    });
  });
});
