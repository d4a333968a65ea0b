import type { RuleSet, RuleState, RuleVerdict } from './loaded.ts';

type StateOf = (id: string) => RuleState | undefined;

const known = new WeakMap<RuleSet, StateOf>();

/**
 * What becomes of a rule; of several definitions of an id the first counts. After an edit this is known before all verdicts
 * are; the places of what is wrong with a rule may then be those of the text before.
 */
export function stateOf(set: RuleSet, id: string): RuleState | undefined {
  const before = known.get(set);
  if (before !== undefined) return before(id);
  const states = statesOf(set.verdicts);
  const ofSet: StateOf = (asked) => states.get(asked)?.state;
  known.set(set, ofSet);
  return ofSet(id);
}

/** For a rule set that is loaded later: `undefined` where all of it has to be loaded for it. */
export function tellStates(set: RuleSet, tell: (id: string) => KnownState | undefined): void {
  known.set(set, (id) => {
    const state = tell(id);
    if (state !== undefined) return state.state;
    known.delete(set);
    return stateOf(set, id);
  });
}

export interface KnownState {
  readonly state: RuleState | undefined;
  /** Whether that is a rule that was compiled, and not one that agents did not even take. */
  readonly isCompiled: boolean;
}

export function statesOf(verdicts: readonly RuleVerdict[]): Map<string, KnownState> {
  const states = new Map<string, KnownState>();
  for (const { id, state, rule } of verdicts)
    if (!states.has(id)) states.set(id, { state, isCompiled: rule !== undefined });
  return states;
}
