import { type GraphQLSchema, getNamedType, getNullableType, isInterfaceType, isListType, isObjectType, isRequiredArgument } from 'graphql';
import { readOpaque } from '../../src/platform/opaque.js';

/** Entries of a page, of a root field, and of lists below, by how many lists stand above them. */
export const PAGE = 5;
const PAGES_BELOW = [20, 5, 1] as const;

/** How many nodes above it a node may have and still be walked. */
const NODES_ABOVE_MAX = 2;

/** The root fields of an operation type. */
export const rootFields = (schema: GraphQLSchema, operation: 'Query' | 'Mutation') =>
  Object.keys((operation === 'Query' ? schema.getQueryType() : schema.getMutationType())!.getFields()).sort();

/** The types that implement Node. */
export const nodeTypes = (schema: GraphQLSchema): string[] =>
  schema
    .getImplementations(interfaceOf(schema))
    .objects.map(({ name }) => name)
    .sort();

function interfaceOf(schema: GraphQLSchema) {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('the schema has no interface Node');
  return node;
}

/** The root fields that are lists by pages. */
export const listFields = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getQueryType()!.getFields())
    .filter(({ type }) => getNamedType(type).name.endsWith('Connection'))
    .map(({ name }) => name)
    .sort();

const isNodeType = (schema: GraphQLSchema, name: string): boolean => nodeTypes(schema).includes(name);

/**
 * A selection of every id that can be reached below a type, found in the schema: a field that is added is walked without being named here.
 * Null where the type leads to no node.
 */
export function idsBelow(schema: GraphQLSchema, typeName: string, path: readonly string[] = [], listCount = 0): string | null {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return null;
  const isNode = isNodeType(schema, typeName);
  const selected = isNode ? ['__typename', 'id'] : [];
  // A node that was met above is named, and not walked again; so is one far below, for what an operation may ask for is bounded, and
  // it is walked where it stands nearer to a root.
  const nodesAbove = path.filter((above) => isNodeType(schema, above)).length;
  if (!path.includes(typeName) && !(isNode && nodesAbove >= NODES_ABOVE_MAX))
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'edges' || field.args.some(isRequiredArgument)) continue;
      const isPaged = field.args.some(({ name }) => name === 'first');
      const isList = isPaged || (field.name !== 'nodes' && isListType(getNullableType(field.type)));
      const below = idsBelow(schema, getNamedType(field.type).name, [...path, typeName], listCount + Number(isList));
      if (below === null) continue;
      const page = isPaged ? `(first: ${PAGES_BELOW[Math.min(listCount, PAGES_BELOW.length - 1)]})` : '';
      selected.push(`${field.name}${page} ${below}`);
    }
  return selected.length === 0 ? null : `{ ${selected.join(' ')} }`;
}

/** The fields of a type that hold whole rows. */
function rowsOf(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  const rows = fields.filter((field) => getNamedType(field.type).name === 'JSONObject').map(({ name }) => name);
  if (rows.length === 0) throw new Error(`${typeName} has neither nodes nor rows`);
  return `{ ${rows.join(' ')} }`;
}

/** A query of one page of a list: every id below it, its cursors, and whether more follows. */
export function pageQuery(schema: GraphQLSchema, field: string): string {
  const connection = getNamedType(schema.getQueryType()!.getFields()[field]!.type).name;
  const entry = connection.replace(/Connection$/, '');
  const nodes = idsBelow(schema, entry) ?? rowsOf(schema, entry);
  return `query ($after: String, $before: String) {
    ${field}(first: ${PAGE}, after: $after, before: $before) {
      edges { cursor } nodes ${nodes} pageInfo { hasNextPage endCursor startCursor } totalCount } }`;
}

/** Every text in an answer. */
export function textsIn(answer: unknown): string[] {
  if (typeof answer === 'string') return [answer];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).flatMap(textsIn);
}

/** Those of some uuids that an answer names, plainly or within an opaque text such as a global id or a cursor. */
export const namedIn = (answer: unknown, uuids: ReadonlySet<string>): string[] =>
  textsIn(answer)
    .flatMap((text) => [text, ...(readOpaque(text) ?? [])])
    .flatMap((text) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
    .filter((uuid) => uuids.has(uuid));

/** Global ids of nodes in an answer, by the name of their type. */
export function nodesIn(answer: unknown, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (typeof answer !== 'object' || answer === null) return found;
  const { __typename: type, id } = answer as { __typename?: unknown; id?: unknown };
  if (typeof type === 'string' && typeof id === 'string') found.set(type, (found.get(type) ?? new Set()).add(id));
  for (const value of Object.values(answer)) nodesIn(value, found);
  return found;
}
