import type { Finding } from '@secl/lint';
import { decodeText, parseJson } from '@secl/text';
import type { Found } from '@secl/workspace';
import type { CliContext } from '../context.ts';
import { jsonText } from '../report/json.ts';
import type { NameFrom } from './name-from-config.ts';

/** Where the findings of an old pack are kept that nobody shall hear of again, unless another file is named. */
export const defaultBaseline = 'secl-baseline.json';

/** Raised when older versions could not read what is written. */
const schemaVersion = 1;

/** The fingerprints that a baseline lists. */
export async function readBaseline(context: CliContext, path: string): Promise<Found<ReadonlySet<string>>> {
  const read = await context.fs.read(path);
  if (!read.ok) return { ok: false, message: `baseline ${path}: ${read.trouble.reason}` };
  const parsed = parseJson(decodeText(read.value).text);
  const prints = parsed.ok ? printsOf(parsed.value) : undefined;
  if (prints === undefined)
    return { ok: false, message: `baseline ${path}: this is not what --write-baseline wrote` };
  return { ok: true, value: prints };
}

function printsOf(value: unknown): ReadonlySet<string> | undefined {
  if (typeof value !== 'object' || value === null || !('findings' in value) || !Array.isArray(value.findings))
    return undefined;
  const prints = value.findings.map((each: unknown) =>
    typeof each === 'object' && each !== null && 'fingerprint' in each && typeof each.fingerprint === 'string'
      ? each.fingerprint
      : undefined,
  );
  return prints.every((print) => print !== undefined) ? new Set(prints) : undefined;
}

/** A baseline of these findings: one line each, in an order that changes little when a finding goes. */
export function baselineText(
  findings: readonly Finding[],
  fingerprints: ReadonlyMap<Finding, string>,
  nameFrom: NameFrom,
): string {
  const rows = findings.map((finding) => ({
    file: nameFrom(finding.place.document),
    subject: finding.subject,
    code: finding.code,
    fingerprint: fingerprints.get(finding) ?? '',
  }));
  rows.sort(
    (a, b) =>
      compare(a.file, b.file) ||
      compare(a.subject, b.subject) ||
      compare(a.code, b.code) ||
      compare(a.fingerprint, b.fingerprint),
  );
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return rows.length === 0
    ? jsonText({ schemaVersion, findings: [] })
    : `{\n  "schemaVersion": ${schemaVersion},\n  "findings": [\n${lines}\n  ]\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
