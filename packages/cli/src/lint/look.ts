import { type Finding, joinFindings, type LintConfig, type LintInput, lint } from '@secl/lint';
import type { ChosenRuleSet } from '../policies-run.ts';

/** What the linter says of all rule sets of a run. */
export interface Look {
  readonly findings: readonly Finding[];
  /** Those that ignore comments leave out. */
  readonly ignored: number;
}

export function lookAt(sets: readonly ChosenRuleSet[], config: LintConfig): Look {
  const results = sets.map((set) => {
    const { findings, ignored } = lint(inputOf(set), config);
    return { findings, ignored, targets: set.targets.map(({ name }) => name) };
  });
  return {
    findings: joinFindings(results),
    ignored: joinFindings(
      results.map(({ ignored, targets }) => ({ findings: ignored.map(({ finding }) => finding), targets })),
    ).length,
  };
}

function inputOf({ name, files, texts, external, targets }: ChosenRuleSet): LintInput {
  return {
    name,
    external,
    targets,
    files: files.map((file) => ({ file, text: texts.get(file.name) ?? '', carrier: 'policy' })),
  };
}
