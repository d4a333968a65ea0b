import type { ActionOutcome } from '@secl/engine';
import type { Undecided } from '@secl/evaluation';
import type { Value } from '@secl/model';
import type { Explained, Happening } from '../result.ts';

/** What the rules made of one event that counts. */
export interface Observed {
  readonly happening: Happening;
  /** By the rule's id. */
  readonly matches: ReadonlyMap<string, ObservedMatch>;
  /** By the rule's id, what is missing. Rules that match as well are not among them. */
  readonly undecided: ReadonlyMap<string, readonly string[]>;
  /** Of those that some expectation asks for, after the event. */
  readonly variables: ReadonlyMap<string, Value | Undecided>;
  /** Of rules that are to be silent for a reason that is named. */
  readonly traces: ReadonlyMap<string, readonly Explained[]>;
}

export interface ObservedMatch {
  readonly actions: readonly ActionOutcome[];
  /** Whether an agent would send an event. */
  readonly sent: boolean;
}
