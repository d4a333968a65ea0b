/**
 * Policies that agents will not read: files beside `.policy` files whose names end in something else. They belong to no rule
 * set, so nothing is said of their rules; that nobody loads them is.
 */
import { nothingExternal } from '@secl/policy';
import { decodeText } from '@secl/text';
import { carriedIn, directoryOf, isPolicyText, joinPath, normalPath, ruleSetOf } from '@secl/workspace';
import type { FileSystem } from '../file-system.ts';
import type { ChosenRuleSet } from '../policies-run.ts';

/** The code of what is said of them. */
export const passedOverCode = 'carrier/ignored-extension';

/** Names that people give to policies. Other endings, such as `.policy.off`, are how one is put aside. */
const mayBe = /\.(?:ya?ml|policies|policy)$/i;

/** `paths`: those that were asked about; none: everything. Each file is a rule set of its own. */
export async function passedOver(
  fs: FileSystem,
  sets: readonly ChosenRuleSet[],
  paths: readonly string[],
): Promise<readonly ChosenRuleSet[]> {
  const known = new Set(sets.flatMap(({ carried }) => carried.map(({ home }) => home.document)));
  const directories = new Set([...known].filter((name) => name.endsWith('.policy')).map(directoryOf));
  const isAsked = await askedTest(fs, paths);
  const found: ChosenRuleSet[] = [];
  for (const directory of [...directories].filter(isAsked).sort()) {
    const listed = await fs.list(directory);
    const renamed = await renamedIn(fs, directory);
    for (const { name, kind } of listed.ok ? listed.value : []) {
      const path = joinPath(directory, name);
      if (kind !== 'file' || !mayBe.test(name) || name.endsWith('.policy') || known.has(path)) continue;
      if (renamed.has(name)) continue;
      const set = await policyAt(fs, path);
      if (set !== undefined) found.push(set);
    }
  }
  return found;
}

/** Kustomize puts files into ConfigMaps under other names: `- web.policy=web.yaml`. */
const renames = /^\s*-\s*["']?[^\s"'=]+\.policy=(?:\.\/)?([^\s"']+)/gm;

async function renamedIn(fs: FileSystem, directory: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
    const read = await fs.read(joinPath(directory, name));
    if (!read.ok) continue;
    for (const [, file = ''] of decodeText(read.value).text.matchAll(renames)) found.add(file);
  }
  return found;
}

/** A file that is named is asked about itself, and not about those beside it. */
async function askedTest(fs: FileSystem, paths: readonly string[]): Promise<(directory: string) => boolean> {
  if (paths.length === 0) return () => true;
  const asked: string[] = [];
  for (const path of paths) if ((await fs.kind(path)) === 'directory') asked.push(normalPath(path));
  return (directory) =>
    asked.some((each) => each === '.' || each === directory || directory.startsWith(`${each}/`));
}

async function policyAt(fs: FileSystem, path: string): Promise<ChosenRuleSet | undefined> {
  const read = await fs.read(path);
  if (!read.ok || !(await isPolicyText(path, read.value))) return undefined;
  const carried = await carriedIn(path, read.value);
  return { ...ruleSetOf(carried, { name: path, external: nothingExternal, targets: [] }), targets: [] };
}
