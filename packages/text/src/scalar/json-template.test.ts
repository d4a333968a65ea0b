import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScalar } from '../positioned-node.ts';
import { applyEdits } from '../span.ts';
import { replacement, spansOf } from '../test-kit/scalars.ts';
import { encode } from './encode.ts';
import { decodeJsonTemplate } from './json-template.ts';
import { writeScalar } from './write-scalar.ts';

const scalarOf = (text: string) =>
  createScalar({
    style: 'json-template',
    text,
    start: 0,
    end: text.length,
    standing: 'flow',
    parentIndent: -1,
  });

describe("a string of Terraform's JSON, as Terraform 1.11 reads it", () => {
  test.each([
    ['"$${x}\\/\\b\\f\\u00e9\\uD83D\\uDE00 \\"q\\" \\\\ $$${y}"', '${x}/\b\fé😀 "q" \\ $${y}'],
    ['"\\u0024\\u0024{x} $\\u0024\\u007by}"', '${x} ${y}'],
    ['"%%{x} %%%{y} $$ $%%{z}"', '%{x} %%{y} $$ $%{z}'],
    ['"a \\\\u00e9 $${x} \\\\q"', 'a \\u00e9 ${x} \\q'],
    ['"no template"', 'no template'],
  ])('%s', (source, text) => {
    expect(decodeJsonTemplate(source)).toMatchObject({ text, valid: true });
  });

  test.each(['"${x}"', '"%{if x}"', '"$${a} ${b}"', '"\\\\${x}"', '"\\u0024{x}"', '"$%{x}"'])(
    '%s is known only when Terraform runs',
    (source) => {
      expect(decodeJsonTemplate(source).valid).toBe(false);
    },
  );

  test('has exact places', () => {
    const scalar = scalarOf('"\\/$${a} \\u0024${b} \\uD83D\\uDE00 %%{c}\\b"');
    expect(scalar.value).toBe('/${a} ${b} 😀 %{c}\b');
    const sourceOf = (part: string): string => {
      const start = scalar.value.indexOf(part);
      const range = scalar.map.toSource({ start, end: start + part.length });
      return scalar.read.text.slice(range.start, range.end);
    };
    expect(['/', '${a}', '{a', '${b}', '😀', '%{c}', '\b'].map(sourceOf)).toEqual([
      '\\/',
      '$${a}',
      '{a',
      '\\u0024${b}',
      '\\uD83D\\uDE00',
      '%%{c}',
      '\\b',
    ]);
  });
});

test('whatever is edited reads as the edited text', () => {
  const bits = fc.constantFrom(
    ...['a', ' ', '\\"', '\\\\', '\\n', '\\/', '\\b', '\\u00e9', '\\u0024'],
    ...['$${', '%%{', '$', '%', '{', '}', 'é', '😀', '\\uD83D\\uDE00'],
  );
  let edited = 0;
  fc.assert(
    fc.property(
      fc.array(bits, { maxLength: 12 }),
      fc.array(fc.nat(100), { minLength: 2, maxLength: 6 }),
      fc.array(replacement, { minLength: 3, maxLength: 3 }),
      (parts, cuts, texts) => {
        const source = `"${parts.join('')}"`;
        fc.pre(decodeJsonTemplate(source).valid);
        const scalar = scalarOf(source);
        const edits = spansOf(scalar.value, cuts).map((span, i) => ({ span, text: texts[i] ?? '' }));
        const wanted = applyEdits(
          scalar.value,
          edits.map(({ span, text }) => ({ range: span, text })),
        );
        const result = encode(scalar, edits);
        const after = applyEdits(source, result.kind === 'edits' ? result.edits : [result.edit]);
        expect(decodeJsonTemplate(after)).toMatchObject({ text: wanted, valid: true });
        expect(() => JSON.parse(after)).not.toThrow();
        const written = writeScalar(wanted, { style: 'json-template', parentIndent: -1, standing: 'flow' });
        expect(decodeJsonTemplate(written.text)).toMatchObject({ text: wanted, valid: true });
        edited++;
      },
    ),
    { numRuns: 3000 },
  );
  expect(edited).toBeGreaterThan(1000);
});
