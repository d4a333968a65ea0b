import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test('what means nothing to a shell stays as it is', () => {
  expect(shellWord('rules/web-1.policy')).toBe('rules/web-1.policy');
});

test('what a shell would take apart stands in quotes', () => {
  expect(shellWord('my rules')).toBe("'my rules'");
  expect(shellWord('>= 7.50')).toBe("'>= 7.50'");
  expect(shellWord("it's")).toBe("'it'\\''s'");
  expect(shellWord('')).toBe("''");
});

test.skipIf(process.platform === 'win32')('a shell reads back every word', () => {
  const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`]);
      expect(printed.toString()).toBe(words.map((each) => `${each}\0`).join(''));
    }),
    { numRuns: 20 },
  );
});
