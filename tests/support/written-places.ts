import type { DevelopmentIssuer } from '../../src/platform/auth/development-issuer.js';
import type { Place, WrittenCommand } from './retrying-client.js';

interface Identified {
  readonly id: string;
}

const idsOf = (rows: readonly Identified[] | undefined): string[] | null => rows?.map(({ id }) => id) ?? null;

const findings = (...rows: readonly object[]): WrittenCommand => ({
  name: 'recordFindings',
  inputOf: (key) => ({ findings: rows.map((finding) => ({ ...finding, evidence: key })) }),
  rowCount: rows.length,
  idsOf: (given) => idsOf(given.findings),
});

const observations = (...rows: readonly object[]): WrittenCommand => ({
  name: 'recordObservations',
  inputOf: (key) => ({ observations: rows, file: key }),
  rowCount: rows.length,
  idsOf: (given) => idsOf(given.observations),
});

const judgement = (item: string, points: string): WrittenCommand => ({
  name: 'judgeItem',
  inputOf: (key) => ({ item, points, reason: key }),
  rowCount: 1,
  idsOf: (given) => (given.__typename === 'Judgement' ? [given.id] : null),
});

const figure = (metric: string, value: number, month?: string) => ({ metric, value, source: 'AGENCY', ...(month ? { month } : {}) });

/** What is written to open periods of the demonstration and of the invented contract; nothing of it contradicts anything else. */
const WRITTEN: readonly {
  readonly tenant: string;
  readonly contract: string;
  readonly period: string;
  readonly commands: Place['commands'];
}[] = [
  ...['2026-03-03', '2026-09-09', '2027-03-03', '2027-09-09'].map((occurredOn) => {
    const finding = { item: 'B5', kind: 'rude_reply', occurredOn };
    return {
      tenant: 'qinghe-12345',
      contract: 'qinghe-12345',
      period: `${occurredOn.slice(0, 4)}H${occurredOn.slice(5, 7) < '07' ? 1 : 2}`,
      commands: [
        findings(finding, finding),
        observations(figure('callsIn', 1000), figure('callbacksPlanned', 100), figure('ordersSent', 10)),
        judgement('C4', '5'),
      ] as const,
    };
  }),
  {
    tenant: 'kezhou',
    contract: 'kezhou-12345',
    period: '2025Q4',
    commands: [observations(figure('callbacksDue', 2000, '2025-12'), figure('callbacksExempt', 20, '2025-12')), judgement('5.3', '3.5')],
  },
];

/** Every place, with a token of an assessor of its tenant. */
export const writtenPlaces = (
  issuer: DevelopmentIssuer,
  periodIdOf: (contract: string, period: string, token: string) => Promise<string>,
) =>
  Promise.all(
    WRITTEN.map(async ({ tenant, contract, period, commands }): Promise<Place> => {
      const token = await issuer.sign({ subject: `${tenant}-assessor-1`, tenantId: tenant, roles: ['ASSESSOR'] });
      return { tenant, token, commands, periodId: await periodIdOf(contract, period, token) };
    }),
  );
