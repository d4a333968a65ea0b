/**
 * Rules as resources of Terraform: it knows them by their addresses, and rules by their names. A name cannot be changed in
 * place (documentation of the provider), and a resource under another address is another one, unless a `moved` block says
 * that it is not.
 */
import type { CarriedResource } from '@secl/policy';
import type { Change } from './change.ts';
import type { Side } from './side.ts';

export interface Resources {
  /** The rule of before that is the same resource, by the id of after, where the ids differ. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Why Terraform makes a rule anew; nothing where it does not. */
  readonly recreated: (before: string, after: string) => Recreated | undefined;
}

export type Recreated = Extract<Change, { kind: 'recreated' }>;

export function resourcesOf(base: Side, head: Side): Resources {
  const [old, now] = [addressed(base), addressed(head)];
  const origin = origins(head, old.byAddress);
  const renamed = new Map<string, string>();
  for (const [address, { id }] of now.byAddress) {
    const before = old.byAddress.get(origin(address));
    if (before !== undefined && before.id !== id) renamed.set(id, before.id);
  }
  return {
    renamed,
    recreated(before, after) {
      const [was, is] = [old.byId.get(before), now.byId.get(after)];
      if (was === undefined || is === undefined) return undefined;
      const isSame = origin(is.address) === was.address;
      // One that is there before the other goes leaves no gap.
      if (isSame && (before === after || is.madeFirst)) return undefined;
      return isSame
        ? { kind: 'recreated', by: 'name', before, after }
        : { kind: 'recreated', by: 'address', before: was.address, after: is.address };
    },
  };
}

interface Addressed {
  readonly byAddress: ReadonlyMap<string, CarriedResource>;
  readonly byId: ReadonlyMap<string, CarriedResource>;
}

/** Modules have addresses of their own: one that stands twice says nothing. */
function addressed({ resources = [] }: Side): Addressed {
  return {
    byAddress: once(resources, ({ address }) => address),
    byId: once(resources, ({ id }) => id),
  };
}

function once(
  resources: readonly CarriedResource[],
  keyOf: (resource: CarriedResource) => string,
): ReadonlyMap<string, CarriedResource> {
  const found = new Map<string, CarriedResource>();
  const doubled = new Set<string>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (found.has(key)) doubled.add(key);
    found.set(key, resource);
  }
  for (const key of doubled) found.delete(key);
  return found;
}

/** Under which address a resource was before; one that moved twice is followed back to where it was. */
function origins(
  { moved = [] }: Side,
  old: ReadonlyMap<string, CarriedResource>,
): (address: string) => string {
  const from = new Map(moved.map((each) => [each.to, each.from]));
  return (address) => {
    let current = address;
    // A block that stays when all is done moves nothing; one that goes in circles moves nothing either.
    for (let step = 0; step < moved.length && !old.has(current); step++)
      current = from.get(current) ?? current;
    return old.has(current) ? current : address;
  };
}
