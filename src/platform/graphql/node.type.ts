import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', { description: '有全局编号的对象 / Something with a global id' })
export abstract class Node {
  @Field(() => ID, { description: '全局编号，不透明 / Global id, opaque' })
  readonly id!: string;
}
