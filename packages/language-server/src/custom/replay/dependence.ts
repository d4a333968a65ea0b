/**
 * Which rules have to run again after an edit. Rules depend on each other through variables only, and on macros. Both are
 * told by the words of their texts, which finds too much rather than too little.
 */
import type { Placed } from '@secl/policy';
import type { Range } from '@secl/text';
import type { LoadedTexts } from './texts.ts';

/** What a rule says and what is said of it elsewhere: equal keys mean equal outcomes, as far as variables are equal. */
export interface RuleKeys {
  readonly keys: ReadonlyMap<string, string>;
  /** Variables that the rule sets or reads, by the last part of their names. */
  readonly variables: ReadonlyMap<string, ReadonlySet<string>>;
}

export function ruleKeys({ ruleSet, carried }: LoadedTexts): RuleKeys {
  const { rules, variables, verdicts } = ruleSet;
  const texts = new Map(carried.map(({ file, text }) => [file.name, text]));
  const textOf = ({ file, offset, value: { range } }: Placed<{ readonly range: Range }>): string =>
    (texts.get(file.name) ?? '').slice(offset + range.start, offset + range.end);
  const variableWords = new Set([...variables.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  const macros = new Map<string, string>();
  for (const { file } of carried) {
    for (const value of file.macros) {
      const id = value.id?.value ?? '';
      macros.set(id, (macros.get(id) ?? '') + textOf({ file, offset: value.offset, value }));
    }
  }
  const types = new Map<string, string[]>();
  for (const { id, eventType } of rules) types.set(id, [...(types.get(id) ?? []), eventType]);
  const keys = new Map<string, string>();
  const used = new Map<string, ReadonlySet<string>>();
  for (const { id, state, rule } of verdicts) {
    if (rule === undefined) continue;
    const { base, expression, actions, disabled } = rule;
    const parts = [base, ...(expression === undefined ? [] : [expression]), ...actions];
    const own = parts.map(textOf);
    const words = closure(own.flatMap(wordsOf), macros);
    const macroTexts = [...words].flatMap((each) => macros.get(each) ?? []);
    keys.set(id, JSON.stringify([own, macroTexts, state.status, types.get(id) ?? [], disabled]));
    used.set(id, new Set([...words].filter((each) => variableWords.has(each))));
  }
  return { keys, variables: used };
}

const word = /[A-Za-z_]\w*/g;

function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** With the words of macros that are named, and of those that these name. */
function closure(words: readonly string[], macros: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...words];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...wordsOf(macros.get(next) ?? ''));
  }
  return found;
}

/** Ids of rules whose outcome may differ from before: those that changed, and all that share a variable with them. */
export function affected(before: RuleKeys | undefined, after: RuleKeys): ReadonlySet<string> {
  if (before === undefined) return new Set(after.keys.keys());
  const found = new Set<string>();
  const shared = new Set<string>();
  const take = (id: string): void => {
    if (after.keys.has(id)) found.add(id);
    for (const name of [...(before.variables.get(id) ?? []), ...(after.variables.get(id) ?? [])])
      shared.add(name);
  };
  for (const [id, key] of after.keys) if (before.keys.get(id) !== key) take(id);
  for (const id of before.keys.keys()) if (!after.keys.has(id)) take(id);
  for (let size = -1; size !== shared.size + found.size; ) {
    size = shared.size + found.size;
    for (const id of after.keys.keys()) {
      const names = [...(before.variables.get(id) ?? []), ...(after.variables.get(id) ?? [])];
      if (!found.has(id) && names.some((name) => shared.has(name))) take(id);
    }
  }
  return found;
}
