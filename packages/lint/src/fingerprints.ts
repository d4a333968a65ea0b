import type { Finding } from './finding.ts';

/**
 * A name for each finding that stays the same while lines move: of its code, its file (as `nameOf` has it), its rule, and
 * the text that it marks without its blanks; equal ones are counted. 16 hexadecimal digits, FNV-1a of 64 bits over its UTF-16 code units.
 */
export function fingerprints(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  nameOf: (document: string) => string = (document) => document,
): ReadonlyMap<Finding, string> {
  const counts = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { code, subject, place } = finding;
      const source = texts.get(place.document)?.slice(place.range.start, place.range.end) ?? '';
      const key = [code, nameOf(place.document), subject, source.replace(/\s+/g, ' ').trim()].join('\n');
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [finding, hash(`${key}\n${count}`)];
    }),
  );
}

function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++)
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return value.toString(16).padStart(16, '0');
}
