import type { LintConfig } from '@secl/lint';
import type { Problem } from '@secl/text';
import { type Config, globTest, readLintSection } from '@secl/workspace';

export interface LintSettings {
  readonly config: LintConfig;
  /** What is wrong with `lint:`. */
  readonly problems: readonly Problem[];
}

/** What `lint:` of secl.yaml says, for an editor: a day on which ignore comments expire is for the command to know. */
export function lintSettings(config: Config | undefined, today: string | undefined): LintSettings {
  const section = readLintSection(config);
  return {
    problems: section.problems,
    config: {
      preset: section.preset ?? 'recommended',
      levels: section.levels,
      options: section.options,
      requireReasons: section.requireReasons,
      today,
      overrides: section.overrides.map(({ files, levels, options }) => ({
        levels,
        options,
        matches: matcherOf(files),
      })),
    },
  };
}

/** A pattern matches files; a directory stands for all that is in it. */
function matcherOf(patterns: readonly string[]): (document: string) => boolean {
  const tests = patterns.flatMap((pattern) => {
    const whole = pattern.replace(/^\.\//, '').replace(/\/$/, '');
    return whole === '.' ? [() => true] : [globTest(whole), globTest(`${whole}/**`)];
  });
  return (document) => tests.some((test) => test(document));
}
