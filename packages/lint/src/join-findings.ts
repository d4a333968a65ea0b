import { type Location, onAgentsOfBoth } from '@secl/text';
import type { Finding } from './finding.ts';
import { inPlaceOrder, sameFinding } from './finding-order.ts';
import { ignoreRules } from './ignore/ignore-rules.ts';

/** What linting one rule set gave. */
export interface OfOneSet {
  readonly findings: readonly Finding[];
  /** The names of its targets. */
  readonly targets: readonly string[];
  /** The names of its files. */
  readonly documents: readonly string[];
  /** The user's file of a document whose places are that file's, as of each policy in one file of Terraform. */
  readonly homeOf?: (document: string) => string;
}

interface Joined {
  finding: Finding;
  readonly ruleSets: Set<string>;
  readonly targets: Set<string>;
  everywhere: boolean;
  times: number;
}

/**
 * Findings of several rule sets as one list, in the order in which their files first appear. A file in several rule sets
 * gives equal findings once, which then name the rule sets, and the targets where they do not hold for all. An ignore
 * comment of such a file is of no use only where it is of no use in each of them.
 */
export function joinFindings(results: readonly OfOneSet[]): readonly Finding[] {
  const joined = new Map<string, Joined>();
  const order = new Map<string, number>();
  for (const { findings, targets, documents, homeOf = itself } of results) {
    for (const document of documents) if (!order.has(document)) order.set(document, order.size);
    for (const finding of findings) {
      const everywhere = finding.targets.length === 0;
      const own = everywhere ? targets : finding.targets;
      const key = sameFinding({ ...finding, place: atHome(finding.place, homeOf) });
      const known = joined.get(key) ?? {
        finding,
        ruleSets: new Set(),
        targets: new Set(),
        everywhere: true,
        times: 0,
      };
      known.finding = onAgentsOfBoth(known.finding, finding);
      for (const name of finding.ruleSets) known.ruleSets.add(name);
      for (const name of own) known.targets.add(name);
      known.everywhere &&= everywhere;
      known.times += 1;
      joined.set(key, known);
    }
  }
  const all = [...joined.values()]
    .filter(
      ({ finding, times }) => finding.code !== ignoreRules.unused.id || times === setsWith(finding, results),
    )
    .map(
      ({ finding, ruleSets, targets, everywhere }): Finding => ({
        ...finding,
        ruleSets: [...ruleSets],
        targets: everywhere ? [] : [...targets],
      }),
    );
  return inPlaceOrder(all, order);
}

/** How often an ignore comment is looked at: once in each rule set that has a part of its file. */
function setsWith({ place }: Finding, results: readonly OfOneSet[]): number {
  const homes = results.map(({ homeOf = itself }) => homeOf(place.document));
  return results.filter(({ documents, homeOf = itself }) =>
    documents.some((each) => homes.includes(homeOf(each))),
  ).length;
}

const itself = (document: string): string => document;

const atHome = ({ document, range }: Location, homeOf: (document: string) => string): Location => ({
  document: homeOf(document),
  range,
});
