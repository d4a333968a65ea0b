import { type Finding, type LintConfig, lintInSteps, pageOfCode } from '@secl/lint';
import type { Location, Problem, Severity } from '@secl/text';
import { type CarrierTools, lintInputOf } from '@secl/workspace';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver-types';
import type { DocumentContext } from './context.ts';
import { rangeOf } from './document.ts';
import { carriedOver, type LastLook, lookOf } from './findings.ts';
import type { Turns } from './recordings/sources.ts';
import { testDiagnostics } from './tests/test-diagnostics.ts';
import { editorLocation } from './view/places.ts';
import { pageAddress } from './words/page-address.ts';
import { configProblems } from './workspace/folder.ts';
import type { SetSnapshot } from './workspace/set-snapshot.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Findings about something that is there and does nothing, and about what is on its way out. */
const tags: Readonly<Record<string, readonly DiagnosticTag[]>> = {
  'policy/macro-unused': [DiagnosticTag.Unnecessary],
  'policy/shadowed': [DiagnosticTag.Unnecessary],
  'ignore/unused': [DiagnosticTag.Unnecessary],
  'variable/set-never-read': [DiagnosticTag.Unnecessary],
  'metadata/mitre-retired': [DiagnosticTag.Deprecated],
  'portability/legacy-name': [DiagnosticTag.Deprecated],
};

/** The full look at a rule set, which takes longer than a keystroke may; undefined where it was wanted no more. */
export async function lookAtSet(
  set: SetSnapshot,
  config: LintConfig,
  tools: CarrierTools,
  turns: Turns = alone,
): Promise<LastLook | undefined> {
  const input = await lintInputOf(set, tools);
  const steps = lintInSteps({ ...input, loaded: set.views.map((view) => view.set) }, config);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return lookOf(set, step.value.findings);
    await turns.pause();
    if (turns.stopped) return undefined;
  }
}

/** For whoever has nothing else to do. */
const alone: Turns = { pause: () => undefined, stopped: false };

/** What the last full look at a rule set has found. */
export type LookAt = (set: SetSnapshot) => LastLook | undefined;

export function diagnosticsOf(
  context: DocumentContext,
  lookAt: LookAt,
  documentation: string | undefined,
): readonly Diagnostic[] {
  const { folder, document, sets } = context;
  if (folder.config?.document === document.path) {
    return configProblems(folder).map((problem) => ({
      range: rangeOf(document, problem.place.range),
      severity: severities[problem.severity],
      code: problem.code,
      source: 'secl',
      message: problem.message,
    }));
  }
  const found = new Map<string, Diagnostic>();
  for (const set of sets) {
    const isHere = (policy: string): boolean => (set.homes.get(policy)?.document ?? policy) === document.path;
    for (const finding of carriedOver(set, lookAt(set), isHere)) {
      const diagnostic = diagnosticOf(context, set, finding, documentation);
      if (diagnostic === undefined) continue;
      found.set(JSON.stringify([diagnostic.range, diagnostic.code, diagnostic.message]), diagnostic);
    }
  }
  return [...found.values(), ...testDiagnostics(context, documentation)];
}

export function diagnosticOf(
  { folder, document }: DocumentContext,
  set: SetSnapshot,
  finding: Finding,
  documentation: string | undefined,
): Diagnostic | undefined {
  const at = editorLocation(folder, set, finding.place);
  if (at === undefined || at.uri !== document.uri) return undefined;
  const own = tags[finding.code];
  const related = relatedTo(finding, (place) => editorLocation(folder, set, place));
  return {
    range: at.range,
    severity: severities[finding.severity],
    code: finding.code,
    source: 'secl',
    message: messageOf(finding),
    ...(documentation === undefined || pageOfCode(finding.code) === undefined
      ? {}
      : { codeDescription: { href: pageAddress(documentation, finding.code) } }),
    ...(own === undefined ? {} : { tags: [...own] }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function messageOf({ message, agent, targets }: Finding): string {
  const where = targets.length === 0 ? '' : ` (on ${targets.join(', ')})`;
  const said = agent === undefined || agent === '' ? '' : `\nThe agent says: ${agent}`;
  return `${message}${where}${said}`;
}

function relatedTo(
  { related }: Problem,
  locate: (place: Location) => DiagnosticRelatedInformation['location'] | undefined,
): DiagnosticRelatedInformation[] {
  return related.flatMap(({ message, place }) => {
    const location = locate(place);
    return location === undefined ? [] : [{ location, message }];
  });
}
