import { describe, expect, it } from 'vitest';
import { languageProblems } from './problems.ts';
import { check, fixed } from './test-check.ts';

/** Examples that are lines of a policy or words, since no expression can show the problem by itself. */
const inWords = new Set(['syntax/too-deep', 'syntax/too-many']);
const elsewhere = new Set(['name/not-in-version', 'syntax/not-in-version', 'name/unknown-variable']);

/** Agents of the version that an example names, else 7.68. */
function minorOf(example: string): number {
  return Number(/agents before 7\.(\d+)/.exec(example)?.[1] ?? 69) - 1;
}

/** Line breaks as a YAML string in double quotes has them. */
const decoded = (example: string): string =>
  example.startsWith('expression: "')
    ? (JSON.parse(example.slice('expression: '.length)) as string)
    : example;

describe.each(Object.entries(languageProblems))('%s', (code, { avoid, prefer }) => {
  if (inWords.has(code)) {
    it('says what it is about in words', () => {
      expect(check(avoid).problems.length + prefer.length).toBeGreaterThan(0);
    });
    return;
  }

  it(`is what is wrong with ${JSON.stringify(avoid)}`, () => {
    expect(check(decoded(avoid), minorOf(avoid)).problems.map((problem) => problem.code)).toEqual([code]);
  });

  const [found] = check(decoded(avoid), minorOf(avoid)).problems;
  if (found?.fix !== undefined) {
    it(`is gone after "${found.fix.title}"`, () => {
      const after = fixed(decoded(avoid), found) ?? '';
      expect(check(after).problems.map((problem) => problem.code)).not.toContain(code);
    });
  }

  it(elsewhere.has(code) ? 'is put right outside of the expression' : `is not in ${prefer}`, () => {
    if (elsewhere.has(code)) expect(prefer).toMatch(/^(agent_version|actions): /);
    else expect(check(decoded(prefer)).problems).toEqual([]);
  });
});

describe('a declared problem', () => {
  it.each(Object.entries(languageProblems))(
    '%s has a sentence without an end mark as its message',
    (_, kind) => {
      expect(kind.message).not.toMatch(/[.!]$/);
      expect(kind.explanation).toMatch(/[.?`]$/);
    },
  );
});
