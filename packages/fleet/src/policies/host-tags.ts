/** Whether a policy goes to a host, by the host's tags. */
import type { FactName, FleetMember } from '../inventory/inventory.ts';
import type { FleetPolicy } from './fleet-policy.ts';

type Reach = 'yes' | 'no' | 'unknown';

/** Tags that agents and integrations give by themselves, by the fact that they say. */
const implied: readonly (readonly [FactName, readonly string[]])[] = [
  ['cluster', ['kube_cluster_name', 'cluster_name', 'ecs_cluster_name']],
  ['account', ['aws_account', 'account_id']],
  ['region', ['region']],
  ['family', ['task_family']],
];

/** All tags that a host or task is known to have. */
export function tagsOf({ kind, name, tags, facts }: FleetMember): ReadonlySet<string> {
  const all = new Set(tags);
  all.add(kind === 'host' ? `host:${name}` : `task_arn:${name}`);
  for (const [fact, keys] of implied) {
    const value = facts[fact]?.value;
    if (value !== undefined) for (const key of keys) all.add(`${key}:${value}`);
  }
  return all;
}

/** Where policies go among a host's: their numbers, in order. */
export interface Reached {
  /** Equal for hosts to which the same policies go. */
  readonly key: number;
  readonly yes: readonly number[];
  /** Those that may, since the inventory does not have all tags. */
  readonly unknown: readonly number[];
  /** Both, in order. */
  readonly all: readonly number[];
}

/**
 * To which hosts policies go. A thousand policies ask for a few tags each, and hosts have many that none asks for: hosts
 * with the same of those that count are looked at once.
 */
export class Reaches {
  readonly #policies: readonly FleetPolicy[];
  readonly #tags: ReadonlySet<string>;
  readonly #keys: ReadonlySet<string>;
  readonly #byTags = new Map<string, Reached>();
  readonly #byResult = new Map<string, Reached>();

  constructor(policies: readonly FleetPolicy[]) {
    this.#policies = policies;
    const asked = policies.flatMap(({ hostTags }) => (hostTags === 'unknown' ? [] : hostTags.flat()));
    this.#tags = new Set(asked);
    this.#keys = new Set(asked.map(keyOf));
  }

  of(member: FleetMember): Reached {
    const tags: string[] = [];
    const keys = new Set<string>();
    for (const tag of tagsOf(member)) {
      if (this.#tags.has(tag)) tags.push(tag);
      const key = keyOf(tag);
      if (this.#keys.has(key)) keys.add(key);
    }
    const telling = JSON.stringify([member.allTags, tags, [...keys]]);
    const known = this.#byTags.get(telling);
    if (known !== undefined) return known;
    const found = this.#numbered(new Set(tags), keys, member.allTags);
    this.#byTags.set(telling, found);
    return found;
  }

  #numbered(tags: ReadonlySet<string>, keys: ReadonlySet<string>, allTags: boolean): Reached {
    // A key that the host has is known with its values; another one only where the inventory gives all tags.
    const has = (tag: string): Reach =>
      tags.has(tag) ? 'yes' : allTags || keys.has(keyOf(tag)) ? 'no' : 'unknown';
    const each = this.#policies.map((policy) => reach(policy, has));
    const having = (wanted: Reach): readonly number[] =>
      each.flatMap((found, index) => (found === wanted ? [index] : []));
    const [yes, unknown] = [having('yes'), having('unknown')];
    const all = each.flatMap((found, index) => (found === 'no' ? [] : [index]));
    const result = `${yes.join()}|${unknown.join()}`;
    const known = this.#byResult.get(result) ?? { key: this.#byResult.size, yes, unknown, all };
    this.#byResult.set(result, known);
    return known;
  }
}

function reach({ enabled, hostTags }: FleetPolicy, has: (tag: string) => Reach): Reach {
  if (!enabled) return 'no';
  if (hostTags === 'unknown') return 'unknown';
  if (hostTags.length === 0) return 'yes';
  const each = hostTags.map((list): Reach => worst(list.map(has)));
  return each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no';
}

function worst(reaches: readonly Reach[]): Reach {
  return reaches.includes('no') ? 'no' : reaches.includes('unknown') ? 'unknown' : 'yes';
}

const keyOf = (tag: string): string => tag.slice(0, tag.includes(':') ? tag.indexOf(':') : tag.length);
