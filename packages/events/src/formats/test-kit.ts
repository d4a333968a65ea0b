import { catalogue, type Platform } from '@secl/model';
import type { ImportedRecord, Importer, LineCounts } from '../importer.ts';
import type { CanonicalRecord } from '../record.ts';

export interface Reading {
  readonly records: readonly CanonicalRecord[];
  readonly imported: readonly ImportedRecord[];
  readonly problems: readonly string[];
  readonly counts: LineCounts;
}

/** What an importer makes of lines, which are objects or text as it stands in a file. */
export function readAll(
  importer: Importer,
  lines: readonly unknown[],
  platform: Platform = 'linux',
): Reading {
  const problems: string[] = [];
  const reader = importer.open({
    catalogue: catalogue(platform),
    onProblem: ({ line, code }) => problems.push(`${line} ${code}`),
  });
  const imported = lines.flatMap((line, index) =>
    reader.read({
      document: 'x',
      text: typeof line === 'string' ? line : JSON.stringify(line),
      line: index + 1,
      column: 1,
      offset: 0,
      ended: true,
    }),
  );
  const all = [...imported, ...reader.end()];
  return { records: all.map(({ record }) => record), imported: all, problems, counts: reader.counts() };
}

/** Values of a record without those of the process and of every event. */
export function own(record: CanonicalRecord | undefined): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record?.Values ?? {});
  return Object.fromEntries(entries.filter(([key]) => !/^(?:process|event|container)\./.test(key)));
}
