import {
  categories,
  findingCodes,
  hintOfCode,
  isPreset,
  type LintConfig,
  type Override,
  presetNames,
} from '@secl/lint';
import {
  type Config,
  didYouMean,
  type FailOn,
  type FileSettings,
  type Found,
  globTest,
  type LintSection,
} from '@secl/workspace';
import type { LintFlags } from '../commands/lint.ts';
import type { CliContext } from '../context.ts';
import { type NameFrom, nameFromConfig } from './name-from-config.ts';

/** Everything that decides what a run reports and how it ends. */
export interface LintSettings {
  readonly config: LintConfig;
  readonly failOn: FailOn;
  readonly maxWarnings: number | undefined;
  readonly baseline: string | undefined;
  /** Lint rules, categories and codes of problems that are asked for; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly nameFrom: NameFrom;
}

/** The settings of secl.yaml with what the flags say: a flag counts where both speak. */
export function settingsOf(
  context: CliContext,
  flags: LintFlags,
  config: Config | undefined,
  section: LintSection,
): Found<LintSettings> {
  const preset = flags.preset ?? section.preset ?? 'recommended';
  if (!isPreset(preset)) {
    const hint = didYouMean(preset, presetNames);
    return { ok: false, message: `--preset ${preset}: there are ${presetNames.join(', ')}${hint}` };
  }
  const known = [...findingCodes, ...categories];
  const unknown = flags.rule?.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const message = `--rule ${unknown}: this is no lint rule, category or problem code${hintOfCode(unknown, known)}`;
    return { ok: false, message };
  }
  const nameFrom = nameFromConfig(context.cwd, config?.document);
  return {
    ok: true,
    value: {
      config: {
        preset,
        levels: section.levels,
        options: section.options,
        overrides: section.overrides.map((each) => overrideOf(each, nameFrom)),
        requireReasons: section.requireReasons,
        today: context.today(),
      },
      failOn: flags.failOn ?? section.failOn ?? 'error',
      maxWarnings: flags.maxWarnings ?? section.maxWarnings,
      baseline: flags.baseline ?? section.baseline,
      only: flags.rule === undefined ? undefined : new Set(flags.rule),
      nameFrom,
    },
  };
}

/** A pattern matches files; a directory stands for all that is in it. */
function overrideOf({ files, levels, options }: FileSettings, nameFrom: NameFrom): Override {
  const tests = files.flatMap((pattern) => {
    const whole = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    return whole === '.' ? [() => true] : [globTest(whole), globTest(`${whole}/**`)];
  });
  return {
    levels,
    options,
    matches(document) {
      const name = nameFrom(document);
      return tests.some((test) => test(name));
    },
  };
}
