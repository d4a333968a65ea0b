import { isCondition, type Logical, unwrap } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type ArrayTest, arrayTest } from '../array-tests.ts';
import { logicals } from '../logicals.ts';

/** On an array `!=` means "no element is equal" (spec/secl.md, Types): two shapes in which that cannot be meant. */
export const notEqualOnArray: LintRule = {
  id: 'pitfall/not-equal-on-array',
  title: '`!=` on an array that means something else',
  level: 'warning',
  needs: 'expression',
  messages: {
    either:
      '`{first} || {second}` is false only where both are in `{name}`: to have neither, join them by `&&`',
    empty: 'this asks whether no element of `{name}` is empty, which is also true of no elements',
  },
  check(expression, { report }) {
    const { leaves, typed, at, source } = expression;
    for (const leaf of leaves) {
      const test = arrayTest(leaf);
      if (test !== undefined && isNotEmpty(test)) report(at(leaf.node.span), 'empty', { name: test.name });
    }
    if (!isCondition(typed)) return;
    for (const logical of logicals(typed)) {
      if (logical.operators.some((name) => name !== '||')) continue;
      for (const [before, test] of pairs(logical)) {
        const [first, second] = [source(before.leaf.node.span), source(test.leaf.node.span)];
        const fix = byAnd(expression, logical);
        report(at(test.leaf.node.span), 'either', { first, second, name: test.name }, { fix });
      }
    }
  },
};

/** `f != ""`: on one text that asks whether there is any. */
function isNotEmpty({ leaf }: ArrayTest): boolean {
  if (!leaf.negated || leaf.node.kind !== 'comparison' || isCondition(leaf.right)) return false;
  const right = unwrap(leaf.right);
  return right.kind === 'literal' && right.value === '';
}

/** Neighbours in an `||` that both ask for no element of the same array. */
function pairs({ operands }: Logical): readonly (readonly [ArrayTest, ArrayTest])[] {
  const tests = operands.map((operand) => {
    const test = operand.kind === 'test' ? arrayTest(operand) : undefined;
    return test?.leaf.negated === true && test.leaf.node.kind === 'comparison' ? test : undefined;
  });
  return tests.flatMap((test, index) => {
    const before = tests[index - 1];
    return test !== undefined && before !== undefined && before.name === test.name
      ? [[before, test] as const]
      : [];
  });
}

function byAnd({ fix }: LintedExpression, { node }: Logical) {
  if (node.kind !== 'chain' || node.operators.length !== 1) return undefined;
  const edits = node.operators.map(({ span, text }) => ({ span, text: text === 'or' ? 'and' : '&&' }));
  return fix('suggested', 'join them by `&&`', edits);
}
