import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasPlainCharacters, staysPlain } from './characters.ts';
import { commonEnds } from './same-text.ts';

test('what two texts share is their longest common start, then the longest common end of what is left', () => {
  expect(commonEnds('rules: one', 'rules: none')).toEqual({ head: 7, tail: 3 });
  expect(commonEnds('aaa', 'aaaa')).toEqual({ head: 3, tail: 0 });
  expect(commonEnds('', 'a')).toEqual({ head: 0, tail: 0 });
  const texts = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 12 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const { head, tail } = commonEnds(a, b);
      expect(a.slice(0, head)).toBe(b.slice(0, head));
      expect(a.slice(a.length - tail)).toBe(b.slice(b.length - tail));
      const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
      if (left === '' || right === '') return;
      expect(left[0]).not.toBe(right[0]);
      expect(left.at(-1)).not.toBe(right.at(-1));
    }),
  );
});

test('a plain text that stays plain has plain characters, whatever was cut out or typed', () => {
  const pieces = fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\u{1F600}',
    '\ud83d',
    '\ude00',
    '\ufeff',
    '\u0085',
    'é',
  );
  const texts = fc.array(pieces, { maxLength: 8 }).map((all) => all.join(''));
  let stayed = 0;
  fc.assert(
    fc.property(
      texts,
      fc.nat(12),
      fc.nat(3),
      fc.constantFrom('', 'x', '\n', '\r', '\ude00'),
      (before, at, cut, typed) => {
        const after = before.slice(0, at) + typed + before.slice(at + cut);
        if (!hasPlainCharacters(before) || !staysPlain(before, after)) return;
        stayed++;
        expect(hasPlainCharacters(after)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
  expect(stayed).toBeGreaterThan(50);
});
