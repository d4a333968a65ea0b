import { type ActionDefinition, sectionOf, variableName } from '@secl/policy';
import { actionInWords } from './action-words.ts';
import type { Change } from './change.ts';
import type { Stated } from './stated.ts';

interface Said {
  readonly words: string;
  readonly action: ActionDefinition;
}

/** Actions that are new, gone, or say something else; the order of actions means nothing to agents. */
export function actionChanges(before: Stated, after: Stated): readonly Change[] {
  const { left, right } = withoutPairs(
    before.actions.map(said),
    after.actions.map(said),
    (a, b) => a.words === b.words,
  );
  const { pairs, left: gone, right: added } = withoutPairs(left, right, (a, b) => subject(a) === subject(b));
  return [
    ...pairs.map(([was, is]) => change('changed', is.action, was.words, is.words)),
    ...gone.map(({ action, words }) => change('removed', action, words, '')),
    ...added.map(({ action, words }) => change('added', action, '', words)),
  ];
}

function said(action: ActionDefinition): Said {
  return { words: actionInWords(action), action };
}

/** Two actions on the same thing are one that changed. */
function subject({ action }: Said): string {
  return action.set === undefined ? sectionOf(action) : `set ${variableName(action.set)}`;
}

function change(
  what: 'added' | 'removed' | 'changed',
  action: ActionDefinition,
  before: string,
  after: string,
): Change {
  return { kind: 'action', change: what, action: sectionOf(action), before, after };
}

/** Each of the left with the first of the right that fits it and is free; and what is left on both sides. */
function withoutPairs<T>(
  left: readonly T[],
  right: readonly T[],
  fits: (a: T, b: T) => boolean,
): {
  readonly pairs: readonly (readonly [T, T])[];
  readonly left: readonly T[];
  readonly right: readonly T[];
} {
  const pairs: (readonly [T, T])[] = [];
  const free = [...right];
  const lonely = left.filter((each) => {
    const index = free.findIndex((other) => fits(each, other));
    const [found] = index === -1 ? [] : free.splice(index, 1);
    if (found !== undefined) pairs.push([each, found]);
    return found === undefined;
  });
  return { pairs, left: lonely, right: free };
}
