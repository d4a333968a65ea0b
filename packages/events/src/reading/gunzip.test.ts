import { gzipSync, crc32 as reference } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { gunzip } from './gunzip.ts';

/** What comes out in the end, and what is said of it; the input comes in chunks of this size. */
function unpack(bytes: Uint8Array, chunk = 65536): { text: string; broken: string | undefined } {
  const unpacker = gunzip();
  const decoder = new TextDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    for (const { pieces, broken } of unpacker.push(bytes.subarray(at, at + chunk))) {
      for (const piece of pieces) text += decoder.decode(piece, { stream: true });
      if (broken !== undefined) return { text, broken };
    }
  }
  return { text, broken: unpacker.end() };
}

const lines = Array.from({ length: 3000 }, (_, index) => `line ${index * 7919}\n`).join('');
const whole = gzipSync(lines);

describe('gzip', () => {
  it.each([1, 5, 4096, 65536])('is unpacked from chunks of %d bytes', (chunk) => {
    expect(unpack(whole, chunk)).toEqual({ text: lines, broken: undefined });
  });

  it.each([1, 5, 65536])('may have several members, from chunks of %d bytes', (chunk) => {
    const both = Buffer.concat([whole, gzipSync(''), gzipSync('more\n')]);
    expect(unpack(both, chunk)).toEqual({ text: `${lines}more\n`, broken: undefined });
  });

  it('may hold nothing', () => {
    expect(unpack(gzipSync(''))).toEqual({ text: '', broken: undefined });
  });

  it('is unpacked up to where it breaks off, and that is said', () => {
    for (const size of [2, 5, 12, whole.length >> 1, whole.length - 9, whole.length - 4, whole.length - 1]) {
      const { text, broken } = unpack(whole.subarray(0, size));
      expect(lines.startsWith(text)).toBe(true);
      expect([size, broken]).toEqual([size, 'has no end']);
    }
    expect(unpack(whole.subarray(0, -1)).text).toBe(lines);
  });

  it('is unpacked up to the second member that breaks off', () => {
    const second = gzipSync('more\n'.repeat(9));
    for (const size of [1, 2, 8, 12, second.length - 9, second.length - 1]) {
      const { text, broken } = unpack(Buffer.concat([whole, second.subarray(0, size)]));
      expect([size, text.startsWith(lines), broken]).toEqual([size, true, 'has no end']);
    }
  });

  it('is unpacked up to what stands behind it', () => {
    for (const behind of ['x', 'junk\n', 'more junk than a header has\n'])
      expect(unpack(Buffer.concat([whole, Buffer.from(behind)]))).toEqual({
        text: lines,
        broken: 'goes on after its end',
      });
  });

  it('says where its sum is of other bytes', () => {
    const other = Uint8Array.from(whole);
    other.set([1, 2, 3, 4], whole.length - 8);
    expect(unpack(other)).toEqual({ text: lines, broken: 'is damaged' });
    expect(unpack(Buffer.concat([other, whole])).broken).toBe('is damaged');
    expect(unpack(Uint8Array.of(0x1f, 0x8b, 99, ...whole.subarray(3))).broken).toBe('is damaged');
  });

  test('any bytes after its mark are unpacked, or what is wrong is said', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: whole.length }), (bytes, keep) => {
        const { broken } = unpack(Buffer.concat([whole.subarray(0, Math.max(2, keep)), bytes]));
        expect(broken === undefined).toBe(keep === whole.length && bytes.length === 0);
      }),
      { numRuns: 200 },
    );
  });

  test('members of any texts, in chunks of any size, give their texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1 }),
        fc.integer({ min: 1, max: 60 }),
        (texts, chunk) => {
          const members = Buffer.concat(texts.map((text) => gzipSync(text)));
          expect(unpack(members, chunk)).toEqual({ text: texts.join(''), broken: undefined });
        },
      ),
    );
  });
});

test('the checksum is that of zlib, of bytes in any portions', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.nat({ max: 3 }), (a, b, skipped) => {
      const part = b.subarray(skipped);
      expect(crc32(part, crc32(a)) >>> 0).toBe(reference(part, reference(a)));
    }),
  );
});
