import { load, type RuleSet } from '@secl/policy';
import { compareReports, type Difference, runReplay } from '@secl/simulator';
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { type ChosenRuleSet, chosenRuleSets, onlyRuleSet } from '../policies-run.ts';
import { type FoundRecording, streamOf } from '../replay/recordings.ts';
import { targetOfFlags } from '../target-run.ts';

/** The rules that a redacted recording is to be decided by as before. */
export interface KeptRules {
  readonly set: ChosenRuleSet;
  readonly rules: RuleSet;
}

export async function rulesToKeep(context: CliContext, paths: readonly string[]): Promise<Found<KeptRules>> {
  const sets = await chosenRuleSets(context, { policies: paths });
  if (!sets.ok) return { ok: false, message: `--keep-for ${sets.message}` };
  const set = onlyRuleSet(sets.value);
  if (!set.ok) return set;
  const target = targetOfFlags({}, undefined, set.value.targets);
  if (!target.ok) return target;
  const { files, external } = set.value;
  return { ok: true, value: { set: set.value, rules: load(files, target.value.target, external) } };
}

/** Rules that match other events than before, or cannot be decided any more. */
export async function changedRules(
  context: CliContext,
  { rules }: KeptRules,
  originals: readonly FoundRecording[],
  format: string | undefined,
  redacted: string,
): Promise<{ readonly differences: readonly Difference[]; readonly unchanged: number }> {
  const inputs = originals.map((recording) => ({
    name: recording.name,
    bytes: streamOf(context, recording),
    ...(format === undefined ? {} : { format }),
  }));
  const silent = { onProblem: () => {}, signal: context.signal };
  const before = await runReplay(rules, inputs, silent);
  const copy = { name: redacted, path: redacted };
  const after = await runReplay(
    rules,
    [{ name: redacted, bytes: streamOf(context, copy), format: 'canonical' }],
    silent,
  );
  return compareReports(before.report, after.report);
}
