import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { periodById } from './assessment-period.loaders.js';
import { AssessmentPeriodType } from './assessment-period.type.js';
import { judgeItem } from './judge-item.use-case.js';
import { JudgeItemInput, RecordFindingsInput, RecordObservationsInput } from './record.input.js';
import {
  answerOf,
  JudgeItemResult,
  RecordedFindings,
  RecordedObservations,
  RecordFindingsResult,
  RecordObservationsResult,
} from './record.result.js';
import { recordFindings } from './record-findings.use-case.js';
import { recordObservations } from './record-observations.use-case.js';
import { FindingType, JudgementType, ObservationType } from './recorded.type.js';

const INPUT = { description: '输入 / Input' } as const;

@Resolver()
export class RecordResolver {
  @Mutation(() => RecordObservationsResult, {
    description:
      '记录数据；全部成功或全部不记录 / Records figures, all or none. Assessor and machine any source but the roster, the vendor its own',
  })
  async recordObservations(
    @Arg('input', () => RecordObservationsInput, INPUT) { periodId, observations }: RecordObservationsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordObservationsResult> {
    const context = tenantOf(graphql);
    const id = periodIdOf(periodId);
    const result = await recordObservations(context, { periodId: id, observations });
    const period = await periodAfter(context, id);
    return answerOf(result, (rows) => new RecordedObservations(rows.map(ObservationType.of), period));
  }

  @Mutation(() => RecordFindingsResult, {
    description: '考核员记录发现；全部成功或全部不记录 / An assessor records findings, all or none',
  })
  async recordFindings(
    @Arg('input', () => RecordFindingsInput, INPUT) { periodId, findings }: RecordFindingsInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof RecordFindingsResult> {
    const context = tenantOf(graphql);
    const id = periodIdOf(periodId);
    const result = await recordFindings(context, { periodId: id, findings: findings.map((finding) => ({ ...finding })) });
    const period = await periodAfter(context, id);
    return answerOf(result, (rows) => new RecordedFindings(rows.map(FindingType.of), period));
  }

  @Mutation(() => JudgeItemResult, {
    description: '考核员评定一个没有计分方法的考核项 / An assessor awards the points of an item that has no method',
  })
  async judgeItem(
    @Arg('input', () => JudgeItemInput, INPUT) { periodId, ...judgement }: JudgeItemInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof JudgeItemResult> {
    const result = await judgeItem(tenantOf(graphql), { periodId: periodIdOf(periodId), ...judgement });
    return answerOf(result, JudgementType.of);
  }
}

const periodIdOf = (id: string): string => uuidOf('AssessmentPeriod', id, '考核期', 'period');

/** The period as it stands after a command, which has found it. */
async function periodAfter(context: TenantContext, id: string): Promise<AssessmentPeriodType> {
  context.forgetLoaded();
  return new AssessmentPeriodType((await context.loader(periodById).load(id))!);
}
