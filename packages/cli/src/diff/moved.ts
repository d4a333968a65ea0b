/** `moved` blocks beside the rules of a rule set: a rule whose address changed is the same resource then. */
import { type CarriedPolicy, type MovedResource, movedResources } from '@secl/policy';
import { decodeText } from '@secl/text';
import { type CarrierTools, directoryOf, joinPath, type OpenRuleSet } from '@secl/workspace';
import type { FileSystem } from '../file-system.ts';

/** Only where a rule has an address that none had before is there something to ask. */
export async function movedBeside(
  fs: FileSystem,
  before: OpenRuleSet,
  after: OpenRuleSet,
  { hcl }: CarrierTools,
): Promise<readonly MovedResource[]> {
  const old = new Set(before.carried.flatMap(addressesOf));
  const isNew = (policy: CarriedPolicy): boolean => addressesOf(policy).some((each) => !old.has(each));
  if (old.size === 0 || !after.carried.some(isNew)) return [];
  const moved: MovedResource[] = [];
  for (const directory of directoriesOf(after.carried)) {
    const listed = await fs.list(directory);
    for (const { name, kind } of listed.ok ? listed.value : []) {
      if (kind !== 'file' || !/\.tf(?:\.json)?$/.test(name)) continue;
      const path = joinPath(directory, name);
      const read = await fs.read(path);
      if (!read.ok) continue;
      const { text } = decodeText(read.value);
      const parser = name.endsWith('.tf') && text.includes('moved') ? await hcl?.() : undefined;
      moved.push(...movedResources(path, text, parser));
    }
  }
  return moved;
}

const addressesOf = ({ resources = [] }: CarriedPolicy): readonly string[] =>
  resources.map(({ address }) => address);

/** Those of the rules, and those above: a module may be told by the one that calls it what moved into it. */
function directoriesOf(carried: readonly CarriedPolicy[]): readonly string[] {
  const found = new Set<string>();
  for (const policy of carried) {
    if (addressesOf(policy).length === 0) continue;
    let directory = directoryOf(policy.home.document);
    const isBelow = !/^(?:\/|\.\.|[A-Za-z]:)/.test(directory);
    while (!found.has(directory)) {
      found.add(directory);
      // What lies above the working directory is not this repository's.
      if (isBelow) directory = directoryOf(directory);
    }
  }
  return [...found].sort();
}
