import { type Coverage, formats, type Importer } from '@secl/events';
import type { RuleSet } from '@secl/policy';
import type { Found } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { type FormatReport, reportOf } from '../formats/model.ts';
import { prettyFormat, prettyFormats } from '../formats/pretty.ts';
import { loadedRuleSet } from '../one-rule-set.ts';
import { jsonText } from '../report/json.ts';
import { lostPolicies } from '../report/lost-policies.ts';
import { quoted } from './fields-print.ts';
import type { FormatsFlags } from './formats.ts';

export const recordingFormats: Run<FormatsFlags, string[]> = async (context, flags, ...ids) => {
  const known = formats.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    return misuse(context, `no format ${quoted(unknown)}; there are ${known.join(', ')}`);
  const rules = await rulesOf(context, flags);
  if (!rules.ok) return misuse(context, rules.message);
  const asked: readonly Importer[] =
    ids.length === 0 ? formats : formats.filter(({ id }) => ids.includes(id));
  const platform = rules.value?.set.target.platform ?? (flags.os === 'windows' ? 'windows' : 'linux');
  const reports = asked.map((format) => reportOf(format, platform, rules.value?.set));
  context.stdout.write(render(reports, flags, context, ids.length > 0));
  const lost = rules.value?.lost ?? [];
  for (const message of lost) misuse(context, message);
  return lost.length > 0 ? exit.misuse : exit.fine;
};

function render(
  reports: readonly FormatReport[],
  { format }: FormatsFlags,
  { stdout }: CliContext,
  isDetailed: boolean,
): string {
  if (format === 'json') return jsonText({ schemaVersion: 1, formats: reports.map(jsonFormat) });
  return isDetailed
    ? reports.map((report) => prettyFormat(report, stdout)).join('\n')
    : prettyFormats(reports, stdout);
}

interface AskedRules {
  readonly set: RuleSet;
  /** Files that are no policies: which rules would have been in them is not counted. */
  readonly lost: readonly string[];
}

/** Rules only where they are asked about: the formats are there without any. */
async function rulesOf(context: CliContext, flags: FormatsFlags): Promise<Found<AskedRules | undefined>> {
  if (flags.policies === undefined && flags.default === undefined) return { ok: true, value: undefined };
  const loaded = await loadedRuleSet(context, flags);
  if (!loaded.ok) return loaded;
  const { chosen, rules } = loaded.value;
  return { ok: true, value: { set: rules, lost: lostPolicies(chosen) } };
}

function jsonFormat({ id, title, coverage, decidable }: FormatReport) {
  const { eventTypes, fields }: Coverage = coverage;
  return { id, title, eventTypes, fields, ...(decidable === undefined ? {} : { decidable }) };
}
