import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';

type ResolverClass = new () => object;

/** Builds the schema of some resolver classes. */
export function makeSchema(resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  // A plain field is read as it stands: thousands of them make one answer, and a resolver for each would cost most of it.
  // Who may see an object is decided before it is made.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  return buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<ResolverClass>,
    // Inputs are checked by the core, which names every problem at once.
    validate: false,
  });
}

/** The schema as text, sorted: the same schema always prints the same. */
export const printSorted = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
