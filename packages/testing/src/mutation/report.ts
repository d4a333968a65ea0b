/** What tests notice of small changes of the rules, as data. */
import type { CanonicalRecord } from '@secl/events';
import type { Location } from '@secl/text';
import type { Draft } from '../generate/draft.ts';
import type { Mutant } from './mutant.ts';

/** A change that no test notices. */
export interface Survivor {
  readonly mutant: Mutant;
  /** An event on which the rule says something else with the change; nothing where none was found. */
  readonly shows: Draft | undefined;
  /** The same in words: plain text, not escaped. */
  readonly event: string | undefined;
  /** What the rule says of it now, and would not with the change. */
  readonly matchesNow: boolean;
  /** Whether an event tells the rule from its changed version; not there where another thread has found it. */
  readonly isToldBy?: (record: CanonicalRecord) => boolean;
}

export interface MutatedRule {
  readonly kind: 'rule' | 'macro';
  readonly id: string;
  readonly place: Location;
  readonly noticed: number;
  /** Proved to mean the same, so that no test could notice them. */
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}

export interface MutationReport {
  /** In file order, the macros behind the rules of their rule set. */
  readonly rules: readonly MutatedRule[];
  /** Rules that no passing test looks at, or says something of: every change of them goes unnoticed. */
  readonly unmet: readonly string[];
  /** Rules and macros for which there was no time. */
  readonly notReached: readonly string[];
  /** Cases that do not pass, and so cannot notice anything. */
  readonly notPassing: number;
}

export interface MutationTotals {
  readonly noticed: number;
  readonly equivalent: number;
  readonly survived: number;
}

export function mutationTotals({ rules }: Pick<MutationReport, 'rules'>): MutationTotals {
  let noticed = 0;
  let equivalent = 0;
  let survived = 0;
  for (const rule of rules) {
    noticed += rule.noticed;
    equivalent += rule.equivalent;
    survived += rule.survivors.length;
  }
  return { noticed, equivalent, survived };
}
