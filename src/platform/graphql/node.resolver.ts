import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { PAGE_SIZE } from '../persistence/keyset.js';
import { RequestError } from '../request-error.js';
import type { TenantContext } from '../tenant-context.js';
import { readGlobalId } from './global-id.js';
import { type GraphqlContext, tenantOf } from './graphql-context.js';
import { Node } from './node.type.js';

/** Finds a node of a type by its key; null where the tenant has none or the reader may not see it. */
export type FindNode = (context: TenantContext, key: readonly [string, ...string[]]) => Promise<Node | null>;

/** The queries `node` and `nodes` over the node types that the features bring. */
export function nodeResolver(finders: Readonly<Record<string, FindNode>>) {
  const find = async (id: string, graphql: GraphqlContext): Promise<Node | null> => {
    const context = tenantOf(graphql);
    const named = readGlobalId(id);
    const finder = named && Object.hasOwn(finders, named.type) ? finders[named.type] : undefined;
    return finder && named ? finder(context, named.key) : null;
  };

  @Resolver()
  class NodeResolver {
    @Query(() => Node, {
      nullable: true,
      description: '按全局编号取一个对象；没有为 null / One object by its global id; null where there is none',
    })
    node(@Arg('id', () => ID, { description: '全局编号 / Global id' }) id: string, @Ctx() graphql: GraphqlContext): Promise<Node | null> {
      return find(id, graphql);
    }

    @Query(() => [Node], {
      nullable: 'items',
      description:
        '按全局编号取多个对象，按输入顺序，至多 100 个；没有的为 null / Objects by their ids, in that order, at most 100; null where there is none',
    })
    nodes(
      @Arg('ids', () => [ID], { description: '全局编号 / Global ids' }) ids: string[],
      @Ctx() graphql: GraphqlContext,
    ): Promise<(Node | null)[]> {
      if (ids.length > PAGE_SIZE.max) throw new RequestError('BAD_USER_INPUT', `至多 ${PAGE_SIZE.max} 个`, `at most ${PAGE_SIZE.max} ids`);
      return Promise.all(ids.map((id) => find(id, graphql)));
    }
  }
  return NodeResolver;
}
