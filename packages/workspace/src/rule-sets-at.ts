import { nothingExternal } from '@secl/policy';
import type { FileSystem } from '@secl/text';
import type { CarrierTools } from './carried-in.ts';
import { type Found, policyFilesAt } from './find-files.ts';
import { foundRuleSets } from './found-rule-sets.ts';
import { normalPath } from './paths.ts';
import type { RuleSetSource, Workspace } from './workspace.ts';

export interface RuleSetsAt {
  readonly sets: readonly RuleSetSource[];
  /** The files that the paths mean; the sets may hold others, too. */
  readonly files: ReadonlySet<string>;
}

/**
 * The rule sets to which the files below some paths belong: those of secl.yaml that hold one of them, and what the others
 * make by the way they lie. Two packs below one directory stay two.
 */
export async function ruleSetsAt(
  files: FileSystem,
  { config }: Workspace,
  paths: readonly string[],
  tools: CarrierTools = {},
): Promise<Found<RuleSetsAt>> {
  const asked = await filesOf(files, paths);
  if (!asked.ok) return asked;
  const left = new Set(asked.value);
  const sets: RuleSetSource[] = [];
  for (const set of config?.ruleSets ?? []) {
    const own = await filesOf(files, set.policies);
    if (!own.ok) return { ok: false, message: `rule set ${set.name}: ${own.message}` };
    const held = [...own.value, ...(set.defaultPolicy === undefined ? [] : [normalPath(set.defaultPolicy)])];
    if (!held.some((path) => asked.value.has(path))) continue;
    sets.push(set);
    for (const path of held) left.delete(path);
  }
  const targets = config === undefined ? [] : [...config.targets.values()];
  const common = { defaultPolicy: undefined, external: nothingExternal, targets };
  const found = await foundRuleSets(files, [...left], tools);
  for (const path of found.flatMap(({ policies }) => policies)) left.delete(path);
  // What looks like no carrier at all was named by somebody, who hears why it is none.
  const others = [...left].map((path) => ({ name: path, policies: [path] }));
  sets.push(...[...found, ...others].map((set) => ({ ...set, ...common })));
  return { ok: true, value: { sets, files: asked.value } };
}

async function filesOf(files: FileSystem, paths: readonly string[]): Promise<Found<ReadonlySet<string>>> {
  const found = new Set<string>();
  for (const path of paths) {
    const below = await policyFilesAt(files, normalPath(path));
    if (!below.ok) return below;
    for (const each of below.value) found.add(each);
  }
  return { ok: true, value: found };
}
