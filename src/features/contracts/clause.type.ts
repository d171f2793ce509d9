import { Arg, Field, ObjectType } from 'type-graphql';
import type { Clause, RegisterPoint } from '../../core/contract/contract-shapes.js';
import type { Text } from '../../core/values/text.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';

@ObjectType('ClauseBinding', { description: '条款的约束对象 / What a clause binds' })
export class ClauseBindingType {
  @Field(() => String, {
    description: '对象种类：item、payment、obligation、staffing、notice、operatorEvent、operators / Kind of what is bound',
  })
  readonly what: string;

  @Field(() => String, { description: '对象代码 / Code of what is bound' })
  readonly code: string;

  constructor(what: string, code: string) {
    this.what = what;
    this.code = code;
  }
}

@ObjectType('ContractDocument', { description: '合同文件（正文、附件）/ A document of a contract: its body or an annex' })
export class ContractDocumentType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  constructor(private readonly data: { readonly code: string; readonly title: Text }) {
    this.code = data.code;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }
}

@ObjectType('Clause', {
  implements: Node,
  description: '条款：合同中每个有编号的句子，以我们的话重述 / A clause: each numbered sentence of a contract, restated',
})
export class ClauseType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '编号，如 4.2 或 annex 1, 2.2 / Number, such as 4.2 or annex 1, 2.2' })
  readonly number: string;

  constructor(
    private readonly data: Clause,
    versionId: string,
  ) {
    super();
    this.id = globalId('Clause', versionId, data.number);
    this.number = data.number;
  }

  @Field(() => String, { description: '重述 / Restatement' })
  text(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.text[locale];
  }

  @Field(() => [ClauseBindingType], { description: '约束对象；空表示仅作记录 / What it binds; empty: recorded only' })
  binds(): ClauseBindingType[] {
    if (this.data.binds === 'RECORDED_ONLY') return [];
    return this.data.binds.flatMap((bind) => Object.entries(bind).map(([what, code]) => new ClauseBindingType(what, code)));
  }
}

export const Impact = wordEnum('Impact', '疑点的影响 / What an unclear point can move', {
  H: '可能改变付款 / Can change what is paid',
  M: '改变得分 / Changes a score',
  L: '仅涉及数据、流程或法律 / Data, process or law only',
});

export type Impact = keyof typeof Impact;

@ObjectType('RegisterPoint', { description: '疑点登记：合同中每个可有多种读法之处 / An unclear point of the contract' })
export class RegisterPointType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [String], { description: '涉及条款 / Clauses concerned' })
  readonly clauses: readonly string[];

  @Field(() => Impact, { description: '影响 / Impact' })
  readonly impact: RegisterPoint['impact'];

  @Field(() => Boolean, { description: '是否计算各种读法 / Whether its readings are computed' })
  readonly isComputed: boolean;

  constructor(
    private readonly data: RegisterPoint,
    isComputed: boolean,
  ) {
    this.code = data.code;
    this.clauses = data.clauses;
    this.impact = data.impact;
    this.isComputed = isComputed;
  }

  @Field(() => String, { description: '疑问 / What is unclear' })
  question(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.question[locale];
  }

  @Field(() => [String], { description: '各种读法 / The ways to read it' })
  readings(@Arg('locale', () => Locale, LOCALE) locale: Locale): string[] {
    return this.data.readings.map((reading) => reading[locale]);
  }

  @Field(() => String, { description: '默认立场与理由 / The default and why' })
  position(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.position[locale];
  }
}
