/** Which rules a file of tests is about, of those that the editor has: the same as `secl test` finds on the disk. */
import { nothingExternal } from '@secl/policy';
import type { TestFile } from '@secl/testing';
import {
  describeTarget,
  directoryOf,
  globTest,
  joinPath,
  type NamedTarget,
  type OpenRuleSet,
  ruleSetOf,
} from '@secl/workspace';
import type { PlacedSet } from '../view/rule-sets.ts';

export interface RulesOfTests {
  readonly placed: PlacedSet;
  readonly set: OpenRuleSet;
  readonly targets: readonly NamedTarget[];
}

/** Empty where there are none: `sets` are those of the folder that the file lies in. */
export function rulesOfTests(file: TestFile, sets: readonly PlacedSet[]): readonly RulesOfTests[] {
  const own = targetsOf(file, sets);
  const found = setsOf(file, sets);
  return found.map((each) => ({ ...each, targets: own.length > 0 ? own : each.set.targets }));
}

function setsOf(file: TestFile, sets: readonly PlacedSet[]): readonly Omit<RulesOfTests, 'targets'>[] {
  const { ruleSet, policies, kind, document } = file;
  if (ruleSet !== undefined)
    return sets
      .filter(({ set }) => set.name === ruleSet.value)
      .map((placed) => ({ placed, set: placed.set }));
  const directory = directoryOf(document);
  const named = policies.map(({ value }) => joinPath(directory, value));
  if (named.length > 0) return partOf(sets, (path) => named.some((each) => isAt(path, each)));
  if (kind === 'rule-file') return partOf(sets, (path) => path === document);
  return sets
    .filter(({ set }) => set.carried.some(({ home }) => isPolicyIn(home.document, directory)))
    .map((placed) => ({ placed, set: placed.set }));
}

/** The files of the sets that fit, as one rule set: what a file of tests puts together by itself. */
function partOf(
  sets: readonly PlacedSet[],
  fits: (path: string) => boolean,
): readonly Omit<RulesOfTests, 'targets'>[] {
  for (const placed of sets) {
    const carried = placed.set.carried.filter(({ home }) => fits(home.document));
    if (carried.length === 0) continue;
    const { name, targets } = placed.set;
    return [{ placed, set: ruleSetOf(carried, { name, external: nothingExternal, targets }) }];
  }
  return [];
}

/** A path, what lies below it, or what its pattern matches. */
function isAt(path: string, named: string): boolean {
  return path === named || path.startsWith(`${named}/`) || globTest(named)(path);
}

function isPolicyIn(path: string, directory: string): boolean {
  return path.endsWith('.policy') && directoryOf(path) === directory;
}

/** Targets that the file names, or describes. */
function targetsOf({ targets }: TestFile, sets: readonly PlacedSet[]): readonly NamedTarget[] {
  const known = sets.flatMap(({ set }) => set.targets);
  return targets.flatMap((choice) => {
    if (choice.kind === 'named') return known.find(({ name }) => name === choice.name) ?? [];
    const keys = Object.fromEntries([...choice.keys].map(([key, { value }]) => [key, value]));
    const described = describeTarget(keys, choice.name);
    return described.ok ? [described.value] : [];
  });
}
