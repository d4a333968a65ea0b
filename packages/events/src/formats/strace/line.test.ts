import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stretchOf } from '../../reading/piece.ts';
import { readCall } from './call.ts';
import { readLine } from './line.ts';

/** With the text of a call in place of where it stands. */
function readOf(text: string) {
  const { says, ...line } = readLine(stretchOf(text));
  if (says.kind !== 'call') return { ...line, says };
  const { kind, name, call } = says;
  return { ...line, says: { kind, name, text: call.text.slice(call.start, call.end) } };
}

it('a line says the same whichever way its thread is printed', () => {
  const piece = fc.constantFrom('openat', '(', ')', ' ', '"x"', ' = 3', '<unfinished ...>', '?', '\u00a0');
  const time = fc.constantFrom('1772359200.000100', '1772359200.1', '1772359200.1234567891', '99999.000001');
  fc.assert(
    fc.property(fc.array(piece), time, (pieces, at) => {
      const rest = `${at} ${pieces.join('')}`;
      expect(readOf(`7 ${rest}`)).toEqual(readOf(`[pid 7] ${rest}`));
    }),
    { numRuns: 1000 },
  );
});

it('a time that is in no calendar, because digits of two lines run together, is none', () => {
  expect(readOf('19714 1795159822.526860 close(3) = 0').time).toBe(1_795_159_822_526_860_000n);
  expect(readOf('1971491795159822.526860 close(3) = 0').says.kind).toBe('unknown');
  expect(readOf('7 1971491795159822.526860 close(3) = 0').says.kind).toBe('unknown');
});

it('numbers are read as C has them', () => {
  const meaning = (text: string): unknown =>
    readCall('f', stretchOf(`f(${text}) = 0`), () => undefined)?.items[0];
  expect(['017', '0x1f', '-13', '-0', '08', '9007199254740993'].map(meaning)).toEqual(
    [15, 31, -13, 0, 8, 9007199254740993n].map((value) => ({ kind: 'number', value })),
  );
});

it('a shift that no mask is wide enough for adds no bit', () => {
  const names: readonly string[] = [];
  expect(readCall('f', stretchOf('f(1<<99999999999) = 0'), () => undefined)?.items).toEqual([
    { kind: 'flags', names, rest: 0n },
  ]);
});

it('a mask may name some of its bits and number others', () => {
  expect(readCall('f', stretchOf('f(1<<CAP_CHOWN|1<<5|1<<0x29|4) = 0'), () => undefined)?.items).toEqual([
    { kind: 'flags', names: ['CAP_CHOWN'], rest: (1n << 5n) | (1n << 41n) | 4n },
  ]);
});
