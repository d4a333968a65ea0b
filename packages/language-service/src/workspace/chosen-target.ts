import { describeTarget, type NamedTarget } from '@secl/workspace';

const versions = new Map<string, NamedTarget | undefined>();

/**
 * The targets of a rule set, the chosen one first: it is the one that answers are about which can be about one only. Where
 * nobody named targets, the choice is an agent version; one that cannot be read counts as none.
 */
export function chosenFirst(
  targets: readonly NamedTarget[],
  chosen: string | undefined,
  common: NamedTarget,
): readonly NamedTarget[] {
  if (targets.length === 0) return [(chosen === undefined ? undefined : agentOf(chosen)) ?? common];
  const first = targets.find(({ name }) => name === chosen);
  return first === undefined ? targets : [first, ...targets.filter((each) => each !== first)];
}

/** The same object for the same version: what is remembered of a target goes by it. */
function agentOf(version: string): NamedTarget | undefined {
  if (!versions.has(version)) {
    const described = describeTarget({ agent: version });
    versions.set(version, described.ok ? described.value : undefined);
  }
  return versions.get(version);
}
