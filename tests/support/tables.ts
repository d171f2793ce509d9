import stringWidth from 'string-width';

const RULE = /^-+( {2}-+)*$/;

/** The tables of a page, each as its lines: blocks whose second line is a rule. */
export const tablesOf = (page: string): string[][] =>
  page
    .trimEnd()
    .split('\n\n')
    .map((block) => block.split('\n'))
    .filter(([, rule]) => rule !== undefined && RULE.test(rule));

/** The lines of a table that are wider than the screen, or that write into the gap between two columns. */
export function faultsOfTable(lines: readonly string[], screenWidth: number): string[] {
  const rule = lines[1]!;
  const gaps = [...rule].flatMap((character, place) => (character === ' ' ? [place] : []));
  return lines.filter((line) => {
    const places = placesOf(line);
    return places.length > screenWidth || gaps.some((gap) => (places[gap] ?? ' ') !== ' ') || places.length > rule.length;
  });
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What stands at each place of the screen; a character of two places stands at both. */
const placesOf = (line: string): string[] =>
  [...segmenter.segment(line)].flatMap(({ segment }) => Array<string>(stringWidth(segment)).fill(segment));
