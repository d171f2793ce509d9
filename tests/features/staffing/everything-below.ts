import { type GraphQLSchema, getNamedType, isCompositeType, isLeafType, isObjectType, isRequiredArgument, parse, validate } from 'graphql';
import { OPERATION_LIMITS, operationLimits } from '../../../src/platform/graphql/operation-limits.js';

/** Entries of a page, by how many pages stand above it. */
const PAGES = [20, 5, 2] as const;

/**
 * A selection of everything that can be read below a type without an argument, found in the schema: a field that is added is read without
 * being named here. A type that stands above is named and not read again, and so is what lies more than `depth` types below.
 */
export function everythingBelow(
  schema: GraphQLSchema,
  typeName: string,
  depth: number,
  path: readonly string[] = [],
  pageCount = 0,
): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return '{ __typename }';
  const selected = ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) continue;
    if (isLeafType(named)) selected.push(field.name);
    if (!isCompositeType(named) || path.includes(named.name) || named.name === typeName || depth === 0) continue;
    const isPaged = field.args.some(({ name }) => name === 'first');
    // Within a page its nodes are as near as the list is, and its edges say the same again.
    if (field.name === 'edges') continue;
    const below = everythingBelow(
      schema,
      named.name,
      depth - Number(field.name !== 'nodes'),
      [...path, typeName],
      pageCount + Number(isPaged),
    );
    selected.push(`${field.name}${isPaged ? `(first: ${PAGES[Math.min(pageCount, PAGES.length - 1)]})` : ''} ${below}`);
  }
  return `{ ${selected.join(' ')} }`;
}

/** A query of a page of a list: everything below it, and its cursors. */
export function everythingOf(schema: GraphQLSchema, list: string, depth: number): string {
  const connection = getNamedType(schema.getQueryType()!.getFields()[list]!.type).name;
  const entry = connection.replace(/Connection$/, '');
  return `query ($after: String) { ${list}(first: ${PAGES[0]}, after: $after) {
    edges { cursor } nodes ${everythingBelow(schema, entry, depth, [], 1)} pageInfo { startCursor endCursor hasNextPage } totalCount } }`;
}

/** A query of a node of a type by its id: everything below it. */
export const everythingOfNode = (schema: GraphQLSchema, type: string, depth: number): string =>
  `query ($id: ID!) { node(id: $id) { ... on ${type} ${everythingBelow(schema, type, depth)} } }`;

/** Whether the service takes an operation of that size. */
export function isTaken(schema: GraphQLSchema, query: string): boolean {
  try {
    return validate(schema, parse(query, { maxTokens: 5000 }), [operationLimits(OPERATION_LIMITS)]).length === 0;
  } catch {
    return false;
  }
}
