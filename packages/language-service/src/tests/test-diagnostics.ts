/** What is wrong with a file of tests before any of them is run. */
import { catalogue } from '@secl/model';
import { nearestName, type Problem } from '@secl/text';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { pageAddress } from '../words/page-address.ts';
import { itemsIn } from '../workspace/set-snapshot.ts';
import { rulesOf, testsIn } from './mentioned.ts';
import { rulesIn } from './mentions.ts';
import type { TestDocument } from './rule-tests.ts';
import type { RulesOfTests } from './rules-of-tests.ts';

export function testDiagnostics(
  context: DocumentContext,
  documentation: string | undefined,
): readonly Diagnostic[] {
  const tests = testsIn(context);
  if (tests === undefined) return [];
  const rules = rulesOf(context, tests);
  const found = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic): void => {
    found.set(JSON.stringify([diagnostic.range, diagnostic.message]), diagnostic);
  };
  const problems = [
    ...tests.file.problems,
    ...eventProblems(context, tests, rules),
    ...unknownRules(context, tests, rules),
  ];
  for (const { code, message, severity, place } of problems) {
    add({
      range: rangeOf(context.document, place.range),
      severity: severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
      code,
      source: 'secl',
      message,
      ...(documentation === undefined ? {} : { codeDescription: { href: pageAddress(documentation, code) } }),
    });
  }
  return [...found.values()];
}

/** What the targets of its rules make of the events. */
function eventProblems(
  { document, tests: reader }: DocumentContext,
  { file }: TestDocument,
  rules: readonly RulesOfTests[],
): readonly Problem[] {
  const { testing } = reader ?? {};
  if (testing === undefined) return [];
  // One target a platform: which fields there are is the same for all of it.
  const byPlatform = new Map(
    rules.flatMap(({ targets }) => targets.map(({ target }) => [target.platform, target] as const)),
  );
  const [
    {
      targets: [common],
    } = { targets: [] },
  ] = rules;
  const targets = [...byPlatform.values()];
  if (targets.length !== 1 || common === undefined) return [];
  const whole = catalogue(common.target.platform);
  const surroundings = {
    document: document.path,
    catalogue: whole,
    facts: whole.at(whole.lastMinor),
    origin: common.target.origin,
    lines: document.lines,
  };
  return file.cases.flatMap((each) => {
    // An event that comes again is wrong in the same way.
    const once = { ...each, steps: each.steps.map((step) => ({ ...step, times: Math.min(step.times, 1) })) };
    return testing.prepareSteps(once, surroundings).problems;
  });
}

/** Ids that no rule has: such an expectation fails, or says nothing. */
function* unknownRules(
  { document, tests }: DocumentContext,
  { file }: TestDocument,
  rules: readonly RulesOfTests[],
): Generator<Problem> {
  const { testing } = tests ?? {};
  if (testing === undefined || rules.length === 0) return;
  const known = new Set(
    rules.flatMap(({ set }) =>
      set.carried.flatMap((carried) =>
        itemsIn(carried).flatMap(({ kind, definition }) =>
          kind === 'rule' && definition.id !== undefined ? [definition.id.value] : [],
        ),
      ),
    ),
  );
  // In a rule file it is the name of the file's one rule.
  if (file.kind === 'rule-file' || known.size === 0) return;
  const name = rules[0]?.set.name ?? '';
  // Without secl.yaml a rule set has no name of its own, but that of its folder.
  const whose = name === '.' ? 'this folder' : `the rule set \`${name}\``;
  for (const { expect, steps } of file.cases)
    for (const each of [expect, ...steps.map((step) => step.expect)])
      for (const { value, range } of each === undefined ? [] : rulesIn(each)) {
        if (known.has(value)) continue;
        const nearest = nearestName(value, [...known]);
        const hint = nearest === undefined ? '' : `: did you mean \`${nearest}\`?`;
        const place = { document: document.path, range };
        yield testing.testingProblem('testing/unknown-rule', place, { whose, id: value, hint });
      }
}
