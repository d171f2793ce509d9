import { Arg, Field, ObjectType } from 'type-graphql';
import type { StaffingRequirement } from '../../core/staffing/staffing-rules.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const StaffingKind = wordEnum('StaffingKind', '人员要求的种类 / Kind of a staffing requirement', {
  HEADCOUNT_MIN: '最少人数 / Least headcount',
  QUALIFICATION: '资格条件 / Qualification',
  COVERAGE: '值守时段 / Hours that are covered',
  CAPACITY: '能力 / Capacity',
  TURNOVER_MAX: '最高流动率 / Greatest turnover',
  APPROVAL: '须经同意 / Approval that is needed',
});

@ObjectType('StaffingRequirement', { implements: Node, description: '人员要求 / A staffing requirement' })
export class StaffingRequirementType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [String], { description: '依据条款 / Clauses it rests on' })
  readonly clauses: readonly string[];

  @Field(() => StaffingKind, { description: '种类 / Kind' })
  readonly kind: string;

  @Field(() => String, { nullable: true, description: '数值；没有为 null / Value; null for none' })
  readonly value: string | null;

  @Field(() => String, { nullable: true, description: '时段；没有为 null / Hours; null for none' })
  readonly hours: string | null;

  constructor(
    private readonly data: StaffingRequirement,
    versionId: string,
  ) {
    super();
    this.id = globalId('StaffingRequirement', versionId, data.code);
    this.code = data.code;
    this.clauses = data.clauses;
    this.kind = data.kind;
    this.value = data.value;
    this.hours = data.hours;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }

  @Field(() => String, { description: '内容 / Detail' })
  detail(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.detail[locale];
  }
}
