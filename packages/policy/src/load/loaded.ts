import type { CheckedMacro, CheckedRule, Parsed } from '@secl/language';
import type { Facts } from '@secl/model';
import type { Location, Problem, Span } from '@secl/text';
import type { ActionDefinition, PolicyFile, Text } from '../read/definitions.ts';
import type { DroppedAction } from './actions.ts';
import type { AgentSpan } from './admitted.ts';
import type { MergedRule, Placed } from './merged.ts';
import type { Target } from './target.ts';
import type { VariableDefinition } from './variables.ts';

/** What becomes of a rule on a target. */
export type RuleState =
  | { readonly status: 'loaded' }
  | {
      readonly status: 'filtered';
      readonly by: 'agent_version' | 'rule_filter' | 'disabled';
      readonly text: string;
    }
  | {
      readonly status: 'rejected';
      /** As agents report it. */
      readonly type: 'error' | 'syntax_error' | 'event_type_disabled';
      readonly agent: string;
      readonly problems: readonly Problem[];
      /** Event types for which a rule on `fim.write.file` loaded all the same. */
      readonly loadedFor: readonly string[];
    }
  | {
      readonly status: 'undecided';
      readonly needs: readonly string[];
      /** What the agents do that the target admits, newest first, where its version is left out and they differ. */
      readonly byAgents?: readonly AgentsOutcome[];
    };

/** Agents that do the same with a rule; why they reject or filter it may differ. */
export interface AgentsOutcome {
  /** Newest first. */
  readonly agents: readonly AgentSpan[];
  /** That of the newest of them; nothing where the definition goes into that of another place. */
  readonly state: RuleState | undefined;
}

export interface RuleVerdict {
  readonly id: string;
  /** The policy under which agents report it. */
  readonly policy: string;
  readonly place: Location;
  readonly state: RuleState;
  /** Set where the rule loads and its origin never sends its events. */
  readonly neverFires: boolean;
  readonly rule: MergedRule | undefined;
}

export type PolicyState =
  | 'loaded'
  | 'partially_loaded'
  | 'partially_filtered'
  | 'fully_rejected'
  | 'fully_filtered'
  | 'error';

export interface PolicyVerdict {
  readonly name: string;
  readonly kind: PolicyFile['kind'];
  readonly state: PolicyState;
}

/** A rule ready for the engine: compiled for one event type. */
export interface LoadedRule {
  readonly id: string;
  readonly eventType: string;
  readonly checked: CheckedRule;
  readonly parsed: Parsed;
  readonly expression: Placed<Text>;
  readonly toOriginal: (span: Span) => Span;
  readonly actions: readonly LoadedAction[];
  readonly rule: MergedRule;
}

export interface LoadedAction {
  readonly definition: Placed<ActionDefinition>;
  readonly filter: CheckedRule | undefined;
  /** The expression of a `set`. */
  readonly value: CheckedMacro | undefined;
  /** False where the origin does not perform it. */
  readonly acts: boolean;
}

/** A definition of a macro that agents report as failed. Another definition of the same id may have gone well. */
export interface FailedMacro {
  readonly id: string;
  readonly policy: string;
  readonly problems: readonly Problem[];
  /** What the agent says; it names the macro beside it. */
  readonly agent: string;
}

/**
 * What one agent holds after loading. Where the target leaves its version out: what all agents hold that it admits, and
 * `rules`, `macros`, `variables` and `facts` as the newest of them has them.
 */
export interface RuleSet {
  readonly target: Target;
  readonly facts: Facts;
  /** One a rule id that agents know of, and one for each definition without a usable id; in file order. */
  readonly verdicts: readonly RuleVerdict[];
  readonly policies: readonly PolicyVerdict[];
  /** In load order. */
  readonly rules: readonly LoadedRule[];
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  readonly failedMacros: readonly FailedMacro[];
  readonly variables: ReadonlyMap<string, VariableDefinition>;
  readonly dropped: readonly DroppedAction[];
  /** Everything worth telling, in file order. */
  readonly problems: readonly Problem[];
}
