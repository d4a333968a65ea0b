import { nothingExternal } from '@secl/policy';
import type { FileSystem } from '@secl/text';
import type { CarrierTools } from './carried-in.ts';
import { type Found, policiesIn, policyFilesAt } from './find-files.ts';
import { foundRuleSets, ruleFilesOf } from './found-rule-sets.ts';
import { directoryOf, inByteOrder, normalPath } from './paths.ts';
import type { RuleSetSource, Workspace } from './workspace.ts';

export interface RuleSetsAt {
  readonly sets: readonly RuleSetSource[];
  /** The files that the paths mean; the sets may hold others, too. */
  readonly files: ReadonlySet<string>;
}

/**
 * The rule sets to which the files below some paths belong: those of secl.yaml that hold one of them, and what the others
 * make by the way they lie, with the files beside them. Two packs below one directory stay two.
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
  const ofConfig = new Set<string>();
  const sets: RuleSetSource[] = [];
  for (const set of config?.ruleSets ?? []) {
    const own = await filesOf(files, set.policies);
    if (!own.ok) return { ok: false, message: `rule set ${set.name}: ${own.message}` };
    const held = [...own.value, ...(set.defaultPolicy === undefined ? [] : [normalPath(set.defaultPolicy)])];
    for (const path of held) ofConfig.add(path);
    if (!held.some((path) => asked.value.has(path))) continue;
    sets.push(set);
    for (const path of held) left.delete(path);
  }
  const targets = config === undefined ? [] : [...config.targets.values()];
  const common = { defaultPolicy: undefined, external: nothingExternal, targets };
  const alone = await foundRuleSets(files, [...left], tools);
  const beside = (await policiesBeside(files, [...left], alone)).filter((path) => !ofConfig.has(path));
  const together = [...new Set([...left, ...beside])].sort(inByteOrder);
  const found =
    together.length === left.size
      ? alone
      : (await foundRuleSets(files, together, tools)).filter(({ policies }) =>
          policies.some((path) => left.has(path)),
        );
  for (const path of found.flatMap(({ policies }) => policies)) left.delete(path);
  // What looks like no carrier at all was named by somebody, who hears why it is none.
  const others = [...left].map((path) => ({ name: path, policies: [path] }));
  sets.push(...[...found, ...others].map((set) => ({ ...set, ...common })));
  return { ok: true, value: { sets, files: asked.value } };
}

/** Files of which a directory makes one rule set. */
const policy = /\.policy$/;
const terraform = /\.tf(?:\.json)?$/;
const ruleFile = /\.(?:ya?ml|macro)$/;

/** What agents load with these files, by the way they lie: a macro that a file needs may stand in its neighbour. */
async function policiesBeside(
  files: FileSystem,
  paths: readonly string[],
  alone: readonly { readonly name: string }[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const directory of new Set(paths.map(directoryOf))) {
    const own = paths.filter((path) => directoryOf(path) === directory);
    const kinds = [policy, terraform].filter((kind) => own.some((path) => kind.test(path)));
    if (alone.some(({ name }) => name === ruleFilesOf(directory))) kinds.push(ruleFile);
    if (kinds.length > 0)
      found.push(...(await policiesIn(files, directory, (name) => kinds.some((kind) => kind.test(name)))));
  }
  return found;
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
