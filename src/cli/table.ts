import stringWidth from 'string-width';

/** A column of a table: its heading, which side its cells keep to, and whether it may be folded to fit. */
export interface Column {
  readonly heading: string;
  readonly align?: 'RIGHT';
  readonly folds?: boolean;
}

const GAP = '  ';

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Fits text into a width on the screen, where a Chinese character takes two places; a word is broken only where it must be. */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const { segment } of segmenter.segment(text)) {
    const segmentWidth = stringWidth(segment);
    if (lineWidth + segmentWidth > width && line !== '') {
      const end = breakOf(line, segment);
      lines.push(line.slice(0, end).trimEnd());
      line = line.slice(end).trimStart();
      lineWidth = stringWidth(line);
    }
    if (line === '' && segment === ' ') continue;
    line += segment;
    lineWidth += segmentWidth;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** Where a full line ends: never within a word or a figure, nor so that a line begins with a closing mark or ends with an opening one. */
function breakOf(line: string, next: string): number {
  const isNarrow = (text: string) => stringWidth(text) === text.length;
  const word = next !== ' ' && isNarrow(next) ? (/[!-~]+$/.exec(line)?.[0] ?? '') : '';
  let end = word.length > 0 && word.length < line.length ? line.length - word.length : line.length;
  if (end === line.length && CLOSING_MARKS.includes(next)) end = stepBack(line, end);
  while (end > 1 && OPENING_MARKS.includes(line[end - 1]!)) end = stepBack(line, end);
  return end > 0 ? end : line.length;
}

/** The place before the last character; a rare character takes two units and is not torn. */
const stepBack = (line: string, end: number): number => end - (/[\uDC00-\uDFFF]/.test(line[end - 1]!) ? 2 : 1);

const CLOSING_MARKS = '，。、；：！？）》〕”’';
const OPENING_MARKS = '（《〔“‘';

const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - stringWidth(text))) + text;

/** A table for a terminal of a certain width. Folding columns share what the others leave. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], screenWidth: number): string {
  const natural = columns.map(({ heading }, index) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? '')), stringWidth(heading)),
  );
  const folding = columns.filter(({ folds }) => folds).length;
  const fixed = natural.reduce((total, width, index) => total + (columns[index]!.folds ? 0 : width), 0);
  const left = screenWidth - fixed - GAP.length * (columns.length - 1);
  const widths = natural.map((width, index) => (columns[index]!.folds ? Math.max(16, Math.min(width, Math.floor(left / folding))) : width));
  const write = (cells: readonly string[]): string[] => {
    const folded = columns.map(({ folds }, index) => (folds ? fold(cells[index] ?? '', widths[index]!) : [cells[index] ?? '']));
    return Array.from({ length: Math.max(...folded.map(({ length }) => length)) }, (_, line) =>
      columns
        .map(({ align }, index) => (align === 'RIGHT' ? padStart : padEnd)(folded[index]![line] ?? '', widths[index]!))
        .join(GAP)
        .trimEnd(),
    );
  };
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP);
  return [...write(columns.map(({ heading }) => heading)), rule, ...rows.flatMap(write)].join('\n');
}
