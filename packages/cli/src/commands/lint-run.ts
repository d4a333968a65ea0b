import { type Finding, fingerprints } from '@secl/lint';
import { type Found, readLintSection } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import type { CommandExit } from '../exit.ts';
import { conclusion } from '../lint/conclusion.ts';
import { lookAt } from '../lint/look.ts';
import { type LintSettings, settingsOf } from '../lint/settings.ts';
import { type ChosenRuleSet, chosenRuleSets, mistakesIn, workspaceOf } from '../policies-run.ts';
import { documentsOf } from '../report/documents.ts';
import type { LintReport } from '../report/findings/model.ts';
import { renderLint } from '../report/findings/render.ts';
import type { LintFlags } from './lint.ts';

export const lint: Run<LintFlags, string[]> = async (context, flags, ...paths) => {
  const settings = await settingsFor(context, flags);
  if (!settings.ok) return misuse(context, settings.message);
  const sets = await chosenRuleSets(context, flags, paths);
  if (!sets.ok) return misuse(context, sets.message);
  return report(context, flags, settings.value, sets.value);
};

async function settingsFor(context: CliContext, flags: LintFlags): Promise<Found<LintSettings>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const { config } = workspace.value;
  const section = readLintSection(config);
  if (config !== undefined && section.problems.length > 0)
    return { ok: false, message: mistakesIn(context, config.document, config.text, section.problems) };
  return settingsOf(context, flags, config, section);
}

async function report(
  context: CliContext,
  flags: LintFlags,
  settings: LintSettings,
  sets: readonly ChosenRuleSet[],
): Promise<CommandExit> {
  const { findings, ignored } = lookAt(sets, settings.config);
  const wanted = findings.filter((finding) => isWanted(finding, settings));
  const texts = new Map(sets.flatMap((set) => [...set.texts]));
  const files = sets.flatMap((set) => set.files);
  const { failed, code } = conclusion(wanted, files, settings);
  const result: LintReport = {
    findings: wanted,
    documents: documentsOf(texts),
    fingerprints: fingerprints(wanted, texts, settings.nameFrom),
    files: new Set(files.map(({ name }) => name)).size,
    rules: sets.reduce((sum, set) => sum + set.files.reduce((all, { rules }) => all + rules.length, 0), 0),
    leftOut: { ignored, known: 0, unchanged: 0 },
    fixed: 0,
    failed,
  };
  context.stdout.write(await renderLint(result, flags.format, context));
  return code;
}

function isWanted({ code, category }: Finding, { only }: LintSettings): boolean {
  return only === undefined || only.has(code) || only.has(category);
}
