import { type AgentsOutcome, inWordsOf, type RuleState } from '@secl/policy';

/** Why a rule does not load, in words; empty where it does. */
export function whyOf(state: RuleState): string {
  switch (state.status) {
    case 'loaded':
      return '';
    case 'filtered':
      return state.by === 'disabled'
        ? 'disabled'
        : `${state.by === 'agent_version' ? 'agent_version' : 'filters'}: ${state.text}`;
    case 'rejected':
      return state.problems[0]?.message ?? state.agent;
    case 'undecided': {
      const agents = state.byAgents?.map(outcome).join(', ');
      return agents === undefined ? `needs ${state.needs.join(', ')}` : `it depends on the agent: ${agents}`;
    }
  }
}

function outcome({ agents, state }: AgentsOutcome): string {
  return `${state?.status ?? 'part of another definition'} on ${inWordsOf(agents)}`;
}
