import { type External, nothingExternal } from '@secl/policy';
import { decodeText, type FileSystem, located, type Problem } from '@secl/text';
import type { CarrierTools } from './carried-in.ts';
import { type Config, readConfig } from './config.ts';
import { type Found, policiesBelow } from './find-files.ts';
import { foundRuleSets } from './found-rule-sets.ts';
import { directoryOf } from './paths.ts';
import type { NamedTarget } from './target.ts';

/** Rules and what goes with them, as they lie in a directory: by its secl.yaml, or without one. */
export interface Workspace {
  readonly config: Config | undefined;
}

/** What one agent loads: which files, with what beside them. */
export interface RuleSetSource {
  readonly name: string;
  /** Files, directories and patterns, in the order of loading. */
  readonly policies: readonly string[];
  /** Set where only a part of these files is meant: a ConfigMap of several, a policy of Terraform. */
  readonly group?: string;
  readonly defaultPolicy: string | undefined;
  readonly external: External;
  /** Empty where nobody named one. */
  readonly targets: readonly NamedTarget[];
}

export const configName = 'secl.yaml';

/**
 * Finds secl.yaml where the file system starts or above: `depth` directories up, with `../` before its name. One that
 * is there and cannot be read is a message.
 */
export async function openWorkspace(files: FileSystem, depth: number): Promise<Found<Workspace>> {
  for (let up = 0; up <= depth; up++) {
    const path = `${'../'.repeat(up)}${configName}`;
    const stat = await files.stat(path);
    if (!stat.ok || stat.value.kind === 'directory') continue;
    const read = await files.read(path);
    if (!read.ok) return { ok: false, message: `${path}: ${read.failure.message}` };
    return { ok: true, value: { config: configOf(path, read.value) } };
  }
  return { ok: true, value: { config: undefined } };
}

function configOf(path: string, bytes: Uint8Array): Config {
  const { text, problems } = decodeText(bytes);
  const config = readConfig(path, text);
  const undecoded: readonly Problem[] = problems.map((each) => located(each, path));
  return { ...config, problems: [...undecoded, ...config.problems] };
}

/**
 * The rule sets of a workspace: those that secl.yaml names; without any, what lies at the workspace's start or below:
 * each directory that holds `.policy` files or rule files, each ConfigMap, each values file, each policy of Terraform.
 */
export async function ruleSetsOf(
  files: FileSystem,
  { config }: Workspace,
  tools: CarrierTools = {},
): Promise<Found<readonly RuleSetSource[]>> {
  if (config !== undefined && config.ruleSets.length > 0) return { ok: true, value: config.ruleSets };
  const start = config === undefined ? '.' : directoryOf(config.document);
  const found = await policiesBelow(files, start);
  if (!found.ok) return found;
  const targets = config === undefined ? [] : [...config.targets.values()];
  const sets = await foundRuleSets(files, found.value, tools);
  const common = { defaultPolicy: undefined, external: nothingExternal, targets };
  return { ok: true, value: sets.map((set) => ({ ...set, ...common })) };
}
