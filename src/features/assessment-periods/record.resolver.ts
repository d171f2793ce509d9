import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { periodById } from './assessment-period.loaders.js';
import { AssessmentPeriodType } from './assessment-period.type.js';
import { confirmFinding, type FindingObstacle, rejectFinding, withdrawFinding } from './decide-finding.use-case.js';
import { judgeItem } from './judge-item.use-case.js';
import { proposeFinding } from './propose-finding.use-case.js';
import {
  ConfirmFindingInput,
  JudgeItemInput,
  ProposeFindingInput,
  RecordFindingsInput,
  RecordObservationsInput,
  RejectFindingInput,
  WithdrawFindingInput,
} from './record.input.js';
import {
  answerOf,
  DecideFindingResult,
  FindingNotDecidableError,
  JudgeItemResult,
  ProposeFindingResult,
  RecordedFindings,
  RecordedObservations,
  RecordFindingsResult,
  RecordObservationsResult,
} from './record.result.js';
import { recordFindings } from './record-findings.use-case.js';
import { recordObservations } from './record-observations.use-case.js';
import type { FindingRow } from './recorded.repository.js';
import { FindingType, JudgementType, ObservationType } from './recorded.type.js';
import type { InvalidInput, Obstructed, PeriodClosed } from './refusal.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class RecordResolver {
  @Mutation(() => RecordObservationsResult, {
    description:
      '记录数据；全部成功或全部不记录 / Records figures, all or none. Assessor and machine any source but the roster, the vendor its own',
  })
  async recordObservations(
    @Arg('input', () => RecordObservationsInput, INPUT) input: RecordObservationsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordObservationsResult> {
    const context = tenantOf(graphql);
    const periodId = periodIdOf(input);
    const result = await recordObservations(context, { ...input, periodId });
    const period = await periodAfter(context, periodId);
    return answerOf(result, (rows) => new RecordedObservations(rows.map(ObservationType.of), period));
  }

  @Mutation(() => RecordFindingsResult, {
    description: '考核员记录发现，即告确认；全部成功或全部不记录 / An assessor records findings, confirmed at once; all or none',
  })
  async recordFindings(
    @Arg('input', () => RecordFindingsInput, INPUT) input: RecordFindingsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordFindingsResult> {
    const context = tenantOf(graphql);
    const periodId = periodIdOf(input);
    const findings = input.findings.map((finding) => ({ ...finding }));
    const result = await recordFindings(context, { ...input, periodId, findings });
    const period = await periodAfter(context, periodId);
    return answerOf(result, (rows) => new RecordedFindings(rows.map(FindingType.of), period));
  }

  @Mutation(() => ProposeFindingResult, {
    description:
      '提出发现，经考核员确认后才计：乙方提出加分或剔除并附证明，系统提出任何发现 / Proposes a finding, which counts once confirmed: the vendor a bonus or an exclusion with what supports it, a system any',
  })
  async proposeFinding(
    @Arg('input', () => ProposeFindingInput, INPUT) input: ProposeFindingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof ProposeFindingResult> {
    const context = tenantOf(graphql);
    const result = await proposeFinding(context, { ...input, periodId: periodIdOf(input), finding: { ...input.finding } });
    context.forgetLoaded();
    return answerOf(result, FindingType.of);
  }

  @Mutation(() => DecideFindingResult, { description: '考核员确认一个提出的发现 / An assessor confirms a proposed finding' })
  async confirmFinding(
    @Arg('input', () => ConfirmFindingInput, INPUT) input: ConfirmFindingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideFindingResult> {
    const context = tenantOf(graphql);
    return decided(context, await confirmFinding(context, { ...input, findingId: findingIdOf(input) }));
  }

  @Mutation(() => DecideFindingResult, { description: '考核员否决一个提出的发现 / An assessor rejects a proposed finding' })
  async rejectFinding(
    @Arg('input', () => RejectFindingInput, INPUT) input: RejectFindingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideFindingResult> {
    const context = tenantOf(graphql);
    return decided(context, await rejectFinding(context, { ...input, findingId: findingIdOf(input) }));
  }

  @Mutation(() => DecideFindingResult, {
    description: '考核员撤回一个发现，此后不计；历史保留 / An assessor takes a finding back: it counts no longer, and stays in the history',
  })
  async withdrawFinding(
    @Arg('input', () => WithdrawFindingInput, INPUT) input: WithdrawFindingInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof DecideFindingResult> {
    const context = tenantOf(graphql);
    return decided(context, await withdrawFinding(context, { ...input, findingId: findingIdOf(input) }));
  }

  @Mutation(() => JudgeItemResult, {
    description: '考核员评定一个没有计分方法的考核项 / An assessor awards the points of an item that has no method',
  })
  async judgeItem(
    @Arg('input', () => JudgeItemInput, INPUT) input: JudgeItemInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof JudgeItemResult> {
    const context = tenantOf(graphql);
    const result = await judgeItem(context, { ...input, periodId: periodIdOf(input) });
    context.forgetLoaded();
    return answerOf(result, JudgementType.of);
  }
}

const periodIdOf = ({ periodId }: { readonly periodId: string }): string => uuidOf('AssessmentPeriod', periodId, '考核期', 'period');

const findingIdOf = ({ findingId }: { readonly findingId: string }): string => uuidOf('Finding', findingId, '发现', 'finding');

function decided(
  context: TenantContext,
  result: Result<FindingRow, PeriodClosed | InvalidInput | Obstructed<FindingObstacle>>,
): typeof DecideFindingResult {
  context.forgetLoaded();
  if (!result.ok && result.error.kind === 'OBSTRUCTED') return new FindingNotDecidableError(result.error.obstacles);
  return answerOf(result as Result<FindingRow, PeriodClosed | InvalidInput>, FindingType.of);
}

/** The period as it stands after a command, which has found it. */
async function periodAfter(context: TenantContext, id: string): Promise<AssessmentPeriodType> {
  context.forgetLoaded();
  return new AssessmentPeriodType((await context.loader(periodById).load(id))!);
}
