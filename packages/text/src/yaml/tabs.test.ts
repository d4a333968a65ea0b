import { describe, expect, test } from 'vitest';
import { applyEdits } from '../span.ts';
import { readChunked } from './read-chunked.ts';
import { readYaml } from './read-yaml.ts';

/** The text with `«»` around each tab that is refused; `→` is a tab. */
function shown(text: string): string {
  const source = text.replaceAll('→', '\t');
  const { problems } = readYaml('p', source);
  const places = problems
    .filter(({ code }) => code === 'text/yaml-tab')
    .map(({ place }) => place.range.start);
  const marked = [...source].map((each, at) => (places.includes(at) ? `«${each}»` : each)).join('');
  return marked.replaceAll('\t', '→');
}

describe('a tab that agents refuse, as Go’s reader of YAML does', () => {
  test.each([
    ['on a line of its own', 'rules:\n  - id: a\n«→»\n  - id: b\n'],
    ['behind some blanks', 'rules:\n  - id: a\n  «→»\n  - id: b\n'],
    ['at the end', 'rules:\n  - id: a\n«→»'],
    ['at the start', '«→»\nrules:\n  - id: a\n'],
    ['before a comment', 'rules:\n  - id: a\n«→»# why\n  - id: b\n'],
    ['behind quotes, however deep', 'rules:\n  - id: "a"\n          «→»\n'],
    ['behind brackets', '{"rules": []}\n«→»\n'],
    ['below a key', 'rules:\n«→»\n  - id: a\n'],
    ['behind a dash', 'values:\n  -«→»a\n  - «→»b\n'],
  ])('%s', (_, text) => {
    expect(shown(text.replaceAll(/[«»]/g, ''))).toBe(text);
  });

  test('has a fix', () => {
    const text = 'values:\n\t\n  -\ta\n  \t# why\n';
    const edits = readYaml('p', text).problems.flatMap(({ fix }) => fix?.edits ?? []);
    const fixed = applyEdits(
      text,
      edits.map(({ place, text: by }) => ({ range: place.range, text: by })),
    );
    expect(fixed).toBe('values:\n\n  - a\n  # why\n');
    expect(readYaml('p', fixed).problems).toEqual([]);
  });

  test('is found by those who read item by item, too', () => {
    const { problems } = readChunked('p', 'rules:\n  - id: a\n\t\n  - id: b\n');
    expect(problems.map(({ code }) => code)).toEqual(['text/yaml-tab']);
  });
});

describe('a tab that agents pass over', () => {
  test.each([
    ['where a text without quotes may go on', 'rules:\n  - id: a\n        →\n  - id: b\n'],
    ['in such a text', 'a: b\n →\n  c\n'],
    ['below `|`', 'a: |\n  b\n  →\n  →c\n'],
    ['in brackets', '{\n→"rules": [\n→→{"id": "a"}\n→]\n}\n'],
    ['behind a key, a value, a comment', 'a:→b→\nc: d # e→\n'],
    ['behind the start of a document', '---→\na: b\n'],
    ['in another document', 'a: b\n---\n→\nc: d\n'],
  ])('%s', (_, text) => {
    expect(shown(text)).toBe(text);
  });
});
