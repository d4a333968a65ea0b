import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('UTF-8 is text, a byte order mark included', () => {
  expect(decodeText(utf8('\ufeffé😀'))).toEqual({ text: '\ufeffé😀', encoding: 'utf-8', problems: [] });
});

test.each([
  ['utf-16le', [0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0, 0xde]],
  ['utf-16be', [0xfe, 0xff, 0, 0x61, 0xd8, 0x3d, 0xde, 0]],
])('%s with a byte order mark is read, and said', (encoding, bytes) => {
  const decoded = decodeText(Uint8Array.from(bytes));
  expect(decoded).toMatchObject({ text: '\ufeffa😀', encoding });
  expect(decoded.problems.map((problem) => problem.code)).toEqual(['text/utf16']);
});

test('bytes that are not UTF-8 have a place; a U+FFFD that is really there does not count', () => {
  const bytes = Uint8Array.from([...utf8('é\ufffd'), 0xe9, 0x61]);
  const { text, problems } = decodeText(bytes);
  expect(text).toBe('é\ufffd\ufffda');
  expect(problems).toMatchObject([{ code: 'text/not-utf8', place: { start: 2, end: 3 } }]);
});
