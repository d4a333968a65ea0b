/** The conditions that a rule stands for on one target, whatever becomes of the rule there. */
import {
  builtinVariables,
  type CheckedMacro,
  type CheckedRule,
  type CheckScope,
  checkRule,
  type Node,
  parseMacro,
  parseRule,
  walk,
} from '@secl/language';
import { type Proposition, propositionOf } from '@secl/logic';
import { catalogue } from '@secl/model';
import { expansionsOf, type RuleSet } from '@secl/policy';
import type { RuleHere } from './rule-here.ts';
import { expressionOf } from './stated.ts';

export interface Compiled {
  readonly checked: CheckedRule;
  /** undefined where the expression has problems on this target. */
  readonly proposition: Proposition | undefined;
}

/** One for each event type. A rule that did not load (it is disabled, or in doubt) is checked for the comparison. */
export function compiledOf(rule: RuleHere, ruleSet: RuleSet): readonly Compiled[] {
  const ready = rule.loaded.map(({ checked }) => checked);
  const checked = ready.length > 0 ? ready : checkedOf(expressionOf(rule), ruleSet);
  return checked.map((each) => ({ checked: each, proposition: propositionOf(each) }));
}

function checkedOf(text: string, ruleSet: RuleSet): readonly CheckedRule[] {
  if (text === '') return [];
  const scope = scopeOf(ruleSet);
  const { minor } = ruleSet.facts;
  const rewrites = scope.catalogue.rewrites.filter(
    ({ since, until }) => minor >= since && (until === null || minor <= until),
  );
  const texts = expansionsOf(text, rewrites)?.map((each) => each.text) ?? [text];
  return texts.map((each) => checkRule(parseRule(each), scope));
}

export function scopeOf({ target, facts, macros, variables }: RuleSet): CheckScope {
  return {
    catalogue: catalogue(target.platform),
    facts,
    macros,
    variables: new Map([...builtinVariables, ...variables]),
  };
}

/** Names in an expression that a macro may have. */
export function identifiersIn(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of walk(root)) if (node.kind === 'ident') names.add(node.name);
  return names;
}

/** The macros that an expression uses, those inside its macros too. */
export function macrosUsed(root: Node, macros: ReadonlyMap<string, CheckedMacro>): ReadonlySet<string> {
  const used = new Set([...identifiersIn(root)].filter((name) => macros.has(name)));
  // A set that grows while it is walked.
  for (const id of used) {
    const text = macros.get(id)?.text ?? '';
    if (text === '') continue;
    for (const name of identifiersIn(parseMacro(text).tree.root)) if (macros.has(name)) used.add(name);
  }
  return used;
}
