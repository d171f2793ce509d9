import { Field, ID, InputType, Int } from 'type-graphql';
import { CommandFields } from '../../platform/graphql/command-fields.input.js';

@InputType('IssueStatementInput', { description: '出具结算单 / A statement to issue' })
export class IssueStatementInput extends CommandFields {
  @Field(() => String, { description: '合同代码 / Code of the contract' })
  readonly contract!: string;

  @Field(() => Int, { description: '期次 / Number of the instalment' })
  readonly instalment!: number;
}

@InputType('ApproveStatementInput', { description: '批准结算单 / A statement to approve' })
export class ApproveStatementInput extends CommandFields {
  @Field(() => ID, { description: '结算单的全局编号 / Global id of the statement' })
  readonly statementId!: string;

  @Field(() => String, { description: '所阅结算单的摘要 / Digest of the statement that was read' })
  readonly digest!: string;
}
