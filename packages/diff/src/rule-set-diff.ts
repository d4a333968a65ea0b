import type { Location, Problem } from '@secl/text';
import type { MacroChange, Relation, RuleChange, Status } from './change.ts';
import type { PolicyDiff } from './policy-diffs.ts';

/** What differs between two versions of a rule set. Rules and macros that are as before are only counted. */
export interface RuleSetDiff {
  /** The targets that both were loaded for. */
  readonly targets: readonly string[];
  /** In the order of the files after the change; those removed follow, in the order before it. */
  readonly rules: readonly RuleDiff[];
  readonly macros: readonly MacroDiff[];
  /** In the order of the files. */
  readonly policies: readonly PolicyDiff[];
  /** Files that agents lose as a whole, after the change and not before, or the other way round. */
  readonly files: readonly FileDiff[];
  /** What loading says now and did not say before, in file order. */
  readonly problems: readonly NewProblem[];
  /** How many problems of before are gone. */
  readonly solved: number;
  readonly unchanged: { readonly rules: number; readonly macros: number };
}

/** One side of a rule: what a reader of the comparison wants to know of it. */
export interface RuleSide {
  readonly id: string;
  readonly policy: string;
  readonly place: Location;
  readonly description: string;
  /** Empty where the definition has none. */
  readonly expression: string;
  readonly eventTypes: readonly string[];
  readonly severity: string;
  /** Its actions in words. */
  readonly actions: readonly string[];
  /** By target, in their order. */
  readonly loading: readonly { readonly target: string; readonly status: Status; readonly why: string }[];
}

export type RuleDiff =
  | { readonly kind: 'added'; readonly id: string; readonly after: RuleSide }
  | { readonly kind: 'removed'; readonly id: string; readonly before: RuleSide }
  | {
      readonly kind: 'changed';
      /** After the change. */
      readonly id: string;
      readonly before: RuleSide;
      readonly after: RuleSide;
      /** At least one. */
      readonly changes: readonly RuleChange[];
    };

/** A rule that uses a macro, and what the change of the macro makes of its condition. */
export interface MacroUser {
  readonly rule: string;
  readonly effect: Relation | 'same' | 'not-loaded' | 'removed' | 'added';
}

export interface MacroSide {
  readonly id: string;
  readonly place: Location;
  /** Its expression, or its values as a list. */
  readonly text: string;
}

export type MacroDiff = { readonly id: string; readonly users: readonly MacroUser[] } & (
  | { readonly kind: 'added'; readonly after: MacroSide }
  | { readonly kind: 'removed'; readonly before: MacroSide }
  | {
      readonly kind: 'changed';
      readonly before: MacroSide;
      readonly after: MacroSide;
      readonly changes: readonly MacroChange[];
    }
);

export interface FileDiff {
  readonly name: string;
  readonly change: 'unreadable' | 'readable';
  /** Why agents lose it. */
  readonly problem: Problem;
}

export interface NewProblem {
  readonly problem: Problem;
  readonly targets: readonly string[];
}
