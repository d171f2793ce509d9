import { createUnionType, Field, ObjectType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { CorrectionType } from '../assessment-periods/correction.type.js';
import { ContractVersionType } from '../contracts/contract.type.js';
import { ReadingProposalType } from '../contracts/reading-proposal.type.js';
import type { AgreementObstacle } from './agree-reading.use-case.js';

@ObjectType('ReadingAgreed', { description: '已约定的读法及其后果 / A reading that was agreed, and what follows' })
export class ReadingAgreedType {
  @Field(() => ReadingProposalType, { description: '提议 / The proposal' })
  readonly proposal!: ReadingProposalType;

  @Field(() => [CorrectionType], {
    description: '因此开启的更正：已公布且得分受影响的各期 / Corrections it opens: published periods whose score it moves',
  })
  readonly corrections!: readonly CorrectionType[];

  @Field(() => [AssessmentPeriodType], {
    description: '得分不变、须另出补充结算的已公布各期 / Published periods whose score stands, to be settled by a supplementary statement',
  })
  readonly periodsToSettleAgain!: readonly AssessmentPeriodType[];
}

@ObjectType('ContractAmended', { description: '合同的新版本及其后果 / A contract’s new version, and what follows' })
export class ContractAmendedType {
  @Field(() => ContractVersionType, { description: '新版本 / The new version' })
  readonly version!: ContractVersionType;

  @Field(() => [AssessmentPeriodType], {
    description: '按新版本评分的各期，先早后晚 / Periods that it scores from now on, the earliest first',
  })
  readonly periods!: readonly AssessmentPeriodType[];

  @Field(() => [CorrectionType], {
    description: '因此开启的更正：其中已公布的各期 / Corrections it opens: those of them that are published',
  })
  readonly corrections!: readonly CorrectionType[];
}

export const ReadingNotAgreeableError = obstacleError<AgreementObstacle>(
  { name: 'ReadingNotAgreeable', code: 'NOT_AGREEABLE', zh: '提议不能由此方同意', en: 'the proposal may not be agreed to by this party' },
  {
    OWN_PROPOSAL: '提议出自本方 / The proposal is the party’s own',
    REPLACED: '已有更新的提议 / A later proposal has replaced it',
    ALREADY_AGREED: '已经同意 / It is agreed already',
  },
);

export const ProposeReadingResult = createUnionType({
  name: 'ProposeReadingResult',
  description: '提议读法的结果 / Result of proposing a reading',
  types: () => [ReadingProposalType, InvalidInputError] as const,
});

export const AgreeReadingResult = createUnionType({
  name: 'AgreeReadingResult',
  description: '同意读法的结果 / Result of agreeing to a reading',
  types: () => [ReadingAgreedType, ReadingNotAgreeableError, InvalidInputError] as const,
});

export const AmendContractResult = createUnionType({
  name: 'AmendContractResult',
  description: '修改合同的结果 / Result of amending a contract',
  types: () => [ContractAmendedType, InvalidInputError] as const,
});
