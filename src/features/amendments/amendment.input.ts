import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

@InputType('TextInput', { description: '中英文文本 / A text in both languages' })
export class TextInput {
  @Field(() => String, { description: '中文 / Chinese' })
  readonly zh!: string;

  @Field(() => String, { description: '英文 / English' })
  readonly en!: string;
}

@InputType('ProposeReadingInput', { description: '提议一个读法的选项 / An option of a reading to propose' })
export class ProposeReadingInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => String, { description: '读法代码 / Code of the reading' })
  readonly reading!: string;

  @Field(() => String, { description: '选项代码 / Code of the option' })
  readonly option!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: '自该日起始的考核期适用；不填为全部 / Periods that begin on this day or later are scored by it; left out: all',
  })
  readonly effectiveFrom?: unknown;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}

@InputType('AgreeReadingInput', { description: '同意对方提议的读法 / A proposed reading to agree to' })
export class AgreeReadingInput extends CommandFields {
  @Field(() => ID, { description: '提议的全局编号 / Global id of the proposal' })
  readonly proposalId!: string;

  @Field(() => DateScalar, { description: '补充协议签订日 / Day on which the supplement was signed' })
  readonly agreedOn!: unknown;

  @Field(() => TextInput, { description: '补充协议 / The supplement' })
  readonly document!: TextInput;
}

@InputType()
abstract class AmendmentFields extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => DateScalar, {
    description:
      '生效日；自该日起始的考核期按新版本评分 / First day in force: periods that begin on it or later are scored by the new version',
  })
  readonly effectiveFrom!: unknown;

  @Field(() => DateScalar, { nullable: true, description: '签字日 / Day of signature' })
  readonly signedOn?: unknown;

  @Field(() => TextInput, { description: '文件 / The document' })
  readonly document!: TextInput;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      '改动的数据文件（整份），按名称：contract、clauses、rubric、readings、payment、register、obligations、staffing、operators、invoicing / Data files that it changes, whole, by name',
  })
  readonly files?: Record<string, unknown> | null;
}

@InputType('AmendContractInput', { description: '凭补充协议修改合同 / A contract to amend, with the supplement' })
export class AmendContractInput extends AmendmentFields {}

@InputType('VoidClauseInput', { description: '使条款自某日起无效 / A clause that is void from a day on' })
export class VoidClauseInput extends AmendmentFields {
  @Field(() => String, { description: '条款编号 / Number of the clause' })
  readonly clause!: string;

  @Field(() => String, { description: '理由 / Reason' })
  readonly reason!: string;
}
