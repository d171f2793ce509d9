import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';

/** Builds the schema of some resolvers; types that only an interface or a union leads to are named besides. */
export const makeSchema = (resolvers: readonly Function[], orphanedTypes: readonly Function[] = []): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<Function>,
    orphanedTypes: [...orphanedTypes],
    // Inputs are checked by the core, which names every problem at once.
    validate: false,
  });

/** The schema as text, sorted: the same schema always prints the same. */
export const printSorted = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
