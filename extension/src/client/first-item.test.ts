import { expect, it } from 'vitest';
import { upToFirstItem } from './first-item.ts';

it.each([
  ['in an empty file', 'rules', 0, undefined, 'rules:\n  - '],
  ['before another key', 'actions', 4, '    tags: {}', 'actions:\n  - '],
  ['before another rule', 'actions', 4, '  - id: b', 'actions:\n  - '],
  ['above its items', 'rules', 0, '  - id: a', undefined],
  ['above its items that stand no further in', 'rules', 0, '- id: a', undefined],
  ['of a key without a list', 'version', 0, undefined, undefined],
])('%s', (_, key, column, next, written) => {
  expect(upToFirstItem(key, column, next)).toBe(written);
});
