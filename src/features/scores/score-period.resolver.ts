import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import { CorrectionType } from '../assessment-periods/correction.type.js';
import { answerOf } from '../assessment-periods/record.result.js';
import type { InvalidInput, Obstructed } from '../assessment-periods/refusal.js';
import { AppealType } from './appeal.type.js';
import { appealItem } from './appeal-item.use-case.js';
import { correctScorecard } from './correct-scorecard.use-case.js';
import { decideAppeal } from './decide-appeal.use-case.js';
import { publishScorecard } from './publish-scorecard.use-case.js';
import {
  AppealItemInput,
  CorrectScorecardInput,
  DecideAppealInput,
  PublishScorecardInput,
  RefuseSignatureInput,
  ScorePeriodInput,
  SignScorecardInput,
} from './score-period.input.js';
import {
  AppealItemResult,
  AppealNotDecidableError,
  CorrectScorecardResult,
  DecideAppealResult,
  ItemNotAppealableError,
  PublishScorecardResult,
  RefuseSignatureResult,
  ScorecardNotCorrectableError,
  ScorecardNotPublishableError,
  ScorecardNotSignableError,
  ScorePeriodResult,
  SignScorecardResult,
} from './score-period.result.js';
import { scorePeriod } from './score-period.use-case.js';
import { ScorecardType } from './scorecard.type.js';
import { refuseSignature, signScorecard } from './sign-scorecard.use-case.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class ScorePeriodResolver {
  @Mutation(() => ScorePeriodResult, {
    description:
      '按已记录的数据评分，追加一版草稿；无变动则返回最新草稿 / Scores a period from what is recorded and appends a draft; unchanged, the latest draft is the answer',
  })
  async scorePeriod(
    @Arg('input', () => ScorePeriodInput, INPUT) input: ScorePeriodInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ScorePeriodResult> {
    const context = tenantOf(graphql);
    const result = await scorePeriod(context, { ...input, periodId: uuidOf('AssessmentPeriod', input.periodId, '考核期', 'period') });
    context.forgetLoaded();
    return answerOf(result, (row) => new ScorecardType(row));
  }

  @Mutation(() => PublishScorecardResult, {
    description:
      '向乙方公布最新的完整评分表 / Publishes the latest complete scorecard: the vendor sees it, and the period takes no further figures',
  })
  async publishScorecard(
    @Arg('input', () => PublishScorecardInput, INPUT) input: PublishScorecardInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof PublishScorecardResult> {
    const context = tenantOf(graphql);
    const result = await publishScorecard(context, { ...input, scorecardId: scorecardIdOf(input) });
    context.forgetLoaded();
    return result.ok ? new ScorecardType(result.value) : new ScorecardNotPublishableError(result.error.obstacles);
  }

  @Mutation(() => AppealItemResult, {
    description: '乙方在期限内对已公布的一个考核项申诉 / The vendor objects to an item of the published scorecard, in time',
  })
  async appealItem(
    @Arg('input', () => AppealItemInput, INPUT) input: AppealItemInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof AppealItemResult> {
    const context = tenantOf(graphql);
    const result = await appealItem(context, { ...input, scorecardId: scorecardIdOf(input) });
    context.forgetLoaded();
    return answered(
      result,
      (row) => new AppealType(row),
      (obstacles) => new ItemNotAppealableError(obstacles),
    );
  }

  @Mutation(() => DecideAppealResult, {
    description: '未记录该项的考核员决定申诉；成立则开启更正 / An assessor who did not record the item decides; upheld, a correction opens',
  })
  async decideAppeal(
    @Arg('input', () => DecideAppealInput, INPUT) input: DecideAppealInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideAppealResult> {
    const context = tenantOf(graphql);
    const result = await decideAppeal(context, { ...input, appealId: uuidOf('Appeal', input.appealId, '申诉', 'appeal') });
    context.forgetLoaded();
    return answered(
      result,
      (row) => new AppealType(row),
      (obstacles) => new AppealNotDecidableError(obstacles),
    );
  }

  @Mutation(() => SignScorecardResult, {
    description:
      '代表一方签字，以摘要为凭；双方签字后该期即告签定 / Signs for a party, bound to the digest; the second signature makes the period signed',
  })
  async signScorecard(
    @Arg('input', () => SignScorecardInput, INPUT) input: SignScorecardInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof SignScorecardResult> {
    const context = tenantOf(graphql);
    const result = await signScorecard(context, { ...input, scorecardId: scorecardIdOf(input) });
    context.forgetLoaded();
    return result.ok ? new ScorecardType(result.value) : new ScorecardNotSignableError(result.error.obstacles);
  }

  @Mutation(() => RefuseSignatureResult, {
    description: '代表一方说明理由拒绝签字，该期成为有争议 / Refuses to sign for a party, with the reason: the period is contested',
  })
  async refuseSignature(
    @Arg('input', () => RefuseSignatureInput, INPUT) input: RefuseSignatureInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RefuseSignatureResult> {
    const context = tenantOf(graphql);
    const result = await refuseSignature(context, { ...input, scorecardId: scorecardIdOf(input) });
    context.forgetLoaded();
    return answered(
      result,
      (row) => new ScorecardType(row),
      (obstacles) => new ScorecardNotSignableError(obstacles),
    );
  }

  @Mutation(() => CorrectScorecardResult, {
    description:
      '考核员说明理由开启更正：该期重新接受数据，之后重新评分、公布、签字 / An assessor opens a correction, with the reason: the period takes figures again, and is scored, published and signed anew',
  })
  async correctScorecard(
    @Arg('input', () => CorrectScorecardInput, INPUT) input: CorrectScorecardInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof CorrectScorecardResult> {
    const context = tenantOf(graphql);
    const result = await correctScorecard(context, { ...input, scorecardId: scorecardIdOf(input) });
    context.forgetLoaded();
    return answered(
      result,
      (row) => new CorrectionType(row),
      (obstacles) => new ScorecardNotCorrectableError(obstacles),
    );
  }
}

const scorecardIdOf = ({ scorecardId }: { readonly scorecardId: string }): string =>
  uuidOf('Scorecard', scorecardId, '评分表', 'scorecard');

/** What a use case gave back, as GraphQL answers it: its value, the input's problems, or what stands in its way. */
function answered<V, O extends string, A, B>(
  result: Result<V, InvalidInput | Obstructed<O>>,
  render: (value: V) => A,
  refuse: (obstacles: readonly O[]) => B,
): A | B | InvalidInputError {
  if (result.ok) return render(result.value);
  return result.error.kind === 'OBSTRUCTED' ? refuse(result.error.obstacles) : new InvalidInputError(result.error.problems);
}
