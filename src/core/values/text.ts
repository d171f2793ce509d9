/** Words that people read: Chinese first, English second. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Both languages in one line, where a format has room for one string only. */
export const inBothLanguages = (text: Text): string => `${text.zh} / ${text.en}`;

/** Order by Unicode code point, the same on every machine and in every language. */
export function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

// UTF-16 puts the surrogates (code points from U+10000) below U+E000–U+FFFF; code points have them above.
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
