import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { type AuditRow, auditTrail } from './audit.repository.js';
import { AuditEntryType } from './audit-entry.type.js';

const AuditEntryConnection = connectionOf('AuditEntry', '审计记录', 'entries of the audit trail', () => AuditEntryType);

@Resolver()
export class AuditTrailResolver {
  @Query(() => AuditEntryConnection, { description: '租户的审计记录，后者在前 / The tenant’s audit trail, the latest first' })
  async auditTrail(
    @Arg('actor', () => String, { nullable: true, description: '写入者；不填为全部 / Who wrote; left out: all' }) actor: string | null,
    @Arg('operation', () => String, { nullable: true, description: '操作；不填为全部 / Command; left out: all' }) operation: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() graphql: GraphqlContext,
  ) {
    const context = tenantOf(graphql);
    context.authorize('audit:read');
    const found = await pageOfList<AuditRow, AuditEntryType>(context, auditTrail(context, { actor, operation }), page, (rows) =>
      rows.map((row) => Object.assign(new AuditEntryType(), row)),
    );
    return new AuditEntryConnection(found);
  }
}
