import {
  type DeployedPolicy,
  diffRuleSets,
  type RuleDiff,
  type RuleSetDiff,
  replayBoth,
  type SeenChange,
  type Side,
} from '@secl/diff';
import { type CarriedPolicy, load, type MovedResource, type RuleSet } from '@secl/policy';
import type { NamedTarget, OpenRuleSet } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { type FoundRecording, type StreamState, streamOf } from '../replay/recordings.ts';
import type { Warnings } from '../replay/warnings.ts';
import { type Documents, documentsOf } from '../report/documents.ts';
import type { OpenedSets, SetPair } from './open-sets.ts';
import type { Versions } from './versions.ts';

/** What a comparison gave, for all formats of the report. */
export interface DiffReport {
  readonly base: string;
  readonly head: string;
  readonly sets: readonly SetReport[];
}

export interface SetReport {
  readonly name: string;
  readonly targets: readonly NamedTarget[];
  readonly notes: readonly string[];
  readonly diff: RuleSetDiff;
  /** The files of before and of after have the same names and other texts. */
  readonly before: Documents;
  readonly after: Documents;
  readonly replayed: Replayed | undefined;
}

/** What recordings show of the change. */
export interface Replayed {
  readonly target: string;
  readonly recordings: readonly string[];
  /** By the id that differences have. */
  readonly seen: ReadonlyMap<string, readonly SeenChange[]>;
}

export interface Recordings {
  readonly found: readonly FoundRecording[];
  readonly warnings: Warnings & { readonly add: Parameters<typeof replayBoth>[3]['onProblem'] };
  readonly states: Map<string, StreamState>;
}

/** Loads both versions for every target and compares them; where rules differ, recordings are replayed on both. */
export async function compare(
  context: CliContext,
  { base, head }: Versions,
  { sets }: OpenedSets,
  recordings: Recordings,
): Promise<DiffReport> {
  const reports: SetReport[] = [];
  for (const set of sets) reports.push(await compareSet(context, set, recordings));
  return { base: base.name, head: head.name, sets: reports };
}

async function compareSet(context: CliContext, set: SetPair, recordings: Recordings): Promise<SetReport> {
  const { name, targets, moved, notes } = set;
  const [before, after] = [sideOf(set.before, targets), sideOf(set.after, targets, moved)];
  const diff = diffRuleSets(before, after);
  return {
    name,
    targets,
    notes,
    diff,
    before: documentsOf(set.before.texts, set.before.homes),
    after: documentsOf(set.after.texts, set.after.homes),
    replayed: await replayed(context, diff, [before, after], recordings),
  };
}

function sideOf(
  { files, external, carried }: OpenRuleSet,
  targets: readonly NamedTarget[],
  moved: readonly MovedResource[] = [],
): Side {
  return {
    files,
    policies: carried.flatMap(deployedPolicy),
    resources: carried.flatMap(({ resources = [] }) => resources),
    moved,
    loads: targets.map(({ name, target }) => ({ target: name, ruleSet: load(files, target, external) })),
  };
}

function deployedPolicy({ about, group, file }: CarriedPolicy): readonly DeployedPolicy[] {
  if (about === undefined) return [];
  const { name, description, enabled, hostTags, range } = about;
  return [
    {
      key: group,
      name: name?.value ?? group,
      description: description?.value ?? '',
      // Terraform makes a policy that is off where nothing is said; what it takes from elsewhere is open.
      enabled: enabled?.value ?? (hostTags === 'unknown' ? undefined : false),
      hostTags,
      place: { document: file.name, range: name?.range ?? range },
    },
  ];
}

/** On the first target. What only looks otherwise is not replayed. */
async function replayed(
  context: CliContext,
  diff: RuleSetDiff,
  [before, after]: readonly [Side, Side],
  { found, warnings, states }: Recordings,
): Promise<Replayed | undefined> {
  const [old, now] = [before.loads[0], after.loads[0]];
  if (found.length === 0 || !diff.rules.some(mayFireOtherwise) || old === undefined || now === undefined)
    return undefined;
  const renamed = new Map(
    diff.rules.flatMap((each) => (each.kind === 'changed' ? [[each.after.id, each.before.id] as const] : [])),
  );
  const seen = new Map<string, SeenChange[]>();
  for (const recording of found) {
    if (context.signal.aborted) break;
    const changes = await replayOne(context, [old.ruleSet, now.ruleSet], recording, {
      renamed,
      warnings,
      states,
    });
    for (const [id, change] of changes) seen.set(id, [...(seen.get(id) ?? []), change]);
  }
  return { target: now.target, recordings: found.map(({ name }) => name), seen };
}

function replayOne(
  context: CliContext,
  [before, after]: readonly [RuleSet, RuleSet],
  recording: FoundRecording,
  {
    renamed,
    warnings,
    states,
  }: { readonly renamed: ReadonlyMap<string, string> } & Pick<Recordings, 'warnings' | 'states'>,
): ReturnType<typeof replayBoth> {
  const state: StreamState = { empty: true, trouble: undefined };
  states.set(recording.name, state);
  const input = { name: recording.name, bytes: streamOf(context, recording, state) };
  return replayBoth(before, after, input, { renamed, onProblem: warnings.add, signal: context.signal });
}

/** Changes after which a rule may match other events than before. */
export function mayFireOtherwise(rule: RuleDiff): boolean {
  if (rule.kind !== 'changed') return true;
  return rule.changes.some(({ kind }) =>
    ['condition', 'event-type', 'loading', 'enabled', 'disabled', 'variables', 'action'].includes(kind),
  );
}
