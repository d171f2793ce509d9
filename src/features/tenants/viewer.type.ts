import { Arg, Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { Role as RoleName } from './roles.js';
import type { MembershipRow, TenantRow } from './tenant.repository.js';

export const Role = wordEnum('Role', '角色 / Role of a caller', {
  ASSESSOR: '考核员 / Assessor',
  AGENCY_SIGNATORY: '甲方签字人 / Signatory of the agency',
  FINANCE: '财务 / Finance officer',
  VENDOR_STAFF: '乙方人员 / Staff of the vendor',
  VENDOR_MANAGER: '乙方负责人 / Manager of the vendor',
  VENDOR_SIGNATORY: '乙方签字人 / Signatory of the vendor',
  AUDITOR: '审计，只读 / Auditor: reads a whole tenant, writes nothing',
  MACHINE: '系统对接，按授权范围 / A system, within the scopes of its token',
  TENANT_ADMIN: '租户管理员 / Administrator of the tenant',
} satisfies Record<RoleName, string>);

@ObjectType('Tenant', { description: '租户：一个机构的热线 / A tenant: an agency’s hotline' })
export class TenantType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  constructor(private readonly row: TenantRow) {
    this.code = row.tenantId;
  }

  @Field(() => String, { description: '名称 / Name' })
  name(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.row.name[locale];
  }
}

@ObjectType('Membership', {
  implements: Node,
  description: '成员：谁以何角色代表哪个单位 / Who acts for which organisation, in which roles',
})
export class MembershipType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '身份标识，由令牌签发方给出 / Identity, as the issuer of tokens names it' })
  readonly subject: string;

  @Field(() => [Role], { description: '角色 / Roles' })
  readonly roles: readonly string[];

  readonly organisationId: string;

  constructor(private readonly row: MembershipRow) {
    super();
    this.id = globalId('Membership', row.id);
    this.subject = row.subject;
    this.roles = row.roles;
    this.organisationId = row.organisationId;
  }

  @Field(() => String, { description: '称谓 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.row.label[locale];
  }
}

@ObjectType('Viewer', { description: '调用者 / Whoever asks' })
export class ViewerType {
  @Field(() => String, { description: '身份标识 / Identity' })
  readonly subject!: string;

  @Field(() => TenantType, { description: '租户 / Tenant' })
  readonly tenant!: TenantType;

  @Field(() => [Role], { description: '令牌中的角色 / Roles of the token' })
  readonly roles!: readonly string[];

  @Field(() => [String], { description: '权限，按字母顺序 / Permissions, in alphabetical order' })
  readonly permissions!: readonly string[];

  @Field(() => MembershipType, { nullable: true, description: '成员身份；未登记为 null / Membership; null where none is recorded' })
  readonly membership!: MembershipType | null;
}
