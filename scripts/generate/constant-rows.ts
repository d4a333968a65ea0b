import { type ConstantFacts, type ConstantValue, minor, type PlatformFacts } from './facts.ts';
import { rangeWord } from './ranges.ts';

export interface ConstantGroup {
  readonly name: string;
  /** A range word; see `ranges.ts`. */
  readonly range: string;
  /** `false` where the version is an estimate. */
  readonly sure: boolean;
  readonly values: Readonly<Record<string, ConstantValue>>;
  /** Names with a range of their own. */
  readonly ranges?: Readonly<Record<string, string>>;
}

/** The groups with their versions. `reference` lends its versions to a platform whose facts have none. */
export function constantGroups(
  facts: ConstantFacts,
  reference: ConstantFacts,
  platform: PlatformFacts,
): readonly ConstantGroup[] {
  const first = platform.versions[0] ?? '';
  const groups = Object.entries(facts.groups).map(([name, values]): ConstantGroup => {
    const since = facts.since?.[name] ?? reference.since?.[name] ?? first;
    const later = minor(since) > minor(first);
    const removed = Object.entries(facts.removed ?? {}).filter(([, fact]) => fact.group === name);
    const gone = Object.fromEntries(removed.map(([constant, fact]) => [constant, rangeWord(fact)]));
    return {
      name,
      range: rangeWord({ since: later ? since : first, until: null }),
      sure: facts.since !== undefined || !later,
      values: { ...values, ...Object.fromEntries(removed.map(([constant]) => [constant, null])) },
      ...(removed.length > 0 && { ranges: gone }),
    };
  });
  const later = Object.entries(facts.later ?? {}).map(
    ([name, group]): ConstantGroup => ({
      name,
      range: rangeWord({ since: group.since, until: null }),
      sure: !group.inferred,
      values: group.values,
    }),
  );
  return [...groups, ...later];
}
