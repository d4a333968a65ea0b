import { describe, expect, test } from 'vitest';
import { entryValue, type Node } from '../positioned-node.ts';
import { readChunked } from './read-chunked.ts';
import { readYaml } from './read-yaml.ts';

/** What stands in a tree, in short. */
function inShort(node: Node | undefined): unknown {
  switch (node?.kind) {
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, inShort(value)]));
    case 'sequence':
      return node.items.map(inShort);
    case 'scalar':
      return node.value;
    default:
      return null;
  }
}

const read = (text: string): unknown => {
  const { root, problems } = readYaml('p', text);
  return problems.length > 0 ? problems.map(({ code }) => code) : inShort(root);
};

describe('lines that stand no deeper than the key in front are read, as agents do', () => {
  test.each([
    ['in brackets', 'a: [\nb,\nc]\nd: e\n', { a: ['b', 'c'], d: 'e' }],
    ['in braces, with a comment', 'a: {b: c, # why\nd: e}\n', { a: { b: 'c', d: 'e' } }],
    ['with line ends of Windows', 'a: [b,\r\nc]\r\n', { a: ['b', 'c'] }],
    ['within a text without quotes', 'a: [b\nc, d]\n', { a: ['b c', 'd'] }],
    ['in double quotes', 'a: "b\nc\n\nd"\n', { a: 'b c\nd' }],
    ['in single quotes', "a: 'it''s\nfine'\n", { a: "it's fine" }],
    ['in quotes in brackets', 'a: ["b\nc",\nd]\n', { a: ['b c', 'd'] }],
    ['in items', '- a: {\n  b: c}\n- [d,\ne]\n', [{ a: { b: 'c' } }, ['d', 'e']]],
    ['again and again', 'a: [\nb]\nc: "\nd"\ne: {\nf: g}\n', { a: ['b'], c: ' d', e: { f: 'g' } }],
    ['where they look like other keys', 'a: {b: c,\nd: e}\nf: g\n', { a: { b: 'c', d: 'e' }, f: 'g' }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('at their places', () => {
    const text = 'a: [\nb,\n"c\nd"]\n';
    const { root } = readYaml('p', text);
    const list = root?.kind === 'mapping' ? entryValue(root, 'a') : undefined;
    const items = list?.kind === 'sequence' ? list.items : [];
    expect(items.map(({ range: { start, end } }) => text.slice(start, end))).toEqual(['b', '"c\nd"']);
  });

  test('also where items would begin', () => {
    const text = 'rules:\n  - id: "a\n  - id: b"\n  - id: c\n';
    expect(inShort(readChunked('p', text).root())).toEqual({ rules: [{ id: 'a - id: b' }, { id: 'c' }] });
  });
});

describe('nothing is read', () => {
  test.each([
    ['of brackets without an end', 'a: [\nb\nc: d\n'],
    ['of quotes without an end', 'a: "b\nc: d\n'],
    ['of quotes that end in the middle of another text', 'a: "b\nc: "d"\n'],
    ['where a document ends within', 'a: "b\n---\nc"\n'],
    ['of a key whose colon stands on the next line', 'a: b\nc\n : d\n'],
    ['where something else is wrong', 'a: [\nb]\nc: d: e\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toContain('text/yaml-syntax');
  });
});

describe('in brackets and braces a text without quotes', () => {
  test.each(['a: [b?c]', 'a: {b: c?}', 'a: {b?: c}', 'a: [?b]', 'a: [:b]', 'a: {b: ?c}'])(
    'is not %s',
    (text) => {
      expect(read(text)).toEqual(['text/yaml-agent']);
    },
  );

  test.each(['a: {b:[c]}', 'a: [b:{c: d}]'])('needs a blank before a bracket: %s', (text) => {
    expect(read(text)).toEqual(['text/yaml-agent']);
  });

  test.each([
    ['a: {"b":[c], d: [e]}', { a: { b: ['c'], d: ['e'] } }],
    ['a: ["b?", \'?c\']', { a: ['b?', '?c'] }],
    ['a: b?', { a: 'b?' }],
    ['a: [b:c, d]', { a: ['b:c', 'd'] }],
    ['a: [b] # why?', { a: ['b'] }],
  ])('may be %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
