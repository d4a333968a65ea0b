/**
 * Which rules have to be replayed again after a change. What a rule does in a recording rests on its own text, on all
 * macros, and on the rules that set the variables that it reads. As long as all of these are the same, so are its matches.
 */
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { digest, factsOfItem, type ItemFacts } from './item-facts.ts';

export interface RuleKeys {
  /** The ids of the rules. */
  readonly ids: readonly string[];
  /** Equal keys mean equal matches, in the same recordings on the same target; undefined for no rule. */
  readonly keyOf: (id: string) => string | undefined;
  /** With each rule those that set what it reads, and what these read, and so on. */
  readonly needed: (ids: Iterable<string>) => ReadonlySet<string>;
}

type Definitions = Map<string, ItemFacts[]>;

export function ruleKeysOf(set: SetSnapshot): RuleKeys {
  const rules: Definitions = new Map();
  const macros: Definitions = new Map();
  const setters = new Map<string, string[]>();
  for (const item of set.items) {
    const id = item.definition.id?.value ?? '';
    const facts = factsOfItem(item);
    const all = item.kind === 'rule' ? rules : macros;
    const own = all.get(id);
    if (own === undefined) all.set(id, [facts]);
    else own.push(facts);
    if (item.kind !== 'rule') continue;
    for (const name of facts.writes) setters.set(name, [...(setters.get(name) ?? []), id]);
  }
  const needed = (ids: Iterable<string>): ReadonlySet<string> => {
    const found = new Set<string>();
    const pending = [...ids];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      if (setters.size === 0) continue;
      for (const name of readsOf(rules.get(id) ?? [], macros)) pending.push(...(setters.get(name) ?? []));
    }
    return found;
  };
  // A macro can give all rules its event type.
  const whole = digest([...macros.values()].flatMap((all) => all.map((each) => each.digest)).join());
  const keyOf = (id: string): string | undefined => {
    if (!rules.has(id)) return undefined;
    const own = [...needed([id])].sort().flatMap((each) => rules.get(each) ?? []);
    return [...own.map((each) => each.digest), whole].join();
  };
  return { ids: [...rules.keys()], keyOf, needed };
}

/** Variables that are read, in the macros too. */
function readsOf(facts: readonly ItemFacts[], macros: Definitions): ReadonlySet<string> {
  const reads = new Set<string>();
  const seen = new Set<string>();
  const pending = [...facts];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const name of next.reads) reads.add(name);
    for (const name of next.names) {
      const macro = seen.has(name) ? undefined : macros.get(name);
      seen.add(name);
      if (macro !== undefined) pending.push(...macro);
    }
  }
  return reads;
}
