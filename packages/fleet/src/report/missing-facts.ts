import { inventoryFact } from '../judge/needs.ts';
import type { JudgedProfile } from './placed.ts';
import type { MissingFact, Outcome } from './report.ts';

/** Which facts keep rules undecided, the one first that would decide most hosts by itself. */
export function missingFacts(
  profiles: readonly JudgedProfile[],
  outcomes: readonly Outcome[],
): readonly MissingFact[] {
  const found = new Map<
    string,
    { asked: Set<string>; members: number; decides: number; rules: Set<number> }
  >();
  for (const { outcomes: own, hosts, tasks } of profiles) {
    if (hosts + tasks === 0) continue;
    const missing = new Set<string>();
    for (const [rule, number] of own.entries()) {
      for (const need of outcomes[number]?.needs ?? []) {
        const name = inventoryFact(need);
        missing.add(name);
        const fact = found.get(name) ?? { asked: new Set(), members: 0, decides: 0, rules: new Set() };
        fact.asked.add(need);
        fact.rules.add(rule);
        found.set(name, fact);
      }
    }
    for (const name of missing) {
      const fact = found.get(name);
      if (fact === undefined) continue;
      fact.members += hosts + tasks;
      if (missing.size === 1) fact.decides += hosts + tasks;
    }
  }
  return [...found]
    .map(
      ([fact, { asked, members, decides, rules }]): MissingFact => ({
        fact,
        asked: [...asked].sort(),
        members,
        decides,
        rules: rules.size,
      }),
    )
    .sort((a, b) => b.decides - a.decides || b.members - a.members || (a.fact < b.fact ? -1 : 1));
}
