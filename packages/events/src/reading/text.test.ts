import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOf } from './text.ts';

async function* portions(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** Mostly ASCII, with characters of several bytes, broken ones and bytes of no encoding among it. */
const bytes = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom('a', '\n', 'line of ascii'), weight: 6 },
      { arbitrary: fc.constantFrom('é', '€', '\u{1f600}', '\ufffd'), weight: 2 },
      { arbitrary: fc.constantFrom(0xff, 0xc3, 0xa9, 0xe2, 0xf0, 0x80, 0), weight: 2 },
    ),
    { minLength: 3, maxLength: 40 },
  )
  .map((parts) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])),
    ),
  );

it('gives the text however it is cut, and code units only where they are those of the text', async () => {
  let known = 0;
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(200), { maxLength: 6 }), async (some, cuts) => {
      const places = [0, ...cuts.map((cut) => cut % (some.length + 1)), some.length].sort((a, b) => a - b);
      const cut = places
        .map((place, at) => some.subarray(place, places[at + 1] ?? place))
        .filter(({ length }) => length > 0);
      let text = '';
      let encoding = '';
      for await (const piece of textOf(portions(cut), (found) => {
        encoding = found;
      })) {
        text += piece.text;
        if (piece.codes === undefined) continue;
        known += 1;
        expect([...piece.codes]).toEqual(
          Array.from({ length: piece.text.length }, (_, at) => piece.text.charCodeAt(at)),
        );
      }
      expect(text).toBe(new TextDecoder(encoding).decode(some));
    }),
    { numRuns: 2000 },
  );
  expect(known).toBeGreaterThan(500);
});
