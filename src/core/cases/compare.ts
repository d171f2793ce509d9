import type { MoneyLine } from '../payment/adjustment-kind.js';
import type { ReadingState } from '../readings/reading.js';
import type { Line } from '../rubric/explain.js';
import { canonicalJson } from '../values/canonical-json.js';
import type { Text } from '../values/text.js';
import type { Evaluation, Payable, ScoredItem } from './evaluate.js';

/** A figure in an earlier and in a later result. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** An item that differs. Its points are null where it has no data, its status and its points where the rubric does not have it. */
export interface ItemChange {
  readonly code: string;
  readonly title: Text;
  readonly pointsBefore: string | null;
  readonly pointsAfter: string | null;
  readonly statusBefore: ScoredItem['status'] | null;
  readonly statusAfter: ScoredItem['status'] | null;
  readonly maxBefore: string | null;
  readonly maxAfter: string | null;
  /** Lines that only the earlier result has, in its order. */
  readonly linesRemoved: readonly Line[];
  /** Lines that only the later result has, in its order. */
  readonly linesAdded: readonly Line[];
}

/** The option of a reading that was applied, and whether the parties had agreed it. */
export interface ReadingApplied {
  readonly option: string;
  readonly state: ReadingState;
}

/** A reading whose option or state differs; null in the result that does not hang on it. */
export interface ReadingChange extends Change<ReadingApplied | null> {
  readonly code: string;
  readonly title: Text;
}

/** What differs between two results of one period. */
export interface EvaluationChanges {
  readonly total: Change<string | null>;
  readonly payable: Change<Payable | null>;
  readonly items: readonly ItemChange[];
  readonly readings: readonly ReadingChange[];
  readonly payableLinesRemoved: readonly MoneyLine[];
  readonly payableLinesAdded: readonly MoneyLine[];
}

/**
 * What changed between two results of one period, line by line.
 *
 * Items and readings stand in the order of the later result, those that only the earlier one has behind them: a contract's
 * version may add some and drop others. An item counts as changed by its points, status, maximum, effect on the total or any line.
 * Units: points and yuan, as they were printed. Errors: none; two results that are alike give empty lists.
 */
export function compareEvaluations(before: Evaluation, after: Evaluation): EvaluationChanges {
  return {
    total: { before: before.total, after: after.total },
    payable: { before: before.payable, after: after.payable },
    items: pairedByCode(before.items, after.items).flatMap(([earlier, later]) => itemChange(earlier, later) ?? []),
    readings: pairedByCode(before.readings, after.readings).flatMap(([earlier, later]): ReadingChange[] => {
      if (earlier && later && earlier.option === later.option && earlier.state === later.state) return [];
      const { code, title } = (later ?? earlier)!;
      return [{ code, title, before: applied(earlier), after: applied(later) }];
    }),
    payableLinesRemoved: withoutThoseOf(before.payableLines, after.payableLines),
    payableLinesAdded: withoutThoseOf(after.payableLines, before.payableLines),
  };
}

function itemChange(before: ScoredItem | null, after: ScoredItem | null): ItemChange | null {
  const linesRemoved = withoutThoseOf(before?.lines ?? [], after?.lines ?? []);
  const linesAdded = withoutThoseOf(after?.lines ?? [], before?.lines ?? []);
  const isAlike =
    before?.points === after?.points && before?.status === after?.status && before?.max === after?.max && before?.effect === after?.effect;
  if (isAlike && linesRemoved.length === 0 && linesAdded.length === 0) return null;
  const { code, title } = (after ?? before)!;
  return {
    code,
    title,
    pointsBefore: before?.points ?? null,
    pointsAfter: after?.points ?? null,
    statusBefore: before?.status ?? null,
    statusAfter: after?.status ?? null,
    maxBefore: before?.max ?? null,
    maxAfter: after?.max ?? null,
    linesRemoved,
    linesAdded,
  };
}

const applied = (reading: ReadingApplied | null): ReadingApplied | null => reading && { option: reading.option, state: reading.state };

/** Members of both lists, each with the one of the same code in the other list, or null. */
function pairedByCode<T extends { readonly code: string }>(before: readonly T[], after: readonly T[]): [T | null, T | null][] {
  const earlier = new Map(before.map((member) => [member.code, member]));
  const later = new Set(after.map(({ code }) => code));
  return [
    ...after.map((member): [T | null, T] => [earlier.get(member.code) ?? null, member]),
    ...before.filter(({ code }) => !later.has(code)).map((member): [T, null] => [member, null]),
  ];
}

/** What one list has beyond another. Lines have no name, so they are alike as a whole or not; one that stands twice must be met twice. */
function withoutThoseOf<T extends Line | MoneyLine>(lines: readonly T[], others: readonly T[]): T[] {
  const unmet = new Map<string, number>();
  for (const key of others.map(keyOf)) unmet.set(key, (unmet.get(key) ?? 0) + 1);
  return lines.filter((line) => {
    const key = keyOf(line);
    const left = unmet.get(key) ?? 0;
    if (left > 0) unmet.set(key, left - 1);
    return left === 0;
  });
}

const keyOf = (line: Line | MoneyLine): string => canonicalJson({ ...line });
