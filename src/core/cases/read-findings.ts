import type { Contract } from '../contract/contract.js';
import { type Finding, LEVELS, type Level } from '../rubric/facts.js';
import type { RubricItem } from '../rubric/rubric.js';
import type { FindingForm } from '../rubric/rule-kind.js';
import type { Period } from '../values/periods.js';
import type { Problems } from '../values/problem.js';
import { ObjectReader, readFields } from '../values/reader.js';
import { readChoice, readItem, readPointsWithin, readReason } from './read-item.js';

const COMMON_FIELDS = ['id', 'item', 'kind', 'occurredOn', 'count', 'eventId'] as const;
const SPECIAL_FIELDS = ['points', 'reason', 'elapsedHours', 'dueOn', 'submittedOn', 'consented', 'level', 'matterId'] as const;
const FIELDS: ReadonlySet<string> = new Set([...COMMON_FIELDS, ...SPECIAL_FIELDS]);

/** A finding with its place in the input. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly index: number;
}

/** Reads one finding; one with problems keeps its identity, for what is checked across findings. Null where it has none. */
export function readFinding(
  raw: unknown,
  index: number,
  contract: Contract | null,
  period: Period | null,
  problems: Problems,
): PlacedFinding | null {
  const path = `findings[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(FIELDS);
  const before = problems.list.length;
  const id = reader.text('id');
  const item = readItem(reader, contract);
  const form = readKind(reader, contract, item);
  const occurredOn = reader.date('occurredOn');
  if (occurredOn && period && (occurredOn < period.startsOn || occurredOn > period.endsOn))
    reader.problem('occurredOn', 'OUTSIDE_PERIOD', `${occurredOn} 不在 ${period.code} 内`, `${occurredOn} is not in ${period.code}`);
  const count = reader.count('count', 1, false) ?? 1n;
  const eventId = reader.text('eventId', false);
  const special = readSpecialFields(reader, form);
  if (problems.list.length > before || id === null || !item || !form || occurredOn === null) {
    // Identity and event still count for what is checked across findings.
    return id === null
      ? null
      : {
          finding: { ...NOTHING_SPECIAL, id, item: item?.code ?? '', kind: form?.kind ?? '', occurredOn: occurredOn ?? '', count, eventId },
          index,
        };
  }
  return { finding: { id, item: item.code, kind: form.kind, occurredOn, count, eventId, ...special }, index };
}

function readKind(reader: ObjectReader, contract: Contract | null, item: RubricItem | null): FindingForm | null {
  const kind = reader.text('kind');
  if (kind === null || !contract) return null;
  if (!contract.rubric.findingKinds.has(kind))
    return reader.problem('kind', 'UNKNOWN_KIND', `没有发现类型 ${kind}`, `there is no kind of finding ${kind}`);
  if (!item) return null;
  return (
    item.findingForms.get(kind) ??
    reader.problem('kind', 'KIND_NOT_OF_ITEM', `考核项 ${item.code} 不接受 ${kind}`, `item ${item.code} does not take ${kind}`)
  );
}

type SpecialFields = Pick<Finding, (typeof SPECIAL_FIELDS)[number]>;

const NOTHING_SPECIAL: SpecialFields = {
  points: null,
  reason: null,
  elapsedHours: null,
  dueOn: null,
  submittedOn: null,
  consented: false,
  level: null,
  matterId: null,
};

/** The fields that only some kinds take; one that the finding's kind does not take is a problem. */
function readSpecialFields(reader: ObjectReader, form: FindingForm | null): SpecialFields {
  const given = SPECIAL_FIELDS.filter((name) => reader.has(name));
  if (!form) {
    // Without a kind nobody knows which fields belong here, but what is given can still be ill-formed.
    for (const name of ['points', 'elapsedHours'] as const) reader.decimal(name, false);
    for (const name of ['dueOn', 'submittedOn'] as const) reader.date(name, false);
    for (const name of ['matterId', 'reason'] as const) readTextOrNothing(reader, name);
    reader.boolean('consented');
    readChoice<Level>(reader, 'level', LEVELS, 'UNKNOWN_LEVEL', false);
    return NOTHING_SPECIAL;
  }
  if (given.length === 0 && form.requiredFields.length === 0 && !form.points?.isRequired) return NOTHING_SPECIAL;
  const takes = (name: (typeof SPECIAL_FIELDS)[number]) =>
    name === 'points' || name === 'reason' ? form.points !== null : form.fields.includes(name);
  for (const name of given)
    if (!takes(name)) reader.problem(name, 'MISPLACED_FIELD', `${form.kind} 没有字段 ${name}`, `${form.kind} takes no field ${name}`);
  const needs = (name: 'elapsedHours' | 'dueOn' | 'level') => form.requiredFields.includes(name);
  const elapsedHours = takes('elapsedHours') ? reader.decimal('elapsedHours', needs('elapsedHours')) : null;
  if (elapsedHours && elapsedHours.sign < 0) reader.problem('elapsedHours', 'NEGATIVE', '不能为负', 'must not be negative');
  return {
    ...(form.points ? readDiscretion(reader, form.points) : { points: null, reason: null }),
    elapsedHours,
    dueOn: takes('dueOn') ? reader.date('dueOn', needs('dueOn')) : null,
    submittedOn: takes('submittedOn') ? reader.date('submittedOn', false) : null,
    consented: takes('consented') ? reader.boolean('consented') : false,
    level: takes('level') ? readChoice<Level>(reader, 'level', LEVELS, 'UNKNOWN_LEVEL', needs('level')) : null,
    matterId: takes('matterId') ? reader.text('matterId', false) : null,
  };
}

/** A discretionary value within its range, and the reason that it needs. */
function readDiscretion(reader: ObjectReader, range: NonNullable<FindingForm['points']>): Pick<Finding, 'points' | 'reason'> {
  const isGiven = reader.has('points') || range.isRequired;
  const points = readPointsWithin(reader, range.min, range.max, range.isRequired);
  const reason = isGiven ? readReason(reader) : readTextOrNothing(reader, 'reason');
  return { points, reason };
}

// A reason beside no value is welcome, and may be empty.
const readTextOrNothing = (reader: ObjectReader, name: string): string | null =>
  reader.fields[name] === '' ? null : reader.text(name, false);

/** Ids are used once; an event is one finding of an item only. */
export function checkFindingIds(findings: readonly PlacedFinding[], problems: Problems): void {
  const ids = new Set<string>();
  const events = new Set<string>();
  for (const { finding, index } of findings) {
    if (ids.has(finding.id))
      problems.add(`findings[${index}].id`, 'DUPLICATE', `编号 ${finding.id} 重复`, `the id ${finding.id} is used twice`);
    ids.add(finding.id);
    if (finding.eventId === null || finding.item === '') continue;
    const event = `${finding.item} ${finding.eventId}`;
    if (events.has(event))
      problems.add(
        `findings[${index}].eventId`,
        'EVENT_TWICE_IN_ITEM',
        `同一事件 ${finding.eventId} 在考核项 ${finding.item} 内出现两次`,
        `the event ${finding.eventId} stands twice in item ${finding.item}`,
      );
    events.add(event);
  }
}
