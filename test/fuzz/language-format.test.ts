import { formatExpression, type Node, parseMacro, type Tree } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionsOf } from './language-corpus.ts';

/** What agents make of a tree: grouped two by two as the language does it, without parentheses and places. */
function meaning(node: Node): unknown {
  switch (node.kind) {
    case 'paren':
      return meaning(node.inner);
    case 'chain':
    case 'bits':
    case 'comparison':
      return node.operands
        .map(meaning)
        .reduceRight((right, left, index) => [left, node.operators[index]?.name, right]);
    case 'sum':
      return node.operands
        .map(meaning)
        .reduce((left, right, index) => [left, node.operators[index - 1]?.name, right]);
    case 'membership':
      return [meaning(node.left), node.operator.name, meaning(node.right)];
    case 'unary':
      return [...node.operators.map((operator) => operator.name), meaning(node.operand)];
    case 'list':
      return { list: node.members.map(meaning) };
    default: {
      const { span: _, ...rest } = node;
      return rest;
    }
  }
}

/** The same, with each parenthesis that is written. */
function shape(node: Node): unknown {
  if (node.kind === 'paren') return { paren: shape(node.inner) };
  if ('operands' in node)
    return { operands: node.operands.map(shape), operators: node.operators.map((o) => o.text) };
  if (node.kind === 'membership') return [shape(node.left), node.operator.name, shape(node.right)];
  if (node.kind === 'unary') return [node.operators.map((operator) => operator.text), shape(node.operand)];
  return meaning(node);
}

const comments = (tree: Tree): readonly string[] => tree.comments.map((comment) => comment.text.trimEnd());

function holds(text: string, options: { readonly width: number; readonly explicit: boolean }): void {
  const before = parseMacro(text);
  const formatted = formatExpression(text, options);
  if (before.problems.length > 0) {
    expect(formatted.text).toBe(text);
    return;
  }
  const after = parseMacro(formatted.text);
  expect(after.problems).toEqual([]);
  expect(meaning(after.tree.root)).toEqual(meaning(before.tree.root));
  if (!options.explicit) expect(shape(after.tree.root)).toEqual(shape(before.tree.root));
  expect(comments(after.tree)).toEqual(comments(before.tree));
  expect(formatExpression(formatted.text, options).text).toBe(formatted.text);
  expect(formatted.text).not.toMatch(/[ \t]$/);
}

const corpus = expressionsOf('traps', 'expressions', 'syntax', 'windows');
const options = fc.record({ width: fc.constantFrom(1, 20, 60, 100), explicit: fc.boolean() });

/** Blanks, line breaks and comments where blanks may stand: between tokens. Strings are kept whole. */
const pieces = /"(?:[^"\\]|\\[\s\S])*"|\S+|\s+/g;
const gap = fc.constantFrom(' ', '\n', '  \t', ' # why\n', '\n# above\n', ' // because "of" (it\n', '\n\n');

describe('the formatter', () => {
  it('keeps the meaning of a corpus, and formatting twice changes nothing more', () => {
    for (const text of corpus) holds(text, { width: 60, explicit: false });
    for (const text of corpus) holds(text, { width: 30, explicit: true });
  });

  it('keeps comments and meaning wherever blanks and comments stand', () => {
    const spaced = fc
      .tuple(fc.constantFrom(...corpus), fc.array(gap, { minLength: 1, maxLength: 12 }))
      .map(([text, gaps]) => {
        let next = 0;
        return (text.match(pieces) ?? [])
          .map((piece) => (/^\s/.test(piece) ? (gaps[next++ % gaps.length] ?? ' ') : piece))
          .join('');
      });
    fc.assert(fc.property(spaced, options, holds), { numRuns: 3000 });
  });

  it('keeps the meaning of expressions made of everything', () => {
    const leaf = fc.constantFrom(
      'a',
      'not',
      '5',
      '-5',
      '5s',
      '"x y"',
      '~"*"',
      'r"\\""',
      '${v}',
      '1.2.3.4',
      '::1/8',
    );
    const { expression } = fc.letrec<{ operand: string; expression: string }>((tie) => ({
      operand: fc.oneof(
        { weight: 5, arbitrary: leaf },
        fc
          .tuple(fc.constantFrom('!', 'not ', '- ', '^', '! !', '-^'), tie('operand'))
          .map((all) => all.join('')),
        tie('expression').map((inner) => `(${inner})`),
        fc.array(fc.constantFrom('A', 'B_C'), { minLength: 1 }).map((list) => `a in [ ${list.join(' , ')} ]`),
        fc
          .array(fc.constantFrom('"a"', 'r"b"'), { minLength: 1 })
          .map((list) => `a not in [${list.join(',')}]`),
      ),
      expression: fc
        .tuple(
          tie('operand'),
          fc.array(
            fc.tuple(
              fc.constantFrom('&&', 'and', '||', 'or', '==', '!=', '>=', '&', '|', '^', '+ ', '- '),
              tie('operand'),
            ),
            { maxLength: 5 },
          ),
        )
        .map(([first, rest]) => [first, ...rest.flat()].join(' ')),
    }));
    fc.assert(fc.property(expression, options, holds), { numRuns: 1000 });
  });

  it('formats a chain of 50,000 conditions', () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `a == ${i} ${i % 3 ? '&&' : '||'}`).join(' ');
    for (const explicit of [false, true]) {
      const { text: formatted, problems } = formatExpression(`${text} b`, { explicit });
      expect(problems).toEqual([]);
      expect(formatted.split('\n')).toHaveLength(50_001);
    }
  });
});
