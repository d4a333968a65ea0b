import type { Change } from './change.ts';
import { inOrder } from './ordered.ts';
import type { Stated } from './stated.ts';

/** What rules say beside their expression and actions: `every`, `silent`, tags and the like. */
export function settingChanges(before: Stated, after: Stated): readonly Change[] {
  return [
    ...differing(before.settings, after.settings).map((each) => ({ kind: 'setting', ...each }) as const),
    ...differing(before.tags, after.tags).map((each) => ({ kind: 'tag', ...each }) as const),
  ];
}

type Entries = ReadonlyMap<string, string>;

/** Keys that differ, in the order in which they are said; empty where a side does not say them. */
function differing(
  before: Entries,
  after: Entries,
): readonly { readonly key: string; readonly before: string; readonly after: string }[] {
  return inOrder(new Set([...before.keys(), ...after.keys()]))
    .map((key) => ({ key, before: before.get(key) ?? '', after: after.get(key) ?? '' }))
    .filter((each) => each.before !== each.after);
}
