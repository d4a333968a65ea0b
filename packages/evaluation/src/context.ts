import type { Event, Value } from '@secl/model';
import type { Undecided } from './verdict.ts';

/** What an expression is evaluated on. */
export interface Context {
  readonly event: Event;
  /** Nanoseconds since 1970 at which the event is looked at; undefined where the recording has no times. */
  readonly now: bigint | undefined;
  readonly variables: VariableSource;
  /** Index of the element that the rule's iterator variable stands for. */
  register: number;
}

export interface VariableSource {
  /** The value that `${name}` has for this event. */
  read(name: string, event: Event): Value | Undecided;
}
