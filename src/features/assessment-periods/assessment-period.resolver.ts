import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList, pageOfParent } from '../../platform/graphql/page.js';
import { contractByVersion } from '../contracts/contract.loaders.js';
import { ContractType } from '../contracts/contract.type.js';
import { periodById } from './assessment-period.loaders.js';
import { findPeriod, type PeriodRow, periodsByStart } from './assessment-period.repository.js';
import { AssessmentPeriodType, PeriodState } from './assessment-period.type.js';
import { type CorrectionRow, correctionsByTime, correctionsOfPeriod } from './correction.repository.js';
import { CorrectionType } from './correction.type.js';
import { type FindingRow, type JudgementRow, type ObservationRow, recordedOfPeriod } from './recorded.repository.js';
import { FindingState, FindingType, JudgementType, ObservationType } from './recorded.type.js';

const AssessmentPeriodConnection = connectionOf('AssessmentPeriod', '考核期', 'periods', () => AssessmentPeriodType);
const ObservationConnection = connectionOf('Observation', '数据', 'observations', () => ObservationType);
const FindingConnection = connectionOf('Finding', '发现', 'findings', () => FindingType);
const JudgementConnection = connectionOf('Judgement', '评定', 'judgements', () => JudgementType);

const CorrectionConnection = connectionOf('Correction', '更正', 'corrections', () => CorrectionType);

/** The argument that asks for the whole history. */
const WITH_SUPERSEDED = { defaultValue: false, description: '是否含已被取代者 / Whether superseded ones are listed too' } as const;

@Resolver(() => AssessmentPeriodType)
export class AssessmentPeriodResolver {
  @Query(() => AssessmentPeriodConnection, { description: '租户的考核期，后者在前 / The tenant’s periods, the latest first' })
  async assessmentPeriods(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Arg('state', () => PeriodState, { nullable: true, description: '状态；不填为全部 / State; left out: all' }) state: PeriodState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const found = await pageOfList<PeriodRow, AssessmentPeriodType>(context, periodsByStart(context, { contract, state }), page, (rows) =>
      rows.map((row) => new AssessmentPeriodType(row)),
    );
    return new AssessmentPeriodConnection(found);
  }

  @Query(() => AssessmentPeriodType, {
    nullable: true,
    description: '一个考核期；没有为 null / One period; null where the tenant has none of that code',
  })
  async assessmentPeriod(
    @Arg('contract', () => String, { description: '合同代码 / Code of the contract' }) contract: string,
    @Arg('period', () => String, { description: '考核期代码 / Code of the period' }) period: string,
    @Ctx() graphql: GraphqlContext,
  ): Promise<AssessmentPeriodType | null> {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const row = await findPeriod(context, contract, period);
    return row && new AssessmentPeriodType(row);
  }

  @FieldResolver(() => ContractType, {
    description: '合同，按该期适用的版本 / The contract, as the version that the period is scored by has it',
  })
  async contract(@Root() { row }: AssessmentPeriodType, @Ctx() graphql: GraphqlContext): Promise<ContractType> {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    return new ContractType((await context.loader(contractByVersion).load(row.contractVersionId))!);
  }

  @FieldResolver(() => ObservationConnection, {
    description: '数据，按记录先后；公布前乙方只见自己所报 / Figures in the order of recording; before publication the vendor sees its own',
  })
  async observations(
    @Root() { row }: AssessmentPeriodType,
    @Arg('withSuperseded', () => Boolean, WITH_SUPERSEDED) withSuperseded: boolean,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    return new ObservationConnection(
      await pageOfParent<ObservationRow, ObservationType>(
        context,
        recordedOfPeriod('observations', { withSuperseded }),
        page,
        row.id,
        ObservationType.of,
      ),
    );
  }

  @FieldResolver(() => FindingConnection, {
    description:
      '发现，按记录先后；公布前乙方只见自己提出的与已告知的 / Findings in the order of recording; before publication the vendor sees its own proposals and those it was told of',
  })
  async findings(
    @Root() { row }: AssessmentPeriodType,
    @Arg('state', () => FindingState, { nullable: true, description: '状态；不填为全部 / State; left out: all' })
    state: FindingState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    const findings = recordedOfPeriod('findings', { state: state ?? null });
    return new FindingConnection(await pageOfParent<FindingRow, FindingType>(context, findings, page, row.id, FindingType.of));
  }

  @FieldResolver(() => CorrectionConnection, { description: '更正，按开启先后 / Corrections in the order of opening' })
  async corrections(@Root() { row }: AssessmentPeriodType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const found = await pageOfParent<CorrectionRow, CorrectionType>(
      tenantOf(graphql),
      correctionsOfPeriod,
      page,
      row.id,
      (correction) => new CorrectionType(correction),
    );
    return new CorrectionConnection(found);
  }

  @FieldResolver(() => JudgementConnection, {
    description: '评定，按记录先后；公布前乙方不可见 / Judgements in the order of recording; the vendor sees them once published',
  })
  async judgements(
    @Root() { row }: AssessmentPeriodType,
    @Arg('withSuperseded', () => Boolean, WITH_SUPERSEDED) withSuperseded: boolean,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    return new JudgementConnection(
      await pageOfParent<JudgementRow, JudgementType>(
        context,
        recordedOfPeriod('judgements', { withSuperseded }),
        page,
        row.id,
        JudgementType.of,
      ),
    );
  }
}

@Resolver(() => CorrectionType)
export class CorrectionResolver {
  @Query(() => CorrectionConnection, { description: '租户的更正，后者在前 / The tenant’s corrections, the latest first' })
  async corrections(
    @Arg('isOpen', () => Boolean, {
      nullable: true,
      description: '只看未了结或已了结者；不填为全部 / Open or done ones only; left out: all',
    })
    isOpen: boolean | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const found = await pageOfList<CorrectionRow, CorrectionType>(context, correctionsByTime(context, isOpen), page, (rows) =>
      rows.map((row) => new CorrectionType(row)),
    );
    return new CorrectionConnection(found);
  }

  @FieldResolver(() => AssessmentPeriodType, { description: '考核期 / The period' })
  async period(@Root() { row }: CorrectionType, @Ctx() graphql: GraphqlContext): Promise<AssessmentPeriodType> {
    return new AssessmentPeriodType((await tenantOf(graphql).loader(periodById).load(row.periodId))!);
  }
}
