import { predicate } from '@secl/language';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { regexpOf } from './pattern-kinds.ts';

const text = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => all.join(''));

it('a regular expression is true of the texts that its pattern is true of', () => {
  const patterns = text(['a', 'b', '.', '(', '*']).filter(
    (pattern) => pattern !== '*' && !pattern.includes('**') && regexpOf(pattern) !== undefined,
  );
  fc.assert(
    fc.property(patterns, fc.array(text(['a', 'b', '.', '(', '\n']), { minLength: 5 }), (pattern, texts) => {
      const value = regexpOf(pattern) ?? '';
      const matches = predicate({ kind: 'pattern', value: pattern, ignoreCase: false });
      const found = predicate({ kind: 'regexp', value, ignoreCase: false });
      for (const each of texts) expect(found(each), `${value} on ${each}`).toBe(matches(each));
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['a*', '^a'],
  ['*a*', 'a'],
  ['a.b*c*', '(?s)^a\\.b.*c'],
  ['*a', undefined],
  ['a*b', undefined],
])('%s is %s', (pattern, regexp) => {
  expect(regexpOf(pattern)).toBe(regexp);
});
