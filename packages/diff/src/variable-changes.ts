/** Rules that read a variable which other rules now set otherwise: their own condition may be as it was. */
import { parseRule } from '@secl/language';
import { type RuleSet, variableName } from '@secl/policy';
import { actionInWords } from './action-words.ts';
import type { Change, RuleChange } from './change.ts';
import { macrosUsed } from './compiled.ts';
import { inOrder } from './ordered.ts';
import type { RulePair } from './pair-rules.ts';
import type { RuleHere } from './rule-here.ts';
import { expressionOf, statedBy } from './stated.ts';
import type { TargetPair } from './target-pair.ts';

/** A pair of rules with the changes that are known of it. */
export interface PairedChanges {
  readonly pair: RulePair;
  readonly changes: readonly RuleChange[];
}

/** What is to be added to the pairs, by their index. */
export function variableChanges(
  found: readonly PairedChanges[],
  targets: readonly TargetPair[],
): ReadonlyMap<number, Change> {
  const rules = found.map((each) => useOf(each, targets));
  // A rule that reads what is set otherwise matches otherwise, and so does what it sets itself.
  const setOtherwise = new Map<string, Set<string>>();
  const affected = new Set<number>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [index, { id, sets, reads, differs }] of rules.entries()) {
      const changed = [...reads].some((name) => isByAnother(setOtherwise.get(name), id));
      if (changed && !affected.has(index) && differs !== 'new') {
        affected.add(index);
        grown = true;
      }
      for (const { name, otherwise } of sets) {
        if (!otherwise && !changed && differs === 'no') continue;
        const setters = setOtherwise.get(name) ?? new Set();
        grown ||= !setters.has(id);
        setOtherwise.set(name, setters.add(id));
      }
    }
  }
  const changes = new Map<number, Change>();
  for (const index of affected) {
    const { id, reads } = rules[index] ?? { id: '', reads: new Set<string>() };
    const names = inOrder(reads).filter((name) => isByAnother(setOtherwise.get(name), id));
    const setters = new Set(names.flatMap((name) => [...(setOtherwise.get(name) ?? [])]));
    changes.set(index, { kind: 'variables', names, setters: inOrder(setters).filter((each) => each !== id) });
  }
  return changes;
}

function isByAnother(setters: ReadonlySet<string> | undefined, id: string): boolean {
  return setters !== undefined && (setters.size > 1 || !setters.has(id));
}

interface Use {
  readonly id: string;
  /** What the rule sets on either side, and whether it says so otherwise. */
  readonly sets: readonly { readonly name: string; readonly otherwise: boolean }[];
  /** What it reads before and after: what only one of them reads is a change of the condition. */
  readonly reads: ReadonlySet<string>;
  /** Whether it matches other events than before, as far as is known. `new`: there was no such rule, or is none now. */
  readonly differs: 'no' | 'yes' | 'new';
}

const meaning: readonly Change['kind'][] = ['condition', 'event-type', 'loading', 'enabled', 'disabled'];

function useOf({ pair: { before, after }, changes }: PairedChanges, targets: readonly TargetPair[]): Use {
  const was = firstOf(targets.map(({ rulesBefore }) => rulesBefore.get(before ?? '')));
  const is = firstOf(targets.map(({ rulesAfter }) => rulesAfter.get(after ?? '')));
  const [setsBefore, setsAfter] = [setsOf(was), setsOf(is)];
  const both = was !== undefined && is !== undefined;
  return {
    id: after ?? before ?? '',
    sets: inOrder(new Set([...setsBefore.keys(), ...setsAfter.keys()])).map((name) => ({
      name,
      otherwise: setsBefore.get(name) !== setsAfter.get(name),
    })),
    reads: both ? readByBoth(was, is, targets) : new Set(),
    differs: !both ? 'new' : changes.some(({ kind }) => meaning.includes(kind)) ? 'yes' : 'no',
  };
}

function firstOf(all: readonly (RuleHere | undefined)[]): RuleHere | undefined {
  return all.find((rule) => rule?.merged !== undefined) ?? all.find((rule) => rule !== undefined);
}

/** The variables that a rule sets, with how it does so. */
function setsOf(rule: RuleHere | undefined): ReadonlyMap<string, string> {
  const sets = new Map<string, string>();
  for (const action of rule === undefined ? [] : statedBy(rule).actions) {
    if (action.set === undefined) continue;
    const name = variableName(action.set);
    sets.set(name, `${sets.get(name) ?? ''} ${actionInWords(action)}`);
  }
  return sets;
}

function readByBoth(was: RuleHere, is: RuleHere, targets: readonly TargetPair[]): ReadonlySet<string> {
  const before = readsOf(
    was,
    targets.map((target) => target.before),
  );
  const after = readsOf(
    is,
    targets.map((target) => target.after),
  );
  return new Set([...after].filter((name) => before.has(name)));
}

/** The variables that a rule, its macros and its actions read: in texts as well as by themselves. */
function readsOf(rule: RuleHere, ruleSets: readonly RuleSet[]): ReadonlySet<string> {
  const text = expressionOf(rule);
  const texts = [text, ...statedBy(rule).actions.map(actionInWords)];
  const { root } = parseRule(text).tree;
  for (const { macros } of ruleSets)
    for (const id of macrosUsed(root, macros)) texts.push(macros.get(id)?.text ?? '');
  return new Set(
    texts.flatMap((each) => [...each.matchAll(/\$\{([^{}]+)\}/g)].map(([, name = '']) => name.trim())),
  );
}
