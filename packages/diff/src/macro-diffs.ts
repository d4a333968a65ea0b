import { parseRule } from '@secl/language';
import { identifiersIn, macrosUsed } from './compiled.ts';
import { macroChanges } from './macro-changes.ts';
import { macroSide, macrosHere } from './macro-here.ts';
import type { RulePair } from './pair-rules.ts';
import type { RuleHere } from './rule-here.ts';
import type { MacroDiff, MacroUser, RuleDiff } from './rule-set-diff.ts';
import type { Side } from './side.ts';
import { expressionOf } from './stated.ts';
import type { TargetPair } from './target-pair.ts';

export interface MacroDiffs {
  readonly macros: readonly MacroDiff[];
  readonly unchanged: number;
}

/** Macros that differ, each with what that means for the rules which use it. Those removed come last. */
export function macroDiffs(
  [base, head]: readonly [Side, Side],
  pairs: readonly TargetPair[],
  rules: readonly { readonly pair: RulePair; readonly diff: RuleDiff | undefined }[],
): MacroDiffs {
  const [before, after] = [macrosHere(base.files), macrosHere(head.files)];
  const macros: MacroDiff[] = [];
  let unchanged = 0;
  for (const [id, is] of after) {
    const was = before.get(id);
    const changes = was === undefined ? [] : macroChanges(id, pairs);
    if (was === undefined)
      macros.push({ kind: 'added', id, after: macroSide(id, is), users: usersOf(id, pairs, rules) });
    else if (changes.length === 0) unchanged++;
    else {
      const sides = { before: macroSide(id, was), after: macroSide(id, is) };
      macros.push({ kind: 'changed', id, ...sides, changes, users: usersOf(id, pairs, rules) });
    }
  }
  for (const [id, was] of before) {
    if (!after.has(id))
      macros.push({ kind: 'removed', id, before: macroSide(id, was), users: usersOf(id, pairs, rules) });
  }
  return { macros, unchanged };
}

/** Rules that use the macro before or after the change, in their order. */
function usersOf(
  id: string,
  pairs: readonly TargetPair[],
  rules: Parameters<typeof macroDiffs>[2],
): readonly MacroUser[] {
  return rules.flatMap(({ pair: { before, after }, diff }): MacroUser[] => {
    const uses = pairs.some(
      (pair) =>
        isUsedBy(id, pair.rulesBefore.get(before ?? ''), pair.before.macros) ||
        isUsedBy(id, pair.rulesAfter.get(after ?? ''), pair.after.macros),
    );
    return uses ? [{ rule: after ?? before ?? '', effect: effectOn(diff) }] : [];
  });
}

function isUsedBy(id: string, rule: RuleHere | undefined, macros: TargetPair['before']['macros']): boolean {
  const text = rule === undefined ? '' : expressionOf(rule);
  if (text === '') return false;
  const { root } = parseRule(text).tree;
  return macros.has(id) ? macrosUsed(root, macros).has(id) : identifiersIn(root).has(id);
}

/** The strongest thing that is said of the rule's condition. */
function effectOn(diff: RuleDiff | undefined): MacroUser['effect'] {
  if (diff === undefined) return 'same';
  if (diff.kind !== 'changed') return diff.kind;
  const stops = diff.changes.some((each) => each.kind === 'loading' && each.before === 'loaded');
  if (stops) return 'not-loaded';
  const relations = new Set(
    diff.changes.flatMap((each) =>
      each.kind === 'condition' ? [each.relation] : each.kind === 'event-type' ? ['different' as const] : [],
    ),
  );
  const [only] = relations;
  return only === undefined ? 'same' : relations.size === 1 ? only : 'different';
}
