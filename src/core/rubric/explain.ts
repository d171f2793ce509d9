import type { Exact } from '../values/exact.js';
import { printPoints } from '../values/figures.js';
import type { Text } from '../values/text.js';
import { type ItemFacts, SOURCE_LABELS } from './facts.js';

/**
 * One step of an item's points. The arithmetic, evaluated, gives the line's points; the lines of an item add up to its points.
 * `measured` says what was looked at, `zh` and `en` say it in words.
 */
export interface Line extends Text {
  readonly clause: string;
  readonly measured: string;
  readonly arithmetic: string;
  /** Null where data is missing. */
  readonly points: string | null;
  /** True where the least of a range stands in for a value that an assessor still owes. */
  readonly provisional: boolean;
}

/** What a rule needs to know of the item it scores. */
export interface ItemFrame {
  readonly code: string;
  readonly clause: string;
  readonly title: Text;
  /** Null for an additional item, which adds or takes off what it comes to. */
  readonly max: Exact | null;
  /** Whether its points add to the total or are taken off it. */
  readonly effect: 'ADDS' | 'TAKES_OFF';
  /** The metrics' names, for what people read. */
  readonly labels: ReadonlyMap<string, Text>;
}

/** What a rule makes of an item. Points are null where data is missing; lines are made only when somebody reads them. */
export interface ItemOutcome {
  readonly points: Exact | null;
  readonly provisional: boolean;
  /** True where a date was counted over a year whose working days are not published. */
  readonly hasProvisionalDate?: boolean;
  readonly lines: () => readonly Line[];
}

export interface LineParts {
  readonly measured: string;
  readonly arithmetic: string;
  readonly points: Exact;
  readonly text: Text;
  readonly provisional?: boolean;
}

/** A line of an item, its points printed. */
export const makeLine = (item: ItemFrame, { measured, arithmetic, points, text, provisional = false }: LineParts): Line => ({
  clause: item.clause,
  measured,
  arithmetic,
  points: printPoints(points),
  provisional,
  ...text,
});

/** The outcome of an item for which data is missing: no points, and a line that says what is missing. */
export function noData(item: ItemFrame, missing: () => Text): ItemOutcome {
  return {
    points: null,
    provisional: false,
    lines: () => {
      const { zh, en } = missing();
      const text = {
        zh: `${item.title.zh}：缺少数据（${zh}），既不算满分也不算零分`,
        en: `${item.title.en}: no data (${en}), neither full nor zero`,
      };
      return [{ clause: item.clause, measured: '', arithmetic: '', points: null, provisional: false, ...text }];
    },
  };
}

/** Names the metrics of a list that have no figure. */
export function missingMetrics(item: ItemFrame, metrics: readonly string[], facts: ItemFacts): Text {
  const missing = metrics.filter((metric) => !facts.metrics.has(metric));
  if (missing.length === 0) return { zh: '基数为 0', en: 'the base is 0' };
  return {
    zh: missing.map((metric) => item.labels.get(metric)?.zh ?? metric).join('、'),
    en: missing.map((metric) => item.labels.get(metric)?.en ?? metric).join(', '),
  };
}

/** Where the figures came from, and which others were put aside for a better source. */
export function sourcesOf(metrics: readonly string[], facts: ItemFacts): Text {
  const pooled = metrics.flatMap((metric) => facts.metrics.get(metric) ?? []);
  const sources = [...new Set(pooled.flatMap(({ used }) => used.map(({ source }) => source)))];
  const losers = pooled.flatMap(({ notUsed }) => notUsed);
  const list = (language: 'zh' | 'en') => sources.map((source) => SOURCE_LABELS[source][language]).join(language === 'zh' ? '、' : ', ');
  const lost = losers.map(({ metric, month, source, value }) => `${metric}${month ? ` ${month}` : ''} ${source} ${value}`).join(', ');
  const added = metrics.flatMap((metric) => {
    const cases = facts.metrics.get(metric)?.added;
    return cases === undefined ? [] : `${metric} +${cases}`;
  });
  const takenOut = (of: string) =>
    pooled
      .flatMap((figure) => figure.takenOut ?? [])
      .map(({ metric, month, count, reference }) => `${metric}${month ? ` ${month}` : ''} −${count} (${of} ${reference})`)
      .join(', ');
  const isReduced = pooled.some((figure) => figure.takenOut !== undefined);
  return {
    zh: `；来源：${list('zh')}${lost ? `；未采用：${lost}` : ''}${added.length > 0 ? `；含经确认的个案：${added.join(', ')}` : ''}${isReduced ? `；不可抗力剔除：${takenOut('通知')}` : ''}`,
    en: `; source: ${list('en')}${lost ? `; not used: ${lost}` : ''}${added.length > 0 ? `; with confirmed cases: ${added.join(', ')}` : ''}${isReduced ? `; taken out for force majeure: ${takenOut('notice')}` : ''}`,
  };
}

/** Texts one after the other, in both languages. */
export const joined = (...parts: readonly Text[]): Text => ({
  zh: parts.map(({ zh }) => zh).join(''),
  en: parts.map(({ en }) => en).join(''),
});
