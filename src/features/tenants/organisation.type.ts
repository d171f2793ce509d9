import { Arg, Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import type { OrganisationRow } from './tenant.repository.js';

export const OrganisationRole = wordEnum('OrganisationRole', '单位在合同中的角色 / Role of an organisation in a contract', {
  AGENCY: '甲方 / Agency',
  VENDOR: '乙方 / Vendor',
  PAYER: '付款方 / Payer',
  ASSESSOR: '考核方 / Assessor',
});

@ObjectType('Organisation', { implements: Node, description: '单位 / An organisation: agency, vendor, payer or assessor' })
export class OrganisationType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码；合同未写为 null / Unified social credit code; null where the contract prints none',
  })
  readonly creditCode: string | null;

  constructor(private readonly row: OrganisationRow) {
    super();
    this.id = globalId('Organisation', row.id);
    this.code = row.code;
    this.creditCode = row.creditCode;
  }

  @Field(() => String, { description: '名称 / Name' })
  name(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.row.name[locale];
  }

  @Field(() => String, { nullable: true, description: '说明；没有为 null / A note; null for none' })
  note(@Arg('locale', () => Locale, LOCALE) locale: Locale): string | null {
    return this.row.note?.[locale] ?? null;
  }
}
