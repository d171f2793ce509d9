import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Result } from '../../core/values/result.js';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { TenantContext } from '../../platform/tenant-context.js';
import { findingById, periodById } from '../assessment-periods/assessment-period.loaders.js';
import { listPeriods } from '../assessment-periods/assessment-period.repository.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { FindingType } from '../assessment-periods/recorded.type.js';
import type { InvalidInput, Obstructed } from '../assessment-periods/refusal.js';
import { contractById } from '../contracts/contract.loaders.js';
import { ContractType } from '../contracts/contract.type.js';
import { termExtensionOf } from '../obligations/extended-term.js';
import { StandingObligationType } from '../obligations/standing-obligation.type.js';
import { answerNotice, closeNotice, type NoticeObstacle } from './answer-notice.use-case.js';
import { issueNotice } from './issue-notice.use-case.js';
import { AnswerNoticeInput, CloseNoticeInput, IssueNoticeInput } from './notice.input.js';
import { type NoticeRow, noticesByTime } from './notice.repository.js';
import { IssueNoticeResult, NoticeStepNotTakenError, NoticeStepResult } from './notice.result.js';
import { NoticeDeadlineType, NoticeKind, NoticeType, TermExtensionType } from './notice.type.js';
import { deadlineOf, owedByNotice } from './standing-notice.js';

const NoticeConnection = connectionOf('Notice', '通知', 'notices', () => NoticeType);

const INPUT = { description: '输入 / Input' } as const;

@Resolver(() => NoticeType)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: '租户的通知，后者在前 / The tenant’s notices, the latest first' })
  async notices(
    @Arg('contract', () => String, { nullable: true, description: '合同代码；不填为全部 / Code of the contract; left out: all' })
    contract: string | null,
    @Arg('kind', () => NoticeKind, { nullable: true, description: '种类；不填为全部 / Kind; left out: all' })
    kind: keyof typeof NoticeKind | null,
    @Arg('isOpen', () => Boolean, {
      nullable: true,
      description: '只看未了结或已了结者；不填为全部 / Open or closed ones only; left out: all',
    })
    isOpen: boolean | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const found = await pageOfList<NoticeRow, NoticeType>(context, noticesByTime(context, { contract, kind, isOpen }), page, (rows) =>
      rows.map((row) => new NoticeType(row)),
    );
    return new NoticeConnection(found);
  }

  @Mutation(() => IssueNoticeResult, {
    description:
      '一方发出通知；终止由签字人发出。合同规定由此产生的义务随之产生，本身不动分 / A party issues a notice, a termination by a signatory. What the contract makes owed by it becomes owed; it moves no points',
  })
  async issueNotice(
    @Arg('input', () => IssueNoticeInput, INPUT) input: IssueNoticeInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof IssueNoticeResult> {
    const context = tenantOf(graphql);
    const periodId = input.periodId == null ? null : uuidOf('AssessmentPeriod', input.periodId, '考核期', 'period');
    const findingId = input.findingId == null ? null : uuidOf('Finding', input.findingId, '发现', 'finding');
    const result = await issueNotice(context, { ...input, periodId, findingId });
    context.forgetLoaded();
    return result.ok ? new NoticeType(result.value) : new InvalidInputError(result.error.problems);
  }

  @Mutation(() => NoticeStepResult, {
    description:
      '对通知的处理，各由其方；确认不可抗力由签字人，并可剔除数据、顺延合同期 / A step of a notice, each by the party whose it is; approving force majeure is a signatory’s, and may take data out and extend the term',
  })
  async answerNotice(
    @Arg('input', () => AnswerNoticeInput, INPUT) input: AnswerNoticeInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof NoticeStepResult> {
    const context = tenantOf(graphql);
    const figures = input.figures?.map((figure) => ({
      ...figure,
      periodId: uuidOf('AssessmentPeriod', figure.periodId, '考核期', 'period'),
    }));
    return stepped(context, await answerNotice(context, { ...input, noticeId: noticeIdOf(input), figures: figures ?? null }));
  }

  @Mutation(() => NoticeStepResult, {
    description: '发出方了结通知：已办妥或撤回 / The issuer closes a notice: settled, or taken back',
  })
  async closeNotice(
    @Arg('input', () => CloseNoticeInput, INPUT) input: CloseNoticeInput,
    @Ctx() graphql: GraphqlContext,
  ): Promise<typeof NoticeStepResult> {
    const context = tenantOf(graphql);
    return stepped(context, await closeNotice(context, { ...input, noticeId: noticeIdOf(input) }));
  }

  @FieldResolver(() => ContractType, { description: '合同 / The contract' })
  async contract(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<ContractType> {
    const context = tenantOf(graphql);
    context.authorize('contract:read');
    return new ContractType((await context.loader(contractById).load(row.contractId))!);
  }

  @FieldResolver(() => NoticeDeadlineType, {
    nullable: true,
    description: '最近的期限；无待办或未定为 null / The next deadline; null where nothing waits or nobody has set one',
  })
  async deadline(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<NoticeDeadlineType | null> {
    const deadline = await deadlineOf(tenantOf(graphql), row);
    return deadline && NoticeDeadlineType.of(deadline);
  }

  @FieldResolver(() => [StandingObligationType], {
    description: '因通知产生的义务，按期限 / What is owed because of it, by due date',
  })
  async obligations(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<StandingObligationType[]> {
    return (await owedByNotice(tenantOf(graphql), row)).map((standing) => new StandingObligationType(standing));
  }

  @FieldResolver(() => AssessmentPeriodType, {
    nullable: true,
    description: '所涉考核期；没有为 null / The period that it is about; null for none',
  })
  async period(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<AssessmentPeriodType | null> {
    const period = row.periodId === null ? null : await tenantOf(graphql).loader(periodById).load(row.periodId);
    return period && new AssessmentPeriodType(period);
  }

  @FieldResolver(() => FindingType, {
    nullable: true,
    description:
      '所涉发现；没有、或读者尚不可见为 null / The finding that it is about; null for none, and where it is not the reader’s to see yet',
  })
  async finding(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<FindingType | null> {
    const finding = row.findingId === null ? null : await tenantOf(graphql).loader(findingById).load(row.findingId);
    return finding && FindingType.of(finding);
  }

  @FieldResolver(() => [String], {
    description:
      '终止时须人工结算的考核期代码：至拟终止日已结束且双方已签字；其他种类为空 / Codes of the periods to be settled by hand on a termination: over by the planned day and signed by both; empty for any other kind',
  })
  async periodsToSettle(@Root() { row }: NoticeType, @Ctx() graphql: GraphqlContext): Promise<string[]> {
    const { plannedOn } = row;
    if (plannedOn === null) return [];
    const periods = await listPeriods(tenantOf(graphql), row.contractId);
    return periods.filter(({ state, endsOn }) => state === 'SIGNED' && endsOn <= plannedOn).map(({ code }) => code);
  }
}

@Resolver(() => ContractType)
export class ContractTermResolver {
  @FieldResolver(() => TermExtensionType, {
    nullable: true,
    description: '经确认的不可抗力对合同期的顺延；没有为 null / By how much approved force majeure extends the term; null for nothing',
  })
  async termExtension(@Root() { stored }: ContractType, @Ctx() graphql: GraphqlContext): Promise<TermExtensionType | null> {
    const extension = await termExtensionOf(tenantOf(graphql), stored);
    return extension && Object.assign(new TermExtensionType(), extension);
  }
}

const noticeIdOf = ({ noticeId }: { readonly noticeId: string }): string => uuidOf('Notice', noticeId, '通知', 'notice');

function stepped(context: TenantContext, result: Result<NoticeRow, InvalidInput | Obstructed<NoticeObstacle>>): typeof NoticeStepResult {
  context.forgetLoaded();
  if (result.ok) return new NoticeType(result.value);
  return result.error.kind === 'OBSTRUCTED'
    ? new NoticeStepNotTakenError(result.error.obstacles)
    : new InvalidInputError(result.error.problems);
}
