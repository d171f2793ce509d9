import { Arg, Field, ObjectType } from 'type-graphql';
import type { ContractData } from '../../core/contract/contract-shapes.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const OrganisationRole = wordEnum('OrganisationRole', '单位在合同中的角色 / Role of an organisation in a contract', {
  AGENCY: '甲方 / Agency',
  VENDOR: '乙方 / Vendor',
  PAYER: '付款方 / Payer',
  ASSESSOR: '考核方 / Assessor',
});

@ObjectType('Organisation', { description: '合同中的单位 / An organisation of a contract' })
export class OrganisationType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [OrganisationRole], { description: '角色 / Roles' })
  readonly roles: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码；合同未写为 null / Unified social credit code; null where the contract prints none',
  })
  readonly creditCode: string | null;

  constructor(private readonly data: ContractData['organisations'][number]) {
    this.code = data.code;
    this.roles = data.roles;
    this.creditCode = data.creditCode;
  }

  @Field(() => String, { description: '名称 / Name' })
  name(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.name[locale];
  }

  @Field(() => String, { nullable: true, description: '说明；没有为 null / A note; null for none' })
  note(@Arg('locale', () => Locale, LOCALE) locale: Locale): string | null {
    return this.data.note?.[locale] ?? null;
  }
}
