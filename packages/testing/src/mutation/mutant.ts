import type { CheckedRule, Parsed } from '@secl/language';
import type { LoadedRule } from '@secl/policy';
import type { Location } from '@secl/text';
import type { ActionCondition } from '../actions/action-condition.ts';
import type { MutationKind } from './change.ts';

/** One changed version of a rule set: one change of one rule's expression, or of one macro. */
export interface Mutant {
  readonly kind: MutationKind;
  readonly of: { readonly kind: 'rule' | 'macro'; readonly id: string };
  /** Where it is a condition of an action that is changed; the action as tests name it: `kill`, `set process.seen`. */
  readonly action?: { readonly name: string; readonly role: ActionCondition['role'] };
  /** What is changed, where it stands. */
  readonly place: Location;
  /** Behind "no test notices if …". */
  readonly says: string;
}

/** A mutant on one target: the loaded rules that it changes, each as it would be. */
export interface CompiledMutant {
  readonly mutant: Mutant;
  /** In load order. What uses a macro is checked when it is asked for; undefined: agents would reject it. */
  readonly rules: readonly LoadedRule[];
  readonly changed: (rule: LoadedRule) => ChangedRule | undefined;
  /** Where it is a condition of an action: `rules` only tell what that means, and this is what runs. */
  readonly inActions?: readonly ActionVersion[];
}

/** A rule with one of its actions asked for another condition. */
export interface ActionVersion {
  readonly of: ActionCondition;
  readonly changed: CheckedRule;
  readonly loaded: LoadedRule;
}

export interface ChangedRule {
  readonly checked: CheckedRule;
  readonly parsed: Parsed;
  readonly text: string;
}

/** The rule with the change; what the file says of it otherwise stays. */
export function withChange(rule: LoadedRule, { checked, parsed, text }: ChangedRule): LoadedRule {
  const { expression } = rule;
  return {
    ...rule,
    checked,
    parsed,
    expression: { ...expression, value: { ...expression.value, value: text } },
    toOriginal: (span) => span,
  };
}
