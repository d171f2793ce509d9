import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, PageArgs } from '../../platform/graphql/connection.type.js';
import { type GraphqlContext, tenantOf } from '../../platform/graphql/graphql-context.js';
import { pageOfList } from '../../platform/graphql/page.js';
import { RequestError } from '../../platform/request-error.js';
import { OrganisationType } from './organisation.type.js';
import { isRole } from './roles.js';
import { organisationById } from './tenant.loaders.js';
import { findMemberships, findTenant, type MembershipRow, membershipsBySubject } from './tenant.repository.js';
import { MembershipType, TenantType, ViewerType } from './viewer.type.js';

const MembershipConnection = connectionOf('Membership', '成员', 'memberships', () => MembershipType);

@Resolver(() => MembershipType)
export class TenantResolver {
  @Query(() => ViewerType, { description: '我是谁、属于哪个租户、有何角色与权限 / Who I am: tenant, roles, permissions' })
  async viewer(@Ctx() graphql: GraphqlContext): Promise<ViewerType> {
    const context = tenantOf(graphql);
    const { subject, roles, permissions } = context.actor;
    const [tenant, [membership]] = await Promise.all([findTenant(context), findMemberships(context, 'subject', [subject])]);
    if (!tenant) throw new RequestError('NOT_FOUND', '没有令牌所指的租户', 'there is no such tenant as the token names');
    return Object.assign(new ViewerType(), {
      subject,
      tenant: new TenantType(tenant),
      roles: roles.filter(isRole),
      permissions: [...permissions].sort(),
      membership: membership ? new MembershipType(membership) : null,
    });
  }

  @Query(() => MembershipConnection, { description: '租户的成员，按身份标识 / The tenant’s memberships, by subject' })
  async memberships(@Args(() => PageArgs) page: PageArgs, @Ctx() graphql: GraphqlContext) {
    const context = tenantOf(graphql);
    context.authorize('membership:read');
    const found = await pageOfList<MembershipRow, MembershipType>(context, membershipsBySubject(context), page, (rows) =>
      rows.map((row) => new MembershipType(row)),
    );
    return new MembershipConnection(found);
  }

  @FieldResolver(() => OrganisationType, { description: '代表的单位 / The organisation' })
  async organisation(@Root() { organisationId }: MembershipType, @Ctx() graphql: GraphqlContext): Promise<OrganisationType> {
    const row = await tenantOf(graphql).loader(organisationById).load(organisationId);
    return new OrganisationType(row!);
  }
}
