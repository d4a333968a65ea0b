import { applyEdits } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineEdits } from './line-edits.ts';

describe('the lines that differ between two texts', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', 1],
    ['a\nb\nc\n', 'a\nc\n', 1],
    ['a\nc\n', 'a\nb\nc\n', 1],
    ['a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n', 2],
    ['', 'a', 1],
    ['a', '', 1],
    ['same\n', 'same\n', 0],
  ])('%j and %j: %i edits', (before, after, count) => {
    const edits = lineEdits(before, after);
    expect(edits).toHaveLength(count);
    expect(applyEdits(before, edits)).toBe(after);
  });

  it('lead from the one to the other, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'x')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, lineEdits(before, after))).toBe(after);
      }),
    );
  });

  it('are few where little changes', () => {
    const line = fc.nat(5).map((n) => `line ${n}\n`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 3 }), fc.nat(), (lines, at) => {
        const changed = lines.with(at % lines.length, 'new\n');
        const edits = lineEdits(lines.join(''), changed.join(''));
        expect(edits).toHaveLength(1);
        expect(edits[0]?.text).toBe('new\n');
      }),
    );
  });
});
