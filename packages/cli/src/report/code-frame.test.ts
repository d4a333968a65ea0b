import { describe, expect, it } from 'vitest';
import { codeFrame } from './code-frame.ts';
import { documentsOf } from './documents.ts';
import { paintFor } from './paint.ts';

/** The frame of the «marked» part of a text. */
function frame(marked: string, columns?: number): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const documents = documentsOf(new Map([['f', marked.replace(/[«»]/g, '')]]));
  const place = { document: 'f', range: { start, end } };
  const plain = (text: string): string => text;
  return codeFrame(place, documents, { paint: paintFor({ colour: false }), mark: plain, columns });
}

describe('a code frame', () => {
  it('puts carets below the place', () => {
    expect(frame('a\nb: «exec.nope» == 1\n')).toBe(`  |
2 | b: exec.nope == 1
  |    ^^^^^^^^^
`);
  });

  it('has one caret for a place without width, also at the end of a line', () => {
    expect(frame('a ==«»\nb')).toBe(`  |
1 | a ==
  |     ^
`);
  });

  it('counts cells, not characters: tabs, wide and combining characters', () => {
    expect(frame('\t漢字e\u0301 «x»')).toBe(`  |
1 |     漢字e\u0301 x
  |           ^
`);
  });

  it('shows what is invisible, and keeps the carets right', () => {
    expect(frame('a\u001b[31m\u202e «x»')).toBe(`  |
1 | a\\x1b[31m\\u{202e} x
  |                   ^
`);
  });

  it('goes on over lines, without the blanks in front of them', () => {
    expect(frame('x: |\r\n  «a &&\r\n    b» || c\r\n')).toBe(`  |
2 |   a &&
  |   ^^^^
3 |     b || c
  |     ^
`);
  });

  it('shows the first lines of a long place', () => {
    const text = `«${Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n')}»`;
    expect(frame(text)).toContain('. | … 8 more lines\n');
    expect(frame(text)).not.toContain('line 5');
  });

  it('does not show a byte order mark', () => {
    expect(frame('\uFEFF«rules»: 1')).toContain('1 | rules: 1\n  | ^^^^^\n');
  });

  it('cuts long lines around the place', () => {
    const text = `${'before '.repeat(100)}«here»${' after'.repeat(100)}`;
    const [, line = '', carets = ''] = frame(text, 80).split('\n');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('here');
    expect(line).toMatch(/^1 \| ….*….*$/);
  });

  it('cuts a long place', () => {
    const [, line = '', carets = ''] = frame(`a «${'x'.repeat(500)}» b`, 80).split('\n');
    expect(line.length).toBeLessThanOrEqual(80);
    expect(carets.length).toBeLessThanOrEqual(80);
    expect(carets).toContain('^');
  });

  it('is nothing where the text is not known', () => {
    const place = { document: 'other', range: { start: 0, end: 1 } };
    const options = {
      paint: paintFor({ colour: false }),
      mark: (text: string) => text,
      columns: undefined,
    };
    expect(codeFrame(place, documentsOf(new Map()), options)).toBe('');
  });
});
