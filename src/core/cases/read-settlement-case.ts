import type { Contract } from '../contract/contract.js';
import type { Instalment } from '../payment/schedule.js';
import type { ReadingsInForce } from '../readings/reading.js';
import type { IsoDate } from '../values/dates.js';
import { Exact } from '../values/exact.js';
import { type Problem, Problems } from '../values/problem.js';
import { isObject, ObjectReader, readCount, readDecimal, readEntries, readFields, readList } from '../values/reader.js';
import { fail, ok, type Result } from '../values/result.js';
import { type Contracts, readContractOf } from './contracts.js';
import { readReadings } from './read-readings.js';

/** One instalment of one contract with scores that stand, read and found whole. */
export interface SettlementCase {
  readonly contract: Contract;
  readonly instalment: Instalment;
  /** The score of the one period, or of each period of the mean, by period. */
  readonly scores: ReadonlyMap<string, Exact>;
  readonly rosters: readonly Exact[] | null;
  readonly invoiceReceivedOn: IsoDate | null;
  readonly signedOn: IsoDate | null;
  readonly paidOn: IsoDate | null;
  readonly inForce: ReadingsInForce;
}

const FIELDS = new Set(['contract', 'instalment', 'score', 'scores', 'rosters', 'invoiceReceivedOn', 'signedOn', 'paidOn', 'readings']);

/** Reads the input of `settle`, or names everything that is wrong with it. */
export function readSettlementCase(raw: unknown, contracts: Contracts): Result<SettlementCase, readonly Problem[]> {
  const problems = new Problems();
  const fields = readFields(raw, '', problems);
  if (!fields) return fail(problems.list);
  const reader = new ObjectReader(fields, '', problems);
  reader.refuseOthers(FIELDS);
  const contract = readContractOf(reader, contracts);
  const no = reader.count('instalment', 1);
  const instalment = no === null || !contract ? null : contract.payment.instalment(Number(no));
  if (contract && no !== null && !instalment) {
    const known = contract.payment.instalments.map(({ data }) => data.no).join(', ');
    reader.problem('instalment', 'UNKNOWN_INSTALMENT', `没有第 ${no} 期款（只有 ${known}）`, `there is no instalment ${no}, only ${known}`);
  }
  const scores = readScores(reader, contract, instalment, problems);
  const rosters = readRosters(reader, contract, instalment, problems);
  const invoiceReceivedOn = reader.date('invoiceReceivedOn', false);
  const signedOn = reader.date('signedOn', false);
  const paidOn = reader.date('paidOn', false);
  const inForce = readReadings(fields.readings, contract, problems);
  if (!contract || !instalment || !inForce || !problems.isEmpty) return fail(problems.list);
  return ok({ contract, instalment, scores, rosters, invoiceReceivedOn, signedOn, paidOn, inForce });
}

const misplaced = (reader: ObjectReader, name: string) =>
  reader.problem(name, 'MISPLACED_FIELD', `本期款没有字段 ${name}`, `this instalment takes no field ${name}`);

/** The scores that settle the instalment: `score` for one period, `scores` for a mean, neither where none is due. */
function readScores(
  reader: ObjectReader,
  contract: Contract | null,
  instalment: Instalment | null,
  problems: Problems,
): ReadonlyMap<string, Exact> {
  const scores = new Map<string, Exact>();
  if (!contract || !instalment) {
    // Whose score it is stays open, but what is given can still be ill-formed.
    reader.decimal('score', false);
    for (const [period, value] of readEntries(reader.fields.scores, 'scores', problems)) readDecimal(value, `scores.${period}`, problems);
    return scores;
  }
  const { score } = instalment.data;
  if (score && 'period' in score) {
    if (reader.has('scores')) misplaced(reader, 'scores');
    const value = reader.decimal('score');
    if (value) {
      checkBounds(value, 'score', contract, problems);
      scores.set(score.period, value);
    }
    return scores;
  }
  if (reader.has('score')) misplaced(reader, 'score');
  const window: readonly string[] = score ? score.meanOf : [];
  const isNeeded = window.length > 0;
  if (isNeeded && !reader.has('scores')) reader.problem('scores', 'REQUIRED', '必填', 'required');
  const given = readEntries(reader.fields.scores, 'scores', problems);
  for (const [period, raw] of given) {
    const path = `scores.${period}`;
    if (!window.includes(period))
      problems.add(path, 'OUTSIDE_PERIOD', `${period} 不在本期款的考核期内`, `${period} does not settle this instalment`);
    const value = readDecimal(raw, path, problems);
    if (!value) continue;
    checkBounds(value, path, contract, problems);
    scores.set(period, value);
  }
  if (!isNeeded || !isObject(reader.fields.scores)) return scores;
  for (const period of window)
    if (!given.some(([code]) => code === period))
      problems.add('scores', 'SCORE_MISSING', `缺少 ${period} 的得分`, `the score of ${period} is missing`);
  return scores;
}

/** Names a score that no reading lets a total reach: where a reading sets a bound, the widest of its options counts. */
function checkBounds(score: Exact, path: string, { rubric }: Contract, problems: Problems): void {
  const { min, max } = rubric.data.total;
  const mins = valuesOf(min);
  const maxs = valuesOf(max);
  const isTooLow = mins.every((bound) => bound !== null && score.isLessThan(bound));
  const isTooHigh = maxs.every((bound) => bound?.isLessThan(score));
  if (isTooLow || isTooHigh) problems.add(path, 'OUT_OF_RANGE', '得分超出总分范围', 'the score lies outside the bounds of the total');
}

type Bound = Contract['rubric']['data']['total']['min'];

const valuesOf = (bound: Bound): (Exact | null)[] => (bound === null || bound instanceof Exact ? [bound] : Object.values(bound.options));

/** The month-end rosters of the period, in the order of its months. */
function readRosters(
  reader: ObjectReader,
  contract: Contract | null,
  instalment: Instalment | null,
  problems: Problems,
): readonly Exact[] | null {
  if (!reader.has('rosters')) return null;
  const score = instalment?.data.score;
  if (contract && instalment && (contract.payment.rosterMetric === null || !score || !('period' in score)))
    return misplaced(reader, 'rosters');
  const raw = readList(reader.fields, 'rosters', problems);
  const months = score && 'period' in score ? (contract?.period(score.period)?.months.length ?? 0) : raw.length;
  if (Array.isArray(reader.fields.rosters) && raw.length !== months)
    reader.problem('rosters', 'OUT_OF_RANGE', `应为 ${months} 个月末人数`, `${months} month-end rosters are expected`);
  const rosters = raw.map((value, index) => readCount(value, `rosters[${index}]`, 0, problems));
  return rosters.includes(null) ? null : rosters.map((value) => Exact.integer(value!));
}
