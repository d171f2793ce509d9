import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { readGlobalId } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import type { Node } from '../../platform/graphql/node.type.js';
import { pageOfParent } from '../../platform/graphql/page.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { FindingType, ObservationType } from '../assessment-periods/recorded.type.js';
import { CheckType } from '../checks/check.type.js';
import { NoticeType } from '../notices/notice.type.js';
import { DeliverableType } from '../obligations/deliverable.type.js';
import { type EvidenceRow, evidenceOfSubject, type SubjectColumn } from './evidence.repository.js';
import { EvidenceConnection } from './evidence.resolver.js';
import { EvidenceType } from './evidence.type.js';

async function evidenceOf(column: SubjectColumn, { id }: Node, page: PageArgs, graphql: GraphqlContext) {
  const parentId = readGlobalId(id)!.key[0];
  const nodeOf = (row: EvidenceRow) => new EvidenceType(row);
  return new EvidenceConnection(await pageOfParent(tenantOf(graphql), evidenceOfSubject(column), page, parentId, nodeOf));
}

@Resolver(() => AssessmentPeriodType)
export class PeriodEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, {
    description: '有关该期及其发现与数据的证据，后者在前 / Evidence about the period, its findings and figures, the latest first',
  })
  evidence(@Root() period: AssessmentPeriodType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('period_id', period, page, graphql);
  }
}

@Resolver(() => FindingType)
export class FindingEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, { description: '有关该发现的证据，后者在前 / Evidence about the finding, the latest first' })
  evidenceFiles(@Root() finding: FindingType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('finding_id', finding, page, graphql);
  }
}

@Resolver(() => ObservationType)
export class ObservationEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, { description: '有关该数据的证据，后者在前 / Evidence about the figure, the latest first' })
  evidence(@Root() observation: ObservationType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('observation_id', observation, page, graphql);
  }
}

@Resolver(() => DeliverableType)
export class DeliverableEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, { description: '交付物的文件，后者在前 / Files of the deliverable, the latest first' })
  evidence(@Root() deliverable: DeliverableType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('deliverable_id', deliverable, page, graphql);
  }
}

@Resolver(() => NoticeType)
export class NoticeEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, { description: '有关该通知的证据，后者在前 / Evidence about the notice, the latest first' })
  evidenceFiles(@Root() notice: NoticeType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('notice_id', notice, page, graphql);
  }
}

@Resolver(() => CheckType)
export class CheckEvidenceResolver {
  @FieldResolver(() => EvidenceConnection, { description: '有关该抽查的证据，后者在前 / Evidence about the check, the latest first' })
  evidence(@Root() check: CheckType, @Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    return evidenceOf('check_id', check, page, graphql);
  }
}
