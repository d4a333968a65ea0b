import type { Condition } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf } from '../test-kit/rules.ts';
import { conjuncts, project } from './conjuncts.ts';
import { keyOf } from './key.ts';

const fields: Readonly<Record<string, string>> = {
  a: 'process.file.in_upper_layer',
  b: 'process.is_exec',
  c: 'process.is_kworker',
  d: 'process.is_thread',
};

/** `a && b` for bool fields; and back. */
const condition = (text: string): Condition =>
  conditionOf(text.replace(/\b[abcd]\b/g, (letter) => fields[letter] ?? letter));
const print = (typed: Condition | boolean): string =>
  typeof typed === 'boolean'
    ? String(typed)
    : Object.entries(fields).reduce((text, [letter, name]) => text.replaceAll(name, letter), keyOf(typed));

describe('what has to hold all', () => {
  it.each([
    ['a', ['a']],
    ['a && b && c', ['a', 'b', 'c']],
    ['(a && b) && c', ['a', 'b', 'c']],
    ['a && b || c', ['a', '(b||c)']],
    ['a || b && c', ['(a||b&&c)']],
    ['a && !(b && c)', ['a', '!((b&&c))']],
  ])('of %s', (text, parts) => {
    expect(conjuncts(condition(text)).map(print)).toEqual(parts);
  });
});

describe('the most that may still be', () => {
  const knowing = (letters: string) => (leaf: Condition) => letters.includes(print(leaf));

  it.each([
    ['a && b', 'a', 'a'],
    ['a || b', 'a', 'true'],
    ['a || b', 'ab', '(a||b)'],
    ['(a && c) || (b && c)', 'ab', '(a||b)'],
    ['!(a || b)', 'a', '!(a)'],
    ['!(a && b)', 'a', 'true'],
    ['a && (b || c) && d', 'ad', '(a&&d)'],
  ])('of %s by %s is %s', (text, known, wanted) => {
    expect(print(project(condition(text), knowing(known)))).toBe(wanted);
  });

  it('is true wherever the condition is, and the condition itself where all is known', () => {
    const leaf = fc.constantFrom('a', 'b', 'c', 'd');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        tie('tree').map((inner) => `!(${inner})`),
        fc
          .array(fc.tuple(tie('tree'), fc.constantFrom('&&', '||')), { minLength: 2, maxLength: 4 })
          .map((parts) =>
            parts
              .map(([part, operator], index) => (index === 0 ? `(${part})` : `${operator} (${part})`))
              .join(' '),
          ),
      ),
    }));
    fc.assert(
      fc.property(
        tree,
        fc.subarray(['a', 'b', 'c', 'd']),
        fc.subarray(['a', 'b', 'c', 'd']),
        (text, known, holds) => {
          const whole = condition(text);
          const value = evaluate(whole, holds);
          const most = project(whole, knowing(known.join('')));
          if (value) expect(typeof most === 'boolean' ? most : evaluate(most, holds)).toBe(true);
          const same = project(whole, knowing('abcd'));
          expect(typeof same === 'boolean' ? same : evaluate(same, holds)).toBe(value);
          expect(conjuncts(whole).every((part) => evaluate(part, holds))).toBe(value);
        },
      ),
      { seed: 1, numRuns: 400 },
    );
  });

  function evaluate(typed: Condition, holds: readonly string[]): boolean {
    switch (typed.kind) {
      case 'not':
        return !evaluate(typed.operand, holds);
      case 'logical':
        return typed.operands.reduceRight((rest, operand, index): boolean => {
          const operator = typed.operators[index];
          const own = evaluate(operand, holds);
          return operator === undefined ? own : operator === '&&' ? own && rest : own || rest;
        }, false);
      default:
        return holds.includes(print(typed));
    }
  }
});
