import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { fold, table } from '../../src/cli/table.js';
import { faultsOfTable } from '../support/tables.js';

/** Text as it stands in a page: Chinese and Latin words, figures, marks of both. */
const texts = fc
  .array(fc.constantFrom('接通率', '扣', '分', '，', '。', '（', '）', 'rate', 'a', '99.87%', '0.1', ' ', ' ', '；', '—', '“档”', 'K-24'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('fold', () => {
  test('a character of two units is never torn, not even before a closing mark', () => {
    expect(fold('ab𠮷，c', 4)).toEqual(['ab', '𠮷，', 'c']);
  });

  test('a Chinese character takes two places', () => {
    expect(fold('接通率低于指标', 6)).toEqual(['接通率', '低于指', '标']);
    expect(fold('接通率低于指标', 7)).toEqual(['接通率', '低于指', '标']);
  });

  test('a line ends between words', () => {
    expect(fold('the least stands in', 10)).toEqual(['the least', 'stands in']);
  });

  test('a word longer than the width is broken, since it must be', () => {
    expect(fold('completeness', 5)).toEqual(['compl', 'etene', 'ss']);
  });

  test('a line does not begin with a closing mark', () => {
    expect(fold('得满分，不扣', 6)).toEqual(['得满', '分，不', '扣']);
  });

  test('what fits stays as it is, and nothing gives one empty line', () => {
    expect(fold('得分 99.3', 9)).toEqual(['得分 99.3']);
    expect(fold('', 9)).toEqual(['']);
  });

  test('no line is wider than the width', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 60 }), (text, width) => {
        for (const line of fold(text, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('nothing but spaces is lost, and the order stays', () => {
    const bare = (text: string) => text.replaceAll(' ', '');
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 60 }), (text, width) => {
        expect(bare(fold(text, width).join(''))).toBe(bare(text));
      }),
    );
  });

  test('a word that is short for the width is never broken', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 24, max: 60 }), (list, width) => {
        expect(fold(list.join(' '), width).join(' ').split(' ')).toEqual(list);
      }),
    );
  });
});

describe('table', () => {
  const columns = [
    { heading: '项' },
    { heading: '考核项' },
    { heading: '得分', align: 'RIGHT' as const },
    { heading: '说明', folds: true },
  ];

  test('lines its columns up, whatever takes two places', () => {
    const rows = [
      ['1.1', '接通率', '9.9', '9987/10000'],
      ['1.2', 'Answered', '10', '达到指标'],
    ];
    expect(table(columns, rows, 60).split('\n')).toEqual([
      '项   考核项    得分  说明',
      '---  --------  ----  ----------------',
      '1.1  接通率     9.9  9987/10000',
      '1.2  Answered    10  达到指标',
    ]);
  });

  test('folds the column that may be folded into what the others leave', () => {
    const rows = [['1.1', '接通率', '9.9', '低于指标 100%，计 1 档（只计完整档），扣 0.1 分']];
    const lines = table(columns, rows, 40).split('\n');
    expect(lines[1]).toBe(`---  ------  ----  ${'-'.repeat(21)}`);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines.slice(3)) expect(line.slice(0, 19).trim()).toBe('');
    expect(faultsOfTable(lines, 40)).toEqual([]);
  });

  test('has a heading and a rule also without a row, and no spaces at the end of a line', () => {
    expect(table([{ heading: 'No' }, { heading: 'Why' }], [], 40)).toBe('No  Why\n--  ---');
    expect(table([{ heading: 'No' }, { heading: 'Why' }], [['1', '']], 40)).toBe('No  Why\n--  ---\n1');
  });

  test('fits the screen and lines up for any rows', () => {
    const cell = texts.map((text) => text.slice(0, 8));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell, texts), { maxLength: 8 }), fc.integer({ min: 80, max: 160 }), (rows, width) => {
        expect(faultsOfTable(table(columns, rows, width).split('\n'), width)).toEqual([]);
      }),
    );
  });
});
