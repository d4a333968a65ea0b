import type { CompiledRule, Context, Verdict } from '@secl/evaluation';
import type { CheckedRule } from '@secl/language';

/** A rule of one event type in both forms: what it says, and the closures that decide in doubt. */
export interface JudgedRule {
  readonly checked: CheckedRule;
  readonly compiled: CompiledRule;
}

/** Hears of each rule that is not false, by its place among the rules, before the next rule is looked at. */
export type OnVerdict = (rule: number, verdict: Verdict) => void;

/** Looks at all rules of an event type, in their order. */
export type Judge = (context: Context, onVerdict: OnVerdict) => void;
