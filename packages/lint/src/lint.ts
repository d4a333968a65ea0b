import { finished, type Steps } from '@secl/logic';
import type { LintConfig } from './config.ts';
import type { Finding } from './finding.ts';
import { inPlaceOrder, sameFinding } from './finding-order.ts';
import { type Ignored, ignoreFindings } from './ignore/ignore.ts';
import { ignoringFiles } from './ignore/ignoring-file.ts';
import { lintRules } from './rules/index.ts';
import { loadFindings } from './run/load-findings.ts';
import { runRules } from './run/run-rules.ts';
import type { LintInput } from './view/linted.ts';
import { lintedSet } from './view/linted-set.ts';

export interface LintResult {
  /** In the order of files, then of places. */
  readonly findings: readonly Finding[];
  readonly ignored: Ignored['ignored'];
}

/** Lints one rule set. Findings have the places of the files as they were read (see `LintInputFile.text`). */
export function lint(input: LintInput, config: LintConfig): LintResult {
  return finished(lintInSteps(input, config));
}

/** The same, for those who cannot wait: what may be done between two steps is short of changing the input. */
export function* lintInSteps(input: LintInput, config: LintConfig): Steps<LintResult> {
  const linted = lintedSet(input);
  yield;
  const { set } = linted;
  const ofLoading = loadFindings(linted, config);
  yield;
  const { found, saidBetter } = yield* runRules(set, lintRules, config);
  const left =
    saidBetter.size === 0 ? ofLoading : ofLoading.filter((each) => !saidBetter.has(sameFinding(each)));
  const findings = [...left, ...found];
  const { kept, ignored } = ignoreFindings(findings, ignoringFiles(set.files), set.name, config);
  const order = new Map(set.files.map(({ name }, index) => [name, index]));
  return { findings: inPlaceOrder(withoutEqual(kept), order), ignored };
}

function withoutEqual(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [sameFinding(each), each])).values()];
}
