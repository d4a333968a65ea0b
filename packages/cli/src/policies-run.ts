import { nothingExternal } from '@secl/policy';
import type { Problem } from '@secl/text';
import {
  carriedIn,
  didYouMean,
  type Found,
  type NamedTarget,
  type OpenRuleSet,
  openRuleSet,
  openWorkspace,
  type RuleSetSource,
  ruleSetOf,
  ruleSetsOf,
  unreadBelow,
  type Workspace,
} from '@secl/workspace';
import { carrierTools } from './carrier-tools.ts';
import type { CliContext } from './context.ts';
import type { PolicyFlags } from './policies.ts';
import { readStandardInput } from './read-input.ts';
import { documentsOf } from './report/documents.ts';
import { paintFor } from './report/paint.ts';
import { renderProblems } from './report/problem.ts';
import type { TargetFlags } from './target.ts';
import { commonTarget, targetsOfFlags } from './target-run.ts';
import { workspaceFiles } from './workspace-files.ts';

/** A rule set, read, with the targets to judge it for: at least one. */
export interface ChosenRuleSet extends OpenRuleSet {
  readonly targets: readonly NamedTarget[];
}

/** How standard input is called where a file has a name. */
export const standardInputName = '<stdin>';

/** The workspace of the working directory. A secl.yaml with mistakes is a message that shows them. */
export async function workspaceOf(context: CliContext): Promise<Found<Workspace>> {
  const opened = await openWorkspace(workspaceFiles(context.fs), levelsAbove(context.cwd));
  const config = opened.ok ? opened.value.config : undefined;
  const errors = config?.problems.filter((problem) => problem.severity === 'error') ?? [];
  if (config === undefined || errors.length === 0) return opened;
  return { ok: false, message: mistakesIn(context, config.document, config.text, errors) };
}

/** What is wrong with secl.yaml, shown. */
export function mistakesIn(
  context: CliContext,
  document: string,
  text: string,
  errors: readonly Problem[],
): string {
  const shown = renderProblems(errors, documentsOf(new Map([[document, text]])), {
    // A message is escaped as a whole.
    paint: paintFor({ colour: false }),
    columns: context.stderr.columns,
  });
  return `${document} cannot be used:\n\n${shown.trimEnd()}`;
}

/** Directories above an absolute path; none where the working directory is not known. */
function levelsAbove(cwd: string): number {
  const absolute = /^([A-Za-z]:)?[\\/]/.test(cwd);
  return absolute ? cwd.split(/[\\/]/).filter((segment) => segment !== '').length : 0;
}

/**
 * The rule sets that the user chose, read. Paths (of `--policies`, or `paths`) make one rule set, with `-` for standard
 * input; without paths they are those of the workspace, or those of them that `--rule-set` names.
 */
export async function chosenRuleSets(
  context: CliContext,
  flags: PolicyFlags & TargetFlags,
  paths: readonly string[] = [],
): Promise<Found<readonly ChosenRuleSet[]>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const targets = targetsOfFlags(flags, workspace.value.config);
  if (!targets.ok) return targets;
  const given = [...(flags.policies ?? []), ...paths];
  const opened =
    given.length > 0
      ? await openPaths(context, given, flags)
      : await openSets(context, workspace.value, flags);
  if (!opened.ok) return opened;
  return { ok: true, value: judgedFor(opened.value, targets.value) };
}

/** Rule sets with the targets that were asked for, else their own, else the most common one. */
export function judgedFor(
  sets: readonly OpenRuleSet[],
  targets: readonly NamedTarget[] | undefined,
): readonly ChosenRuleSet[] {
  const common = [commonTarget()];
  return sets.map((set) => ({
    ...set,
    targets: targets ?? (set.targets.length > 0 ? set.targets : common),
  }));
}

async function openPaths(
  context: CliContext,
  paths: readonly string[],
  flags: PolicyFlags,
): Promise<Found<readonly OpenRuleSet[]>> {
  if ((flags.ruleSet ?? []).length > 0)
    return { ok: false, message: 'either paths or --rule-set: paths are a rule set of their own' };
  const tools = carrierTools();
  const opened = await openRuleSet(
    workspaceFiles(context.fs),
    {
      name: paths.map((path) => (path === '-' ? standardInputName : path)).join(' '),
      policies: paths.filter((path) => path !== '-'),
      defaultPolicy: flags.default,
      external: nothingExternal,
      targets: [],
    },
    tools,
  );
  if (!opened.ok || !paths.includes('-')) return opened.ok ? { ok: true, value: [opened.value] } : opened;
  const { carried, ...set } = opened.value;
  const input = await carriedIn(standardInputName, await readStandardInput(context), tools);
  return { ok: true, value: [ruleSetOf([...carried, ...input], set)] };
}

async function openSets(
  context: CliContext,
  workspace: Workspace,
  flags: PolicyFlags,
): Promise<Found<readonly OpenRuleSet[]>> {
  const files = workspaceFiles(context.fs);
  const tools = carrierTools();
  const sources = await ruleSetsOf(files, workspace, tools);
  if (!sources.ok) return sources;
  // Nothing lies here, and a default policy was named: it is what there is to judge.
  if (sources.value.length === 0 && flags.default !== undefined)
    return openPaths(context, [flags.default], flags);
  if (sources.value.length === 0) {
    const message = 'no policies: there is no secl.yaml here or above, and no .policy file here or below';
    const unread = await unreadBelow(files, '.');
    return { ok: false, message: `${message}${unread === '' ? '; `secl init` writes a start' : unread}` };
  }
  const chosen = named(sources.value, flags.ruleSet ?? []);
  return chosen.ok ? openSources(context, chosen.value, flags) : chosen;
}

/** Rule sets, read. */
export async function openSources(
  context: CliContext,
  sources: readonly RuleSetSource[],
  flags: PolicyFlags,
): Promise<Found<readonly OpenRuleSet[]>> {
  const files = workspaceFiles(context.fs);
  const tools = carrierTools();
  const opened: OpenRuleSet[] = [];
  for (const source of sources) {
    const wanted = { ...source, defaultPolicy: flags.default ?? source.defaultPolicy };
    const set = await openRuleSet(files, wanted, tools);
    if (!set.ok) return { ok: false, message: `rule set ${source.name}: ${set.message}` };
    opened.push(set.value);
  }
  return { ok: true, value: opened };
}

function named(sources: readonly RuleSetSource[], names: readonly string[]): Found<readonly RuleSetSource[]> {
  if (names.length === 0) return { ok: true, value: sources };
  const known = sources.map((source) => source.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `--rule-set ${unknown}: there are ${known.join(', ')}${didYouMean(unknown, known)}`;
    return { ok: false, message };
  }
  return { ok: true, value: sources.filter((source) => names.includes(source.name)) };
}

/** The one rule set of a command that takes one. */
export function onlyRuleSet(sets: readonly ChosenRuleSet[]): Found<ChosenRuleSet> {
  const [first] = sets;
  if (first !== undefined && sets.length === 1) return { ok: true, value: first };
  const names = sets.map(({ name }) => name).join(', ');
  return { ok: false, message: `several rule sets (${names}): choose one with --rule-set` };
}
