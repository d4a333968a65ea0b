import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { openRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { fetched, inPieces, isFetched, whyNot } from './fetched.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/recordings-counted.md'), 'utf8');
const rows = [...page.matchAll(/^\| `((?:auditd|scap)\/[^`]+)` \|(.*)\|$/gm)].map(
  ([, file = '', cells = '']) => [file, cells.split('|').map((cell) => cell.trim())] as const,
);

/** The log in a file: YAML has it in its texts, an archive as its first file. */
function logOf(file: string): Uint8Array {
  const bytes = readFileSync(join(fetched, file));
  if (file.endsWith('.zip')) {
    const nameAndMore = bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    return inflateRawSync(bytes.subarray(30 + nameAndMore, 30 + nameAndMore + bytes.readUInt32LE(18)));
  }
  if (!file.endsWith('.yaml')) return bytes;
  const lines = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => /^\s+type=/.test(line));
  return Buffer.from(lines.map((line) => line.trim()).join('\n'));
}

describe.skipIf(!isFetched)(`logs and captures of other projects${whyNot}`, () => {
  it('are counted on the page', () => expect(rows.length).toBe(24));

  it.each(rows)('%s', async (file, cells) => {
    const types: Record<string, number> = {};
    const recording = openRecording(inPieces(logOf(file)), {
      document: file,
      catalogue: catalogue('linux'),
      onProblem: () => undefined,
    });
    for await (const batch of recording) {
      for (let event = batch.next(); event !== undefined; event = batch.next()) {
        types[event.type] = (types[event.type] ?? 0) + 1;
      }
    }
    const found = Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(found.map(([type, count]) => `${type} ${count}`).join(', ') || '—').toBe(cells.at(-1));
    const { lines, events, irrelevant, skipped } = recording.counts;
    if (file.startsWith('auditd/'))
      expect([lines, events, irrelevant, skipped].map(String)).toEqual(cells.slice(0, 4));
  });
});
