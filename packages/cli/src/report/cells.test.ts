import { describe, expect, it } from 'vitest';
import { cells, cut, padEnd, padStart, wrap } from './cells.ts';
import { paintFor } from './paint.ts';
import { table } from './table.ts';

const paint = paintFor({ colour: true });

describe('the cells of a text', () => {
  it.each([
    ['abc', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['🚀', 2],
    [paint.bad('red'), 3],
    ['', 0],
  ])('%j: %i', (text, width) => {
    expect(cells(text)).toBe(width);
  });

  it('are filled, cut and wrapped by', () => {
    expect([padEnd('漢', 4), padStart(paint.bad('a'), 3)]).toEqual(['漢  ', `  ${paint.bad('a')}`]);
    expect([cut('abcdef', 4), cut('abcd', 4), cut('漢字漢字', 4)]).toEqual(['abc…', 'abcd', '漢…']);
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('averylongword x', 5)).toEqual(['averylongword', 'x']);
  });
});

describe('a table', () => {
  const plain = paintFor({ colour: false });
  const columns = [{ title: 'RULE' }, { title: 'N', align: 'right' }, { title: 'WHY' }] as const;

  it('has columns as wide as their widest cell', () => {
    const rows = [
      ['a', '1', 'x'],
      ['longer', '100', ''],
    ];
    expect(table(columns, rows, plain)).toBe('RULE      N  WHY\na         1  x\nlonger  100\n');
  });

  it('cuts styled cells of the last column to the terminal', () => {
    const rows = [['a', '1', { text: 'a reason that is longer than what is left here', style: paint.faint }]];
    const [, row = ''] = table(columns, rows, plain, 40).split('\n');
    expect(cells(row)).toBe(40);
    expect(row.endsWith('…\u001B[22m')).toBe(true);
  });

  it('has the last column below its rows where there is hardly room beside them', () => {
    const style = (text: string): string => text;
    const rows = [
      ['a_rule_with_a_long_name', '1', { text: 'a reason longer than what is left', style }],
      ['b', '2', { text: 'not worth a line', style, minor: true }],
    ];
    expect(table(columns, rows, plain, 34)).toBe(
      'RULE                     N\na_rule_with_a_long_name  1\n    a reason longer than what is\n    left\nb                        2\n',
    );
  });
});
