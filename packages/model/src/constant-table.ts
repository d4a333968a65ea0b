import { boundaries, isAvailable, parseRange } from './availability.ts';
import type { Constant, Minor } from './facts.ts';
import type { PlatformData } from './platform-data.ts';

export interface ConstantTable {
  readonly all: readonly Constant[];
  at(name: string, minor: Minor): Constant | undefined;
  boundaries(name: string): readonly Minor[];
}

/** Constants are global: a name that is in several groups has one value in all of them (a test of the data says so). */
export function constantTable(data: PlatformData): ConstantTable {
  const byName = new Map<string, Constant>();
  for (const group of data.constantGroups) {
    const groups = [group.name];
    const ofGroup = parseRange(group.range);
    for (const [name, value] of Object.entries(group.values)) {
      const range = group.ranges?.[name];
      const { since, until } = range === undefined ? ofGroup : parseRange(range);
      const known = byName.get(name);
      byName.set(
        name,
        known === undefined
          ? { name, value, groups, since, until, sure: group.sure }
          : { ...known, groups: [...known.groups, group.name], since: Math.min(known.since, since) },
      );
    }
  }
  const availability = (constant: Constant) => ({
    since: constant.since,
    sinceMax: constant.since,
    until: constant.until,
    untilMin: constant.until,
    gaps: [],
  });
  return {
    all: [...byName.values()],
    at(name, minor) {
      const constant = byName.get(name);
      return constant !== undefined && isAvailable(availability(constant), minor) ? constant : undefined;
    },
    boundaries(name) {
      const constant = byName.get(name);
      return constant === undefined ? [] : boundaries(availability(constant));
    },
  };
}
