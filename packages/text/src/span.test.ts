import { expect, test } from 'vitest';
import { applyEdits } from './span.ts';

const edit = (start: number, end: number, text: string) => ({ range: { start, end }, text });

test('edits apply in any order', () => {
  expect(applyEdits('a b c', [edit(4, 5, 'z'), edit(0, 1, 'xx')])).toBe('xx b z');
});

test('insertions at one place keep their order, before what replaces the text behind', () => {
  expect(applyEdits('abc', [edit(1, 2, 'B'), edit(1, 1, '1'), edit(1, 1, '2')])).toBe('a12Bc');
});

test('edits may touch', () => {
  expect(applyEdits('abcd', [edit(0, 2, 'x'), edit(2, 4, 'y')])).toBe('xy');
});

test.each([
  ['overlap', [edit(0, 2, ''), edit(1, 3, '')]],
  ['cover one another', [edit(0, 3, ''), edit(1, 2, '')]],
  ['insert into what another removes', [edit(0, 3, ''), edit(1, 1, 'x')]],
  ['leave the text', [edit(2, 9, '')]],
  ['run backwards', [edit(2, 1, '')]],
])('edits that %s are refused', (_, edits) => {
  expect(() => applyEdits('abc', edits)).toThrow(RangeError);
});
