/** What changes of policies that are things of their own, in Terraform: whether they are on, and for which hosts. */
import type { HostTags } from '@secl/policy';
import type { Location } from '@secl/text';
import type { Side } from './side.ts';

/** A policy with what it says of itself. */
export interface DeployedPolicy {
  /** The same before and after: its address. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Nothing where only its tool knows. */
  readonly enabled: boolean | undefined;
  readonly hostTags: HostTags;
  readonly place: Location;
}

export type PolicyChange =
  | { readonly kind: 'enabled' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'host-tags'; readonly before: HostTags; readonly after: HostTags }
  | { readonly kind: 'name' | 'description'; readonly before: string; readonly after: string };

export interface PolicyDiff {
  /** After the change. */
  readonly name: string;
  readonly place: Location;
  /** At least one. */
  readonly changes: readonly PolicyChange[];
}

/** Of policies that are there before and after; of others their rules tell. */
export function policyDiffs(
  { policies: old = [] }: Side,
  { policies: now = [] }: Side,
): readonly PolicyDiff[] {
  const before = new Map(old.map((policy) => [policy.key, policy]));
  return now.flatMap((after) => {
    const was = before.get(after.key);
    const changes = was === undefined ? [] : changesOf(was, after);
    return changes.length === 0 ? [] : [{ name: after.name, place: after.place, changes }];
  });
}

function changesOf(before: DeployedPolicy, after: DeployedPolicy): readonly PolicyChange[] {
  const changes: PolicyChange[] = [];
  if (before.enabled !== undefined && after.enabled !== undefined && before.enabled !== after.enabled)
    changes.push({ kind: after.enabled ? 'enabled' : 'disabled' });
  if (keyOf(before.hostTags) !== keyOf(after.hostTags))
    changes.push({ kind: 'host-tags', before: before.hostTags, after: after.hostTags });
  for (const kind of ['name', 'description'] as const)
    if (before[kind] !== after[kind]) changes.push({ kind, before: before[kind], after: after[kind] });
  return changes;
}

/** Their order means nothing. */
function keyOf(tags: HostTags): string {
  return tags === 'unknown'
    ? tags
    : JSON.stringify(tags.map((list) => JSON.stringify([...list].sort())).sort());
}
