import { describe, expect, it } from 'vitest';
import { type Change, moved, type Span } from './tracked.ts';

/** What stands between « and », and the text without these marks. */
function marked(text: string): { readonly text: string; readonly span: Span } {
  const at = (offset: number, before: string) => {
    const lines = before.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
  };
  const start = text.indexOf('«');
  const plain = text.replace(/[«»]/g, '');
  return { text: plain, span: { start: at(start, plain), end: at(text.indexOf('»') - 1, plain) } };
}

/** The span after what stands between [ and ] was replaced. */
function after(text: string, replacement: string): Span | undefined {
  const change: Change = {
    range: marked(text.replace(/[«»]/g, '').replace('[', '«').replace(']', '»')).span,
    text: replacement,
  };
  return moved(marked(text.replace(/[[\]]/g, '')).span, change);
}

describe('a place of an older text', () => {
  it('stays where it is while something behind it is edited', () => {
    expect(after('«ab» c[d]', 'x')).toEqual(marked('«ab» cx').span);
    expect(after('«ab»\n[d]', 'x\ny')).toEqual(marked('«ab»\nx\ny').span);
  });

  it('moves along its line', () => {
    expect(after('a[b]c «de» f', 'xyz')).toEqual(marked('axyzc «de» f').span);
    expect(after('a[b]c «de» f', '')).toEqual(marked('ac «de» f').span);
  });

  it('moves with its line', () => {
    expect(after('a[]\nb «cd»', '\nx')).toEqual(marked('a\nx\nb «cd»').span);
    expect(after('a[\n]b «cd»', '')).toEqual(marked('ab «cd»').span);
    expect(after('a[b] «c\nd»', 'x\nyy')).toEqual(marked('ax\nyy «c\nd»').span);
  });

  it('is gone where something in it, or at its end, is edited', () => {
    expect(after('«a[b]c»', 'x')).toBeUndefined();
    expect(after('«ab»[]', 'x')).toBeUndefined();
    expect(after('[]«ab»', 'x')).toBeUndefined();
    expect(after('a[b«c]d»', 'x')).toBeUndefined();
  });
});
