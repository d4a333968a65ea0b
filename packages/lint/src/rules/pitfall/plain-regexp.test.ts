import { predicate } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedAlternatives, withoutRegexp } from './plain-regexp.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', '/', ' '), minLength: 1, maxLength: 4 });
const noise = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.', '-', '/', '\n', 'é'), maxLength: 4 });

describe('a regexp and what is written in its place', () => {
  it('are true of the same values', () => {
    const start = fc.constantFrom('', '^', '.*');
    const end = fc.constantFrom('', '$', '.*');
    fc.assert(
      fc.property(
        start,
        word,
        end,
        noise,
        noise,
        fc.boolean(),
        (from, text, to, before, behind, ignoreCase) => {
          const source = `${from}${text}${to}`;
          const same = withoutRegexp(source);
          fc.pre(same !== undefined);
          const regexp = predicate({ kind: 'regexp', value: source, ignoreCase });
          const simple = predicate({ ...same, ignoreCase, windowsPath: false });
          for (const value of [
            text,
            before,
            before + text,
            text + behind,
            before + text + behind,
            `${text}${text}`,
          ])
            expect([source, value, simple(value)]).toEqual([source, value, regexp(value)]);
        },
      ),
    );
  });

  it('are true of the same values where that is a list', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 4 }), noise, (words, other) => {
        const texts = fixedAlternatives(`(${words.join('|')})`);
        expect(texts).toEqual(words);
        const regexp = predicate({ kind: 'regexp', value: `^(${words.join('|')})$`, ignoreCase: false });
        for (const value of [...words, other, `${words[0]}${other}`])
          expect(texts?.includes(value)).toBe(regexp(value));
      }),
    );
  });

  it.each(['\\.sh$', '^.*foo', 'a.b', 'a|b', '(?i)a', '\\*x', 'a"b', '[ab]', '\\d', ''])(
    '%s stays one',
    (source) => {
      expect(withoutRegexp(source)).toBeUndefined();
    },
  );
});
