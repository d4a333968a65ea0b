import type { Catalogue, Facts } from '@secl/model';
import type { Typed, VariableType } from './typed.ts';

/** What an expression may refer to beside the facts of the agent. */
export interface CheckScope {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  /** Compiled macros of the rule set by id. */
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  /** Variables that some `set` action sets, by the name they are read with: `seen`, `process.seen`. */
  readonly variables: ReadonlyMap<string, VariableType>;
}

export interface CheckedMacro {
  readonly id: string;
  /** Its expression; empty for one that is given as `values`. */
  readonly text: string;
  readonly value: Typed;
  /** Event types of its fields: they count for every rule of the rule set. */
  readonly eventTypes: ReadonlySet<string>;
  readonly fields: readonly string[];
}

/** Variables that every agent has. */
export const builtinVariables: ReadonlyMap<string, VariableType> = new Map([
  ['process.pid', { type: 'int', array: false }],
  ['builtins.uuid4', { type: 'string', array: false }],
]);
