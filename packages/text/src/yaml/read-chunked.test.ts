import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../span.ts';
import { defaultPolicies, policyCorpus } from '../test-kit/corpus.ts';
import { describeTree } from '../test-kit/describe-tree.ts';
import { listItems } from './list-items.ts';
import { type ChunkedYaml, readChunked } from './read-chunked.ts';
import { readYaml } from './read-yaml.ts';

const whole = (text: string) => {
  const { root, problems, documents } = readYaml('p', text);
  return { tree: describeTree(root), problems, documents };
};
const chunked = (text: string, previous?: ChunkedYaml) => {
  const reading = readChunked('p', text, previous);
  const { root, problems, documents } = reading;
  return { reading, result: { tree: describeTree(root()), problems, documents } };
};

const policy = `# ours
version: 1.0.0
macros:
  - id: shells
    values: [sh, "bash"]
rules:
  # reads of the shadow file
  - id: shadow
    expression: >-
      open.file.path == "/etc/shadow"
      && process.file.name not in shells
    every: 10m
  - id: ids
    expression: 'exec.file.name == "id"'
    tags:
      team: "a\\tb"
    actions:
    - set: { name: seen, value: true }
`;

describe('reading by items', () => {
  test('passes over those that nobody wants, and finds the others where they are', () => {
    const items = listItems(policy, 'rules');
    expect(items.map(({ start }) => policy.slice(start).split('\n')[0])).toEqual([
      '  - id: shadow',
      '  - id: ids',
    ]);
    const first = items[0]?.start;
    const some = readChunked('p', policy, undefined, (start) => start === first);
    const all = readChunked('p', policy);
    const offsets = ({ entries }: ChunkedYaml) =>
      entries.map(({ value }) => (value.kind === 'items' ? value.items.map(({ offset }) => offset) : []));
    expect(offsets(some)).toEqual(offsets(all).map((each) => each.filter((offset) => offset !== first)));
    expect(some.reading).toBe(undefined);
  });

  test('has no items to pass over in another shape', () => {
    expect(listItems('rules: [{ id: a }]\n', 'rules')).toEqual([]);
    expect(listItems('- a\n', 'rules')).toEqual([]);
  });

  test('gives each item with its place', () => {
    const { entries } = readChunked('p', policy);
    expect(entries.map(({ key, value }) => [key.value, value.kind])).toEqual([
      ['version', 'single'],
      ['macros', 'items'],
      ['rules', 'items'],
    ]);
    const rules = entries[2]?.value;
    if (rules?.kind !== 'items') throw new Error('rules are items');
    const starts = rules.items.map(
      ({ offset, tree }) => policy.slice(offset + tree.node.range.start).split('\n')[0],
    );
    expect(starts).toEqual(['id: shadow', 'id: ids']);
  });

  test('reads only what changed: the other items are the same objects, wherever they moved', () => {
    const before = readChunked('p', policy);
    const changed = policy.replace('id: shadow', 'id: shadow_file');
    const after = readChunked('p', changed, before);
    const trees = (reading: ChunkedYaml) =>
      reading.entries
        .flatMap(({ value }) => (value.kind === 'items' ? value.items : [value.item]))
        .map((item) => item.tree);
    const [version, shells, shadow, ids] = trees(after);
    expect(version).toBe(trees(before)[0]);
    expect(shells).toBe(trees(before)[1]);
    expect(shadow).not.toBe(trees(before)[2]);
    expect(ids).toBe(trees(before)[3]);
  });

  test('an item with a mistake loses only itself', () => {
    const broken = policy
      .replace('"/etc/shadow"', '"/etc/shadow')
      .replace("expression: 'exec", 'expression: "exec');
    const { entries, problems } = readChunked('p', broken);
    expect(
      problems.map(({ code, place }) => [code, broken.slice(0, place.range.start).split('\n').length]),
    ).toEqual([['text/yaml-syntax', 14]]);
    const rules = entries[2]?.value;
    expect(rules?.kind === 'items' ? rules.items.length : 0).toBe(2);
  });

  test.each([
    ['an anchor', 'rules:\n  - &a { id: a }\n  - *a\n'],
    ['a merge key', 'base: &b { every: 1m }\nrules:\n  - <<: *b\n    id: a\n'],
    ['flow style', '{"rules": [{"id": "a"}]}'],
    ['a second document', 'rules:\n  - id: a\n---\nrules:\n  - id: b\n'],
    ['a tab', 'rules:\n\t- id: a\n'],
    ['odd indentation', 'rules:\n   - id: a\n  - id: b\n'],
    ['a list at the top', '- id: a\n- id: b\n'],
    ['nothing', '# nothing\n'],
    ['a key twice', 'rules:\n  - id: a\nrules:\n  - id: b\n'],
    ['a byte order mark', '\ufeffrules:\n  - id: a\n'],
    ['a document mark', '# why\n---\nrules:\n- id: a\n'],
    ['old line breaks', 'rules:\r  - id: a\r    version: 1\r'],
    ['empty items', 'rules:\n  -\n  - null\n  - id:\nmacros:\n'],
    ['item text without a break at the end', 'rules:\n  - id: a\n    expression: |\n      x'],
  ])('is equal to reading the whole: %s', (_, text) => {
    expect(chunked(text).result).toEqual(whole(text));
  });
});

describe('by items equals as a whole', () => {
  test('on policies of all shapes, with either line break', () => {
    for (const { name, text } of policyCorpus()) {
      expect(chunked(text).result, name).toEqual(whole(text));
      const crlf = text.replaceAll('\n', '\r\n');
      expect(chunked(crlf).result, `${name} with CRLF`).toEqual(whole(crlf));
    }
  });

  const bits = [
    ...'"\'|>:#-[]{}&*!?%@`~,\\ \t\n\r',
    ...[
      '\n  ',
      '\n    ',
      '  ',
      ': ',
      ' #',
      '- ',
      '\n  - ',
      '|-\n',
      '>+\n',
      '|2\n',
      '&a ',
      '*a',
      '!!str ',
      '<<: ',
      '\r\n',
    ],
    ...[
      '---\n',
      '\n---\n',
      '...\n',
      '? ',
      '\\\n',
      '\\x41',
      'é',
      '😀',
      'null',
      'id: x\n',
      'rules:\n',
      '\n\n',
      '- null\n',
    ],
    ...[
      '  - id: a\n    x: 1\n',
      '\u2028',
      '\x07',
      '\ufeff',
      'x: |\n      a\n\n       b\n',
      'k: >\n   a\n\n    b\n     \n  c\n',
    ],
  ];
  const edit = fc.record({
    at: fc.nat(4000),
    remove: fc.oneof(fc.constant(0), fc.nat(20)),
    text: fc.constantFrom('', ...bits),
  });

  test('under random edits, one upon the other', () => {
    const texts = [policy, ...policyCorpus().map(({ text }) => text.slice(0, 2500))];
    const seen = { items: 0, broken: 0 };
    fc.assert(
      fc.property(
        fc.nat(texts.length - 1),
        fc.boolean(),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (which, crlf, edits) => {
          let text = texts[which] ?? policy;
          if (crlf) text = text.replaceAll('\n', '\r\n');
          let previous = readChunked('p', text);
          for (const { at, remove, text: inserted } of edits) {
            const start = at % (text.length + 1);
            const range = { start, end: Math.min(start + remove, text.length) };
            text = applyEdits(text, [{ range, text: inserted }]);
            const { reading, result } = chunked(text, previous);
            expect(result).toEqual(whole(text));
            if (reading.reading !== undefined) seen.items++;
            if (result.problems.length > 0) seen.broken++;
            previous = reading;
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(Math.min(seen.items, seen.broken)).toBeGreaterThan(100);
  });
});

test('a default policy of 5,085 lines takes no library: each item is of a common shape', () => {
  for (const { name, text } of defaultPolicies()) {
    const { reading, problems } = readChunked(name, text);
    expect(reading?.pieces.length, name).toBeGreaterThan(50);
    expect(problems, name).toEqual([]);
  }
});
