import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportedRecord, importRecording, type LineCounts, openRecording } from '@secl/events';
import { catalogue } from '@secl/model';

/** Other projects' recordings, which are no part of this repository. */
export const fetched = join(import.meta.dirname, '../../../shared/fetched');
export const isFetched = existsSync(fetched);
export const whyNot = isFetched ? '' : ` (skipped: ${'shared/fetched'} is not here)`;

export interface Read {
  readonly types: Readonly<Record<string, number>>;
  readonly counts: LineCounts;
  readonly problems: readonly string[];
}

/** A file, or all files of a directory. */
export function filesAt(path: string): readonly string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];
}

export async function readFiles(files: readonly string[]): Promise<Read> {
  const types: Record<string, number> = {};
  const problems: string[] = [];
  const sum = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };
  for (const file of files) {
    const recording = openRecording(inPieces(readFileSync(file)), {
      document: file,
      catalogue: catalogue('linux'),
      onProblem: ({ line, code }) => problems.push(`${line} ${code}`),
    });
    for await (const batch of recording) {
      for (let event = batch.next(); event !== undefined; event = batch.next()) {
        types[event.type] = (types[event.type] ?? 0) + 1;
      }
    }
    for (const key of Object.keys(sum) as (keyof LineCounts)[]) sum[key] += recording.counts[key];
  }
  return { types, counts: sum, problems };
}

export async function importFile(bytes: Uint8Array): Promise<readonly ImportedRecord[]> {
  const records: ImportedRecord[] = [];
  const options = { document: 'x', catalogue: catalogue('linux'), onProblem: () => undefined };
  for await (const portion of importRecording(inPieces(bytes), options)) records.push(...portion);
  return records;
}

export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
