import type { ReplayedRule } from '@secl/language-server';
import { expect, it } from 'vitest';
import { outcomeWords } from './outcome-words.ts';

const rule: ReplayedRule = {
  id: 'a',
  outcome: 'triggered',
  matches: 1,
  undecided: 0,
  needs: [],
  reason: '',
  first: [1],
  stale: false,
};

it.each([
  [{}, '1 match'],
  [{ matches: 3, undecided: 2 }, '3 matches, 2 undecided'],
  [{ stale: true }, '1 match before this edit'],
  [
    { outcome: 'undecided', matches: 0, undecided: 2, needs: ['container.id'] },
    'undecided on 2 events: the recording lacks container.id',
  ],
  [{ outcome: 'no-match', matches: 0 }, 'no match'],
  [{ outcome: 'no-event', matches: 0 }, 'no event of its type'],
  [{ outcome: 'not-loaded', reason: 'rejected: `a` is no field' }, 'rejected: a is no field'],
  [{ outcome: 'not-loaded', stale: true }, 'changed, not replayed yet'],
] as const)('%o is told as "%s"', (what, words) => {
  expect(outcomeWords({ ...rule, ...what })).toBe(words);
});
