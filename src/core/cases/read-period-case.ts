import type { Contract } from '../contract/contract.js';
import type { ReadingsInForce } from '../readings/reading.js';
import { type Finding, type Judgement, LEVELS, type Level, SOURCES } from '../rubric/facts.js';
import { checkForms, groupByMetric, type PlacedObservation, poolObservations } from '../rubric/observations.js';
import type { PeriodFacts, RubricItem } from '../rubric/rubric.js';
import type { FindingForm } from '../rubric/rule-kind.js';
import { isIsoMonth } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import type { Period } from '../values/periods.js';
import { type Problem, Problems } from '../values/problem.js';
import { ObjectReader, readFields, readList } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';
import { compareByCodePoint } from '../values/text.js';
import { type Contracts, readContractOf } from './contracts.js';
import { readReadings } from './read-readings.js';

/** One period of one contract, read and found whole: all that its score depends on. */
export interface PeriodCase {
  readonly contract: Contract;
  readonly period: Period;
  readonly observations: readonly PlacedObservation[];
  readonly findings: readonly Finding[];
  readonly judgements: readonly Judgement[];
  readonly inForce: ReadingsInForce;
  readonly facts: PeriodFacts;
}

const CASE_FIELDS = new Set(['contract', 'period', 'observations', 'findings', 'judgements', 'readings']);
const OBSERVATION_FIELDS = new Set(['metric', 'month', 'value', 'source']);
const JUDGEMENT_FIELDS = new Set(['item', 'points', 'reason']);
const COMMON_FINDING_FIELDS = ['id', 'item', 'kind', 'occurredOn', 'count', 'eventId'] as const;
const SPECIAL_FINDING_FIELDS = ['points', 'reason', 'elapsedHours', 'dueOn', 'submittedOn', 'consented', 'level', 'matterId'] as const;
const FINDING_FIELDS: ReadonlySet<string> = new Set([...COMMON_FINDING_FIELDS, ...SPECIAL_FINDING_FIELDS]);

/** Reads the input of `evaluate`, or names everything that is wrong with it. */
export function readPeriodCase(raw: unknown, contracts: Contracts): Result<PeriodCase, readonly Problem[]> {
  const problems = new Problems();
  const fields = readFields(raw, '', problems);
  if (!fields) return fail(problems.list);
  const reader = new ObjectReader(fields, '', problems);
  reader.refuseOthers(CASE_FIELDS);
  const contract = readContractOf(reader, contracts);
  const periodCode = reader.text('period');
  const period = periodCode === null || !contract ? null : contract.period(periodCode);
  if (contract && periodCode !== null && !period) {
    const [first, last] = [contract.periods[0]!.code, contract.periods.at(-1)!.code];
    reader.problem(
      'period',
      'UNKNOWN_PERIOD',
      `${periodCode} 不是考核期（${first} 至 ${last}）`,
      `${periodCode} is no scored period (${first} to ${last})`,
    );
  }

  const tainted = new Set<string>();
  const observations = readList(fields, 'observations', problems).flatMap(
    (member, index) => readObservation(member, index, contract, period, tainted, problems) ?? [],
  );
  const byMetric = groupByMetric(observations);
  for (const ofMetric of byMetric.values()) if (ofMetric.length > 1) checkForms(ofMetric, tainted, problems);
  const findings = readList(fields, 'findings', problems).flatMap(
    (member, index) => readFinding(member, index, contract, period, problems) ?? [],
  );
  checkFindingIds(findings, problems);
  const judgements = readList(fields, 'judgements', problems).flatMap(
    (member, index) => readJudgement(member, index, contract, problems) ?? [],
  );
  checkJudgements(judgements, findings, contract, problems);
  const inForce = readReadings(fields.readings, contract, problems);
  if (!contract || !inForce || !period) return fail(problems.list);
  const metrics = poolObservations(contract.rubric, period, byMetric, tainted, problems);
  if (!problems.isEmpty) return fail(problems.list);

  const sorted = findings.map(({ finding }) => finding).sort(byDateAndId);
  const facts: PeriodFacts = {
    period,
    calendar: contract.calendar,
    metrics,
    findingsOf: groupByItem(sorted),
    judgements: new Map(judgements.map(({ judgement }) => [judgement.item, judgement])),
  };
  return ok({ contract, period, observations, findings: sorted, judgements: judgements.map(({ judgement }) => judgement), inForce, facts });
}

function readObservation(
  raw: unknown,
  index: number,
  contract: Contract | null,
  period: Period | null,
  tainted: Set<string>,
  problems: Problems,
): PlacedObservation | null {
  const path = `observations[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(OBSERVATION_FIELDS);
  const code = reader.text('metric');
  const metric = code === null || !contract ? null : contract.rubric.metricsByCode.get(code);
  if (contract && code !== null && !metric)
    reader.problem('metric', 'UNKNOWN_METRIC', `合同 ${contract.code} 没有指标 ${code}`, `contract ${contract.code} has no metric ${code}`);
  const month = readMonth(reader, period);
  if (month === null && period && period.months.length > 1 && metric?.pooling === 'EACH_MONTH')
    reader.problem('month', 'MONTH_REQUIRED', `指标 ${code} 必须按月填报`, `metric ${code} is always given by month`);
  const value = reader.count('value');
  const isTooSmall = value !== null && metric?.min !== undefined && value < BigInt(metric.min);
  if (isTooSmall) reader.problem('value', 'BELOW_ONE', `不能小于 ${metric.min}`, `must be at least ${metric.min}`);
  const source = readChoice(reader, 'source', SOURCES, 'UNKNOWN_SOURCE');
  if (value !== null && !isTooSmall && source !== null && month !== undefined && metric)
    // In a period of one month both forms say the same.
    return { metric: metric.code, month: period?.months.length === 1 ? null : month, value, source, index };
  if (metric) tainted.add(metric.code);
  return null;
}

/** The month of an observation: null where it is left out, undefined, with a problem, where it is none of the period. */
function readMonth(reader: ObjectReader, period: Period | null): string | null | undefined {
  const month = reader.text('month', false);
  if (month === null) return reader.has('month') ? undefined : null;
  if (!isIsoMonth(month)) {
    reader.problem('month', 'NOT_A_MONTH', '应为月份 YYYY-MM', 'a month YYYY-MM is expected');
    return undefined;
  }
  if (period && !period.months.includes(month)) {
    reader.problem('month', 'OUTSIDE_PERIOD', `${month} 不在 ${period.code} 内`, `${month} is not in ${period.code}`);
    return undefined;
  }
  return month;
}

function readChoice<T extends string>(
  reader: ObjectReader,
  name: string,
  choices: readonly T[],
  code: 'UNKNOWN_SOURCE' | 'UNKNOWN_LEVEL',
  isRequired = true,
): T | null {
  const text = reader.text(name, isRequired);
  if (text === null) return null;
  const choice = choices.find((candidate) => candidate === text);
  return choice ?? reader.problem(name, code, `应为 ${choices.join('、')} 之一`, `one of ${choices.join(', ')} is expected`);
}

/** A finding with its place in the input. */
interface PlacedFinding {
  readonly finding: Finding;
  readonly index: number;
}

function readFinding(
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
  reader.refuseOthers(FINDING_FIELDS);
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

function readItem(reader: ObjectReader, contract: Contract | null): RubricItem | null {
  const code = reader.text('item');
  if (code === null || !contract) return null;
  return contract.rubric.itemsByCode.get(code) ?? reader.problem('item', 'UNKNOWN_ITEM', `没有考核项 ${code}`, `there is no item ${code}`);
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

type SpecialFields = Pick<Finding, (typeof SPECIAL_FINDING_FIELDS)[number]>;

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
  const given = SPECIAL_FINDING_FIELDS.filter((name) => reader.has(name));
  if (!form) {
    // Without a kind nobody knows which fields belong here, but what is given can still be ill-formed.
    for (const name of ['points', 'elapsedHours'] as const) reader.decimal(name, false);
    for (const name of ['dueOn', 'submittedOn'] as const) reader.date(name, false);
    return NOTHING_SPECIAL;
  }
  if (given.length === 0 && form.requiredFields.length === 0 && !form.points?.isRequired) return NOTHING_SPECIAL;
  const takes = (name: (typeof SPECIAL_FINDING_FIELDS)[number]) =>
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

function readPointsWithin(reader: ObjectReader, min: Exact, max: Exact, isRequired: boolean): Exact | null {
  const points = reader.decimal('points', isRequired);
  if (!points || !(points.isLessThan(min) || max.isLessThan(points))) return points;
  const [from, to] = [printPoints(min), printPoints(max)];
  return reader.problem('points', 'OUT_OF_RANGE', `应在 ${from} 至 ${to} 之间`, `must lie from ${from} to ${to}`);
}

function readReason(reader: ObjectReader): string | null {
  const reason = reader.fields.reason;
  if (typeof reason === 'string' && reason.trim() !== '') return reason;
  if (reason !== undefined && reason !== null && typeof reason !== 'string') return reader.text('reason');
  return reader.problem('reason', 'REASON_REQUIRED', '裁量须说明理由', 'discretion needs a reason');
}

// A reason beside no value is welcome, and may be empty.
const readTextOrNothing = (reader: ObjectReader, name: string): string | null =>
  reader.fields[name] === '' ? null : reader.text(name, false);

/** Ids are used once; an event is one finding of an item only. */
function checkFindingIds(findings: readonly PlacedFinding[], problems: Problems): void {
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

interface PlacedJudgement {
  readonly judgement: Judgement;
  readonly index: number;
}

function readJudgement(raw: unknown, index: number, contract: Contract | null, problems: Problems): PlacedJudgement | null {
  const path = `judgements[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(JUDGEMENT_FIELDS);
  const item = readItem(reader, contract);
  if (item && !item.takesJudgement)
    reader.problem(
      'item',
      'JUDGEMENT_NOT_TAKEN',
      `考核项 ${item.code} 有计分方法，不接受评定`,
      `item ${item.code} has a method and takes no judgement`,
    );
  const points = item?.takesJudgement ? readPointsWithin(reader, Exact.ZERO, item.max!, true) : reader.decimal('points');
  const reason = readReason(reader);
  if (!item) return null;
  // An unreadable value still judges the item, for what is checked across judgements.
  return { judgement: { item: item.code, points: points ?? Exact.ZERO, reason: reason ?? '' }, index };
}

/** An item is judged once, and either judged or deducted from. */
function checkJudgements(
  judgements: readonly PlacedJudgement[],
  findings: readonly PlacedFinding[],
  contract: Contract | null,
  problems: Problems,
): void {
  const judged = new Set<string>();
  for (const { judgement, index } of judgements) {
    const path = `judgements[${index}].item`;
    if (judged.has(judgement.item))
      problems.add(path, 'DUPLICATE', `考核项 ${judgement.item} 评定了两次`, `item ${judgement.item} is judged twice`);
    else if (
      contract?.rubric.itemsByCode.get(judgement.item)?.takesJudgement &&
      findings.some(({ finding }) => finding.item === judgement.item)
    )
      problems.add(
        path,
        'JUDGED_AND_DEDUCTED',
        `考核项 ${judgement.item} 既有评定又有扣分`,
        `item ${judgement.item} is both judged and deducted from`,
      );
    judged.add(judgement.item);
  }
}

const byDateAndId = (a: Finding, b: Finding): number => compareByCodePoint(a.occurredOn, b.occurredOn) || compareByCodePoint(a.id, b.id);

function groupByItem(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.item);
    if (group) group.push(finding);
    else groups.set(finding.item, [finding]);
  }
  return groups;
}
