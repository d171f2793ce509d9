import { parsePeriod } from '../../src/core/values/periods.js';

/** The input of `evaluate`, as loose as a caller may write it. */
export interface PeriodInput {
  contract: string;
  period: string;
  observations: ObservationInput[];
  findings: Fields[];
  judgements: Fields[];
  readings: Record<string, unknown>;
}

export interface ObservationInput extends Fields {
  metric: string;
  month?: string;
  value: unknown;
  source: string;
}

type Fields = Record<string, unknown>;

/** What differs from full marks. A count that is null is left out. */
export interface Overrides extends Partial<Omit<PeriodInput, 'contract' | 'observations'>> {
  counts?: Record<string, number | string | null>;
}

const KEZHOU_COUNTS: Record<string, number> = {
  agentRequests: 10_000,
  agentAnswered: 10_000,
  answeredWithin6s: 9_500,
  dispatchedTickets: 10_000,
  misdispatchedTickets: 0,
  callbacksDue: 500,
  callbacksExempt: 0,
  callbacksDone: 500,
};

const SHAANXI_COUNTS: Record<string, number> = {
  teamHeadcount: 10,
  openingHeadcount: 10,
  leavers: 0,
  answerRateRank: 1,
  answer15sRank: 1,
  ratedVerySatisfied: 100,
  ratedSatisfied: 0,
  ratedNeutral: 0,
  ratedDissatisfied: 0,
  ratedVeryDissatisfied: 0,
  ratedExcluded: 0,
  sampledQualified: 100,
  sampledTickets: 100,
  examRequired: 10,
  examTaken: 10,
};

/** A Kezhou quarter of 100 points and 14 operators. `headcounts` null leaves the rosters out. */
export function kezhouQuarter({
  headcounts = [14, 14, 14],
  ...overrides
}: Overrides & { headcounts?: readonly number[] | null } = {}): PeriodInput {
  const quarter = periodInput('kezhou-12345', '2025Q1', KEZHOU_COUNTS, overrides);
  parsePeriod(quarter.period, 'QUARTER')!.months.forEach((month, index) => {
    if (headcounts) quarter.observations.push({ metric: 'operatorHeadcount', month, value: headcounts[index], source: 'ROSTER' });
  });
  return quarter;
}

/** A Kezhou quarter of which only some months have figures, each of some metrics. */
export function kezhouMonths(months: Record<string, Record<string, number>>, overrides: Omit<Overrides, 'counts'> = {}): PeriodInput {
  const quarter = periodInput('kezhou-12345', '2025Q1', {}, overrides);
  for (const [month, counts] of Object.entries(months))
    for (const [metric, value] of Object.entries(counts)) quarter.observations.push({ metric, month, value, source: 'SYSTEM_REPORT' });
  return quarter;
}

/** A Shaanxi month of 100 points. */
export const shaanxiMonth = (overrides: Overrides = {}): PeriodInput => periodInput('shaanxi-12367', '2025-03', SHAANXI_COUNTS, overrides);

function periodInput(contract: string, period: string, full: Record<string, number>, { counts, ...overrides }: Overrides): PeriodInput {
  const observations = Object.entries({ ...full, ...counts })
    .filter(([, value]) => value !== null)
    .map(([metric, value]) => ({ metric, value, source: 'SYSTEM_REPORT' }));
  return { contract, period, observations, findings: [], judgements: [], readings: {}, ...overrides };
}
