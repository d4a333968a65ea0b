import { predicate } from '@secl/language';
import { expect, test } from 'vitest';
import { regexpSamples } from './regexp-sample.ts';

test.each([
  'abc',
  '^/tmp/[a-z0-9]+$',
  'curl|wget',
  '(?i)POWERSHELL',
  '.([dbazfi]*sh)(_history)$',
  String.raw`\bkubectl\s+(exec|cp)\b`,
  '[^/]+/etc/passwd',
  String.raw`^(10|172|192)\.\d{1,3}\.\d{1,3}`,
  '(?:a|b){2}c',
  '[[:alpha:]]+[0-9]',
])('of the samples of %s one matches', (pattern) => {
  const matches = predicate({ kind: 'regexp', value: pattern, ignoreCase: false });
  expect(regexpSamples(pattern).some(matches)).toBe(true);
});

test.each(['(', '[', '\\', '(?P<', '{2', '*', '[]', 'a{99999}'])('%s ends', (pattern) => {
  expect(regexpSamples(pattern).length).toBeGreaterThan(0);
});
