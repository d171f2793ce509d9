import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { contractJsonSchemas } from '../../src/features/contracts/contract-schemas.js';
import { resolvers } from '../../src/features/resolvers.js';
import { makeSchema, printSorted } from '../../src/platform/graphql/schema.js';
import { packageRoot } from '../../src/platform/package-root.js';

const FOLDER = join(packageRoot(), 'schema');

/** Types that the libraries bring along, description included. */
const DESCRIBED_BY_LIBRARIES = ['DateTime', 'JSONObject', 'Mutation', 'Query'];

/** Something of the schema that has a name and a description. */
interface Element {
  readonly kind: 'TYPE' | 'FIELD' | 'ARGUMENT' | 'ENUM_VALUE';
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly type: unknown;
}

let schema: GraphQLSchema;
let elements: readonly Element[];
beforeAll(async () => {
  schema = await makeSchema(resolvers);
  elements = elementsOf(schema);
});

/** Every type of our own with its fields, arguments and enum values. */
function elementsOf({ getTypeMap }: GraphQLSchema): Element[] {
  const own = Object.values(getTypeMap.call(schema)).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  return own.flatMap((type): Element[] => {
    const found: Element[] = [];
    const add = (
      kind: Element['kind'],
      path: string,
      { name, description }: { name: string; description?: string | null | undefined },
      of: unknown,
    ) => found.push({ kind, path, name, description: description ?? '', type: of });
    add('TYPE', type.name, type, null);
    if (isEnumType(type)) for (const value of type.getValues()) add('ENUM_VALUE', `${type.name}.${value.name}`, value, null);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add('FIELD', `${type.name}.${field.name}`, field, field.type);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        add('FIELD', `${type.name}.${field.name}`, field, field.type);
        for (const argument of field.args) add('ARGUMENT', `${type.name}.${field.name}(${argument.name})`, argument, argument.type);
      }
    return found;
  });
}

/** The name of a type without its lists and exclamation marks. */
const nameOf = (type: unknown): string => String(type).replace(/[[\]!]/g, '');

const pathsOf = (isFound: (element: Element) => boolean): string[] => elements.filter(isFound).map(({ path }) => path);

describe('what is checked in is what the code prints', () => {
  test('schema.graphql', () => {
    expect(printSorted(schema)).toBe(readFileSync(join(FOLDER, 'schema.graphql'), 'utf8'));
  });

  test.each([...contractJsonSchemas()])('contract/%s.schema.json', (name, jsonSchema) => {
    expect(`${JSON.stringify(jsonSchema, null, 2)}\n`).toBe(readFileSync(join(FOLDER, 'contract', `${name}.schema.json`), 'utf8'));
  });

  test('no schema is left over', () => {
    const printed = [...contractJsonSchemas().keys()].map((name) => `${name}.schema.json`);
    expect(readdirSync(join(FOLDER, 'contract')).sort()).toEqual(printed.sort());
  });
});

describe('descriptions', () => {
  test('stand with every type, field, argument and enum value, in Chinese and in English', () => {
    expect(elements.length).toBeGreaterThan(200);
    const isInBoth = ({ description }: Element) => /\p{Script=Han}.*\/ .*[A-Za-z]/su.test(description);
    expect(pathsOf((element) => !isInBoth(element) && !DESCRIBED_BY_LIBRARIES.includes(element.path))).toEqual([]);
  });

  test('of what may be null say what null means', () => {
    const results = elements.filter(({ kind, path }) => {
      const type = schema.getType(path.split('.')[0]!);
      return kind === 'FIELD' && (isObjectType(type) || isInterfaceType(type));
    });
    const nullable = results.filter(({ type }) => !isNonNullType(type));
    expect(nullable.length).toBeGreaterThan(10);
    expect(nullable.filter(({ description }) => !description.includes('null')).map(({ path }) => path)).toEqual([]);
  });
});

describe('types', () => {
  test('no figure is a Float', () => {
    const isFloat = ({ type }: Element) => nameOf(type) === 'Float';
    expect(pathsOf(isFloat)).toEqual([]);
    expect(schema.getType('Float')).toBeUndefined();
  });

  test('money is always Money, never a bare number', () => {
    const isAmount = ({ name, kind, path }: Element) =>
      kind === 'FIELD' &&
      !path.includes('Input.') &&
      /^(amount|payable|payableAmount|payableBefore|payableAfter|payablePerPoint|difference|deduction|base|lateClaim|violations|net)$/.test(
        name,
      );
    const amounts = elements.filter(isAmount).map(({ path, type }) => [path, nameOf(type)]);
    expect(amounts.length).toBeGreaterThan(8);
    expect(amounts.filter(([path, type]) => !['Money', 'Payable'].includes(type!) && path !== 'Money.amount')).toEqual([]);
  });

  test('a list holds no nulls, but for what is asked for by ids', () => {
    const holdsNulls = ({ type }: Element) => /[A-Za-z]\]/.test(String(type));
    expect(pathsOf((element) => element.type !== null && holdsNulls(element))).toEqual(['Query.nodes']);
  });

  test('the scalars are those of exact figures, dates, instants and plain JSON', () => {
    const scalars = Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));
    expect(scalars.map(({ name }) => name).sort()).toEqual(['Count', 'Date', 'DateTime', 'Decimal', 'JSONObject']);
  });

  test('the root fields are these', () => {
    expect(Object.keys(schema.getQueryType()!.getFields()).sort()).toEqual([
      'appeals',
      'assessmentPeriod',
      'assessmentPeriods',
      'auditTrail',
      'bankAccounts',
      'calendarYear',
      'checks',
      'contract',
      'contracts',
      'corrections',
      'disclosures',
      'dueDate',
      'dutyRosters',
      'evidence',
      'exams',
      'leaveRequests',
      'memberships',
      'node',
      'nodes',
      'notices',
      'obligationCalendar',
      'obligations',
      'operatorEvents',
      'operatorMonth',
      'operatorMonths',
      'personnelChanges',
      'previewPerformance',
      'previewScore',
      'previewSettlement',
      'projection',
      'readings',
      'replacementDemands',
      'roster',
      'rosterSnapshots',
      'scorecard',
      'scorecards',
      'settlementStatement',
      'settlementStatements',
      'staffingBreaches',
      'staffingCompliance',
      'statementDraft',
      'trainings',
      'viewer',
    ]);
    expect(Object.keys(schema.getMutationType()!.getFields()).sort()).toEqual([
      'acceptInvoice',
      'addCalendarDays',
      'addLeaveProofs',
      'admitStaff',
      'agreeReading',
      'amendContract',
      'amendOperatorEvent',
      'answerNotice',
      'appealItem',
      'approveStatement',
      'closeNotice',
      'closeOperatorMonth',
      'confirmBankAccount',
      'confirmFinding',
      'confirmOperatorMonth',
      'consentToDelay',
      'correctScorecard',
      'correctStaffEvent',
      'createUpload',
      'decideAppeal',
      'decideLeave',
      'decidePersonnelChanges',
      'demandDeliverable',
      'demandReplacement',
      'discloseStaff',
      'endStaff',
      'eraseStaffData',
      'importStaff',
      'issueNotice',
      'issueStatement',
      'judgeItem',
      'markOperators',
      'planTraining',
      'proposeBankAccount',
      'proposeFinding',
      'proposeReading',
      'publishScorecard',
      'putOnLine',
      'recordAuthenticationFailure',
      'recordCheck',
      'recordDutyRoster',
      'recordExam',
      'recordFindings',
      'recordObligationEvent',
      'recordObservations',
      'recordOperatorEvents',
      'recordPayment',
      'recordStaffProof',
      'recordTraining',
      'refuseSignature',
      'rejectFinding',
      'rejectInvoice',
      'requestInvoice',
      'requestLeave',
      'requestPersonnelChange',
      'reversePayment',
      'reviewDeliverable',
      'reviewEvidence',
      'scorePeriod',
      'setObligationDate',
      'signScorecard',
      'submitDeliverable',
      'submitEvidence',
      'submitInvoice',
      'takeRosterSnapshot',
      'voidClause',
      'withdrawCheck',
      'withdrawEvidence',
      'withdrawFinding',
      'withdrawObligationEvent',
    ]);
    expect(schema.getSubscriptionType()).toBeUndefined();
  });

  test('what has a global id is a Node, and every list that may grow is a connection', () => {
    const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
    const withId = objects.filter((type) => type.getFields().id && !isIntrospectionType(type));
    expect(withId.length).toBeGreaterThan(10);
    expect(withId.filter((type) => !type.getInterfaces().some(({ name }) => name === 'Node')).map(({ name }) => name)).toEqual([]);
    const connections = objects.filter(({ name }) => name.endsWith('Connection'));
    expect(connections.map((type) => Object.keys(type.getFields()).sort())).toEqual(
      connections.map(() => ['edges', 'nodes', 'pageInfo', 'totalCount']),
    );
  });

  const inputOf = ({ args: [input] }: { args: readonly { type: unknown }[] }) => {
    const type = schema.getType(nameOf(input!.type));
    if (!isInputObjectType(type)) throw new Error(`${String(input!.type)} is no input`);
    return type.getFields();
  };

  test('every mutation has one input, named as it is, and answers with a union of its result and typed errors', () => {
    for (const { name, args, type } of Object.values(schema.getMutationType()!.getFields())) {
      const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
      expect(args.map((argument) => `${argument.name}: ${String(argument.type)}`)).toEqual([`input: ${input}`]);
      const union = isNonNullType(type) ? type.ofType : type;
      if (!isUnionType(union)) throw new Error(`${name} answers with no union`);
      const errors = union.getTypes().filter((member) => member.getInterfaces().some((of) => of.name === 'UserError'));
      expect({ name, errors: errors.length }).not.toEqual({ name, errors: 0 });
      expect({ name, results: union.getTypes().length - errors.length }).toEqual({ name, results: 1 });
    }
  });

  test('every mutation takes an idempotency key, and whatever writes something of a period the version that the caller has seen', () => {
    const ofPeriod = /^(periodId|findingId|scorecardId|appealId|checkId)$/;
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const input = inputOf(field);
      expect({ name: field.name, key: String(input.idempotencyKey?.type) }).toEqual({ name: field.name, key: 'String' });
      // A notice may be about a period, and writes nothing of it.
      const isOfPeriod = field.name !== 'issueNotice' && Object.keys(input).some((name) => ofPeriod.test(name));
      expect({ name: field.name, version: String(input.expectedVersion?.type) }).toEqual({
        name: field.name,
        version: isOfPeriod ? 'Int' : 'undefined',
      });
    }
  });

  test('every error that names obstacles has an enum of them, named as it is', () => {
    const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
    const obstructed = objects.filter((type) => type.getFields().obstacles);
    expect(obstructed.length).toBeGreaterThan(5);
    for (const type of obstructed) expect(String(type.getFields().obstacles!.type)).toBe(`[${type.name.replace(/Error$/, 'Obstacle')}!]!`);
  });
});

test.each([
  ['instants end in At', 'DateTime', /At$/],
  ['dates end in On, or say from or until when', 'Date', /(On|From|Until|Before|Days)$|^(on|day|date|from|to|until)$/],
] as const)('%s', (_, type, pattern) => {
  const ofType = elements.filter((element) => element.type !== null && nameOf(element.type) === type);
  expect(ofType.length).toBeGreaterThan(8);
  expect(ofType.filter(({ name }) => !pattern.test(name)).map(({ path }) => path)).toEqual([]);
});

test.each([
  ['types are in PascalCase', 'TYPE', /^([A-Z][a-z]+)+$|^JSONObject$/],
  ['fields are in camelCase', 'FIELD', /^[a-z]+([A-Z][a-z]*|\d)*$/],
  ['arguments are in camelCase', 'ARGUMENT', /^[a-z]+([A-Z][a-z]*)*$/],
  ['enum values are in SCREAMING_CASE', 'ENUM_VALUE', /^[A-Z]+(_[A-Z]+)*$/],
] as const)('%s', (_, kind, pattern) => {
  const ofKind = elements.filter((element) => element.kind === kind);
  expect(ofKind.length).toBeGreaterThan(1);
  expect(ofKind.filter(({ name }) => !pattern.test(name)).map(({ path }) => path)).toEqual([]);
});
