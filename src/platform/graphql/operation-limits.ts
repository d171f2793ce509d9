import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql';
import { PAGE_SIZE } from '../persistence/keyset.js';

/** How much an operation may ask for. */
export interface OperationLimits {
  readonly depthMax: number;
  readonly aliasCountMax: number;
  readonly directiveCountMax: number;
  readonly rootFieldCountMax: number;
  readonly costMax: number;
}

export const OPERATION_LIMITS: OperationLimits = {
  // The introspection query that GraphiQL sends is 13 deep.
  depthMax: 15,
  aliasCountMax: 50,
  directiveCountMax: 50,
  rootFieldCountMax: 10,
  // A page of 20 scorecards with every item and line is some 20,000.
  costMax: 50_000,
};

/** What is assumed of a list that says nothing of its length. */
const LIST_LENGTH = 10;

/** What a selection asks for, all fragments expanded. */
interface Extent {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly fields: number;
  /** Fields that would be answered, each as often as the lists around it are long. */
  readonly cost: number;
}

const NOTHING: Extent = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0 };

const sum = (a: Extent, b: Extent): Extent => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  fields: a.fields + b.fields,
  cost: a.cost + b.cost,
});

const MEASURES = [
  ['depth', 'depthMax', '查询过深', 'too deep'],
  ['aliases', 'aliasCountMax', '别名过多', 'too many aliases'],
  ['directives', 'directiveCountMax', '指令过多', 'too many directives'],
  ['fields', 'rootFieldCountMax', '根字段过多', 'too many root fields'],
  ['cost', 'costMax', '查询过大', 'asks for too much'],
] as const;

/**
 * Refuses operations that ask for too much, by what they say alone: depth, aliases, directives, root fields and estimated cost.
 *
 * A fragment counts wherever it is spread, so that nothing is gained by moving fields into one. A page size given by a variable
 * counts as the greatest there is, and @skip and @include lower nothing.
 */
export const operationLimits =
  (limits: OperationLimits): ValidationRule =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const type = context.getSchema().getRootType(operation.operation);
      const extent = new Measuring(context).of(operation.selectionSet, type ?? undefined, 1);
      const found = { ...extent, directives: extent.directives + (operation.directives?.length ?? 0) };
      for (const [measure, limit, zh, en] of MEASURES) {
        const max = limits[limit];
        if (found[measure] <= max) continue;
        const message = `${zh}：${found[measure]}，至多 ${max} / ${en}: ${found[measure]}, at most ${max}`;
        context.reportError(
          new GraphQLError(message, { nodes: operation, extensions: { code: 'QUERY_TOO_COMPLEX', measure, found: found[measure], max } }),
        );
      }
      return false;
    },
  });

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

class Measuring {
  /** By fragment, type and length of the page around it: each is measured once, however often it is spread. */
  private readonly measured = new Map<string, Extent>();
  private readonly open = new Set<string>();

  constructor(private readonly context: ValidationContext) {}

  /** `pageLength` is how long the connection is whose fields these are; 1 elsewhere. */
  of(selectionSet: SelectionSetNode, type: GraphQLOutputType | undefined, pageLength: number): Extent {
    let total = NOTHING;
    for (const selection of selectionSet.selections) {
      const directives = { ...NOTHING, directives: selection.directives?.length ?? 0 };
      total = sum(total, directives);
      if (selection.kind === Kind.FIELD) total = sum(total, this.ofField(selection, type, pageLength));
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        total = sum(total, this.of(selection.selectionSet, this.typeNamed(selection.typeCondition?.name.value) ?? type, pageLength));
      else total = sum(total, this.ofFragment(this.context.getFragment(selection.name.value), pageLength));
    }
    return total;
  }

  private ofFragment(fragment: FragmentDefinitionNode | null | undefined, pageLength: number): Extent {
    if (!fragment) return NOTHING;
    const key = `${fragment.name.value} ${pageLength}`;
    const known = this.measured.get(key);
    if (known) return known;
    // A fragment that spreads itself is another rule's to report.
    if (this.open.has(key)) return NOTHING;
    this.open.add(key);
    const own = { ...NOTHING, directives: fragment.directives?.length ?? 0 };
    const extent = sum(own, this.of(fragment.selectionSet, this.typeNamed(fragment.typeCondition.name.value), pageLength));
    this.open.delete(key);
    this.measured.set(key, extent);
    return extent;
  }

  private ofField(field: FieldNode, parent: GraphQLOutputType | undefined, pageLength: number): Extent {
    const definition = this.fieldOf(parent, field.name.value);
    const type = definition && getNamedType(definition.type);
    const lengths = isIntrospection(field, parent) ? NO_LISTS : lengthsOf(field, definition, pageLength);
    const inner = field.selectionSet ? this.of(field.selectionSet, type, lengths.ofPage) : NOTHING;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (field.alias ? 1 : 0),
      directives: inner.directives,
      fields: 1,
      cost: 1 + lengths.ofList * inner.cost,
    };
  }

  private fieldOf(parent: GraphQLOutputType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    const fields: Fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    return fields[name];
  }

  private typeNamed(name: string | undefined): GraphQLOutputType | undefined {
    const type = name === undefined ? undefined : this.context.getSchema().getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

const NO_LISTS = { ofList: 1, ofPage: 1 } as const;

/** What the schema says of itself is bounded by a rule of its own, which comes with the library. */
const isIntrospection = (field: FieldNode, parent: GraphQLOutputType | undefined): boolean =>
  field.name.value.startsWith('__') || (isObjectType(parent) && parent.name.startsWith('__'));

/** How long the list is that a field gives, and, for a connection, how long its lists will be. */
function lengthsOf(field: FieldNode, definition: GraphQLField<unknown, unknown> | undefined, pageLength: number) {
  const isConnection = definition?.args.some(({ name }) => name === 'first') ?? false;
  if (isConnection) return { ofList: 1, ofPage: pageSizeOf(field) };
  const isList = definition ? isListType(getNullableType(definition.type)) : false;
  if (!isList) return { ofList: 1, ofPage: 1 };
  const ids = field.arguments?.find(({ name }) => name.value === 'ids')?.value;
  const ofList = ids ? lengthOf(ids) : isEdgesOrNodes(field) ? pageLength : LIST_LENGTH;
  return { ofList, ofPage: 1 };
}

const isEdgesOrNodes = (field: FieldNode): boolean => field.name.value === 'edges' || field.name.value === 'nodes';

/** A literal size counts as it stands; one in a variable as the greatest, whatever its default. */
function pageSizeOf(field: FieldNode): number {
  const sizes = (field.arguments ?? []).filter(({ name, value }) => ['first', 'last'].includes(name.value) && value.kind !== Kind.NULL);
  if (sizes.length === 0) return PAGE_SIZE.default;
  return Math.max(1, ...sizes.map(({ value }) => (value.kind === Kind.INT ? Number(value.value) : PAGE_SIZE.max)));
}

const lengthOf = (ids: ValueNode): number => (ids.kind === Kind.LIST ? ids.values.length : ids.kind === Kind.STRING ? 1 : PAGE_SIZE.max);
