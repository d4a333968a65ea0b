import { type Proposition, solve } from '@secl/logic';
import { type Draft, draftOf } from './draft.ts';
import { narrowed } from './narrowed.ts';
import { variations } from './variations.ts';

/**
 * An event of the rule's type that is good: of those that may make the condition true, the first. `adapted` makes others of
 * each, that are tried before it. Undefined where none was found, which proves nothing.
 */
export function solution(
  proposition: Proposition,
  isGood: (draft: Draft) => boolean,
  adapted: (draft: Draft) => readonly Draft[] = (draft) => [draft],
): Draft | undefined {
  let found: Draft | undefined;
  const { condition, eventType } = proposition;
  for (const each of [condition, narrowed(condition)]) {
    solve({ ...proposition, condition: each }, (example) => {
      for (const draft of adapted(draftOf(example, eventType))) {
        found ??= first(variations(draft, condition), isGood);
      }
      return found !== undefined;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function first(drafts: Iterable<Draft>, isGood: (draft: Draft) => boolean): Draft | undefined {
  for (const draft of drafts) if (isGood(draft)) return draft;
  return undefined;
}
