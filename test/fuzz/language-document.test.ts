import { expressionScalars, formatExpression, formatScalars } from '@secl/language';
import { applyEdits, readYaml, type ScalarStyle, writeScalar } from '@secl/text';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expressionsOf } from './language-corpus.ts';

const corpus = expressionsOf('traps', 'expressions', 'windows').filter((text) => text.length < 400);
const styles: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

const rule = fc.record({
  expression: fc
    .tuple(fc.constantFrom(...corpus), fc.constantFrom('', ' # why', '\n', '\n// why\n', ' //why'))
    .map(([text, end]) => text + end),
  style: fc.constantFrom(...styles),
  indent: fc.constantFrom(2, 4, 7),
  behind: fc.constantFrom('', ' # about YAML', '  '),
  between: fc.constantFrom('', '\n', '    # a comment of the policy\n\n'),
});

const lineEnds = fc.constantFrom('\n', '\r\n');

/** A policy whose expressions are written in all styles, with comments of YAML and blank lines between them. */
const policy = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), lineEnds)
  .map(([rules, lineBreak]) => {
    const items = rules.map(({ expression, style, indent, behind, between }, index) => {
      const column = ' '.repeat(indent);
      const written = writeScalar(expression, { style, parentIndent: indent, standing: 'block' });
      const block = written.style === 'literal' || written.style === 'folded';
      const source = block ? written.text : written.text + behind;
      return `${' '.repeat(indent - 2)}- id: rule_${index}\n${column}expression: ${source}\n${between}${column}every: 1m`;
    });
    return items.map((item) => `version: 1.0.0\nrules:\n${item}\n`.replaceAll('\n', lineBreak));
  })
  .map((texts) => texts.join(''));

/** One rule a policy, so that each may have its own indentation. */
const onePolicy = policy.filter((text) => text.indexOf('version') === text.lastIndexOf('version'));

it('formatting a document changes the expressions only, and twice changes nothing more', () => {
  fc.assert(
    fc.property(onePolicy, fc.constantFrom(40, 100), fc.boolean(), (text, width, explicit) => {
      const options = { width, explicit };
      const before = readYaml('a.policy', text);
      const [scalar] = expressionScalars(before.root);
      if (scalar === undefined || before.problems.length > 0) return;
      const { edits, unreadable } = formatScalars(text, [scalar], options);
      const result = applyEdits(text, edits);
      const after = readYaml('a.policy', result);
      const [formatted] = expressionScalars(after.root);
      expect(after.problems).toEqual([]);
      if (unreadable.length > 0) expect(result).toBe(text);
      else {
        const plain = (value: string | undefined): string =>
          formatExpression((value ?? '').replace(/\n+$/, ''), { explicit, width: 1000 }).text;
        expect(plain(formatted?.value)).toBe(plain(scalar.value));
        if (result !== text && formatted?.value.trimEnd().includes('\n'))
          expect(formatted.style).toBe('literal');
      }
      const frame = (all: string): string => all.slice(0, scalar.range.start);
      expect(frame(result)).toBe(frame(text));
      expect(result.endsWith(text.slice(text.lastIndexOf('every')))).toBe(true);
      expect(result.split('# about YAML').length).toBe(text.split('# about YAML').length);
      expect(formatScalars(result, expressionScalars(after.root), options).edits).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
