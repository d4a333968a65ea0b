import { languageProblems } from '@secl/language';
import { policyProblems } from '@secl/policy';
import { textProblems } from '@secl/text';
import { expect, it } from 'vitest';
import { findingCodes } from './codes.ts';
import { ignoreRules } from './ignore/ignore-rules.ts';
import { nearestCode } from './nearest-code.ts';
import { lintRules } from './rules/index.ts';

it('no lint rule has the code of a problem, or of another rule', () => {
  const all = [
    ...lintRules.map(({ id }): string => id),
    ...Object.values(ignoreRules).map(({ id }): string => id),
    ...Object.keys({ ...languageProblems, ...policyProblems, ...textProblems }),
  ];
  expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
  expect(findingCodes.size).toBe(all.length);
});

it.each([
  ['pitfall/mixed-operator', 'pitfall/mixed-operators'],
  ['mixed-operators', 'pitfall/mixed-operators'],
  ['policy/mixed-operators', 'pitfall/mixed-operators'],
  ['something/else-entirely', undefined],
])('for %s somebody means %s', (word, code) => {
  expect(nearestCode(word, findingCodes)).toBe(code);
});
