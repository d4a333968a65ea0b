import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startHclParser } from '../node/start-hcl-parser.ts';
import { encode } from '../scalar/encode.ts';
import { decodeScalar } from '../scalar/style.ts';
import { applyEdits, type Range } from '../span.ts';
import { type Placed, placesOf, scalarsOf } from '../test-kit/hcl.ts';
import { replacement, spansOf } from '../test-kit/scalars.ts';
import { readHcl } from './read-hcl.ts';

const parser = await startHclParser();

const bits = fc.constantFrom(
  'a',
  'resource',
  ' ',
  '\n',
  ' = ',
  '"',
  '"x"',
  '"${',
  '}',
  '{',
  '[',
  ']',
  '(',
  ')',
  ',',
  '<<EOT\n',
  '<<-E\n',
  'EOT\n',
  'E\n',
  '\nEOT\n',
  '${',
  '%{',
  '$',
  '\\',
  '\\"',
  '#',
  '//',
  '/*',
  '*/',
  '1',
  '.',
  '-',
  '!',
  '?',
  ':',
  '=>',
  '...',
  'for',
  'in',
  'if',
  'r "a" {\n',
  '\nk = ',
  '"x"\n',
  '\nm = { k = [x.y, "${z} w"] }\n',
  '\nn = f(1, <<-E\n  t\n E\n)\n',
  '\n}\n',
  'é',
  '😀',
  '\r\n',
  '\ud800',
  '*',
  '\t',
);

/** Inside one another, and beside one another in order. */
function expectNested(places: readonly Placed[], around: Range): void {
  let done = around.start;
  for (const { range, inside } of places) {
    expect(range.start).toBeGreaterThanOrEqual(done);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expectNested(inside, range);
    done = range.end;
  }
  expect(done).toBeLessThanOrEqual(around.end);
}

test('no text throws, and every place lies in the file, in what holds it and beside what stands before it', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const file = readHcl(parser, 'f', text);
      const whole = { start: 0, end: text.length };
      const places = placesOf(file.body);
      read += places.length;
      expectNested(places, whole);
      expectNested(
        file.comments.map(({ range }) => ({ range, inside: [] })),
        whole,
      );
      for (const { place } of file.problems) expectNested([{ range: place.range, inside: [] }], whole);
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(300);
});

const value = fc
  .tuple(
    fc.constantFrom('quoted', 'EOT', '-EOT'),
    fc.array(fc.constantFrom('a', ' ', '"', '\\', '\n', '$${', '%%{', '$', 'é', '😀', '}', '  '), {
      maxLength: 10,
    }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([style, parts, lineBreak]) => {
    const text = parts.join('');
    if (style === 'quoted') return `"${text.replaceAll('\n', '').replace(/["\\]/g, '\\$&')}"`;
    return `<<${style}\n    ${text}\n  EOT`.replaceAll('\n', lineBreak);
  });

test('texts of a file are what their source says, and what is edited in them reads as the edited text', () => {
  let edited = 0;
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(100), { minLength: 2, maxLength: 6 }),
      fc.array(replacement, { minLength: 3, maxLength: 3 }),
      (values, cuts, texts) => {
        const text = `r "a" {\n${values.map((one, i) => `  v${i} = ${one}\n`).join('')}}\n`;
        const { body, problems } = readHcl(parser, 'f', text);
        expect(problems).toEqual([]);
        const scalars = scalarsOf(body).filter(({ style }) => style !== 'plain');
        expect(scalars.slice(1).map(({ source }) => source)).toEqual(values);
        for (const [index, scalar] of scalars.entries()) {
          if (index === 0) continue;
          expect(decodeScalar(scalar.style, scalar.source, scalar.parentIndent)).toMatchObject({
            text: scalar.value,
            valid: true,
          });
          for (const span of spansOf(scalar.value, cuts)) {
            const { start, end } = scalar.map.toSource(span);
            expect(start).toBeGreaterThanOrEqual(scalar.range.start);
            expect(end).toBeLessThanOrEqual(scalar.range.end);
          }
          const edits = spansOf(scalar.value, cuts).map((span, i) => ({ span, text: texts[i] ?? '' }));
          const wanted = applyEdits(
            scalar.value,
            edits.map((edit) => ({ range: edit.span, text: edit.text })),
          );
          const result = encode(scalar, edits);
          const after = readHcl(
            parser,
            'f',
            applyEdits(text, result.kind === 'edits' ? result.edits : [result.edit]),
          );
          expect(after.problems).toEqual([]);
          const again = scalarsOf(after.body).filter(({ style }) => style !== 'plain');
          expect(again.map((one) => one.value)).toEqual(
            scalars.map((one, i) => (i === index ? wanted : one.value)),
          );
          edited++;
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(edited).toBeGreaterThan(1000);
});
