/** What an undecided verdict needs, as reports say it. */
import { type AgentsOutcome, agentVersionNeed, inWordsOf, type RuleState } from '@secl/policy';

type Undecided = Extract<RuleState, { status: 'undecided' }>;

/** Its needs; that of an agent version says what becomes of the rule on which agents, first where it loads. */
export function needsOf({ needs, byAgents }: Undecided): readonly string[] {
  if (byAgents === undefined) return needs;
  const loading = byAgents.filter(({ state }) => state?.status === 'loaded');
  const others = byAgents.filter((outcome) => !loading.includes(outcome));
  const outcomes = [...loading, ...others].map(inWords).join(', ');
  return needs.map((need) => (need === agentVersionNeed ? `${need}: ${outcomes}` : need));
}

function inWords({ agents, state }: AgentsOutcome): string {
  const on = `on ${inWordsOf(agents)}`;
  switch (state?.status) {
    case undefined:
      return `part of another definition ${on}`;
    case 'loaded':
      return `loads ${on}`;
    case 'undecided':
      return `undecided ${on}`;
    case 'filtered':
    case 'rejected':
      return `${state.status} ${on}`;
  }
}
