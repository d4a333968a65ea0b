/** `--require-tests`: every rule has a case that it matches in, and one that it keeps out of. */
import type { RuleSet } from '@secl/policy';
import type { Location } from '@secl/text';
import type { CaseResult } from '../result.ts';
import type { Expectation, TestCase } from '../written.ts';

export interface UntestedRule {
  readonly id: string;
  readonly place: Location;
  readonly lacks: readonly ('fires' | 'silent')[];
}

/** The results of one file: a rule that some case of it expects is one that its other cases are about. */
export interface FileResults {
  readonly results: readonly CaseResult[];
}

/**
 * Rules that load on none of these targets cannot be tested there and are left out. A case counts where it passes, and
 * says something of the rule: that it matches; or that it does not, by its name in `silent`, or by an exact set without
 * it in a file that is about it.
 */
export function untestedRules(
  ruleSets: readonly RuleSet[],
  files: readonly FileResults[],
): readonly UntestedRule[] {
  const fires = new Set<string>();
  const silent = new Set<string>();
  for (const { results } of files) {
    const passed = results.filter(({ outcome }) => outcome === 'passed');
    const own = new Set(passed.flatMap(({ testCase }) => expectationsOf(testCase).flatMap(firingIds)));
    for (const id of own) if (passed.some((result) => result.fired.has(id))) fires.add(id);
    for (const { testCase, silent: quiet } of passed) {
      const all = expectationsOf(testCase);
      for (const id of all.flatMap((each) => each.silent.map(({ rule }) => rule.value))) silent.add(id);
      const isExact = all.some(({ exactly }) => exactly !== undefined);
      if (isExact) for (const id of own) if (quiet.has(id)) silent.add(id);
    }
  }
  const places = new Map<string, Location>();
  for (const { verdicts, rules } of ruleSets) {
    const running = new Set(rules.map(({ id }) => id));
    for (const { id, place, neverFires } of verdicts)
      if (running.has(id) && !neverFires && !places.has(id)) places.set(id, place);
  }
  return [...places].flatMap(([id, place]): readonly UntestedRule[] => {
    const lacks = [
      ...(fires.has(id) ? [] : (['fires'] as const)),
      ...(silent.has(id) ? [] : (['silent'] as const)),
    ];
    return lacks.length === 0 ? [] : [{ id, place, lacks }];
  });
}

const expectationsOf = ({ expect, steps }: TestCase): readonly Expectation[] =>
  [expect, ...steps.map((step) => step.expect)].filter((each) => each !== undefined);

function firingIds({ exactly, fires, counts }: Expectation): readonly string[] {
  const counted = counts.filter(({ count }) => count > 0).map(({ rule }) => rule);
  return [...(exactly?.ids ?? []), ...fires, ...counted].map(({ value }) => value);
}
