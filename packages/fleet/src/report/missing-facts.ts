import type { JudgedProfile } from './placed.ts';
import type { MissingFact, Outcome } from './report.ts';

/** Which facts keep rules undecided, the one first that would decide most hosts by itself. */
export function missingFacts(
  profiles: readonly JudgedProfile[],
  outcomes: readonly Outcome[],
): readonly MissingFact[] {
  const found = new Map<string, { members: number; decides: number; rules: Set<number> }>();
  for (const { outcomes: own, hosts, tasks } of profiles) {
    const needs = new Map<string, number[]>();
    for (const [rule, number] of own.entries())
      for (const need of outcomes[number]?.needs ?? []) needs.set(need, [...(needs.get(need) ?? []), rule]);
    for (const [need, rules] of needs) {
      const fact = found.get(need) ?? { members: 0, decides: 0, rules: new Set() };
      fact.members += hosts + tasks;
      if (needs.size === 1) fact.decides += hosts + tasks;
      for (const rule of rules) fact.rules.add(rule);
      found.set(need, fact);
    }
  }
  return [...found]
    .map(([fact, { members, decides, rules }]) => ({ fact, members, decides, rules: rules.size }))
    .sort((a, b) => b.decides - a.decides || b.members - a.members || (a.fact < b.fact ? -1 : 1));
}
