import { type Finding, type LintConfig, lintInSteps } from '@secl/lint';
import type { Location, Problem, Severity } from '@secl/text';
import { type CarrierTools, lintInputOf } from '@secl/workspace';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
} from 'vscode-languageserver-types';
import type { DocumentContext } from './context.ts';
import { type EditorDocument, positionOf, rangeOf } from './document.ts';
import { carriedOver, findingsOf, type Kept, type LastLook, lookOf } from './findings.ts';
import type { Turns } from './recordings/sources.ts';
import { testDiagnostics } from './tests/test-diagnostics.ts';
import { editorLocation } from './view/places.ts';
import { hasPage, pageAddress } from './words/page-address.ts';
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
    if (step.done === true) return lookOf(set, config, step.value.findings);
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
  const bySet = sets.map((set) => {
    const found = new Map<string, Diagnostic>();
    const isHere = (policy: string): boolean => (set.homes.get(policy)?.document ?? policy) === document.path;
    const { kept, now } = carriedOver(set, lookAt(set), isHere);
    const makes = (findings: readonly Finding[]): readonly Keyed[] =>
      keyed(context, set, findings, documentation);
    for (const each of kept)
      for (const { key, diagnostic } of ofItem(document, set, each, documentation, makes))
        found.set(key, diagnostic);
    for (const { key, diagnostic } of makes(now)) found.set(key, diagnostic);
    return found;
  });
  return [...joined(bySet), ...testDiagnostics(context, documentation)];
}

/**
 * What several rule sets find in one file, once. A comment that ignores findings is of no use only where it is of no use
 * to each of them.
 */
export function joined(bySet: readonly ReadonlyMap<string, Diagnostic>[]): readonly Diagnostic[] {
  const all = new Map(bySet.flatMap((found) => [...found]));
  return [...all]
    .filter(([key, { code }]) => code !== 'ignore/unused' || bySet.every((found) => found.has(key)))
    .map(([, diagnostic]) => diagnostic);
}

/** `key`: the same for what several rule sets find. */
interface Keyed {
  readonly key: string;
  readonly diagnostic: Diagnostic;
}

function keyed(
  context: DocumentContext,
  set: SetSnapshot,
  findings: readonly Finding[],
  documentation: string | undefined,
): readonly Keyed[] {
  return findings.flatMap((finding): readonly Keyed[] => {
    const diagnostic = diagnosticOf(context, set, finding, documentation);
    if (diagnostic === undefined) return [];
    const { range, code, message } = diagnostic;
    return [{ key: JSON.stringify([range, code, message]), diagnostic }];
  });
}

interface Made {
  readonly at: Position;
  readonly documentation: string | undefined;
  readonly keyed: readonly Keyed[];
}

/** By the findings of an item, which are the same list until the next look. */
const madeOf = new WeakMap<readonly Finding[], Made>();

/** An item that stands on the line on which it stood has the diagnostics that it had. */
function ofItem(
  document: EditorDocument,
  { homes }: SetSnapshot,
  kept: Kept,
  documentation: string | undefined,
  make: (findings: readonly Finding[]) => readonly Keyed[],
): readonly Keyed[] {
  if (homes.has(kept.document)) return make(findingsOf(kept));
  const at = positionOf(document, kept.start);
  const known = madeOf.get(kept.findings);
  const isSame =
    known?.at.line === at.line &&
    known.at.character === at.character &&
    known.documentation === documentation;
  if (isSame) return known.keyed;
  const keyed = make(findingsOf(kept));
  madeOf.set(kept.findings, { at, documentation, keyed });
  return keyed;
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
    ...(documentation === undefined || !hasPage(finding.code)
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
