import type { CarriedPolicy, External, Home, PolicyFile } from '@secl/policy';
import type { FileFailure, FileSystem } from '@secl/text';
import { type CarrierTools, carriedIn } from './carried-in.ts';
import { type Found, policyFilesAt } from './find-files.ts';
import { directoryOf, joinPath, normalPath } from './paths.ts';
import type { NamedTarget } from './target.ts';
import type { RuleSetSource } from './workspace.ts';

/** A rule set with its files read: everything that `load` wants, for any target. */
export interface OpenRuleSet {
  readonly name: string;
  /** In load order. */
  readonly files: readonly PolicyFile[];
  /** The files with what carries them, in the same order. */
  readonly carried: readonly CarriedPolicy[];
  /** The text of each document by its name: of policies, and of the user's files that carry them. */
  readonly texts: ReadonlyMap<string, string>;
  /** For policies that are no file of their own: how their places become those of the user's file. */
  readonly homes: ReadonlyMap<string, Home>;
  readonly external: External;
  readonly targets: readonly NamedTarget[];
}

/**
 * Finds and reads the files of a rule set. A path that leads nowhere is a message, and so is the default policy where it
 * cannot be read: every verdict would be another one. Any other file without rights is passed over, which is said.
 */
export async function openRuleSet(
  files: FileSystem,
  source: RuleSetSource,
  tools: CarrierTools = {},
): Promise<Found<OpenRuleSet>> {
  const { name, external, targets, defaultPolicy, group } = source;
  const paths = new Map<string, 'default' | undefined>();
  if (defaultPolicy !== undefined) paths.set(normalPath(defaultPolicy), 'default');
  for (const given of source.policies) {
    const found = await policyFilesAt(files, normalPath(given));
    if (!found.ok) return found;
    for (const path of found.value) if (!paths.has(path)) paths.set(path, undefined);
  }
  const read: CarriedPolicy[] = [];
  let isSomethingRead = false;
  const passedOver: FileFailure[] = [];
  // A map goes on to what is added on the way: the macros beside a rule file.
  for (const [path, kind] of paths) {
    const bytes = await files.read(path);
    if (!bytes.ok) {
      const failure = { ...bytes.failure, path };
      if (kind === 'default') return unreadable(failure);
      passedOver.push(failure);
      continue;
    }
    isSomethingRead = true;
    const carried = await carriedIn(path, bytes.value, tools);
    const wanted = carried.filter((each) => group === undefined || each.group === group);
    read.push(...wanted.map((each) => (kind === undefined ? each : ofKind(each, kind))));
    if (carried.some(({ carrier }) => carrier === 'rule-file')) {
      for (const macro of await macrosBeside(files, path)) if (!paths.has(macro)) paths.set(macro, undefined);
    }
  }
  const [first] = passedOver;
  if (first !== undefined && !isSomethingRead) return unreadable(first);
  for (const failure of passedOver) files.passedOver?.(failure);
  return { ok: true, value: ruleSetOf(read, { name, external, targets }) };
}

const unreadable = ({ path, message }: FileFailure): Found<never> => ({
  ok: false,
  message: `${path}: ${message}`,
});

/** A rule set of policies that are read already. */
export function ruleSetOf(
  read: readonly CarriedPolicy[],
  more: Pick<OpenRuleSet, 'name' | 'external' | 'targets'>,
): OpenRuleSet {
  const carried = defaultsFirst(read);
  const texts = new Map<string, string>();
  const homes = new Map<string, Home>();
  for (const { file, text, home } of carried) {
    texts.set(file.name, text);
    texts.set(home.document, home.text);
    if (home.document !== file.name || home.readOnly) homes.set(file.name, home);
  }
  return { ...more, files: carried.map(({ file }) => file), carried, texts, homes };
}

const ofKind = (carried: CarriedPolicy, kind: PolicyFile['kind']): CarriedPolicy => ({
  ...carried,
  file: { ...carried.file, kind },
});

/** Rule files share the macros of their directory. */
async function macrosBeside(files: FileSystem, path: string): Promise<readonly string[]> {
  const directory = directoryOf(path);
  const listed = await files.list(directory);
  if (!listed.ok) return [];
  return listed.value
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.macro'))
    .map(({ name }) => joinPath(directory, name));
}

/** Agents load default policies first; the others keep the order that they are named in. */
function defaultsFirst(carried: readonly CarriedPolicy[]): readonly CarriedPolicy[] {
  return [
    ...carried.filter(({ file }) => file.kind === 'default'),
    ...carried.filter(({ file }) => file.kind !== 'default'),
  ];
}
