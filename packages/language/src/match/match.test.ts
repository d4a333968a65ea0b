import { describe, expect, it } from 'vitest';
import { globError } from './glob.ts';
import type { Matcher } from './matcher.ts';
import { patternError } from './pattern.ts';
import { predicate } from './predicate.ts';
import { regexpError, regexpPredicate } from './regexp.ts';

type Row = readonly [value: string, matches: readonly string[], others: readonly string[]];

function judge(matcher: (value: string) => Matcher, rows: readonly Row[]): void {
  for (const [value, matches, others] of rows) {
    const test = predicate(matcher(value));
    expect(
      matches.filter((text) => !test(text)),
      `${value} matches`,
    ).toEqual([]);
    expect(others.filter(test), `${value} does not match`).toEqual([]);
  }
}

describe('a scalar', () => {
  it('is equal, with its case unless the field ignores that', () => {
    const exact = (value: string): Matcher => ({
      kind: 'scalar',
      value,
      ignoreCase: false,
      windowsPath: false,
    });
    judge(exact, [['Sh', ['Sh'], ['sh', 'Sh ', '']]]);
    judge(
      (value) => ({ ...exact(value), ignoreCase: true }) as Matcher,
      [['A.Org', ['a.org', 'A.ORG'], ['a-org']]],
    );
  });

  it('takes both kinds of separator in a Windows path', () => {
    judge(
      (value) => ({ kind: 'scalar', value, ignoreCase: true, windowsPath: true }),
      [['C:\\Temp\\a', ['c:/temp/a', 'C:\\TEMP/A'], ['c:temp\\a']]],
    );
  });
});

describe('a pattern', () => {
  const pattern = (value: string): Matcher => ({ kind: 'pattern', value, ignoreCase: false });

  it('has `*` for any run of characters and nothing else', () => {
    judge(pattern, [
      ['*', ['', 'a', 'a/b'], []],
      ['a*', ['a', 'ab', 'a/b'], ['ba']],
      ['*a', ['a', 'ba'], ['ab']],
      ['a*c', ['ac', 'abc', 'a/c'], ['abcd', 'c']],
      ['a?[b]', ['a?[b]'], ['axb']],
    ]);
  });

  it('takes the first place that fits and never goes back', () => {
    judge(pattern, [
      ['*bar', ['foobar', 'bar'], ['foobarbar']],
      ['*.sh', ['a.sh'], ['a.sh.sh']],
    ]);
  });

  it('has no `**`', () => {
    expect(patternError('a**')).toBe('invalid pattern `a**`: `**` is not allowed in patterns');
    expect(patternError('a*b*')).toBeUndefined();
  });
});

describe('a glob', () => {
  const options = { ignoreCase: false, windowsPath: false, starsAnywhere: false };
  const glob = (value: string): Matcher => ({ kind: 'glob', value, ...options });

  it('keeps `*` within a segment', () => {
    judge(glob, [
      ['/etc/*', ['/etc/passwd'], ['/etc/ssh/config', '/etc']],
      ['/etc/*.conf', ['/etc/a.conf'], ['/etc/a/b.conf']],
      ['/*/bin', ['/usr/bin'], ['/usr/local/bin', '/bin']],
      ['*.sh', [], ['/a.sh', '/tmp/a.sh']],
    ]);
  });

  it('matches everything below with a `**` at its end', () => {
    judge(glob, [
      ['/tmp/**', ['/tmp/a', '/tmp/a/b'], ['/tmp', '/tmp/', '/tmpa']],
      ['**', ['/a', 'a'], ['']],
    ]);
  });

  it('has the habits of agents: a path that ends in `/`, and a first segment `*`', () => {
    judge(glob, [
      ['/tmp/*', ['/tmp/'], []],
      ['*/passwd', ['/etc/passwd'], ['/a/etc/passwd', '']],
    ]);
  });

  it('refuses `**` anywhere but at its end, and later agents two of them', () => {
    expect(globError('/tmp/**', options)).toBeUndefined();
    expect(globError('/tmp/**/a', options)).toBe(
      'invalid glob `/tmp/**/a`: `**` is allowed only at the end of patterns',
    );
    expect(globError('/tmp/a**', options)).toBeDefined();
    const later = { ...options, starsAnywhere: true };
    expect(globError('/tmp/**/a', later)).toBeUndefined();
    expect(globError('/**/tmp/**/a', later)).toBeDefined();
  });

  it('of later agents matches what stands before `**` from the front, and what stands after it from the back', () => {
    judge(
      (value) => ({ kind: 'glob', value, ...options, starsAnywhere: true }),
      [['/var/**/*.log', ['/var/a.log', '/var/b/c/a.log'], ['/var/b/a.txt', '/opt/a.log']]],
    );
  });
});

describe('a regexp', () => {
  it('may have several groups of one name', () => {
    const source = String.raw`^(?P<x>a)|(?<x>b)[(?P<x>]\Q(?P<x>\E$`;
    expect(regexpError(source)).toBeUndefined();
    for (const ignoreCase of [false, true]) {
      const matches = regexpPredicate(source, ignoreCase);
      expect(['a', 'bP(?P<x>', 'b(', 'bx(?P<x>'].map(matches)).toEqual([true, true, false, true]);
    }
  });

  const regexp = (value: string): Matcher => ({ kind: 'regexp', value, ignoreCase: false });

  it('is RE2, and not anchored', () => {
    judge(regexp, [
      ['b+', ['abbc', 'b'], ['ac']],
      ['^b', ['ba'], ['ab']],
      ['.*(sh|bash).*', ['/bin/sh', 'bash -c'], ['zs']],
    ]);
  });

  it('has no look-around, and counts up to 1,000', () => {
    expect(regexpError('(?!a)')).toMatch(/^invalid regexp `\(\?!a\)`: /);
    expect(regexpError('a{1001}')).toBeDefined();
    expect(regexpError('a{1000}')).toBeUndefined();
    expect(regexpError('(a|b')).toBeDefined();
    // A name that is none stays an error, be it of one group or of several.
    expect(regexpError('(?P<1 >a)')).toBeDefined();
  });
});
