import { isCondition } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type ArrayTest, arrayTest } from '../array-tests.ts';
import { conjuncts, logicals } from '../logicals.ts';

/** Each comparison asks for some element of its own; an iterator variable holds them to one (spec/secl.md, Names). */
export const ancestorsWithoutIterator: LintRule = {
  id: 'pitfall/ancestors-without-iterator',
  title: 'Conditions that different ancestors may meet',
  level: 'info',
  needs: 'expression',
  messages: {
    several:
      'one element of `{iterator}` may meet `{first}` and another one `{second}`: write `{iterator}[A]` for the same one',
  },
  check(expression, { report }) {
    const { typed, leaves, at, source } = expression;
    if (!isCondition(typed) || !leaves.some((leaf) => (arrayTest(leaf)?.iterator ?? null) !== null)) return;
    for (const logical of logicals(typed)) {
      const tests = conjuncts(logical).flatMap((each) =>
        each.kind === 'test' ? (arrayTest(each) ?? []) : [],
      );
      const asking = tests.filter(({ leaf, node }) => !leaf.negated && node.kind === 'ident');
      for (const iterator of new Set(asking.flatMap((each) => each.iterator ?? []))) {
        const own = asking.filter((each) => each.iterator === iterator);
        const [first] = own;
        const second = own.find(({ name }) => name !== first?.name);
        if (first === undefined || second === undefined) continue;
        const values = {
          iterator,
          first: source(first.leaf.node.span),
          second: source(second.leaf.node.span),
        };
        const related = [{ message: 'the other condition', place: at(first.leaf.node.span) }];
        const fix = withVariable(expression, own, iterator);
        report(at(second.leaf.node.span), 'several', values, { related, fix });
      }
    }
  },
};

/** A rule has one iterator variable, on one array. */
function withVariable({ nodesOf, fix }: LintedExpression, tests: readonly ArrayTest[], iterator: string) {
  if (nodesOf('ident').some(({ name }) => name.includes('['))) return undefined;
  const edits = tests.flatMap(({ node }) => {
    if (node.kind !== 'ident' || !node.name.startsWith(`${iterator}.`)) return [];
    const at = node.span.start + iterator.length;
    return [{ span: { start: at, end: at }, text: '[A]' }];
  });
  return edits.length < tests.length
    ? undefined
    : fix('suggested', 'ask for one and the same element', edits);
}
