import { type Matcher, predicate } from '@secl/language';
import { describe, expect, test } from 'vitest';
import { type OpenMatcher, textSets } from './text-class.ts';
import { areApart, isUniversal, isWithin } from './text-relations.ts';

/** All words of up to so many letters. */
function words(letters: string, longest: number): readonly string[] {
  let last: readonly string[] = [''];
  const all = [...last];
  for (let length = 1; length <= longest; length++) {
    last = last.flatMap((word) => [...letters].map((letter) => word + letter));
    all.push(...last);
  }
  return all;
}

interface Judged {
  readonly matcher: OpenMatcher;
  /** Which of the texts pass: one bit each. */
  readonly passing: bigint;
}

/** What a matcher claims to be is held against all short texts. */
function judged(matchers: readonly Matcher[], texts: readonly string[]): readonly Judged[] {
  return matchers.flatMap((each) => {
    const [matcher] = textSets([each]).find(({ textClass }) => textClass === 'exact')?.open ?? [];
    if (matcher === undefined) return [];
    const passes = predicate(each);
    const bits = texts.map((text) => (passes(text) ? '1' : '0')).join('');
    return [{ matcher, passing: BigInt(`0b${bits}`) }];
  });
}

const shapes = {
  pattern: words('ab*', 4).map((value): Matcher => ({ kind: 'pattern', value, ignoreCase: false })),
  glob: globs(false),
  'glob of later agents': globs(true),
  regexp: [
    '',
    '^',
    '$',
    '.*',
    '^.*',
    '.*$',
    '^.*$',
    '^a',
    '^ab',
    '^ab?',
    '^ab*',
    '^a|b',
    '^(a)',
    'a$',
    '^a$',
    '(?i)^a',
  ].map((value): Matcher => ({ kind: 'regexp', value, ignoreCase: false })),
};

function globs(starsAnywhere: boolean): readonly Matcher[] {
  const rest = { ignoreCase: false, windowsPath: false, starsAnywhere };
  return words('a/*', 5)
    .filter((value) => !value.includes('***') && value.split('**').length < 3)
    .map((value): Matcher => ({ kind: 'glob', value, ...rest }));
}

describe.each(Object.entries(shapes))('what is said of every %s', (kind, matchers) => {
  const texts = words(kind.startsWith('glob') ? 'a/b' : 'ab\n', kind.startsWith('glob') ? 6 : 5);
  // Patterns are what regexps are compared with.
  const all = judged(kind === 'regexp' ? [...matchers, ...shapes.pattern] : matchers, texts);
  const every = (1n << BigInt(texts.length)) - 1n;

  test('no text refutes', () => {
    const refuted: string[] = [];
    let claims = 0;
    for (const a of all) {
      if (isUniversal(a.matcher) && a.passing !== every) refuted.push(`${a.matcher.value} is universal`);
      for (const b of all) {
        if (isWithin(a.matcher, b.matcher)) {
          claims++;
          if ((a.passing & ~b.passing) !== 0n) refuted.push(`${a.matcher.value} within ${b.matcher.value}`);
        }
        if (areApart(a.matcher, b.matcher)) {
          claims++;
          if ((a.passing & b.passing) !== 0n)
            refuted.push(`${a.matcher.value} apart from ${b.matcher.value}`);
        }
      }
    }
    expect(refuted).toEqual([]);
    expect(claims).toBeGreaterThan(all.length);
  });
});
