import { Field, InputType, Int } from 'type-graphql';

/** What the input of every mutation has. */
@InputType()
export abstract class CommandFields {
  @Field(() => String, {
    nullable: true,
    description:
      '幂等键：同一键与同一输入只执行一次，再次提交得到首次的结果；同一键配不同输入为错误 / Idempotency key: the same key and input are done once and give the first result again; the same key with another input is an error',
  })
  readonly idempotencyKey?: string | null;
}

/** What the input of a mutation has that others may get in the way of. */
@InputType()
export abstract class RacingCommandFields extends CommandFields {
  @Field(() => Int, {
    nullable: true,
    description:
      '所见的考核期版本；已有他人更改则拒绝（CONFLICT）/ Version of the period that the caller has seen; refused with CONFLICT where somebody has written since',
  })
  readonly expectedVersion?: number | null;
}
