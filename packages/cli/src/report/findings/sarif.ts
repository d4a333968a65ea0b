import { type Finding, pageOfCode } from '@secl/lint';
import type { Fix, Location as Place } from '@secl/text';
import type {
  ArtifactLocation,
  Location,
  Log,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from 'sarif';
import { version } from '../../version.ts';
import type { Documents } from '../documents.ts';
import { jsonText } from '../json.ts';
import { type LintReport, regionOf } from './model.ts';
import { shown } from './shown.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, as GitHub's code scanning and editors read it. Columns count UTF-16 code units. */
export function sarifLint(report: LintReport): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort();
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'secl',
            version,
            semanticVersion: version,
            rules: codes.map((code) => descriptor(code, report.findings)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => result(finding, codes.indexOf(finding.code), report)),
      },
    ],
  };
  return jsonText(log);
}

export function descriptor(code: string, findings: readonly Finding[]): ReportingDescriptor {
  const page = pageOfCode(code);
  const finding = findings.find((each) => each.code === code);
  const text = page?.text.trim() ?? '';
  return {
    id: code,
    shortDescription: { text: unlinked(page?.title ?? code) },
    // Optional in the standard, and required by GitHub.
    fullDescription: { text: unlinked(firstParagraph(text) ?? page?.title ?? code) },
    // Readers of plain text see the Markdown, which is written to be read as it is.
    help: { text: text === '' ? code : unlinked(text), markdown: text === '' ? code : text },
    defaultConfiguration: { level: levels[finding?.severity ?? 'warning'] },
    properties: { tags: [finding?.category ?? 'load'] },
  };
}

function firstParagraph(markdown: string): string | undefined {
  return markdown.split(/\n{2,}/).find((block) => block !== '' && !block.startsWith('#'));
}

function result(finding: Finding, ruleIndex: number, { documents, fingerprints }: LintReport): Result {
  const { code, severity, message, place, subject, ruleSets, targets, agent } = finding;
  const { fix, related } = documents.outwardProblem(finding);
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: plain(message) },
    locations: [
      {
        ...locationOf(place, documents),
        ...(subject === '' ? {} : { logicalLocations: [{ name: shown(subject), kind: 'declaration' }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            message: { text: plain(each.message) },
            ...locationOf(each.place, documents),
          })),
        }),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, documents)] }),
    partialFingerprints: { 'secl/v1': fingerprints.get(finding) ?? '' },
    properties: { ruleSets: [...ruleSets], targets: [...targets], ...(agent === undefined ? {} : { agent }) },
  };
}

function locationOf(place: Place, documents: Documents): Location {
  const { file, region } = regionOf(place, documents);
  return { physicalLocation: { artifactLocation: artifact(file), region: sarifRegion(region) } };
}

function fixOf({ title, edits }: Fix<Place>, documents: Documents): SarifFix {
  const files = new Map<string, SarifFix['artifactChanges'][number]['replacements']>();
  for (const { place, text } of edits) {
    const { file, region } = regionOf(place, documents);
    const replacement = { deletedRegion: sarifRegion(region), insertedContent: { text } };
    files.set(file, [...(files.get(file) ?? []), replacement]);
  }
  return {
    description: { text: plain(title) },
    artifactChanges: [...files].map(([file, replacements]) => ({
      artifactLocation: artifact(file),
      replacements,
    })),
  };
}

function sarifRegion({ start, end }: { readonly start: Position; readonly end: Position }): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A path as a URI, relative to the root of the repository as long as it is. */
function artifact(file: string): ArtifactLocation {
  // Half of a surrogate pair, which names of Windows can hold, has no place in a URI.
  const named = file.replace(/\p{Surrogate}/gu, '\ufffd');
  const uri = named.split('/').map(encodeURIComponent).join('/');
  return { uri: file.startsWith('/') ? `file://${uri}` : uri };
}

function plain(text: string): string {
  return unlinked(shown(text));
}

/** In messages of SARIF `[text](1)` is a link, and nothing that a rule says shall be one. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
