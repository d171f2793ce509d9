import type { Contract } from '../contract/contract.js';
import type { Judgement } from '../rubric/facts.js';
import { Exact } from '../values/exact.js';
import type { Problems } from '../values/problem.js';
import { ObjectReader, readFields } from '../values/reader.js';
import type { PlacedFinding } from './read-findings.js';
import { readItem, readPointsWithin, readReason } from './read-item.js';

const FIELDS = new Set(['item', 'points', 'reason']);

/** A judgement with its place in the input. */
export interface PlacedJudgement {
  readonly judgement: Judgement;
  readonly index: number;
}

/** Reads one judgement; null, with its problems, where it names no item. */
export function readJudgement(raw: unknown, index: number, contract: Contract | null, problems: Problems): PlacedJudgement | null {
  const path = `judgements[${index}]`;
  const fields = readFields(raw, path, problems);
  if (!fields) return null;
  const reader = new ObjectReader(fields, path, problems);
  reader.refuseOthers(FIELDS);
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
export function checkJudgements(
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
      findings.some(
        ({ finding }) => finding.item === judgement.item && finding.kind !== '' && !contract.rubric.exclusions.has(finding.kind),
      )
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
