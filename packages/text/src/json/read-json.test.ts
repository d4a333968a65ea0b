import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import type { Node } from '../positioned-node.ts';
import { describeTree } from '../test-kit/describe-tree.ts';
import { readJson } from './read-json.ts';

function valuesOf(node: Node | undefined): unknown {
  if (node?.kind === 'mapping') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, valuesOf(value)]));
  }
  if (node?.kind === 'sequence') return node.items.map(valuesOf);
  if (node?.kind !== 'scalar') return undefined;
  return node.style === 'json' ? node.value : JSON.parse(node.source);
}

test('strings and words have their places', () => {
  expect(describeTree(readJson('p', '{"a": [1.50, "\\u0041"]}').root)).toMatchObject({
    range: { start: 0, end: 23 },
    entries: [
      [
        { value: 'a', style: 'json', standing: 'key', range: { start: 1, end: 4 } },
        {
          range: { start: 6, end: 22 },
          items: [
            { value: '1.50', style: 'plain' },
            { value: 'A', style: 'json', range: { start: 13, end: 21 }, ends: { start: 14, end: 20 } },
          ],
        },
      ],
    ],
  });
});

test('the tree holds what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (json, spread) => {
      const text = spread ? JSON.stringify(JSON.parse(json), null, 2) : json;
      const { root, problems } = readJson('p', text);
      expect(problems).toEqual([]);
      // Of keys that stand twice `Object.fromEntries` takes the last, as JSON.parse does.
      expect(JSON.stringify(valuesOf(root))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

describe('mistakes', () => {
  test('what stands before one is read', () => {
    const { root, problems } = readJson('p', '{"a": [1, 2, {"b": }]}');
    expect(valuesOf(root)).toEqual({ a: [1, 2, {}] });
    expect(problems).toMatchObject([
      { code: 'text/json-syntax', place: { document: 'p', range: { start: 19 } } },
    ]);
  });

  test('a key that stands twice is told', () => {
    expect(readJson('p', '{"a": 1, "a": 2}').problems.map((problem) => problem.code)).toEqual([
      'text/duplicate-key',
    ]);
  });

  test('nesting beyond the limit, and texts beyond it, are refused', () => {
    expect(readJson('p', '['.repeat(limits.depth + 1)).problems).toMatchObject([
      { code: 'text/json-syntax' },
    ]);
    expect(readJson('p', ' '.repeat(limits.characters + 1)).problems).toMatchObject([
      { code: 'text/too-large' },
    ]);
  });
});
