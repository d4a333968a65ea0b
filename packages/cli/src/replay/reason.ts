import type { RuleState } from '@secl/policy';
import { needsOf } from '../report/needs.ts';

/** Why a rule is not loaded, in a few words; empty where it is. */
export function reasonOf(state: RuleState): string {
  switch (state.status) {
    case 'loaded':
      return '';
    case 'filtered':
      return state.by === 'disabled'
        ? 'disabled'
        : `${state.by === 'agent_version' ? 'agent_version' : 'filter'} ${state.text}`;
    case 'rejected':
      return state.problems[0]?.message ?? state.agent;
    case 'undecided':
      return `needs ${needsOf(state).join('; ')}`;
  }
}
