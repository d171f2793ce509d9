import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Evaluation } from '../../core/cases/evaluate.js';
import { groupsOf, inOrderOf } from '../../platform/persistence/batches.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { type CorrectionRow, listCorrectionsOfScorecards } from '../assessment-periods/correction.repository.js';
import { type AppealRow, findAppeals, listAppeals } from './appeal.repository.js';
import { ScorecardPreviewType } from './score-result.type.js';
import {
  findLatestScorecards,
  findRevisions,
  findScorecards,
  listDocuments,
  listPreviouslyPublished,
  type PreviousRow,
  type ScorecardRow,
} from './scorecard.repository.js';
import { listRefusals, listSignatures } from './signature.repository.js';

/** Scorecards by their ids; null where the tenant has none or the reader may not see it. */
export const scorecardById = (context: TenantContext) =>
  new DataLoader<string, ScorecardRow | null>(async (ids) => inOrderOf(ids, await findScorecards(context, ids), ({ id }) => id));

/** The latest scorecard of a period that the reader may see; null where there is none. */
export const latestScorecardOfPeriod = (context: TenantContext) =>
  new DataLoader<string, ScorecardRow | null>(async (periodIds) =>
    inOrderOf(periodIds, await findLatestScorecards(context, periodIds), ({ periodId }) => periodId),
  );

/** How many scorecards are kept ready to be answered, of all tenants together. */
const READY_DOCUMENT_COUNT_MAX = 2_000;

const readyDocuments = () => new LRUCache<string, ScorecardPreviewType>({ max: READY_DOCUMENT_COUNT_MAX });

/**
 * What scorecards say, by their ids, for rows that the reader has been shown.
 *
 * A scorecard never changes: it is read from the database and made ready once, and kept by its id. Nobody comes here without its row,
 * which has passed the tenant's policy.
 */
export const documentOfScorecard = (context: TenantContext) =>
  new DataLoader<string, ScorecardPreviewType>(async (ids) => {
    const ready = context.ofProcess(readyDocuments);
    const unknown = ids.filter((id) => !ready.has(id));
    const found = new Map<string, ScorecardPreviewType>();
    for (const { id, document } of unknown.length > 0 ? await listDocuments(context, unknown) : []) {
      const made = new ScorecardPreviewType(JSON.parse(document) as Evaluation);
      found.set(id, made);
      ready.set(id, made);
    }
    return ids.map((id) => found.get(id) ?? ready.get(id)!);
  });

/** What scorecards say, to be compared, for rows that the reader has been shown. */
export const evaluationOfScorecard = (context: TenantContext) =>
  new DataLoader<string, Evaluation>(async (ids) => {
    const documents = inOrderOf(ids, await listDocuments(context, ids), ({ id }) => id);
    return documents.map((written) => JSON.parse(written!.document) as Evaluation);
  });

/** Which revision of a period's scorecard is asked for. */
interface RevisionKey {
  readonly periodId: string;
  readonly revision: number;
}

const placeOf = ({ periodId, revision }: RevisionKey): string => `${periodId} ${revision}`;

/** Revisions of periods' scorecards; null where there is none that the reader may see. */
export const revisionOfPeriod = (context: TenantContext) =>
  new DataLoader<RevisionKey, ScorecardRow | null, string>(
    async (keys) => inOrderOf(keys.map(placeOf), await findRevisions(context, keys), placeOf),
    { cacheKeyFn: placeOf },
  );

const ofScorecards =
  <R extends { readonly scorecardId: string }>(list: (context: TenantContext, ids: readonly string[]) => Promise<R[]>) =>
  (context: TenantContext) =>
    new DataLoader<string, R[]>(async (ids) => groupsOf(ids, await list(context, ids), ({ scorecardId }) => scorecardId));

export const appealsOfScorecard = ofScorecards(listAppeals);
export const signaturesOfScorecard = ofScorecards(listSignatures);
export const refusalsOfScorecard = ofScorecards(listRefusals);

/** Appeals by their ids; null where the tenant has none. */
export const appealById = (context: TenantContext) =>
  new DataLoader<string, AppealRow | null>(async (ids) => inOrderOf(ids, await findAppeals(context, ids), ({ id }) => id));

/** The revision that was published last before a scorecard; null for the first. */
export const previousOfScorecard = (context: TenantContext) =>
  new DataLoader<string, PreviousRow | null>(async (ids) =>
    inOrderOf(ids, await listPreviouslyPublished(context, ids), ({ nextId }) => nextId),
  );

/** The corrections that a scorecard carries out: those opened since the revision published before it. */
export const correctionsOfScorecard = (context: TenantContext) =>
  new DataLoader<string, CorrectionRow[]>(async (ids) =>
    groupsOf(ids, await listCorrectionsOfScorecards(context, ids), ({ scorecardId }) => scorecardId),
  );
