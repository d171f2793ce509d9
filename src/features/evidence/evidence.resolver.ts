import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { uuidOf } from '../../platform/graphql/global-id.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { findingById, observationById, periodById } from '../assessment-periods/assessment-period.loaders.js';
import { AssessmentPeriodType } from '../assessment-periods/assessment-period.type.js';
import { FindingType, ObservationType } from '../assessment-periods/recorded.type.js';
import { checkById } from '../checks/check.loaders.js';
import { CheckType } from '../checks/check.type.js';
import { noticeById } from '../notices/notice.loaders.js';
import { NoticeType } from '../notices/notice.type.js';
import { DeliverableType } from '../obligations/deliverable.type.js';
import { deliverableById } from '../obligations/obligation.loaders.js';
import { linksOfEvidence } from './evidence.loaders.js';
import { type EvidenceRow, evidenceByTime, type EvidenceState as State } from './evidence.repository.js';
import { EvidenceLinkType, EvidenceState, EvidenceType } from './evidence.type.js';
import { DOWNLOAD_MINUTES, evidenceFiles } from './evidence-files.js';

export const EvidenceConnection = connectionOf('Evidence', '证据', 'evidence', () => EvidenceType);

const MINUTE_MS = 60 * 1000;

@Resolver(() => EvidenceType)
export class EvidenceResolver {
  @Query(() => EvidenceConnection, {
    description:
      '证据，后者在前；乙方见其提交的全部，与其可见事项的证据 / Evidence, the latest first; the vendor sees all that it submitted, and what is about something that it sees',
  })
  async evidence(
    @Arg('state', () => EvidenceState, { nullable: true, description: '状态；不填为全部 / State; left out: all' }) state: State | null,
    @Arg('periodId', () => ID, { nullable: true, description: '考核期的全局编号；不填为全部 / Global id of a period; left out: all' })
    periodId: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('period:read');
    const filter = {
      state: state ?? null,
      periodId: periodId == null ? null : uuidOf('AssessmentPeriod', periodId, '考核期', 'period'),
    };
    const found = await pageOfList<EvidenceRow, EvidenceType>(context, evidenceByTime(context, filter), page, (rows) =>
      rows.map((row) => new EvidenceType(row)),
    );
    return new EvidenceConnection(found);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '下载的签名地址，相对于本服务，五分钟内有效；文件未通过检查为 null / Signed address of the file, below this service’s own, good for five minutes; null where the file has not passed its checks',
  })
  downloadAddress(@Root() { row }: EvidenceType, @Ctx() graphql: GraphqlContext): string | null {
    const context = tenantOf(graphql);
    if (!row.isKept) return null;
    const expiresAt = new Date(context.now().getTime() + DOWNLOAD_MINUTES * MINUTE_MS);
    return context
      .ofProcess(evidenceFiles)
      .signer.addressOf({ purpose: 'downloads', tenantId: context.tenantId, id: row.uploadId, expiresAt });
  }

  @FieldResolver(() => [EvidenceLinkType], {
    description: '所关对象，按提交时的顺序，至多 20 个 / What it is about, in the order of its submission, at most 20',
  })
  async links(@Root() { row }: EvidenceType, @Ctx() graphql: GraphqlContext): Promise<EvidenceLinkType[]> {
    const context = tenantOf(graphql);
    const links = await context.loader(linksOfEvidence).load(row.id);
    return Promise.all(
      links.map(async ({ subject, periodId, item, findingId, observationId, deliverableId, noticeId, checkId }) => {
        const [period, finding, observation, deliverable, notice, check] = await Promise.all([
          periodId === null ? null : context.loader(periodById).load(periodId),
          findingId === null ? null : context.loader(findingById).load(findingId),
          observationId === null ? null : context.loader(observationById).load(observationId),
          deliverableId === null ? null : context.loader(deliverableById).load(deliverableId),
          noticeId === null ? null : context.loader(noticeById).load(noticeId),
          checkId === null ? null : context.loader(checkById).load(checkId),
        ]);
        return Object.assign(new EvidenceLinkType(), {
          subject,
          item,
          period: period && new AssessmentPeriodType(period),
          finding: finding && FindingType.of(finding),
          observation: observation && ObservationType.of(observation),
          deliverable: deliverable && new DeliverableType(deliverable),
          notice: notice && new NoticeType(notice),
          check: check && new CheckType(check),
        });
      }),
    );
  }
}
