import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Field, ObjectType } from 'type-graphql';
import type { Obligation } from '../../core/contract/contract-shapes.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

export const ObligedParty = wordEnum('ObligedParty', '义务方 / Who owes an obligation', {
  VENDOR: '乙方 / Vendor',
  AGENCY: '甲方 / Agency',
  BOTH: '双方 / Both parties',
});

export const Rhythm = wordEnum('Rhythm', '义务的周期 / Rhythm of an obligation', {
  ONCE: '一次 / Once',
  EACH_MONTH: '每月 / Each month',
  EACH_QUARTER: '每季度 / Each quarter',
  EACH_HALF_YEAR: '每半年 / Each half-year',
  EACH_YEAR: '每年 / Each year',
  ON_DEMAND: '应对方要求 / On demand',
  ON_EVENT: '事件发生时 / When something happens',
  CONTINUOUS: '持续 / All the time',
});

@ObjectType('Obligation', { description: '义务 / An obligation of a party' })
export class ObligationType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [String], { description: '依据条款 / Clauses it rests on' })
  readonly clauses: readonly string[];

  @Field(() => ObligedParty, { description: '义务方 / Who owes it' })
  readonly owedBy: string;

  @Field(() => Rhythm, { description: '周期 / Rhythm' })
  readonly rhythm: string;

  @Field(() => GraphQLJSONObject, { description: '期限规则，与数据文件一致 / Rule of its due date, as in the data file' })
  readonly due: Obligation['due'];

  @Field(() => String, {
    nullable: true,
    description: '未履行所致发现所属考核项；没有为 null / Item whose finding a miss leads to; null for none',
  })
  readonly missItem: string | null;

  @Field(() => String, { nullable: true, description: '未履行所致发现；没有为 null / Finding that a miss leads to; null for none' })
  readonly missFinding: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      '因何种通知产生、由何步骤履行，与数据文件一致；没有为 null / By which kind of notice it becomes owed and what meets it, as in the data file; null for none',
  })
  readonly noticeOf: Obligation['noticeOf'] | null;

  constructor(private readonly data: Obligation) {
    this.noticeOf = data.noticeOf ?? null;
    this.code = data.code;
    this.clauses = data.clauses;
    this.owedBy = data.owedBy;
    this.rhythm = data.rhythm;
    this.due = data.due;
    this.missItem = data.missLeadsTo?.item ?? null;
    this.missFinding = data.missLeadsTo?.finding ?? null;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }

  @Field(() => String, { description: '证明材料 / Proof' })
  proof(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.proof[locale];
  }
}
