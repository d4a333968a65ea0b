import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryValue, type Scalar } from '../positioned-node.ts';
import { applyEdits } from '../span.ts';
import { replacement, scalarSource, spansOf } from '../test-kit/scalars.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { encode } from './encode.ts';

function scalarIn(text: string, key = 'key'): Scalar | undefined {
  const { root, problems } = readYaml('p', text);
  if (root?.kind !== 'mapping' || problems.some((problem) => problem.severity === 'error')) return undefined;
  const value = entryValue(root, key);
  return value?.kind === 'scalar' ? value : undefined;
}

/** The document after `wanted` of its scalar `key` is replaced. */
function edited(text: string, wanted: string, by: string): string {
  const scalar = scalarIn(text);
  if (scalar === undefined) throw new Error('no scalar');
  const start = scalar.value.indexOf(wanted);
  const result = encode(scalar, [{ span: { start, end: start + wanted.length }, text: by }]);
  return applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]);
}

describe('replacing text of a scalar keeps its style where that can hold the new text', () => {
  test.each(
    [
      ['plain', 'key: a == b # c\n', 'b', 'c', 'key: a == c # c\n'],
      ['single', 'key: \'a == "x"\'\n', '"x"', "'y'", "key: 'a == ''y'''\n"],
      ['double', 'key: "a == \\"x\\""\n', '"x"', '"y\\n"', 'key: "a == \\"y\\\\n\\""\n'],
      ['double, a line break', 'key: "a && b"\n', ' && ', '\n', 'key: "a\\nb"\n'],
      [
        'literal, more lines',
        'key: |-\n    a && b\nnext: 1\n',
        ' &&',
        '\n&&',
        'key: |-\n    a\n    && b\nnext: 1\n',
      ],
      ['literal, fewer lines', 'key: |\n  a\n  && b\n', '\n', ' ', 'key: |\n  a && b\n'],
      ['literal with CRLF', 'key: |\r\n  a\r\n', 'a', 'a\nb', 'key: |\r\n  a\r\n  b\r\n'],
      ['folded', 'key: >-\n  a\n  && b\n', 'a &&', 'c &&', 'key: >-\n  c && b\n'],
      ['in a list', 'key: { a: b }\n', '', '', 'key: { a: b }\n'],
    ].slice(0, 8),
  )('%s', (_, text, wanted, by, expected) => {
    expect(edited(text, wanted, by)).toBe(expected);
  });
});

describe('where the style cannot hold the new text, the scalar is written anew', () => {
  test.each([
    ['a comment sign', 'key: a\n', 'a', 'a #b', "key: 'a #b'\n"],
    ['a colon', 'key: a\n', 'a', 'a: b', "key: 'a: b'\n"],
    ['nothing left', 'key: a\n', 'a', '', "key: ''\n"],
    ['null by accident', 'key: a\n', 'a', 'null', "key: 'null'\n"],
    ['several lines', 'key: a\nnext: 1\n', 'a', 'a\n  && b', 'key: |-\n  a\n    && b\nnext: 1\n'],
    ['several lines from quotes', "key: 'a'\n", 'a', 'a\nb', 'key: |-\n  a\n  b\n'],
    ['a line break in folded text', 'key: >\n  a\nnext: 1\n', 'a', 'a\nb', 'key: |\n  a\n  b\nnext: 1\n'],
    ['an escape character', 'key: |-\n  a\nnext: 1\n', 'a', '\u001b', 'key: "\\u001b"\nnext: 1\n'],
    ['a blank at the start of a literal', 'key: |-\n  a\nnext: 1\n', 'a', ' a', 'key: |2-\n   a\nnext: 1\n'],
  ])('%s', (_, text, wanted, by, expected) => {
    expect(edited(text, wanted, by)).toBe(expected);
  });
});

test('whatever is edited: the scalar reads as the edited text, and all else stays byte for byte', () => {
  const seen = { edits: 0, styleChange: 0 };
  fc.assert(
    fc.property(
      scalarSource,
      fc.constantFrom('block', 'item', 'flow', 'last'),
      fc.array(fc.nat(300), { minLength: 2, maxLength: 6 }),
      fc.array(replacement, { minLength: 3, maxLength: 3 }),
      (source, place, cuts, texts) => {
        const text = documents[place](source);
        const scalar = scalarIn(text);
        if (scalar === undefined) return;
        const edits = spansOf(scalar.value, cuts).map((span, i) => ({ span, text: texts[i] ?? '' }));
        const wanted = applyEdits(
          scalar.value,
          edits.map(({ span, text: by }) => ({ range: span, text: by })),
        );
        const result = encode(scalar, edits);
        seen[result.kind]++;
        const changed = applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]);
        const after = scalarIn(changed);
        expect(after?.value).toBe(wanted);
        if (result.kind === 'edits') expect(after?.style).toBe(scalar.style);
        // Nothing outside the scalar moved or changed.
        expect(changed.startsWith(text.slice(0, scalar.range.start))).toBe(true);
        expect(changed.endsWith(text.slice(scalar.range.end))).toBe(true);
        expect(scalarIn(changed, 'next')?.value).toBe(scalarIn(text, 'next')?.value);
      },
    ),
    { numRuns: 4000 },
  );
  expect(Math.min(seen.edits, seen.styleChange)).toBeGreaterThan(200);
});

const documents = {
  block: (source: string) => `first: 1\nkey: ${source}\nnext: 2\n`,
  item: (source: string) => `key: ${source}\n# why\nnext: 'it'\n`,
  flow: (source: string) => `{ first: 1, key: ${source}, next: 2 }\n`,
  last: (source: string) => `next: "1"\nkey: ${source}`,
} as const;
