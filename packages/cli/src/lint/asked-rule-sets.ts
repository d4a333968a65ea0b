import { type Found, ruleSetsAt } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import type { LintFlags } from '../commands/lint.ts';
import type { CliContext } from '../context.ts';
import { type ChosenRuleSet, chosenRuleSets, judgedFor, openSources, workspaceOf } from '../policies-run.ts';
import { targetsOfFlags } from '../target-run.ts';
import { workspaceFiles } from '../workspace-files.ts';

export interface AskedRuleSets {
  readonly sets: readonly ChosenRuleSet[];
  /** Whether the user asked about a document; a rule set may bring others along. */
  isAsked(document: string): boolean;
}

/**
 * The rule sets to lint. Paths say which files are asked about, not what an agent loads together: each file is judged
 * among those of its own rule set, and packs for different hosts never accuse each other.
 */
export async function askedRuleSets(
  context: CliContext,
  flags: LintFlags,
  paths: readonly string[],
): Promise<Found<AskedRuleSets>> {
  const given = [...(flags.policies ?? []), ...paths];
  if (given.length === 0 || given.includes('-') || (flags.ruleSet ?? []).length > 0) {
    const sets = await chosenRuleSets(context, flags, paths);
    return sets.ok ? { ok: true, value: { sets: sets.value, isAsked: () => true } } : sets;
  }
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const targets = targetsOfFlags(flags, workspace.value.config);
  if (!targets.ok) return targets;
  const found = await ruleSetsAt(workspaceFiles(context.fs), workspace.value, given, carrierTools());
  if (!found.ok) return found;
  const opened = await openSources(context, found.value.sets, flags);
  if (!opened.ok) return opened;
  const sets = judgedFor(opened.value, targets.value);
  const homes = new Map(sets.flatMap((set) => [...set.homes]));
  const { files } = found.value;
  const isAsked = (document: string): boolean => isIn(homes.get(document)?.document ?? document, files);
  return { ok: true, value: { sets, isAsked } };
}

/** A policy in an archive is called `pack.zip/a.policy`, and the file is `pack.zip`. */
function isIn(document: string, files: ReadonlySet<string>): boolean {
  if (files.has(document)) return true;
  for (let end = document.lastIndexOf('/'); end > 0; end = document.lastIndexOf('/', end - 1))
    if (files.has(document.slice(0, end))) return true;
  return false;
}
