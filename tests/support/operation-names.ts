import type { GraphQLSchema } from 'graphql';

/** The sample operation of every mutation: signScorecard is sign-scorecard. */
export const mutationNames = (schema: GraphQLSchema): string[] =>
  Object.keys(schema.getMutationType()!.getFields())
    .map((field) => field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    .sort();
