import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../reading/recording.ts';
import { captureOf } from './test-kit.ts';

const mkdir = { number: 277, params: { res: 0, path: '/srv/d', mode: 0o750 } } as const;
/** Section and machine come first, then three blocks of one size. */
const front = 48;
const capture = captureOf([mkdir, mkdir, mkdir]);
const size = (capture.length - front) / 3;

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What is told, and what is counted, where the second event says that it has so many bytes. */
async function readWith(length: number, limit: number) {
  const bytes = Uint8Array.from(capture);
  new DataView(bytes.buffer).setUint32(front + size + 4, length, true);
  const told: string[] = [];
  const recording = openRecording(whole(bytes), {
    document: 'capture',
    catalogue: catalogue('linux'),
    limit,
    onProblem: ({ line, message }) => told.push(`${line}: ${message}`),
  });
  for await (const batch of recording) while (batch.next() !== undefined) {}
  const { events, skipped } = recording.counts;
  return { told, events, skipped };
}

describe('a block', () => {
  it('is read where it is as long as it says', async () => {
    expect(await readWith(size, 1000)).toEqual({ told: [], events: 3, skipped: 0 });
  });

  it('beyond the limit is skipped, and no other', async () => {
    expect(await readWith(2 * size, size + 1)).toEqual({
      told: [`2: this block has more than ${size + 1} bytes; it is skipped`],
      events: 1,
      skipped: 1,
    });
  });

  it('whose length leads out of the file is where the capture ends', async () => {
    expect(await readWith(900_000, 1000)).toEqual({
      told: ['2: the recording ends in the middle: its last block has no end; what came before is used'],
      events: 1,
      skipped: 1,
    });
  });
});
