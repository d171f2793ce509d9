import { Arg, Field, ObjectType } from 'type-graphql';
import type { Reading } from '../../core/readings/reading.js';
import { settingsIn } from '../../core/readings/setting.js';
import type { Text } from '../../core/values/text.js';
import { globalId } from '../../platform/graphql/global-id.js';
import { LOCALE, Locale } from '../../platform/graphql/locale.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { wordEnum } from '../../platform/graphql/word-enum.js';
import { Impact } from './clause.type.js';
import type { AgreementRow } from './contract.repository.js';
import type { StoredContract } from './stored-contract.js';

@ObjectType('ReadingOption', { description: '读法的一个选项 / One option of a reading' })
export class ReadingOptionType {
  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => Boolean, { description: '是否只影响数据是否齐全 / Whether it only decides if data is missing' })
  readonly decidesCompleteness: boolean;

  constructor(private readonly data: { readonly code: string; readonly label: Text; readonly decides?: string | undefined }) {
    this.code = data.code;
    this.decidesCompleteness = data.decides === 'COMPLETENESS';
  }

  @Field(() => String, { description: '名称 / Label' })
  label(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.label[locale];
  }
}

export const ReadingState = wordEnum('ReadingState', '读法的状态 / State of a reading', {
  OPEN: '未约定，按默认 / Open, at its default',
  PROPOSED: '一方已提议，仍按默认 / Proposed by one party, still at its default',
  AGREED: '双方已约定 / Agreed by both parties',
});

export type ReadingState = keyof typeof ReadingState;

@ObjectType('ReadingAgreement', { description: '双方对一个读法的约定 / What the parties agreed about a reading' })
export class ReadingAgreementType {
  @Field(() => String, { description: '约定的选项 / The option agreed' })
  readonly option: string;

  @Field(() => DateScalar, { description: '约定日 / Day of the agreement' })
  readonly agreedOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '自该日起始的考核期适用；null 为全部 / Periods that begin on this day or later are scored by it; null for all',
  })
  readonly effectiveFrom: string | null;

  constructor(private readonly row: AgreementRow) {
    this.option = row.option;
    this.agreedOn = row.agreedOn;
    this.effectiveFrom = row.effectiveFrom;
  }

  @Field(() => String, { description: '文件 / Document' })
  document(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.row.document[locale];
  }
}

@ObjectType('Reading', { implements: Node, description: '读法：一个条款可计算的各种理解 / A reading: the computed ways to read a clause' })
export class ReadingType extends Node {
  override readonly id: string;

  @Field(() => String, { description: '代码 / Code' })
  readonly code: string;

  @Field(() => [String], { description: '涉及条款 / Clauses concerned' })
  readonly clauses: readonly string[];

  @Field(() => Impact, { description: '影响 / Impact' })
  readonly impact: Reading['impact'];

  @Field(() => String, { description: '默认选项 / The default option' })
  readonly defaultOption: string;

  @Field(() => [ReadingOptionType], { description: '选项，默认者在前 / Options, the default first' })
  readonly options: readonly ReadingOptionType[];

  constructor(
    private readonly data: Reading,
    readonly stored: StoredContract,
  ) {
    super();
    this.id = globalId('Reading', stored.versionId, data.code);
    this.code = data.code;
    this.clauses = data.clauses;
    this.impact = data.impact;
    this.options = data.options.map((option) => new ReadingOptionType(option));
    this.defaultOption = this.options[0]!.code;
  }

  @Field(() => String, { description: '名称 / Title' })
  title(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.title[locale];
  }

  @Field(() => String, { description: '默认选项的理由 / Why the default is the default' })
  reason(@Arg('locale', () => Locale, LOCALE) locale: Locale): string {
    return this.data.reason[locale];
  }

  @Field(() => [String], { description: '它设定的参数在数据中的位置 / Places in the data of the parameters that it sets' })
  sets(): string[] {
    const { rubric, payment } = this.stored.checked.contract;
    const items = rubric.data.sections.flatMap(({ items }) => items).flatMap((item) => settingsIn(item.rule, `rubric item ${item.code}`));
    const places = [...items, ...settingsIn(rubric.data.total, 'rubric total'), ...settingsIn(payment.data, 'payment')];
    return places.filter(({ setting }) => setting.reading === this.code).map(({ path }) => path);
  }
}
