import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { emptiness } from './emptiness.ts';

/** Whether it is, where its bytes come one by one and all at once. */
function isEmpty(bytes: string | Uint8Array): Promise<readonly boolean[]> {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const inChunks = async (size: number): Promise<boolean> => {
    const watched = emptiness();
    for (let at = 0; at < all.length; at += size) await watched.see(all.subarray(at, at + size));
    return watched.isEmpty();
  };
  return Promise.all([inChunks(1), inChunks(1000)]);
}

it.each([
  ['no bytes', ''],
  ['blank lines behind the mark of UTF-8', '\ufeff \r\n\t\n'],
  ['compressed: no bytes', gzipSync('')],
  ['compressed: blank lines', gzipSync('\n \n')],
  ['two that are compressed, and nothing in either', Buffer.concat([gzipSync(''), gzipSync('\n')])],
])('%s are an empty recording', async (_, bytes) => {
  expect(await isEmpty(bytes)).toEqual([true, true]);
});

it.each([
  ['a letter behind blanks', '\n  x'],
  ['compressed: a letter behind blanks', gzipSync('\n  x')],
  ['a letter in the second of two that are compressed', Buffer.concat([gzipSync(''), gzipSync('x')])],
  ['compressed data without its end', gzipSync('').subarray(0, 12)],
  ['the mark of compressed data alone', Uint8Array.of(0x1f, 0x8b)],
  ['what only begins like compressed data', Uint8Array.of(0x1f, 0x20, 0x20, 0x20, 0x20)],
])('%s is something', async (_, bytes) => {
  expect(await isEmpty(bytes)).toEqual([false, false]);
});
