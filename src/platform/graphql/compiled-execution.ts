import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { GraphqlContext } from './graphql-context.js';

type Gateway = ApolloServerOptionsWithGateway<GraphqlContext>['gateway'];

/** How many compiled operations are kept. */
const COMPILED_COUNT_MAX = 500;

/** How often an operation is seen before it is worth compiling, which costs as much as some dozens of runs. */
const RUNS_BEFORE_COMPILING = 3;

interface Seen {
  runs: number;
  compiled: CompiledQuery | null;
}

/**
 * Executes operations: a query that comes again and again runs compiled, everything else is interpreted as the specification has it.
 *
 * Mutations are always interpreted. Whatever does not compile is interpreted too.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const seen = new LRUCache<string, Seen>({ max: COMPILED_COUNT_MAX });
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: async ({ document, operation, operationName, queryHash, request, context }) => {
        // There is none where a document has no operation of the name that was asked for.
        const isQuery = (operation as OperationDefinitionNode | undefined)?.operation === OperationTypeNode.QUERY;
        const compiled = isQuery ? compiledOf(seen, schema, document, operationName, queryHash) : null;
        const result = await compiled?.query(undefined, context, request.variables ?? {});
        // Variables that do not fit were found before anything ran: the interpreter says it as the specification has it.
        if (result && !result.errors?.some(({ path }) => path === undefined)) return inOwnErrors(result);
        const { operationName: asked, variables } = request;
        return execute({ schema, document, operationName: asked, contextValue: context, variableValues: variables });
      },
    }),
    stop: async () => {},
  };
}

/** Errors of the compiled code are of a class of its own, which nobody else knows. */
function inOwnErrors({ data, errors }: ExecutionResult): ExecutionResult<Record<string, unknown>> {
  const own = errors?.map(({ message, path, originalError }) => new GraphQLError(message, { path, originalError }));
  return { ...(data === undefined ? {} : { data }), ...(own ? { errors: own } : {}) };
}

function compiledOf(
  seen: LRUCache<string, Seen>,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  queryHash: string,
): CompiledQuery | null {
  const key = `${queryHash} ${operationName ?? ''}`;
  const entry = seen.get(key) ?? { runs: 0, compiled: null };
  seen.set(key, entry);
  entry.runs += 1;
  if (entry.runs === RUNS_BEFORE_COMPILING) {
    const made = compileQuery(schema, document, operationName ?? undefined, { useExperimentalPathBasedSkipInclude: true });
    entry.compiled = isCompiledQuery(made) ? made : null;
  }
  return entry.compiled;
}
