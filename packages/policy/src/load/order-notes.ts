/** Where a result depends on the order of rules, which agents choose at random within a policy (spec/policies.md, Order). */
import { type Parsed, walk } from '@secl/language';
import type { Location, Problem } from '@secl/text';
import { placeOfId, problem } from '../problem.ts';
import type { LoadedRule } from './loaded.ts';
import { variableName } from './variables.ts';

/** What of a rule meets others: what it sets and what it reads, on events of one type. */
export interface Ordered {
  readonly id: string;
  readonly eventType: string;
  readonly priority: number | bigint;
  /** Where its id stands. */
  readonly place: Location;
  readonly sets: readonly string[];
  readonly reads: ReadonlySet<string>;
}

/** Nothing where a rule neither sets nor reads a variable. */
export function orderedOf(loaded: LoadedRule): Ordered | undefined {
  const { id, eventType, actions, rule } = loaded;
  const sets = actions.flatMap(({ definition: { value } }) =>
    value.set === undefined ? [] : variableName(value.set),
  );
  const reads = variablesIn(loaded);
  if (sets.length === 0 && reads.size === 0) return undefined;
  const { base, priority } = rule;
  return { id, eventType, priority, place: placeOfId(base.file, base.value), sets, reads };
}

/** Of each policy that has any, in load order. */
export function orderedByPolicy(rules: readonly LoadedRule[]): Map<string, readonly Ordered[]> {
  const found = new Map<string, Ordered[]>();
  for (const rule of rules) {
    const ordered = orderedOf(rule);
    if (ordered === undefined) continue;
    const known = found.get(ordered.place.document);
    if (known === undefined) found.set(ordered.place.document, [ordered]);
    else known.push(ordered);
  }
  return found;
}

/** A rule that reads what another rule of the same policy sets on an event of the same type. `rules` are those of one policy, in load order. */
export function orderNotes(rules: readonly Ordered[]): readonly Problem[] {
  const setters = new Map<string, Ordered[]>();
  for (const rule of rules) {
    for (const name of rule.sets) {
      const key = keyOf(rule, name);
      const known = setters.get(key);
      if (known === undefined) setters.set(key, [rule]);
      else known.push(rule);
    }
  }
  const notes: Problem[] = [];
  for (const rule of setters.size === 0 ? [] : rules) {
    for (const name of rule.reads) {
      const others = (setters.get(keyOf(rule, name)) ?? []).filter(
        ({ id, priority }) => id !== rule.id && priority === rule.priority,
      );
      const [first] = others;
      if (first === undefined) continue;
      const related = others.map(({ id, place }) => ({ message: `\`${id}\` sets it`, place }));
      const values = { id: rule.id, other: first.id, name, type: rule.eventType };
      notes.push(problem('policy/order', rule.place, values, { related }));
    }
  }
  return notes;
}

/** Rules that meet: on one event type, about one variable. */
function keyOf({ eventType }: Ordered, variable: string): string {
  return `${eventType} ${variable}`;
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
