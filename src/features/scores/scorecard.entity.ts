import { defineEntity, p } from '@mikro-orm/core';
import type { Evaluation } from '../../core/cases/evaluate.js';
import { tenantPolicy } from '../../platform/persistence/tenant-policy.js';
import { tenantReference } from '../../platform/persistence/tenant-reference.js';
import { ofPeriod } from '../assessment-periods/assessment-period.entity.js';
import { ContractVersion } from '../contracts/contract-version.entity.js';

/** A score of a period, with everything that explains it. Appended, never changed. */
export const Scorecard = defineEntity({
  name: 'Scorecard',
  tableName: 'scorecards',
  properties: {
    tenantId: p.string().length(64).primary(),
    id: p.uuid().primary(),
    period: ofPeriod,
    revision: p.integer(),
    /** What was recorded up to this version of the period is what it rests on. */
    periodVersion: p.integer(),
    contractVersion: () => tenantReference(ContractVersion, 'version_id'),
    rubric: p.string().length(80),
    isComplete: p.boolean(),
    isProvisional: p.boolean(),
    /** Printed, 4 places; null while data is missing. */
    total: p.decimal().columnType('numeric').nullable(),
    payable: p.decimal().precision(16).scale(2).nullable(),
    undisputed: p.decimal().precision(16).scale(2).nullable(),
    digest: p.string().length(71),
    /** The whole result as it was computed, in the case format, word for word: json keeps the text as it is. */
    document: p.json<Evaluation>().columnType('json'),
    scoredBy: p.string().length(255),
    scoredAt: p.datetime(),
  },
  uniques: [{ properties: ['tenantId', 'period', 'revision'] }],
  checks: [
    {
      name: 'scorecards_complete',
      expression: (columns) => `${columns.isComplete} = (${columns.total} is not null)`,
    },
  ],
  ...tenantPolicy('scorecards'),
});

/** That a scorecard was shown to the vendor, by whom and when. */
export const ScorecardPublication = defineEntity({
  name: 'ScorecardPublication',
  tableName: 'scorecard_publications',
  properties: {
    tenantId: p.string().length(64).primary(),
    scorecard: () =>
      p
        .oneToOne(Scorecard)
        .primary()
        .joinColumns('tenant_id', 'scorecard_id')
        .referencedColumnNames('tenant_id', 'id')
        .ref()
        .updateRule('restrict')
        .deleteRule('restrict'),
    publishedBy: p.string().length(255),
    publishedAt: p.datetime(),
    /** Last day on which the vendor may appeal, and whether it rests on a year whose working days are not published. */
    appealableUntil: p.date(),
    isDeadlineProvisional: p.boolean(),
  },
  ...tenantPolicy('scorecard_publications'),
});
