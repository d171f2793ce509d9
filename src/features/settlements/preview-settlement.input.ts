import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, InputType, Int } from 'type-graphql';
import { CountScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

@InputType('PreviewSettlementInput', {
  description: '试算一期款，字段与命令行案例一致 / An instalment to settle, field for field as a case of the command line',
})
export class PreviewSettlementInput {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment!: number;

  @Field(() => DecimalScalar, { nullable: true, description: '按单个考核期结算时的得分 / Score, where one period settles it' })
  readonly score?: unknown;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: '按均分结算时各考核期的得分：代码到分值 / Scores, where a mean settles it: period to points',
  })
  readonly scores?: Record<string, unknown> | null;

  @Field(() => [CountScalar], { nullable: true, description: '各月月末人数，按月份顺序 / Month-end rosters in the order of the months' })
  readonly rosters?: readonly unknown[] | null;

  @Field(() => DateScalar, { nullable: true, description: '收到发票日 / Day the invoice was received' })
  readonly invoiceReceivedOn?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '双方签署最后一份得分之日 / Day the last score was signed by both' })
  readonly signedOn?: unknown;

  @Field(() => DateScalar, { nullable: true, description: '付款日 / Day of payment' })
  readonly paidOn?: unknown;

  @Field(() => GraphQLJSONObject, { nullable: true, description: '已约定的读法：代码到选项 / Agreed readings, code to option' })
  readonly readings?: Record<string, unknown> | null;
}
