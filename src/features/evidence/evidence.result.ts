import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { EvidenceType } from './evidence.type.js';
import type { ReviewObstacle } from './review-evidence.use-case.js';
import type { SubmissionObstacle } from './submit-evidence.use-case.js';
import type { WithdrawalObstacle } from './withdraw-evidence.use-case.js';

@ObjectType('UploadCreated', { description: '可以开始的上传 / An upload that may begin' })
export class UploadCreatedType {
  @Field(() => ID, { description: '上传的编号，提交证据时用 / Id of the upload, for its submission as evidence' })
  readonly uploadId!: string;

  @Field(() => String, {
    description:
      '签名地址，相对于本服务：GET 得知下一块；在路径后加 /parts/<序号> 逐块 PUT / Signed address, below this service’s own: GET tells the next part; the parts are PUT at its path with /parts/<number> behind it',
  })
  readonly address!: string;

  @Field(() => Int, { description: '除末块外每块的字节数 / Bytes of every part but the last' })
  readonly partSizeBytes!: number;

  @Field(() => Int, { description: '块数 / How many parts there are' })
  readonly partCount!: number;

  @Field(() => GraphQLDateTime, { description: '地址失效时间 / When the address expires' })
  readonly expiresAt!: string;
}

export const EvidenceNotSubmittableError = obstacleError<SubmissionObstacle>(
  { name: 'EvidenceNotSubmittable', code: 'NOT_SUBMITTABLE', zh: '上传不能提交', en: 'the upload may not be submitted' },
  {
    PARTS_MISSING: '尚有分块未上传 / Parts are missing',
    ALREADY_SUBMITTED: '已提交 / It is submitted already',
    UPLOAD_EXPIRED: '上传已过期 / The upload has expired',
  },
);

export const EvidenceNotReviewableError = obstacleError<ReviewObstacle>(
  { name: 'EvidenceNotReviewable', code: 'NOT_REVIEWABLE', zh: '证据不能如此审核', en: 'the evidence may not be reviewed so' },
  {
    IN_QUARANTINE: '文件尚未查毕 / The file is still in quarantine',
    FILE_REFUSED: '文件未通过检查 / The file did not pass its checks',
    WITHDRAWN: '证据已撤回 / It was withdrawn',
    SAME_OUTCOME: '已是此结果 / That is its outcome already',
    SUBMITTED_BY_YOURSELF: '审核人即提交人，须由他人审核 / The reviewer submitted it: somebody else reviews',
  },
);

export const EvidenceNotWithdrawableError = obstacleError<WithdrawalObstacle>(
  {
    name: 'EvidenceNotWithdrawable',
    code: 'NOT_WITHDRAWABLE',
    zh: '证据不能由此方撤回',
    en: 'the evidence may not be withdrawn by this party',
  },
  {
    OF_OTHER_PARTY: '证据由对方提交 / The other party submitted it',
    ALREADY_WITHDRAWN: '已撤回 / It is withdrawn already',
  },
);

export const CreateUploadResult = createUnionType({
  name: 'CreateUploadResult',
  description: '申报上传的结果 / Result of announcing an upload',
  types: () => [UploadCreatedType, InvalidInputError] as const,
});

export const SubmitEvidenceResult = createUnionType({
  name: 'SubmitEvidenceResult',
  description: '提交证据的结果 / Result of submitting evidence',
  types: () => [EvidenceType, EvidenceNotSubmittableError, InvalidInputError] as const,
});

export const ReviewEvidenceResult = createUnionType({
  name: 'ReviewEvidenceResult',
  description: '审核证据的结果 / Result of reviewing evidence',
  types: () => [EvidenceType, EvidenceNotReviewableError, InvalidInputError] as const,
});

export const WithdrawEvidenceResult = createUnionType({
  name: 'WithdrawEvidenceResult',
  description: '撤回证据的结果 / Result of withdrawing evidence',
  types: () => [EvidenceType, EvidenceNotWithdrawableError, InvalidInputError] as const,
});
