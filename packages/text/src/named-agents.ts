/**
 * Problems whose message names the agents that it is about: "does not exist on agent 7.50". Looked at for several agents,
 * they are one mistake, which is told once and names them all.
 */
interface NamesAgents {
  readonly message: string;
  readonly onAgents?: readonly string[];
}

/** The message without them: equal for problems that differ in nothing else. */
export function messageOnAnyAgent({ message, onAgents }: NamesAgents): string {
  return onAgents === undefined ? message : message.replace(inWords(onAgents), 'agent');
}

/** The same problem on these agents; one that names none says nothing else. */
export function onTheseAgents<Problem extends NamesAgents>(
  problem: Problem,
  agents: readonly string[],
): Problem {
  const { message, onAgents } = problem;
  if (onAgents === undefined) return problem;
  return { ...problem, message: message.replace(inWords(onAgents), inWords(agents)), onAgents: agents };
}

/** Both as one, on the agents of both. */
export function onAgentsOfBoth<Problem extends NamesAgents>(problem: Problem, other: NamesAgents): Problem {
  const agents = [...new Set([...(problem.onAgents ?? []), ...(other.onAgents ?? [])])].sort(byVersion);
  return agents.length === problem.onAgents?.length ? problem : onTheseAgents(problem, agents);
}

/** `7.9` before `7.50`; a span stands where it begins. */
function byVersion(a: string, b: string): number {
  const [x = [], y = []] = [a, b].map((each) => each.match(/\d+/g)?.map(Number) ?? []);
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}

/** `agent 7.50`, `agents 7.50, 7.60 and 7.68`, `agents 7.50 to 7.59`. */
function inWords(agents: readonly string[]): string {
  const [first = '', ...more] = agents;
  const last = more.pop();
  if (last !== undefined) return `agents ${[first, ...more].join(', ')} and ${last}`;
  return first.includes(' ') ? `agents ${first}` : `agent ${first}`;
}
