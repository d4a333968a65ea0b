/** Whether a policy goes to a host, by the host's tags. */
import type { HostTags } from '@secl/policy';
import type { FactName, FleetMember } from '../inventory/inventory.ts';
import type { FleetPolicy } from './fleet-policy.ts';

export type Reach = 'yes' | 'no' | 'unknown';

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

export function reach({ enabled, hostTags }: FleetPolicy, member: FleetMember): Reach {
  if (!enabled) return 'no';
  if (hostTags === 'unknown') return 'unknown';
  return reachOfTags(hostTags, member);
}

function reachOfTags(lists: Exclude<HostTags, 'unknown'>, member: FleetMember): Reach {
  if (lists.length === 0) return 'yes';
  const tags = tagsOf(member);
  const keys = new Set([...tags].map(keyOf));
  // A key that the host has is known with its values; another one only where the inventory gives all tags.
  const has = (tag: string): Reach =>
    tags.has(tag) ? 'yes' : member.allTags || keys.has(keyOf(tag)) ? 'no' : 'unknown';
  const each = lists.map((list): Reach => worst(list.map(has)));
  return each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no';
}

function worst(reaches: readonly Reach[]): Reach {
  return reaches.includes('no') ? 'no' : reaches.includes('unknown') ? 'unknown' : 'yes';
}

const keyOf = (tag: string): string => tag.slice(0, tag.includes(':') ? tag.indexOf(':') : tag.length);
