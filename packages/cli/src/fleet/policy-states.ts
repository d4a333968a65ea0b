/** How many hosts and tasks have a policy in which state, in the product's words: several states of agents share one. */
import { type ReportedPolicy, stateName } from '@secl/fleet';

const titles = ['Fully Loaded', 'Partially Loaded', 'Fully Rejected', 'Fully Filtered'] as const;

export function inOrder(a: string, b: string): number {
  const names: readonly string[] = titles;
  return names.indexOf(a) - names.indexOf(b);
}

/** In the order of the product; none with nobody in it. */
export function policyStates({ states }: ReportedPolicy): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(titles.map((title) => [title, 0]));
  for (const [state, members = 0] of Object.entries(states) as [keyof typeof states, number | undefined][])
    counts.set(stateName(state), (counts.get(stateName(state)) ?? 0) + members);
  return new Map([...counts].filter(([, members]) => members > 0));
}
