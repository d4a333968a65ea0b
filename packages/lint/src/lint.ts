import { languageProblems } from '@secl/language';
import { policyProblems } from '@secl/policy';
import { textProblems } from '@secl/text';
import type { LintConfig } from './config.ts';
import type { Finding } from './finding.ts';
import { inPlaceOrder, sameFinding } from './finding-order.ts';
import { type Ignored, type IgnoringFile, ignoreFindings } from './ignore/ignore.ts';
import { ignoreRules } from './ignore/ignore-rules.ts';
import { lintRules } from './rules/index.ts';
import { loadFindings } from './run/load-findings.ts';
import { runRules } from './run/run-rules.ts';
import type { LintedFile, LintInput } from './view/linted.ts';
import { lintedSet } from './view/linted-set.ts';

/** Everything that a finding can have as its code, and so everything that configuration and comments may name. */
export const findingCodes: ReadonlySet<string> = new Set([
  ...lintRules.map(({ id }) => id),
  ...Object.values(ignoreRules).map(({ id }) => id),
  ...Object.keys(languageProblems),
  ...Object.keys(policyProblems),
  ...Object.keys(textProblems),
]);

export interface LintResult {
  /** In the order of files, then of places. */
  readonly findings: readonly Finding[];
  readonly ignored: Ignored['ignored'];
}

/** Lints one rule set. Findings have the places of the files as they were read (see `LintInputFile.text`). */
export function lint(input: LintInput, config: LintConfig): LintResult {
  const linted = lintedSet(input);
  const { set } = linted;
  const findings = [...loadFindings(linted, config), ...runRules(set, lintRules, config)];
  const { kept, ignored } = ignoreFindings(findings, set.files.map(ignoringFile), findingCodes, config);
  const order = new Map(set.files.map(({ name }, index) => [name, index]));
  return { findings: inPlaceOrder(withoutEqual(kept), order), ignored };
}

function ignoringFile({ name, text, comments, rules, macros }: LintedFile): IgnoringFile {
  const items = [...macros, ...rules].map(({ id, definition: { offset, range } }) => ({
    id,
    start: offset + range.start,
    end: offset + range.end,
  }));
  return { name, text, comments: comments ?? [], items: items.sort((a, b) => a.start - b.start) };
}

function withoutEqual(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [sameFinding(each), each])).values()];
}
