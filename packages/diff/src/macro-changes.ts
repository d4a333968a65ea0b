import { type CheckedMacro, isCondition, parseMacro, walk } from '@secl/language';
import type { Proposition } from '@secl/logic';
import { implies } from '@secl/logic';
import type { MacroChange, Relation } from './change.ts';
import { macrosUsed } from './compiled.ts';
import { membersOf } from './macro-meaning.ts';
import { inOrder } from './ordered.ts';
import type { TargetPair } from './target-pair.ts';
import { treeKey } from './tree-key.ts';

type Change = MacroChange extends infer Each ? (Each extends unknown ? Omit<Each, 'targets'> : never) : never;

/** What differs between two versions of a macro, over all targets. */
export function macroChanges(id: string, pairs: readonly TargetPair[]): readonly MacroChange[] {
  const byKey = new Map<string, { readonly change: Change; readonly targets: string[] }>();
  for (const pair of pairs) {
    for (const change of changesOn(id, pair)) {
      const key = JSON.stringify(change);
      const known = byKey.get(key) ?? { change, targets: [] };
      known.targets.push(pair.target);
      byKey.set(key, known);
    }
  }
  return [...byKey.values()].map(({ change, targets }): MacroChange => ({ ...change, targets }));
}

function changesOn(id: string, pair: TargetPair): readonly Change[] {
  const [was, is] = [pair.before.macros.get(id), pair.after.macros.get(id)];
  if (was === undefined || is === undefined)
    return was === is ? [] : [{ kind: 'compiles', before: was !== undefined, after: is !== undefined }];
  const [before, after] = [inOrder(was.eventTypes), inOrder(is.eventTypes)];
  const reach: readonly Change[] =
    before.join() === after.join() ? [] : [{ kind: 'event-type', before, after }];
  return [...reach, ...valueChanges(was, is, pair)];
}

function valueChanges(was: CheckedMacro, is: CheckedMacro, pair: TargetPair): readonly Change[] {
  const [left, right] = [membersOf(was), membersOf(is)];
  if (left !== undefined && right !== undefined) {
    const added = [...right].filter((member) => !left.has(member));
    const removed = [...left].filter((member) => !right.has(member));
    if (added.length + removed.length > 0) return [{ kind: 'values', added, removed }];
    return was.text === is.text && [...left].join() === [...right].join() ? [] : [{ kind: 'reformatted' }];
  }
  const [before, after] = [parseMacro(was.text).tree.root, parseMacro(is.text).tree.root];
  const used = [...macrosUsed(before, pair.before.macros), ...macrosUsed(after, pair.after.macros)];
  if (treeKey(before) === treeKey(after) && !used.some((id) => pair.changedMacros.has(id)))
    return was.text === is.text ? [] : [{ kind: 'reformatted' }];
  const [one, other] = [propositionOf(was), propositionOf(is)];
  if (one === undefined || other === undefined) return [{ kind: 'expression' }];
  const relation = relationOf(one, other);
  return relation === 'same' ? [{ kind: 'rewritten' }] : [{ kind: 'condition', relation }];
}

/** Of a macro that is a condition by itself: one that asks for an element is so only in its rule. */
function propositionOf({ value, text, eventTypes }: CheckedMacro): Proposition | undefined {
  if (!isCondition(value)) return undefined;
  for (const node of walk(parseMacro(text).tree.root))
    if (node.kind === 'ident' && node.name.includes('[')) return undefined;
  return { condition: value, eventType: [...eventTypes].join(), iterator: undefined };
}

function relationOf(before: Proposition, after: Proposition): Relation | 'same' {
  const moment = { variables: 'same' } as const;
  const [covers, covered] = [implies(before, after, moment), implies(after, before, moment)];
  if (covers && covered) return 'same';
  return covers ? 'wider' : covered ? 'narrower' : 'different';
}
