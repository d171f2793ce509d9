import { v7 as uuid } from 'uuid';
import { ok, type Result } from '../../core/values/result.js';
import { defineCommand } from '../../platform/command.js';
import { nextPartOf } from '../../platform/files/upload-parts.js';
import { notFound } from '../../platform/request-error.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findPeriods } from '../assessment-periods/assessment-period.repository.js';
import { findRecorded } from '../assessment-periods/recorded.repository.js';
import { type InvalidInput, invalid, nothingGiven, type Obstructed, obstructed } from '../assessment-periods/refusal.js';
import { findChecks } from '../checks/check.repository.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { findNotices } from '../notices/notice.repository.js';
import { findDeliverables } from '../obligations/obligation.repository.js';
import { partyOfSubmitter } from './create-upload.use-case.js';
import { Evidence, EvidenceLink } from './evidence.entity.js';
import { type EvidenceRow, findEvidence, loadPeriodOfObservation, type SubjectKind } from './evidence.repository.js';
import { evidenceFiles } from './evidence-files.js';
import { findUpload } from './upload.repository.js';

/** Why an upload cannot be submitted. */
export type SubmissionObstacle = 'PARTS_MISSING' | 'ALREADY_SUBMITTED' | 'UPLOAD_EXPIRED';

/** What evidence is about: exactly one of the members is given. */
export interface Subject {
  readonly item?: { readonly periodId: string; readonly item: string } | null | undefined;
  readonly findingId?: string | null | undefined;
  readonly observationId?: string | null | undefined;
  readonly deliverableId?: string | null | undefined;
  readonly noticeId?: string | null | undefined;
  readonly checkId?: string | null | undefined;
}

export interface SubmitEvidence {
  readonly uploadId: string;
  readonly links: readonly Subject[];
}

/** Most subjects of one piece of evidence. */
const LINK_COUNT_MAX = 20;

/**
 * Submits an uploaded file as evidence for what it is about. It stays in quarantine until its checks have found nothing.
 *
 * Errors: every problem of the links, or what stands in the way; throws NOT_FOUND for an upload of the other party, and for a subject
 * that the submitter does not see.
 */
export const submitEvidence = defineCommand({
  name: 'submitEvidence',
  permissions: ['evidence:submit'],
  async run(context, { uploadId, links }: SubmitEvidence): Promise<Result<EvidenceRow, InvalidInput | Obstructed<SubmissionObstacle>>> {
    await loadOwnUpload(context, uploadId);
    const problems = shapeProblems(links);
    if (problems.length > 0) return invalid(problems);
    const read = await Promise.all(links.map((link, index) => readLink(context, link, `links[${index}]`)));
    const unknown = read.flatMap((link) => ('path' in link ? [link] : []));
    if (unknown.length > 0) return invalid(unknown);
    const obstacle = await submissionObstacle(context, uploadId);
    if (obstacle) return obstructed([obstacle]);
    const id = await appendEvidence(context, uploadId, read as readonly ReadLink[]);
    return ok((await findEvidence(context, [id]))[0]!);
  },
});

/** An upload of the submitter's own party. Errors: throws NOT_FOUND. */
async function loadOwnUpload(context: TenantContext, uploadId: string) {
  const upload = await findUpload(context, context.tenantId, uploadId);
  if (!upload || upload.party !== partyOfSubmitter(context)) throw notFound('上传', 'upload');
  return upload;
}

/** What keeps an upload of the submitter's party from becoming evidence; null for nothing. Errors: throws NOT_FOUND. */
export async function submissionObstacle(context: TenantContext, uploadId: string): Promise<SubmissionObstacle | null> {
  const upload = await loadOwnUpload(context, uploadId);
  if (upload.isSubmitted) return 'ALREADY_SUBMITTED';
  if (context.now().toISOString() > upload.expiresAt) return 'UPLOAD_EXPIRED';
  const files = context.ofProcess(evidenceFiles);
  const parts = upload.outcome === null ? await files.store.listParts({ tenantId: context.tenantId, id: uploadId }) : null;
  return parts && nextPartOf(upload.sizeBytes, parts) !== null ? 'PARTS_MISSING' : null;
}

/** Makes evidence of an upload that nothing keeps from it, about what the links say; gives its id. */
export async function appendEvidence(context: TenantContext, uploadId: string, links: readonly ReadLink[]): Promise<string> {
  const id = uuid();
  const em = await context.entities();
  await em.insert(Evidence, { tenantId: context.tenantId, id, upload: [context.tenantId, uploadId], ...context.recorded });
  for (const link of links)
    await em.insert(EvidenceLink, { tenantId: context.tenantId, id: uuid(), evidence: [context.tenantId, id], ...link });
  return id;
}

type Reference = readonly [tenantId: string, id: string];

interface ReadLink {
  readonly subject: SubjectKind;
  readonly period?: Reference;
  readonly item?: string;
  readonly finding?: Reference;
  readonly observation?: Reference;
  readonly deliverable?: Reference;
  readonly notice?: Reference;
  readonly check?: Reference;
}

type Problem = InvalidInput['problems'][number];

function shapeProblems(links: readonly Subject[]): readonly Problem[] {
  if (links.length === 0) return [nothingGiven('links')];
  if (links.length > LINK_COUNT_MAX)
    return [{ path: 'links', code: 'TOO_LONG', message: `至多关联 ${LINK_COUNT_MAX} 项 / at most ${LINK_COUNT_MAX} links` }];
  const texts = links.map((link) => JSON.stringify(link));
  return links.flatMap(({ item, findingId, observationId, deliverableId, noticeId, checkId }, index) => {
    const path = `links[${index}]`;
    const given = [item, findingId, observationId, deliverableId, noticeId, checkId].filter((subject) => subject != null);
    if (given.length !== 1) return [{ path, code: 'ONE_SUBJECT', message: '须恰好指明一个对象 / exactly one subject is named' }];
    return texts.indexOf(texts[index]!) < index ? [{ path, code: 'DUPLICATE', message: '重复 / it is named twice' }] : [];
  });
}

async function readLink(
  context: TenantContext,
  { item, findingId, observationId, deliverableId, noticeId, checkId }: Subject,
  path: string,
): Promise<ReadLink | Problem> {
  const refer = (id: string): Reference => [context.tenantId, id];
  if (item) {
    const [period] = await findPeriods(context, [item.periodId]);
    if (!period) throw notFound('考核期', 'period');
    const { rubric } = (await context.loader(contractByVersion).load(period.contractVersionId))!.checked.contract;
    if (!rubric.itemsByCode.has(item.item))
      return { path: `${path}.item.item`, code: 'UNKNOWN_ITEM', message: `没有考核项 ${item.item} / there is no item ${item.item}` };
    return { subject: 'ITEM', period: refer(period.id), item: item.item };
  }
  if (findingId) {
    const [finding] = await findRecorded(context, 'findings', [findingId]);
    if (!finding) throw notFound('发现', 'finding');
    return { subject: 'FINDING', period: refer(finding.periodId), finding: refer(finding.id) };
  }
  if (deliverableId) {
    const [deliverable] = await findDeliverables(context, [deliverableId]);
    if (!deliverable) throw notFound('交付物', 'deliverable');
    return { subject: 'DELIVERABLE', deliverable: refer(deliverable.id) };
  }
  if (noticeId) {
    const [notice] = await findNotices(context, [noticeId]);
    if (!notice) throw notFound('通知', 'notice');
    return { subject: 'NOTICE', notice: refer(notice.id) };
  }
  if (checkId) {
    const [check] = await findChecks(context, [checkId]);
    if (!check) throw notFound('抽查', 'check');
    return { subject: 'CHECK', period: refer(check.periodId), check: refer(check.id) };
  }
  const [observation] = await findRecorded(context, 'observations', [observationId!]);
  if (!observation) throw notFound('数据', 'observation');
  const periodId = await loadPeriodOfObservation(context, observation.id);
  return { subject: 'OBSERVATION', period: refer(periodId), observation: refer(observation.id) };
}
