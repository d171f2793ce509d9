import { Field, InterfaceType, ObjectType } from 'type-graphql';

@InterfaceType('UserError', { description: '请求合规，但业务上不能成立 / The request was in order, and the domain says no' })
export abstract class UserError {
  @Field(() => String, { description: '错误代码 / Code of the error' })
  readonly code!: string;

  @Field(() => String, { description: '中英文说明 / What is wrong, in Chinese and English' })
  readonly message!: string;
}

@ObjectType('InputProblem', { description: '输入中的一个问题 / One problem of an input' })
export class InputProblem {
  @Field(() => String, {
    description: '位置，如 observations[3].value；空文本指整个输入 / Place, such as observations[3].value; empty for the whole input',
  })
  readonly path!: string;

  @Field(() => String, { description: '问题代码 / Code of the problem' })
  readonly code!: string;

  @Field(() => String, { description: '中英文说明 / What is wrong, in Chinese and English' })
  readonly message!: string;
}

@ObjectType('InvalidInputError', {
  implements: UserError,
  description: '输入有误，列出全部问题 / The input is wrong; every problem is named',
})
export class InvalidInputError extends UserError {
  @Field(() => [InputProblem], { description: '全部问题，按检查顺序 / Every problem, in the order in which they were found' })
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly { readonly path: string; readonly code: string; readonly message: string }[]) {
    super();
    this.problems = problems.map((problem) => Object.assign(new InputProblem(), problem));
    Object.assign(this, { code: 'INVALID_INPUT', message: `输入有 ${problems.length} 个问题 / The input has ${problems.length} problems` });
  }
}
