import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

type NodeClass<N extends object> = new (...of: never[]) => N;

@ObjectType('PageInfo', { description: '分页信息 / Where a page lies in its list' })
export class PageInfo {
  @Field(() => Boolean, { description: '后面是否还有 / Whether more follows' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: '前面是否还有 / Whether more stands before' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: '首个游标；空页为 null / First cursor; null for an empty page' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: '末个游标；空页为 null / Last cursor; null for an empty page' })
  readonly endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: '取前几个，1 至 100，默认 20 / How many from the front, 1 to 100, 20 unless told' })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: '从此游标之后 / After this cursor' })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: '取后几个，1 至 100 / How many from the back, 1 to 100' })
  readonly last?: number | null;

  @Field(() => String, { nullable: true, description: '到此游标之前 / Before this cursor' })
  readonly before?: string | null;
}

/** One page of a list, as resolvers give it. */
export interface Page<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: PageInfo;
  /** Counts the whole list; asked only where the operation asks. */
  count(): Promise<number>;
}

/** The connection type of a node type, with its edge type. */
export function connectionOf<N extends object>(name: string, zh: string, en: string, node: () => NodeClass<N>) {
  @ObjectType(`${name}Edge`, { description: `${zh}列表的一项 / An entry of a list of ${en}` })
  class Edge {
    @Field(() => String, { description: '游标 / Cursor' })
    readonly cursor!: string;

    @Field(node, { description: `${zh} / What stands there` })
    readonly node!: N;
  }

  @ObjectType(`${name}Connection`, { description: `${zh}列表的一页 / A page of a list of ${en}` })
  class Connection {
    constructor(private readonly page: Page<N>) {}

    @Field(() => [Edge], { description: '各项 / Entries' })
    edges(): readonly Edge[] {
      return this.page.edges;
    }

    @Field(() => [node()], { description: `各${zh} / The ${en} themselves` })
    nodes(): readonly N[] {
      return this.page.edges.map((edge) => edge.node);
    }

    @Field(() => PageInfo, { description: '分页信息 / Where the page lies' })
    pageInfo(): PageInfo {
      return this.page.pageInfo;
    }

    @Field(() => Int, { description: '总数 / How many there are in all' })
    totalCount(): Promise<number> {
      return this.page.count();
    }
  }
  return Connection;
}
