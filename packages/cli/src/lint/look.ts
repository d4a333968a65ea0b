import {
  type Finding,
  joinFindings,
  type LintConfig,
  type LintResult,
  lint,
  type OfOneSet,
} from '@secl/lint';
import type { Home } from '@secl/policy';
import { lintInputOf } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import type { ChosenRuleSet } from '../policies-run.ts';

/** What the linter says of all rule sets of a run. */
export interface Look {
  readonly findings: readonly Finding[];
  /** How many ignore comments leave out. */
  readonly ignored: number;
}

/** The user's file, where places of its policies are those of the file. */
const wholeHome = (home: Home | undefined): string | undefined =>
  home?.scalar === undefined ? home?.document : undefined;

export async function lookAt(sets: readonly ChosenRuleSet[], config: LintConfig): Promise<Look> {
  const tools = carrierTools();
  const results: (LintResult & { readonly set: ChosenRuleSet })[] = [];
  for (const set of sets) results.push({ set, ...lint(await lintInputOf(set, tools), config) });
  const of = (findings: readonly Finding[], { targets, files, homes }: ChosenRuleSet): OfOneSet => ({
    findings,
    targets: targets.map(({ name }) => name),
    documents: [...new Set(files.flatMap(({ name }) => [name, homes.get(name)?.document ?? name]))],
    homeOf: (document) => wholeHome(homes.get(document)) ?? document,
  });
  const ignored = results.map((result) =>
    of(
      result.ignored.map(({ finding }) => finding),
      result.set,
    ),
  );
  return {
    findings: joinFindings(results.map(({ findings, set }) => of(findings, set))),
    ignored: joinFindings(ignored).length,
  };
}
