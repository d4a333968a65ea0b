/** The rule sets of both versions, side by side. */
import { type MovedResource, nothingExternal } from '@secl/policy';
import {
  type CarrierTools,
  type Config,
  configName,
  type Found,
  type NamedTarget,
  type OpenRuleSet,
  openRuleSet,
  type RuleSetSource,
  ruleSetOf,
  ruleSetsOf,
} from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import type { CliContext } from '../context.ts';
import type { FileSystem } from '../file-system.ts';
import type { PolicyFlags } from '../policies.ts';
import { workspaceOf } from '../policies-run.ts';
import { isNoPolicy } from '../report/load/conclusion.ts';
import type { TargetFlags } from '../target.ts';
import { commonTarget, targetsOfFlags } from '../target-run.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { movedBeside } from './moved.ts';
import type { Version, Versions } from './versions.ts';

/** A rule set before and after; the side that has none holds no files. */
export interface SetPair {
  readonly name: string;
  readonly before: OpenRuleSet;
  readonly after: OpenRuleSet;
  readonly targets: readonly NamedTarget[];
  /** Of Terraform, what the files of after say of its resources. */
  readonly moved: readonly MovedResource[];
  /** What a reader should know of how the two were found. */
  readonly notes: readonly string[];
}

export interface OpenedSets {
  readonly sets: readonly SetPair[];
  /** The secl.yaml of after. */
  readonly config: Config | undefined;
}

type Flags = Pick<PolicyFlags, 'default' | 'ruleSet'> & TargetFlags;

export async function openSets(
  context: CliContext,
  versions: Versions,
  flags: Flags,
): Promise<Found<OpenedSets>> {
  const { base, head } = versions;
  const workspace = await workspaceOf({ ...context, fs: head.fs });
  if (!workspace.ok) return workspace;
  const { config } = workspace.value;
  const targets = targetsOfFlags(flags, config);
  if (!targets.ok) return targets;
  const tools = carrierTools();
  const sources =
    head.paths === undefined
      ? await ruleSetsOf(workspaceFiles(head.fs), workspace.value, tools)
      : { ok: true as const, value: [sourceOf(head, head.paths)] };
  if (!sources.ok) return sources;
  const wanted = chosen(sources.value, flags);
  if (!wanted.ok) return wanted;
  const before = await sourcesBefore(context, base, wanted.value, tools, flags);

  const sets: SetPair[] = [];
  for (const source of wanted.value) {
    const after = await opened(head, source, flags, context.fs, tools);
    // Paths may be there before only; rule sets of the workspace are there.
    if (!after.ok && head.paths === undefined)
      return { ok: false, message: `rule set ${source.name}: ${after.message}` };
    const was = before.of(source);
    const old = await opened(base, was, flags, context.fs, tools);
    if (!after.ok && !old.ok) return after;
    const pair = {
      before: old.ok ? old.value : without(was),
      after: after.ok ? after.value : without(source),
    };
    sets.push({
      name: source.name,
      ...pair,
      targets: targets.value ?? orCommon(source.targets),
      moved: await movedBeside(head.fs, pair.before, pair.after, tools),
      notes: [
        ...before.notes,
        ...(old.ok ? [] : [`nothing to compare with in ${base.name}: ${old.message}`]),
        ...(after.ok ? [] : [`nothing left in ${head.name}: ${after.message}`]),
        ...(old.ok ? lostBefore(old.value, base) : []),
      ],
    });
  }
  const gone = await setsGone(base, before.others, sets, {
    flags,
    targets: targets.value,
    tools,
    now: context.fs,
  });
  return { ok: true, value: { sets: [...sets, ...gone], config } };
}

function sourceOf({ name }: Version, paths: readonly string[]): RuleSetSource {
  return { name, policies: paths, defaultPolicy: undefined, external: nothingExternal, targets: [] };
}

function chosen(sources: readonly RuleSetSource[], { ruleSet = [] }: Flags): Found<readonly RuleSetSource[]> {
  const names = sources.map(({ name }) => name);
  const unknown = ruleSet.find((name) => !names.includes(name));
  if (unknown !== undefined)
    return { ok: false, message: `--rule-set ${unknown}: there are ${names.join(', ')}` };
  return {
    ok: true,
    value: ruleSet.length === 0 ? sources : sources.filter(({ name }) => ruleSet.includes(name)),
  };
}

interface Before {
  /** Where a rule set of after was before: by its name, else where it lies now. */
  readonly of: (source: RuleSetSource) => RuleSetSource;
  /** Rule sets of before that none of after is called like. */
  readonly others: readonly RuleSetSource[];
  readonly notes: readonly string[];
}

async function sourcesBefore(
  context: CliContext,
  base: Version,
  after: readonly RuleSetSource[],
  tools: CarrierTools,
  { ruleSet }: Flags,
): Promise<Before> {
  const { paths } = base;
  if (paths !== undefined) return { of: () => sourceOf(base, paths), others: [], notes: [] };
  const workspace = await workspaceOf({ ...context, fs: base.fs });
  const found = workspace.ok ? await ruleSetsOf(workspaceFiles(base.fs), workspace.value, tools) : workspace;
  const sources = found.ok ? found.value : [];
  const byName = new Map(sources.map((source) => [source.name, source]));
  const notes = workspace.ok
    ? []
    : [`the ${configName} of ${base.name} has mistakes: that of after counts for both`];
  const names = new Set(after.map(({ name }) => name));
  return {
    of: (source) => byName.get(source.name) ?? source,
    others: ruleSet === undefined ? sources.filter(({ name }) => !names.has(name)) : [],
    notes,
  };
}

/** Rule sets that are gone. One whose files all belong to another now has only changed its name. */
async function setsGone(
  base: Version,
  others: readonly RuleSetSource[],
  compared: readonly SetPair[],
  {
    flags,
    targets,
    tools,
    now,
  }: {
    readonly flags: Flags;
    readonly targets: readonly NamedTarget[] | undefined;
    readonly tools: CarrierTools;
    readonly now: FileSystem;
  },
): Promise<readonly SetPair[]> {
  const known = new Set(compared.flatMap(({ before }) => before.files.map(({ name }) => name)));
  const gone: SetPair[] = [];
  for (const source of others) {
    const before = await opened(base, source, flags, now, tools);
    if (!before.ok || before.value.files.every(({ name }) => known.has(name))) continue;
    gone.push({
      name: source.name,
      before: before.value,
      after: without(source),
      targets: targets ?? orCommon(source.targets),
      moved: [],
      notes: ['this rule set is gone'],
    });
  }
  return gone;
}

function opened(
  { fs }: Version,
  source: RuleSetSource,
  flags: Flags,
  now: FileSystem,
  tools: CarrierTools,
): Promise<Found<OpenRuleSet>> {
  const defaultPolicy = flags.default ?? source.defaultPolicy;
  const files = defaultPolicy === undefined ? fs : withFallback(fs, now, defaultPolicy);
  return openRuleSet(workspaceFiles(files), { ...source, defaultPolicy }, tools);
}

/** A default policy is mostly no part of the repository: what a commit lacks is taken from where it lies now. */
function withFallback(fs: FileSystem, now: FileSystem, path: string): FileSystem {
  const from = async (each: string): Promise<FileSystem> =>
    each === path && (await fs.kind(each)) === 'missing' ? now : fs;
  return {
    ...fs,
    kind: async (each) => (await from(each)).kind(each),
    read: async (each) => (await from(each)).read(each),
  };
}

/** What is in a file that was no policy counts as new. */
function lostBefore({ files }: OpenRuleSet, { name }: Version): readonly string[] {
  return files
    .filter(isNoPolicy)
    .map((file) => `${file.name} could not be read in ${name}: ${file.unreadable?.message ?? ''}`);
}

function without({ name, external, targets }: RuleSetSource): OpenRuleSet {
  return ruleSetOf([], { name, external, targets });
}

function orCommon(targets: readonly NamedTarget[]): readonly NamedTarget[] {
  return targets.length > 0 ? targets : [commonTarget()];
}
