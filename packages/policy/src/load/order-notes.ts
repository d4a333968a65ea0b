/** Where a result depends on the order of rules, which agents choose at random within a policy (spec/policies.md, Order). */
import { type Parsed, walk } from '@secl/language';
import type { Problem } from '@secl/text';
import { placeOfId, problem } from '../problem.ts';
import type { LoadedRule } from './loaded.ts';
import { variableName } from './variables.ts';

/** A rule that reads what another rule of the same policy sets on an event of the same type. */
export function orderNotes(rules: readonly LoadedRule[]): readonly Problem[] {
  const setters = new Map<string, LoadedRule[]>();
  for (const rule of rules) {
    for (const { definition } of rule.actions) {
      const { set } = definition.value;
      if (set === undefined) continue;
      const key = keyOf(rule, variableName(set));
      setters.set(key, [...(setters.get(key) ?? []), rule]);
    }
  }
  const notes: Problem[] = [];
  for (const rule of setters.size === 0 ? [] : rules) {
    for (const name of variablesIn(rule)) {
      const others = (setters.get(keyOf(rule, name)) ?? []).filter(
        (setter) => setter.id !== rule.id && setter.rule.priority === rule.rule.priority,
      );
      const [first] = others;
      if (first === undefined) continue;
      const related = others.map(({ id, rule: { base } }) => ({
        message: `\`${id}\` sets it`,
        place: placeOfId(base.file, base.value),
      }));
      const { file, value } = rule.rule.base;
      const values = { id: rule.id, other: first.id, name, type: rule.eventType };
      notes.push(problem('policy/order', placeOfId(file, value), values, { related }));
    }
  }
  return notes;
}

/** Rules that meet: of one policy, on one event type, about one variable. */
function keyOf({ rule, eventType }: LoadedRule, variable: string): string {
  return [rule.base.file.name, eventType, variable].join('\u0000');
}

const variablesOf = new WeakMap<Parsed, ReadonlySet<string>>();

/** Kept as long as the parsed expression is: agents of many versions may share one. */
function variablesIn({ parsed }: LoadedRule): ReadonlySet<string> {
  const known = variablesOf.get(parsed);
  if (known !== undefined) return known;
  const names = new Set<string>();
  variablesOf.set(parsed, names);
  // Most rules read none, and need not be walked through. What is written as an escape may become a `$`.
  if (!/[$\\]/.test(parsed.tree.text)) return names;
  for (const node of walk(parsed.tree.root)) {
    if (node.kind === 'variable') names.add(node.name);
    if (node.kind !== 'string') continue;
    for (const [, name = ''] of node.value.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_.]*)\}/g)) names.add(name);
  }
  return names;
}
