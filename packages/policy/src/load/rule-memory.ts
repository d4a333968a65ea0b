/**
 * Rules of files that did not change, as the last loading left them. A keystroke in one file of a hundred leaves nearly all
 * rules as they were, and looking at each of them again is what it would cost.
 */
import type { ActionDefinition, PolicyFile, RuleDefinition } from '../read/definitions.ts';
import type { Loading } from './edited-rule.ts';
import type { LoadedRule, RuleVerdict } from './loaded.ts';
import { type MergedRule, newRule, type Placed } from './merged.ts';
import type { Target } from './target.ts';

/** What a rule comes to that loads, with nothing to be said of it. */
export interface Settled {
  readonly verdict: RuleVerdict;
  readonly loaded: readonly LoadedRule[];
}

/** What a rule is loaded among. Equal numbers for surroundings that look the same to every rule. */
export interface Among {
  readonly target: Target;
  readonly surroundings: number;
  readonly kept: readonly Placed<ActionDefinition>[];
}

export interface RuleMemory {
  /** The same object for the same definition in the same file. */
  readonly made: typeof newRule;
  readonly settled: (rule: MergedRule, among: Among) => Settled | undefined;
  readonly settle: (rule: MergedRule, among: Among, settled: Settled) => void;
  /** The last loading. */
  loading: Loading | undefined;
}

export function newRuleMemory(): RuleMemory {
  const made = new WeakMap<RuleDefinition, { readonly file: PolicyFile; readonly rule: MergedRule }>();
  const known = new WeakMap<MergedRule, Among & { readonly settled: Settled }>();
  return {
    made(file, definition, id, needs = []) {
      const before = made.get(definition);
      if (before?.file === file && needs.length === 0) return before.rule;
      const rule = newRule(file, definition, id, needs);
      if (needs.length === 0) made.set(definition, { file, rule });
      return rule;
    },
    settled(rule, { target, surroundings, kept }) {
      const before = known.get(rule);
      const isSame =
        before?.target === target &&
        before.surroundings === surroundings &&
        before.kept.length === kept.length &&
        kept.every((action, index) => action === before.kept[index]);
      return isSame ? before.settled : undefined;
    },
    settle: (rule, among, settled) => void known.set(rule, { ...among, settled }),
    loading: undefined,
  };
}

/** For one of many agents: rules are made once for all of them. */
export function agentMemory({ made }: RuleMemory): RuleMemory {
  return { made, settled: () => undefined, settle: () => {}, loading: undefined };
}
