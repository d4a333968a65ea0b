import { type External, type PolicyFile, readPolicy } from '@secl/policy';
import { decodeText, type FileSystem, located } from '@secl/text';
import { type Found, policyFilesAt } from './find-files.ts';
import { normalPath } from './paths.ts';
import type { NamedTarget } from './target.ts';
import type { RuleSetSource } from './workspace.ts';

/** A rule set with its files read: everything that `load` wants, for any target. */
export interface OpenRuleSet {
  readonly name: string;
  /** In load order. */
  readonly files: readonly PolicyFile[];
  /** The text of each file by its name, for showing places. */
  readonly texts: ReadonlyMap<string, string>;
  readonly external: External;
  readonly targets: readonly NamedTarget[];
}

/** Finds and reads the files of a rule set. A path that leads nowhere, or a file without rights, is a message. */
export async function openRuleSet(files: FileSystem, source: RuleSetSource): Promise<Found<OpenRuleSet>> {
  const { name, external, targets, defaultPolicy } = source;
  const paths = new Map<string, 'default' | undefined>();
  if (defaultPolicy !== undefined) paths.set(normalPath(defaultPolicy), 'default');
  for (const given of source.policies) {
    const found = await policyFilesAt(files, normalPath(given));
    if (!found.ok) return found;
    for (const path of found.value) if (!paths.has(path)) paths.set(path, undefined);
  }
  const read: PolicyFile[] = [];
  const texts = new Map<string, string>();
  for (const [path, kind] of paths) {
    const bytes = await files.read(path);
    if (!bytes.ok) return { ok: false, message: `${path}: ${bytes.failure.message}` };
    const policy = policyOf(path, bytes.value, kind);
    read.push(policy.file);
    texts.set(path, policy.text);
  }
  return { ok: true, value: { name, files: defaultsFirst(read), texts, external, targets } };
}

/** A policy file from its bytes; `kind` where its name does not say it. */
export function policyOf(
  name: string,
  bytes: Uint8Array,
  kind?: PolicyFile['kind'],
): { readonly file: PolicyFile; readonly text: string } {
  const { text, problems } = decodeText(bytes);
  const file = readPolicy(name, text, kind);
  if (problems.length === 0) return { file, text };
  const undecoded = problems.map((each) => located(each, name));
  const unreadable = undecoded.find((each) => each.severity === 'error') ?? file.unreadable;
  return { file: { ...file, problems: [...undecoded, ...file.problems], unreadable }, text };
}

/** Agents load default policies first; the others keep the order that they are named in. */
function defaultsFirst(files: readonly PolicyFile[]): readonly PolicyFile[] {
  return [
    ...files.filter((file) => file.kind === 'default'),
    ...files.filter((file) => file.kind !== 'default'),
  ];
}
