import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryValue, type Scalar } from '../positioned-node.ts';
import { applyEdits } from '../span.ts';
import { replacement, spansOf } from '../test-kit/scalars.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { encode } from './encode.ts';
import { nestedScalar } from './nested.ts';
import type { ScalarStyle } from './style.ts';
import { writeScalar } from './write-scalar.ts';

/** The scalar under a key of a YAML text. */
function scalarIn(text: string, key: string): Scalar {
  const { root } = readYaml('p', text);
  const value = root?.kind === 'mapping' ? entryValue(root, key) : undefined;
  if (value?.kind !== 'scalar') throw new Error(`no text under ${key}`);
  return value;
}

/** The scalar `policy` of the text that is the value of `values`. */
function nestedIn(text: string): Scalar {
  const outer = scalarIn(text, 'values');
  return nestedScalar(outer, scalarIn(outer.value, 'policy'));
}

function edited(text: string, wanted: string, by: string): string {
  const scalar = nestedIn(text);
  const start = scalar.value.indexOf(wanted);
  const result = encode(scalar, [{ span: { start, end: start + wanted.length }, text: by }]);
  return applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]);
}

const inBlocks = `values: |
  # of a chart
  policy: |
    rules:
      - id: "é"
next: 1
`;

describe('a text in a text', () => {
  test('has its places in the document', () => {
    const { value, map, range } = nestedIn(inBlocks);
    expect(value).toBe('rules:\n  - id: "é"\n');
    const at = value.indexOf('"é"');
    const { start, end } = map.toSource({ start: at, end: at + 3 });
    expect(inBlocks.slice(start, end)).toBe('"é"');
    expect(map.toDecoded(start)).toBe(at);
    expect(inBlocks.slice(range.start, range.end)).toBe('|\n    rules:\n      - id: "é"\n');
  });

  test.each([
    ['blocks', inBlocks, '"é"', 'a\n  - id: b', inBlocks.replace('"é"', 'a\n      - id: b')],
    [
      'quotes in quotes',
      'values: "policy: \\"a: \\\\\\"x\\\\\\"\\"\\n"\n',
      'x',
      'y"',
      'values: "policy: \\"a: \\\\\\"y\\\\\\"\\\\\\"\\"\\n"\n',
    ],
    [
      'plain text in a block',
      'values: |\n  policy: a b\n',
      'b',
      "b: 'c'",
      "values: |\n  policy: 'a b: ''c'''\n",
    ],
  ])('is edited where it stands: %s', (_, text, wanted, by, expected) => {
    expect(edited(text, wanted, by)).toBe(expected);
  });

  const styles: readonly ScalarStyle[] = ['single', 'double', 'literal', 'folded'];
  test('whatever is edited: both read as they should, and all else stays byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('rules:', '  - id: "é🙂"', '', "    x: 'y'", '# z'), { minLength: 1 }),
        fc.constantFrom(...styles),
        fc.constantFrom(...styles),
        fc.array(fc.nat(300), { minLength: 2, maxLength: 4 }),
        fc.array(replacement, { minLength: 2, maxLength: 2 }),
        (lines, outerStyle, innerStyle, cuts, texts) => {
          const writing = { standing: 'block', lineBreak: '\n' } as const;
          const written = (text: string, style: ScalarStyle, parentIndent: number): string =>
            writeScalar(text, { ...writing, style, parentIndent }).text;
          const values = `before: 1\npolicy: ${written(`${lines.join('\n')}\n`, innerStyle, 0)}\nafter: 2\n`;
          const text = `a: 1\nvalues: ${written(values, outerStyle, 0)}\nb: 2\n`;
          const scalar = nestedIn(text);
          const edits = spansOf(scalar.value, cuts).map((span, i) => ({ span, text: texts[i] ?? '' }));
          const wanted = applyEdits(
            scalar.value,
            edits.map(({ span, text: by }) => ({ range: span, text: by })),
          );
          const result = encode(scalar, edits);
          const after = applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]);
          expect(nestedIn(after).value).toBe(wanted);
          const outer = scalarIn(after, 'values').value;
          expect(['before', 'after'].map((key) => scalarIn(outer, key).value)).toEqual(['1', '2']);
          expect(['a', 'b'].map((key) => scalarIn(after, key).value)).toEqual(['1', '2']);
        },
      ),
    );
  });
});
