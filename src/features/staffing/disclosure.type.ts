import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { PersonalClass } from './personal-data.js';
import type { DisclosureRow } from './snapshot.repository.js';
import { PersonalDataClass } from './staff.type.js';

@ObjectType('DisclosedText', { description: '个人信息原文 / Something personal in clear' })
export class DisclosedTextType {
  @Field(() => PersonalDataClass, { description: '类别 / Class' })
  readonly class!: PersonalClass;

  @Field(() => String, { nullable: true, description: '内容；已删除为 null / The text; null once erased' })
  readonly text!: string | null;
}

@ObjectType('StaffDisclosed', { description: '已显示的个人信息；查看已留痕 / Personal data in clear; that it was shown is logged' })
export class StaffDisclosedType {
  @Field(() => String, { nullable: true, description: '姓名；未要求或已删除为 null / Name; null where not asked for or erased' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: '身份证号；没有为 null / Identity number; null for none' })
  readonly identityNumber!: string | null;

  @Field(() => String, { nullable: true, description: '电话；没有为 null / Telephone; null for none' })
  readonly phone!: string | null;

  @Field(() => [DisclosedTextType], { description: '其余内容 / What else is kept' })
  readonly texts!: readonly DisclosedTextType[];
}

@ObjectType('StaffDataErased', { description: '个人信息已删除 / Personal data was erased' })
export class StaffDataErasedType {
  @Field(() => Int, { description: '删除的条数 / How many entries' })
  readonly count: number;

  constructor(count: number) {
    this.count = count;
  }
}

@ObjectType('Disclosure', { description: '一次查看个人信息的留痕 / That somebody was shown personal data' })
export class DisclosureType {
  @Field(() => [PersonalDataClass], { description: '类别 / Classes' })
  readonly classes: readonly string[];

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason: string;

  @Field(() => String, { description: '查看人的身份标识 / Identity of whoever was shown it' })
  readonly recordedBy: string;

  @Field(() => GraphQLDateTime, { description: '时间 / When' })
  readonly recordedAt: string;

  constructor(readonly row: DisclosureRow) {
    this.classes = row.classes;
    this.reason = row.reason;
    this.recordedBy = row.recordedBy;
    this.recordedAt = row.recordedAt;
  }
}
