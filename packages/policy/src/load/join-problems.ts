import { onTheseAgents, type Problem } from '@secl/text';

/** Whether a set of the list, by its index, has what is asked about. */
type Holds = (index: number) => boolean;

export interface JoinedProblems {
  readonly problems: readonly Problem[];
  /** The problem that stands for one of those given. */
  readonly joined: (problem: Problem) => Problem;
}

/**
 * The problems of all agents, each once. One that only some of them have says so in its message; its other words are
 * those of the first agent that has it. Two agents have the same problem where its code, its place and the words of the
 * agent are the same: our own message may name the agent's version.
 */
export function joinProblems(
  byAgent: readonly (readonly Problem[])[],
  agentsInWords: (holds: Holds) => string,
): JoinedProblems {
  const found = new Map<string, { readonly problem: Problem; readonly agents: Set<number> }>();
  const keys = new Map<Problem, string>();
  for (const [agent, problems] of byAgent.entries()) {
    const counts = new Map<string, number>();
    for (const problem of problems) {
      const same = keyOf(problem);
      const count = counts.get(same) ?? 0;
      counts.set(same, count + 1);
      const key = `${same}\u0000${count}`;
      const known = found.get(key) ?? { problem, agents: new Set() };
      known.agents.add(agent);
      found.set(key, known);
      keys.set(problem, key);
    }
  }
  const joined = new Map<string, Problem>();
  for (const [key, { problem, agents }] of found) {
    const words = (): string => agentsInWords((agent) => agents.has(agent));
    if (problem.onAgents !== undefined) joined.set(key, onTheseAgents(problem, [words()]));
    else if (agents.size === byAgent.length) joined.set(key, problem);
    else joined.set(key, { ...problem, message: `${problem.message} (agents: ${words()})` });
  }
  return {
    problems: [...joined.values()],
    joined: (problem) => joined.get(keys.get(problem) ?? '') ?? problem,
  };
}

function keyOf({ code, place: { document, range }, agent, message }: Problem): string {
  return [code, document, range.start, range.end, agent ?? message].join('\u0000');
}
