import { applyEdits, type Scalar, writeScalar } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../read/read-policy.ts';
import type { CarriedPolicy } from './carried.ts';
import { outwardEdits, outwardPlace } from './outward.ts';
import { readCarrier } from './read-carrier.ts';
import { problemsOutside } from './test-carrier.ts';

/** Rules with and without mistakes, in all styles that people write. */
const ruleLines = fc.constantFrom(
  ['- id: plain', '  expression: exec.file.name == "sh"'],
  ['- id: literal', '  expression: |', '    exec.file.name == "é🙂" &&', '', '      exec.pid > 0'],
  ['- id: folded', '  expression: >-', '    exec.file.name', '    == "a\\\\b"'],
  ['- id: double', '  expression: "exec.file.name == \\"sh\\""', '  disabled: "true"'],
  ['- id: typo # comment', '  expresion: exec.pid > 0', '  filters: [\'os == "linux"\']'],
  ['- {id: flow, expression: exec.pid > 0, evry: 1m}'],
  ['- id: [wrong]', '', '  every: 1d'],
);
const policies = fc
  .array(ruleLines, { minLength: 1, maxLength: 4 })
  .map(
    (rules) =>
      `rules:\n${rules.map((lines) => lines.map((line) => (line === '' ? '\n' : `  ${line}\n`)).join('')).join('')}`,
  );

const styles = fc.constantFrom('literal' as const, 'folded' as const, 'double' as const);
const lineBreaks = fc.constantFrom('\n', '\r\n');
const indents = fc.integer({ min: 1, max: 6 });

const configMaps = fc
  .record({ policy: policies, style: styles, indent: indents, lineBreak: lineBreaks })
  .map(({ policy, style, indent, lineBreak }) => {
    const { text } = writeScalar(policy, { style, parentIndent: indent, standing: 'block', lineBreak });
    const lines = ['# rules', 'kind: ConfigMap', 'data:', `${' '.repeat(indent)}custom.policy: ${text}`, ''];
    return { policy, text: lines.join(lineBreak) };
  });

function only(text: string): CarriedPolicy & { readonly scalar: Scalar } {
  const [carried, ...more] = readCarrier('cm.yaml', text);
  const scalar = carried?.home.scalar;
  if (carried === undefined || scalar === undefined || more.length > 0) throw new Error('not one policy');
  return { ...carried, scalar };
}

describe('a policy in a ConfigMap, in any style', () => {
  it('says what it says alone', () => {
    fc.assert(
      fc.property(configMaps, ({ policy, text }) => {
        const { file } = only(text);
        const alone = readPolicy(file.name, policy, 'custom');
        expect(JSON.stringify(file.rules, written)).toBe(JSON.stringify(alone.rules, written));
        expect(file.problems).toEqual(alone.problems);
      }),
    );
  });

  it('has its mistakes at the same characters of the file', () => {
    fc.assert(
      fc.property(configMaps, ({ policy, text }) => {
        const carried = only(text);
        const outside = problemsOutside([carried]);
        for (const [index, { place }] of carried.file.problems.entries()) {
          const outer = outside[index]?.place;
          if (outer === undefined) throw new Error('a problem is lost');
          expect(outer.document).toBe('cm.yaml');
          // From the same first character to the same last one.
          const last = Math.max(place.range.start, place.range.end - 1);
          expect(carried.scalar.map.toDecoded(outer.range.start)).toBe(place.range.start);
          expect(charAt(text, outer.range.start)).toBe(charAt(policy, place.range.start));
          if (place.range.end > place.range.start)
            expect(charAt(text, Math.max(outer.range.start, outer.range.end - 1))).toBe(charAt(policy, last));
        }
      }),
    );
  });

  it('is edited in the file as it would be alone', () => {
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 12 }),
      text: fc.constantFrom('', 'x', ' == "y"', '\\', 'é', '\n    '),
    });
    fc.assert(
      fc.property(configMaps, edit, ({ policy, text }, { at, length, text: replacement }) => {
        const { file, home } = only(text);
        const start = at % policy.length;
        const range = { start, end: Math.min(policy.length, start + length) };
        const inner = { location: { document: file.name, range }, text: replacement };
        const outer = outwardEdits([inner], () => home) ?? [];
        const edited = applyEdits(
          text,
          outer.map((each) => ({ range: each.location.range, text: each.text })),
        );
        expect(only(edited).text).toBe(applyEdits(policy, [{ range, text: replacement }]));
      }),
    );
  });

  it('leads every place of it outside and back', () => {
    fc.assert(
      fc.property(configMaps, fc.nat(), ({ policy, text }, at) => {
        const { file, home, scalar } = only(text);
        const start = at % policy.length;
        const place = { document: file.name, range: { start, end: start + 1 } };
        const { range } = outwardPlace(place, () => home);
        expect(range.start).toBeLessThan(range.end);
        expect(scalar.map.toDecoded(range.start)).toBeLessThanOrEqual(start);
        expect(scalar.map.toDecoded(range.end)).toBeGreaterThan(start);
      }),
    );
  });
});

/** Escapes and line breaks are written in other characters than they stand for. */
function charAt(text: string, offset: number): string {
  const char = text.charAt(offset);
  return /[\s\\"nuU0-9a-f]/.test(char) || char.charCodeAt(0) > 126 || char === '' ? 'any' : char;
}

/** What a definition says: bigints in words, scalars by their text. */
function written(key: string, value: unknown): unknown {
  if (key === 'scalar' || key === 'read') return undefined;
  return typeof value === 'bigint' ? `${value}n` : value;
}
