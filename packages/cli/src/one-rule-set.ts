/** What commands on one rule set for one target start from. */
import { load, type RuleSet } from '@secl/policy';
import type { Found, NamedTarget } from '@secl/workspace';
import type { CliContext } from './context.ts';
import type { PolicyFlags } from './policies.ts';
import { type ChosenRuleSet, chosenRuleSets, onlyRuleSet, workspaceOf } from './policies-run.ts';
import type { TargetFlags } from './target.ts';
import { targetOfFlags } from './target-run.ts';

export interface LoadedRuleSet {
  readonly chosen: ChosenRuleSet;
  readonly target: NamedTarget;
  readonly rules: RuleSet;
}

/** The one rule set that flags and paths name, as the one target loads it. */
export async function loadedRuleSet(
  context: CliContext,
  flags: PolicyFlags & TargetFlags,
  paths: readonly string[] = [],
): Promise<Found<LoadedRuleSet>> {
  const sets = await chosenRuleSets(context, flags, paths);
  if (!sets.ok) return sets;
  const set = onlyRuleSet(sets.value);
  if (!set.ok) return set;
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const target = targetOfFlags(flags, workspace.value.config, set.value.targets);
  if (!target.ok) return target;
  const { files, external } = set.value;
  const rules = load(files, target.value.target, external);
  return { ok: true, value: { chosen: set.value, target: target.value, rules } };
}
