import type { Finding } from './finding.ts';
import { inPlaceOrder, sameFinding } from './finding-order.ts';

/**
 * Findings of several rule sets as one list, in the order in which their files first appear. A file in several rule sets
 * gives equal findings once, which then name the rule sets, and the targets where it does not hold for all.
 */
export function joinFindings(
  results: readonly { readonly findings: readonly Finding[]; readonly targets: readonly string[] }[],
): readonly Finding[] {
  const joined = new Map<
    string,
    { finding: Finding; ruleSets: string[]; targets: string[]; everywhere: boolean }
  >();
  const order = new Map<string, number>();
  for (const { findings, targets } of results) {
    for (const finding of findings) {
      const { document } = finding.place;
      if (!order.has(document)) order.set(document, order.size);
      const key = sameFinding(finding);
      const known = joined.get(key);
      const everywhere = finding.targets.length === 0;
      const own = everywhere ? targets : finding.targets;
      if (known === undefined)
        joined.set(key, { finding, ruleSets: [...finding.ruleSets], targets: [...own], everywhere });
      else {
        known.ruleSets.push(...finding.ruleSets.filter((name) => !known.ruleSets.includes(name)));
        known.targets.push(...own.filter((name) => !known.targets.includes(name)));
        known.everywhere &&= everywhere;
      }
    }
  }
  const all = [...joined.values()].map(
    ({ finding, ruleSets, targets, everywhere }): Finding => ({
      ...finding,
      ruleSets,
      targets: everywhere ? [] : targets,
    }),
  );
  return inPlaceOrder(all, order);
}
