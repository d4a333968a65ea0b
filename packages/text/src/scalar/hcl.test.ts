import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScalar } from '../positioned-node.ts';
import { applyEdits } from '../span.ts';
import { replacement, spansOf } from '../test-kit/scalars.ts';
import { encode } from './encode.ts';
import { decodeHclHeredoc, decodeHclQuoted } from './hcl.ts';
import { writeScalar } from './write-scalar.ts';

describe('a quoted string', () => {
  test.each([
    ['"a == \\"b\\""', 'a == "b"'],
    ['"$${process.x} and %%{y}"', '${process.x} and %{y}'],
    ['"$$ $$$ %% $$a"', '$$ $$$ %% $$a'],
    ['"$$${x} $$$${y} %%%{z}"', '$${x} $$${y} %%{z}'],
    ['"$%%{x} %$${y} $$%%{z} $$${"', '$%{x} %${y} $$%{z} $${'],
    ['"\\\\d\\n\\t\\u00e9\\U0001F600"', '\\d\n\té😀'],
  ])('%s', (source, text) => {
    expect(decodeHclQuoted(source)).toMatchObject({ text, valid: true });
  });

  test.each([
    '"${var.x}"',
    '"%{ if x }"',
    '"a\nb"',
    '"\\q"',
    '"\\${x}"',
    '"\\uD83D\\uDE00"',
    '"open',
    '"$%{x}"',
  ])('%j is not a text that stands in the file', (source) => {
    expect(decodeHclQuoted(source).valid).toBe(false);
  });
});

describe('a heredoc', () => {
  test.each([
    ['<<EOT\n  a "b" \\n\n  $${c}\nEOT', '  a "b" \\n\n  ${c}\n'],
    ['<<-EOT\n    a\n      b\n\n    c\n  EOT', 'a\n  b\n\nc\n'],
    ['<<-X\n\t\ta\n\t\tb\n\tX', 'a\nb\n'],
    ['<<EOT\nEOT', ''],
    ['<<EOT\n$$${x} $$$${y} %%%{z} $$ \\q\nEOT', '$${x} $$${y} %%{z} $$ \\q\n'],
    ['<<-EOT\n    a\n  \n    b\n  EOT', 'a\n  \nb\n'],
    ['<<-EOT\n\ta\n    b\nEOT', 'a\n   b\n'],
  ])('%j', (source, text) => {
    expect(decodeHclHeredoc(source)).toMatchObject({ text, valid: true });
  });

  test.each(['<<EOT\na\n', '<<EOT\n${x}\nEOT', 'a'])('%j is not whole', (source) => {
    expect(decodeHclHeredoc(source).valid).toBe(false);
  });
});

const styles = { 'hcl-quoted': decodeHclQuoted, 'hcl-heredoc': decodeHclHeredoc } as const;

test('whatever is edited reads as the edited text', () => {
  const bits = fc.constantFrom('a', ' ', '"', '\\', '\n', '${', '%{', '$', '{', 'é', '😀', '  ', '\nEOT\n');
  const seen = { edits: 0, styleChange: 0 };
  fc.assert(
    fc.property(
      fc.array(bits, { maxLength: 10 }),
      fc.constantFrom('hcl-quoted', 'hcl-heredoc'),
      fc.array(fc.nat(100), { minLength: 2, maxLength: 6 }),
      fc.array(replacement, { minLength: 3, maxLength: 3 }),
      (parts, asked, cuts, texts) => {
        const { style, text } = writeScalar(`${parts.join('')}\n`, {
          style: asked,
          parentIndent: 2,
          standing: 'block',
        });
        if (style !== 'hcl-quoted' && style !== 'hcl-heredoc') throw new Error('HCL stays HCL');
        const scalar = createScalar({
          style,
          text,
          start: 0,
          end: text.length,
          standing: 'block',
          parentIndent: 2,
        });
        expect(scalar.value).toBe(`${parts.join('')}\n`);
        const edits = spansOf(scalar.value, cuts).map((span, i) => ({ span, text: texts[i] ?? '' }));
        const wanted = applyEdits(
          scalar.value,
          edits.map(({ span, text: by }) => ({ range: span, text: by })),
        );
        const result = encode(scalar, edits);
        seen[result.kind]++;
        const after = applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]);
        const afterStyle = result.kind === 'edits' ? style : result.style;
        if (afterStyle !== 'hcl-quoted' && afterStyle !== 'hcl-heredoc') throw new Error('HCL stays HCL');
        expect(styles[afterStyle](after)).toMatchObject({ text: wanted, valid: true });
      },
    ),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.edits, seen.styleChange)).toBeGreaterThan(50);
});
