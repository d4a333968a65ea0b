import { formats, parseTime } from '@secl/events';
import { load, type RuleSet } from '@secl/policy';
import { didYouMean, type Found, type NamedTarget, recordingPaths } from '@secl/workspace';
import type { ReplayFlags } from '../commands/replay.ts';
import type { CliContext } from '../context.ts';
import { type ChosenRuleSet, chosenRuleSets, onlyRuleSet, workspaceOf } from '../policies-run.ts';
import { targetOfFlags } from '../target-run.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { type FailOn, failOnOf } from './fail-on.ts';
import { type FoundRecording, recordingsAt } from './recordings.ts';

/** Everything that a replay needs, from its flags. */
export interface Prepared {
  readonly set: ChosenRuleSet;
  readonly target: NamedTarget;
  readonly ruleSet: RuleSet;
  /** The rules of `--compare`, for the same target. */
  readonly before: RuleSet | undefined;
  readonly recordings: readonly FoundRecording[];
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
  readonly failOn: readonly FailOn[];
}

/** Reads policies and finds recordings. What the user has to change is a message. */
export async function prepare(
  context: CliContext,
  flags: ReplayFlags,
  paths: readonly string[],
): Promise<Found<Prepared>> {
  const wrong = wrongFlags(flags);
  if (wrong !== undefined) return { ok: false, message: wrong };
  const failOn = failOnOf(flags.failOn ?? []);
  if (!failOn.ok) return failOn;
  const since = timeOf('--since', flags.since);
  if (!since.ok) return since;
  const until = timeOf('--until', flags.until);
  if (!until.ok) return until;
  if (since.value !== undefined && until.value !== undefined && until.value <= since.value) {
    const asked = `--since ${flags.since} --until ${flags.until}`;
    return { ok: false, message: `${asked}: this ends before it begins` };
  }

  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const { config } = workspace.value;
  const set = await rulesOf(context, flags);
  if (!set.ok) return set;
  const target = targetOfFlags(flags, config, set.value.targets);
  if (!target.ok) return target;
  const ruleSet = loaded(set.value, target.value);
  const unknown = unknownRule(flags, ruleSet);
  if (unknown !== undefined) return { ok: false, message: unknown };
  const before = await rulesBefore(context, flags, target.value);
  if (!before.ok) return before;

  const named = await recordingPaths(workspaceFiles(context.fs), config, paths);
  if (!named.ok) return named;
  if (named.value.length === 0)
    return { ok: false, message: 'no recordings: name files, or - for standard input' };
  const fromInput = [flags.compare, flags.default, ...(flags.policies ?? [])].includes('-');
  if (fromInput && named.value.includes('-'))
    return { ok: false, message: 'the recording and the policies cannot both come from standard input' };
  const recordings = await recordingsAt(context, named.value);
  if (!recordings.ok) return recordings;
  return {
    ok: true,
    value: {
      set: set.value,
      target: target.value,
      ruleSet,
      before: before.value,
      recordings: recordings.value,
      since: since.value,
      until: until.value,
      failOn: failOn.value,
    },
  };
}

function wrongFlags({ format, why, compare, recordingFormat }: ReplayFlags): string | undefined {
  if (format === 'jsonl' && (why !== undefined || compare !== undefined))
    return '--format jsonl prints matches only: ask for --why and --compare in another format';
  const known = formats.map(({ id }) => id);
  if (recordingFormat === undefined || known.includes(recordingFormat)) return undefined;
  return `--recording-format ${recordingFormat}: there are ${known.join(', ')}${didYouMean(recordingFormat, known)}`;
}

/** A day, or a time with as many digits as one likes. */
function timeOf(flag: string, text: string | undefined): Found<bigint | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const time = parseTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (time !== undefined) return { ok: true, value: time };
  return {
    ok: false,
    message: `${flag} ${text}: write a time as 2026-03-01T10:00:00Z, or a day as 2026-03-01`,
  };
}

async function rulesOf(context: CliContext, flags: ReplayFlags): Promise<Found<ChosenRuleSet>> {
  const sets = await chosenRuleSets(context, flags);
  return sets.ok ? onlyRuleSet(sets.value) : sets;
}

function loaded({ files, external }: ChosenRuleSet, { target }: NamedTarget): RuleSet {
  return load(files, target, external);
}

async function rulesBefore(
  context: CliContext,
  { compare, default: base }: ReplayFlags,
  target: NamedTarget,
): Promise<Found<RuleSet | undefined>> {
  if (compare === undefined) return { ok: true, value: undefined };
  const set = await chosenRuleSets(context, {
    policies: [compare],
    ...(base === undefined ? {} : { default: base }),
  });
  if (!set.ok) return { ok: false, message: `--compare ${set.message}` };
  const only = onlyRuleSet(set.value);
  return only.ok ? { ok: true, value: loaded(only.value, target) } : only;
}

function unknownRule({ why = [], rule = [] }: ReplayFlags, { verdicts }: RuleSet): string | undefined {
  const ids = new Set(verdicts.map(({ id }) => id));
  const unknown = [...why, ...rule].find((id) => !ids.has(id));
  if (unknown === undefined) return undefined;
  const parts = [...ids].filter((id) => id !== '' && id.includes(unknown)).slice(0, 5);
  const hint = parts.length > 1 ? `: there are ${parts.join(', ')}` : meantRule(unknown, parts[0], ids);
  return `no rule has the id ${unknown}${hint}`;
}

function meantRule(unknown: string, part: string | undefined, ids: Iterable<string>): string {
  return part === undefined ? didYouMean(unknown, ids) : `: did you mean \`${part}\`?`;
}
