import { carrierOf } from '@secl/policy';
import { decodeText, type FileSystem } from '@secl/text';
import { type CarrierTools, carriedIn } from './carried-in.ts';
import { directoryOf } from './paths.ts';
import type { RuleSetSource } from './workspace.ts';

type FoundSet = Pick<RuleSetSource, 'name' | 'policies'> & Partial<Pick<RuleSetSource, 'group'>>;

/**
 * What agents load together, of files that nobody has put together: a directory of policy files, and one of rule
 * files; each ConfigMap, and each values file; each policy of a Terraform module, which is a directory.
 */
export async function foundRuleSets(
  files: FileSystem,
  paths: readonly string[],
  tools: CarrierTools,
): Promise<readonly FoundSet[]> {
  const sets = new Map<
    string,
    { readonly name: string; readonly policies: string[]; readonly group?: string }
  >();
  const put = (name: string, path: string, group?: string): void => {
    const set = sets.get(name) ?? { name, policies: [], ...(group === undefined ? {} : { group }) };
    if (!set.policies.includes(path)) set.policies.push(path);
    sets.set(name, set);
  };
  for (const path of paths) {
    const directory = directoryOf(path);
    if (path.endsWith('.policy')) {
      put(directory, path);
      continue;
    }
    const bytes = await files.read(path);
    if (!bytes.ok) continue;
    const carrier = carrierOf(path, decodeText(bytes.value).text);
    if (carrier === 'rule-file') put(ruleFilesOf(directory), path);
    else {
      const inModule = carrier === 'terraform' || carrier === 'terraform-json';
      const groups = new Set((await carriedIn(path, bytes.value, tools)).map(({ group }) => group));
      // Nothing is in it: that is what there is to say of it.
      if (groups.size === 0) put(path, path);
      for (const group of groups) {
        const name = inModule ? directory : path;
        if (inModule) put(group === '' ? `${name}#terraform` : `${name}#${group}`, path, group);
        else if (groups.size === 1) put(name, path);
        else put(`${name}#${group}`, path, group);
      }
    }
  }
  return [...sets.values()];
}

/** The name of the rule set that the rule files of a directory make. */
export const ruleFilesOf = (directory: string): string => `${directory}#rules`;
