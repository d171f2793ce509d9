import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';

type ResolverClass = new () => object;

/** Builds the schema of some resolver classes. */
export const makeSchema = (resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<ResolverClass>,
    // Inputs are checked by the core, which names every problem at once.
    validate: false,
  });

/** The schema as text, sorted: the same schema always prints the same. */
export const printSorted = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
