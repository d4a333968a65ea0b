import fc from 'fast-check';
import { expect, test } from 'vitest';
import { squeezed } from './squeezed.ts';

const bit = fc.oneof(
  fc.constantFrom('a', ' ', '\n', 'x', '"', '\r\n'),
  fc
    .tuple(fc.constantFrom(' ', '\n', 'x', '\n  '), fc.nat({ max: 60 }))
    .map(([of, count]) => of.repeat(count)),
);

test('a run is one character, which stands for all of its place', () => {
  const text = `a =${' '.repeat(20)}[${'\n'.repeat(30)}"${'x'.repeat(40)}"]`;
  const { text: short, toWhole } = squeezed(text);
  expect(short).toBe('a = [\n"x"]');
  const whole = (part: string): string =>
    text.slice(toWhole(short.indexOf(part)), toWhole(short.indexOf(part) + part.length));
  expect(whole('"x"')).toBe(`"${'x'.repeat(40)}"`);
  expect(whole(']')).toBe(']');
});

test('every place of the short text is one of the whole, with the same characters beside it', () => {
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 12 }), (bits) => {
      const text = bits.join('');
      const { text: short, toWhole } = squeezed(text);
      expect(toWhole(short.length)).toBe(text.length);
      for (let at = 0; at < short.length; at++) {
        const part = text.slice(toWhole(at), toWhole(at + 1));
        expect(part.length).toBeGreaterThan(0);
        const char = short[at] ?? '';
        expect(part.includes(char)).toBe(true);
        if (part.length > 1) expect(part).toMatch(/^(?:\s{16,}|x{16,})$/);
      }
    }),
  );
});
