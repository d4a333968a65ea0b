/**
 * Which rules have to be replayed again after a change. What a rule does in a recording rests on its own text, on its
 * macros, and on the rules that set the variables that it reads. As long as all of these are the same, so are its matches.
 */
import { movedRange } from '@secl/text';
import { occurrencesOfItem } from '../view/occurrences.ts';
import type { Item, SetSnapshot } from '../workspace/set-snapshot.ts';

export interface RuleKeys {
  /** Equal keys mean equal matches, in the same recordings on the same target. */
  readonly keys: ReadonlyMap<string, string>;
  /** With each rule those that set what it reads, and what these read, and so on. */
  readonly needed: (ids: Iterable<string>) => ReadonlySet<string>;
}

interface Named {
  readonly texts: string[];
  readonly macros: Set<string>;
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

export function ruleKeysOf(set: SetSnapshot): RuleKeys {
  const rules = new Map<string, Named>();
  const macros = new Map<string, Named>();
  for (const item of set.items) {
    const id = item.definition.id?.value ?? '';
    const all = item.kind === 'rule' ? rules : macros;
    const named = all.get(id) ?? { texts: [], macros: new Set(), reads: new Set(), writes: new Set() };
    all.set(id, named);
    named.texts.push(textOf(item));
    for (const { kind, name, access, isDefinition } of occurrencesOfItem(set, item)) {
      if (kind === 'macro' && !isDefinition) named.macros.add(name);
      if (kind === 'variable') (access === 'write' ? named.writes : named.reads).add(name);
    }
  }
  for (const named of rules.values()) takeMacros(named, macros);
  const setters = new Map<string, string[]>();
  for (const [id, { writes }] of rules)
    for (const name of writes) setters.set(name, [...(setters.get(name) ?? []), id]);
  const needed = (ids: Iterable<string>): ReadonlySet<string> => {
    const found = new Set<string>();
    const pending = [...ids];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      for (const name of rules.get(id)?.reads ?? []) pending.push(...(setters.get(name) ?? []));
    }
    return found;
  };
  // One rule's macro can give all others its event type.
  const whole = [...macros.values()].flatMap(({ texts }) => texts).join('\n');
  const keys = new Map<string, string>();
  for (const id of rules.keys()) {
    const own = [...needed([id])].sort().flatMap((each) => rules.get(each)?.texts ?? []);
    keys.set(id, digest([...own, whole].join('\n')));
  }
  return { keys, needed };
}

function textOf({ carried, definition }: Item): string {
  const { start, end } = movedRange(definition.range, definition.offset);
  return carried.text.slice(start, end).trimEnd();
}

/** Variables that a macro reads are read by the rule that uses it. */
function takeMacros(named: Named, macros: ReadonlyMap<string, Named>): void {
  const pending = [...named.macros];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const macro = macros.get(name);
    for (const each of macro?.reads ?? []) named.reads.add(each);
    for (const each of macro?.macros ?? []) {
      if (named.macros.has(each)) continue;
      named.macros.add(each);
      pending.push(each);
    }
  }
}

/** Two sums of the text and its length: keys are compared, not kept from anyone. */
function digest(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${text.length} ${a >>> 0} ${b >>> 0}`;
}
