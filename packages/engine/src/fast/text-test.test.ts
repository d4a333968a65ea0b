import { type Matcher, predicate } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textTest } from './text-test.ts';

const scalar = (value: string, ignoreCase = false): Matcher => ({
  kind: 'scalar',
  value,
  ignoreCase,
  windowsPath: false,
});
const pattern = (value: string): Matcher => ({ kind: 'pattern', value, ignoreCase: false });
const glob = (value: string, starsAnywhere = false): Matcher => ({
  kind: 'glob',
  value,
  ignoreCase: false,
  windowsPath: false,
  starsAnywhere,
});
const regexp = (value: string): Matcher => ({ kind: 'regexp', value, ignoreCase: false });

describe('many matchers as one test', () => {
  it('accepts what one of them accepts', () => {
    const { test } = textTest([scalar('bash'), scalar('sh'), pattern('python*'), regexp('^z+$')]);
    const accepted = ['bash', 'sh', 'python3', 'zzz', 'zsh', 'dash', ''].filter(test);
    expect(accepted).toEqual(['bash', 'sh', 'python3', 'zzz']);
  });

  it('keeps the habits of agents: the first occurrence after a `*` counts', () => {
    const { test } = textTest([pattern('*bar')]);
    expect(['bar', 'foobar', 'foobarbar', 'barfoo'].filter(test)).toEqual(['bar', 'foobar']);
  });

  it('tells the one text that is wanted, so that it can be compared in place', () => {
    expect(textTest([scalar('bash')]).only).toBe('bash');
    expect(textTest([scalar('bash'), scalar('sh')]).only).toBeUndefined();
    expect(textTest([scalar('bash', true)]).only).toBeUndefined();
    expect(textTest([scalar('bash'), pattern('b*')]).only).toBeUndefined();
  });

  it('calls cheap what a hash or a prefix decides for most texts', () => {
    expect(textTest([scalar('a'), glob('/etc/*'), pattern('python*')]).cheap).toBe(true);
    expect(textTest([scalar('a'), pattern('*token*')]).cheap).toBe(false);
    expect(textTest([regexp('a')]).cheap).toBe(false);
  });

  it('says of every text what the language says', () => {
    const texts = fc.oneof(
      fc.constantFrom(
        '',
        '/',
        '/etc',
        '/etc/',
        '/etc/passwd',
        '/etc/a/b',
        'etc/x',
        'C:\\Etc\\X',
        'foobarbar',
      ),
      fc.string({ unit: fc.constantFrom('/', '\\', 'a', 'A', 'b', 'e', 't', 'c', '*'), maxLength: 9 }),
    );
    const patterns = fc.oneof(
      fc.constantFrom(
        '/etc/*',
        '/etc/**',
        '/**',
        '/*',
        '*',
        '*/a',
        '*bar',
        'foo*',
        '*oba*',
        'f*b*r',
        '/etc/p*/b',
        'ac',
      ),
      fc.string({ unit: fc.constantFrom('/', 'a', 'B', 'c', '*'), minLength: 1, maxLength: 6 }),
    );
    const matchers: fc.Arbitrary<Matcher> = fc.oneof(
      fc.record({
        kind: fc.constant('scalar'),
        value: texts,
        ignoreCase: fc.boolean(),
        windowsPath: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('pattern'), value: patterns, ignoreCase: fc.boolean() }),
      fc.record({
        kind: fc.constant('glob'),
        value: patterns,
        ignoreCase: fc.boolean(),
        windowsPath: fc.boolean(),
        starsAnywhere: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('regexp'),
        value: fc.constantFrom('a+', '^/', 'c$'),
        ignoreCase: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(matchers, { maxLength: 5 }), texts, (list, text) => {
        expect(textTest(list).test(text)).toBe(list.some((matcher) => predicate(matcher)(text)));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});
