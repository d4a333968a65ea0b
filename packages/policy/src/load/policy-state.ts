import type { PolicyFile } from '../read/definitions.ts';
import type { PolicyState, PolicyVerdict, RuleState, RuleVerdict } from './loaded.ts';

/** The state that agents report for each policy. Errors outrank filters; disabled rules are not counted. */
export function policyVerdicts(
  files: readonly PolicyFile[],
  verdicts: readonly RuleVerdict[],
): readonly PolicyVerdict[] {
  const byPolicy = new Map<string, RuleState[]>();
  for (const { policy, state } of verdicts) {
    const known = byPolicy.get(policy);
    if (known === undefined) byPolicy.set(policy, [state]);
    else known.push(state);
  }
  return files.map(({ name, kind, unreadable }) => {
    const own = byPolicy.get(name) ?? [];
    const some = (status: string): boolean =>
      own.some(
        (state) => state.status === status && !(state.status === 'filtered' && state.by === 'disabled'),
      );
    const loaded =
      some('loaded') ||
      some('undecided') ||
      own.some((state) => state.status === 'rejected' && state.loadedFor.length > 0);
    return {
      name,
      kind,
      state: unreadable === undefined ? stateOf(loaded, some('rejected'), some('filtered')) : 'error',
    };
  });
}

function stateOf(loaded: boolean, rejected: boolean, filtered: boolean): PolicyState {
  if (loaded) return rejected ? 'partially_loaded' : filtered ? 'partially_filtered' : 'loaded';
  if (rejected) return 'fully_rejected';
  return filtered ? 'fully_filtered' : 'loaded';
}
