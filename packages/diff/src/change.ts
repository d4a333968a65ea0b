/** What can change in a rule, as data: `wordsOf` says each in a sentence. */
import type { ActionSection, RuleState } from '@secl/policy';

/**
 * `wider`: proved that it is true wherever it was before. `narrower`: proved that it was true before wherever it is now.
 * `different`: neither is proved. What is asked of variables is taken to have the same answers before and after.
 */
export type Relation = 'wider' | 'narrower' | 'different';

export type Status = RuleState['status'];

export type Change =
  | {
      readonly kind: 'renamed';
      readonly before: string;
      readonly after: string;
      /**
       * `same`: proved that the conditions are. `similar`: they share most of their parts. `resource`: Terraform knows both
       * as one resource, whatever they ask for.
       */
      readonly condition: 'same' | 'similar' | 'resource';
    }
  | {
      /** Terraform deletes the rule and makes it anew. */
      readonly kind: 'recreated';
      /** What it is called changed, or what Terraform calls it. */
      readonly by: 'name' | 'address';
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'event-type'; readonly before: readonly string[]; readonly after: readonly string[] }
  | {
      readonly kind: 'condition';
      readonly relation: Relation;
      /** Whether the rule's own expression changed, and which of its macros did. */
      readonly own: boolean;
      readonly macros: readonly string[];
      /** An event that only one of the two is true for: `exec.file.name "fish"`. */
      readonly gained: string | undefined;
      readonly lost: string | undefined;
      /** The version for which it is proved that no event makes it true. */
      readonly never: 'before' | 'after' | undefined;
      /** It reads variables that are set otherwise now: what is claimed holds where they have the same values. */
      readonly givenVariables: boolean;
    }
  /** Another expression, or other macros in it, and proved to be true for the same events. */
  | { readonly kind: 'rewritten'; readonly own: boolean; readonly macros: readonly string[] }
  /** The same expression, laid out or commented in another way. */
  | { readonly kind: 'reformatted' }
  | {
      readonly kind: 'loading';
      readonly before: Status;
      readonly after: Status;
      /** Why it does not load, before and after; empty where it does. */
      readonly whyBefore: string;
      readonly whyAfter: string;
    }
  | { readonly kind: 'enabled' }
  | { readonly kind: 'disabled' }
  | {
      /** Agents that accept the expression. */
      readonly kind: 'agents';
      readonly before: string;
      readonly after: string;
      /** Whether agents are lost, and whether agents are won. */
      readonly fewer: boolean;
      readonly more: boolean;
    }
  | {
      readonly kind: 'action';
      readonly change: 'added' | 'removed' | 'changed';
      readonly action: ActionSection;
      /** The action in words; empty where it is not there. */
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: 'setting';
      /** The key of the policy file: `every`, `silent`. */
      readonly key: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'tag'; readonly key: string; readonly before: string; readonly after: string }
  | {
      /** It reads variables that other rules now set otherwise. */
      readonly kind: 'variables';
      readonly names: readonly string[];
      readonly setters: readonly string[];
    };

/** A change with the targets that it is one on, in the order of the comparison; most are one on all. */
export type RuleChange = Change & { readonly targets: readonly string[] };

/** What changes of a macro. */
export type MacroChange = (
  | { readonly kind: 'values'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: 'condition'; readonly relation: Relation }
  /** An expression that is neither a condition nor a list, or one that became something else. */
  | { readonly kind: 'expression' }
  | { readonly kind: 'rewritten' }
  | { readonly kind: 'reformatted' }
  /** Event types of its fields count for every rule of the rule set. */
  | { readonly kind: 'event-type'; readonly before: readonly string[]; readonly after: readonly string[] }
  /** Whether agents have the macro. */
  | { readonly kind: 'compiles'; readonly before: boolean; readonly after: boolean }
) & { readonly targets: readonly string[] };
