import type { Value } from '@secl/model';
import data from './data/distributions.json' with { type: 'json' };

interface Distribution {
  readonly always: readonly string[];
  /** What holds for a major version. */
  readonly byMajor: Readonly<Record<string, readonly string[]>>;
  /** What the agent derives from more than the name and the version; unknown unless said above. */
  readonly unsure: readonly string[];
}

const distributions: Readonly<Record<string, Distribution>> = data.distributions;
const aliases: Readonly<Record<string, string>> = data.alias;

/** Names that can be given, for a message and for completion. */
export const distributionNames: readonly string[] = Object.keys(distributions);

/** What holds where no Linux runs. */
export const noLinux: readonly (readonly [fact: string, value: Value])[] = data.facts.map((fact) => [
  fact,
  false,
]);

/**
 * The host facts that follow from a distribution: `ubuntu 22.04`, `rhel-8`, `debian`. What does not follow is left out,
 * so that a rule that asks for it stays undecided. `undefined` where the distribution is not known.
 */
export function distributionFacts(text: string): ReadonlyMap<string, Value> | undefined {
  const match = /^\s*([a-z][a-z-]*?)(?:[-:@ ]?([0-9][0-9A-Za-z.]*))?\s*$/.exec(text.toLowerCase());
  const [, written = '', version] = match ?? [];
  const id = aliases[written] ?? written;
  const known = Object.hasOwn(distributions, id) ? distributions[id] : undefined;
  if (known === undefined) return undefined;
  const facts = new Map<string, Value>([['os.id', id]]);
  if (version !== undefined) facts.set('os.version_id', version);
  const major = version?.split('.')[0];
  const holding = new Set([...known.always, ...(known.byMajor[major ?? ''] ?? [])]);
  const unknown = new Set([
    ...known.unsure,
    ...(major === undefined ? Object.values(known.byMajor).flat() : []),
  ]);
  for (const fact of data.facts) {
    if (holding.has(fact)) facts.set(fact, true);
    else if (!unknown.has(fact)) facts.set(fact, false);
  }
  return facts;
}
