import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { PART_BYTES, partCountOf } from '../../platform/files/upload-parts.js';
import { globalId, uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import type { InvalidInput, Obstructed } from '../assessment-periods/refusal.js';
import { createUpload } from './create-upload.use-case.js';
import { CreateUploadInput, ReviewEvidenceInput, SubmitEvidenceInput, WithdrawEvidenceInput } from './evidence.input.js';
import type { EvidenceRow } from './evidence.repository.js';
import {
  CreateUploadResult,
  EvidenceNotReviewableError,
  EvidenceNotSubmittableError,
  EvidenceNotWithdrawableError,
  ReviewEvidenceResult,
  SubmitEvidenceResult,
  UploadCreatedType,
  WithdrawEvidenceResult,
} from './evidence.result.js';
import { EvidenceType } from './evidence.type.js';
import { evidenceFiles } from './evidence-files.js';
import { reviewEvidence } from './review-evidence.use-case.js';
import { submitEvidence } from './submit-evidence.use-case.js';
import { withdrawEvidence } from './withdraw-evidence.use-case.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class EvidenceCommandsResolver {
  @Mutation(() => CreateUploadResult, {
    description:
      '申报一个文件，得签名地址，一日内分块上传，中断可续 / Announces a file and gives a signed address: its parts are taken for a day, and an upload that breaks off goes on where it was',
  })
  async createUpload(
    @Arg('input', () => CreateUploadInput, INPUT) input: CreateUploadInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof CreateUploadResult> {
    const context = tenantOf(graphql);
    const { signer } = context.ofProcess(evidenceFiles);
    const result = await createUpload(context, { ...input });
    if (!result.ok) return new InvalidInputError(result.error.problems);
    const { id, sizeBytes, expiresAt } = result.value;
    return Object.assign(new UploadCreatedType(), {
      uploadId: globalId('EvidenceUpload', id),
      // Signed anew for a command that is asked again: no address is stored.
      address: signer.addressOf({ purpose: 'uploads', tenantId: context.tenantId, id, expiresAt: new Date(expiresAt) }),
      partSizeBytes: PART_BYTES,
      partCount: partCountOf(sizeBytes),
      expiresAt,
    });
  }

  @Mutation(() => SubmitEvidenceResult, {
    description:
      '将上传完的文件提交为证据；查毕前在隔离中 / Submits a file whose parts are all there as evidence; until its checks are over it is in quarantine',
  })
  async submitEvidence(
    @Arg('input', () => SubmitEvidenceInput, INPUT) input: SubmitEvidenceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SubmitEvidenceResult> {
    const context = tenantOf(graphql);
    const uploadId = uuidOf('EvidenceUpload', input.uploadId, '上传', 'upload');
    const links = input.links.map(({ item, findingId, observationId, deliverableId, noticeId, checkId }) => ({
      item: item && { item: item.item, periodId: uuidOf('AssessmentPeriod', item.periodId, '考核期', 'period') },
      findingId: findingId && uuidOf('Finding', findingId, '发现', 'finding'),
      observationId: observationId && uuidOf('Observation', observationId, '数据', 'observation'),
      deliverableId: deliverableId && uuidOf('Deliverable', deliverableId, '交付物', 'deliverable'),
      noticeId: noticeId && uuidOf('Notice', noticeId, '通知', 'notice'),
      checkId: checkId && uuidOf('Check', checkId, '抽查', 'check'),
    }));
    const result = await submitEvidence(context, { ...input, uploadId, links });
    if (result.ok) context.ofProcess(evidenceFiles).lookAt({ tenantId: context.tenantId, id: uploadId });
    return answered(context, result, (obstacles) => new EvidenceNotSubmittableError(obstacles));
  }

  @Mutation(() => ReviewEvidenceResult, {
    description: '考核员采纳证据，或说明理由退回 / An assessor accepts evidence, or returns it with the reason',
  })
  async reviewEvidence(
    @Arg('input', () => ReviewEvidenceInput, INPUT) input: ReviewEvidenceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ReviewEvidenceResult> {
    const context = tenantOf(graphql);
    const result = await reviewEvidence(context, { ...input, evidenceId: evidenceIdOf(input) });
    return answered(context, result, (obstacles) => new EvidenceNotReviewableError(obstacles));
  }

  @Mutation(() => WithdrawEvidenceResult, {
    description: '提交方说明理由撤回证据；不删除 / The party that submitted evidence withdraws it, with the reason; nothing is deleted',
  })
  async withdrawEvidence(
    @Arg('input', () => WithdrawEvidenceInput, INPUT) input: WithdrawEvidenceInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof WithdrawEvidenceResult> {
    const context = tenantOf(graphql);
    const result = await withdrawEvidence(context, { ...input, evidenceId: evidenceIdOf(input) });
    return answered(context, result, (obstacles) => new EvidenceNotWithdrawableError(obstacles));
  }
}

const evidenceIdOf = ({ evidenceId }: { readonly evidenceId: string }): string => uuidOf('Evidence', evidenceId, '证据', 'evidence');

/** What a use case gave back, as GraphQL answers it. */
function answered<O extends string, B>(
  context: TenantContext,
  result: Result<EvidenceRow, InvalidInput | Obstructed<O>>,
  refuse: (obstacles: readonly O[]) => B,
): EvidenceType | B | InvalidInputError {
  context.forgetLoaded();
  if (result.ok) return new EvidenceType(result.value);
  return result.error.kind === 'OBSTRUCTED' ? refuse(result.error.obstacles) : new InvalidInputError(result.error.problems);
}
