import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisiveChoices, decisiveLeaves } from './decisive.ts';
import { traced, type Values } from './test-kit/traced.ts';

describe('the decisive conditions', () => {
  const why = (expression: string, values: Values): readonly string[] => {
    const { root } = traced(expression, values);
    if (root === undefined) throw new Error('a trace without iterator variable has a root');
    return decisiveLeaves(root).map(({ condition: { node } }) =>
      expression.slice(node.span.start, node.span.end),
    );
  };

  it('are none where the rule matches', () => {
    expect(why('open.flags == 0 || open.retval == 1', {})).toEqual([]);
  });

  it('are all that fail of an `&&`, and the fewest of an `||`', () => {
    const expression = 'open.flags == 1 && ((open.retval == 1 && open.retval < -1) || open.retval == 2)';
    expect(why(expression, {})).toEqual(['open.flags == 1', 'open.retval == 2']);
  });

  it('of all ways are those of each that takes as few', () => {
    const choices = (expression: string, values: Values, wanted: boolean) => {
      const { root } = traced(expression, values);
      if (root === undefined) throw new Error('a trace without iterator variable has a root');
      const { leaves, needed } = decisiveChoices(root, wanted);
      return {
        needed,
        leaves: leaves.map(({ condition: { node } }) => expression.slice(node.span.start, node.span.end)),
      };
    };
    const expression = 'open.flags == 0 && (open.retval == 0 || process.uid == 0)';
    expect(choices(expression, {}, false)).toEqual({ needed: 1, leaves: ['open.flags == 0'] });
    expect(choices(expression, { 'process.uid': 1 }, false)).toEqual({
      needed: 1,
      leaves: ['open.flags == 0', 'open.retval == 0'],
    });
    expect(choices(expression, { 'open.retval': 1, 'process.uid': 1 }, true)).toEqual({
      needed: 1,
      leaves: ['open.retval == 0', 'process.uid == 0'],
    });
    expect(choices('open.flags == 0 || open.retval == 0', {}, false)).toMatchObject({ needed: 2 });
  });

  it('are none where a constant decides: nothing else could help', () => {
    expect(why('open.flags == 1 && false', {})).toEqual([]);
  });

  it('hold below a negation what holds and should not', () => {
    expect(why('!(open.flags == 0 || open.retval == 3)', {})).toEqual(['open.flags == 0']);
  });

  it('are made the other way round and make it match (all expressions of five conditions)', () => {
    const operator = fc.constantFrom('&&', '||');
    const leaf = fc.boolean();
    fc.assert(
      fc.property(
        fc.array(leaf, { minLength: 5, maxLength: 5 }),
        fc.array(operator, { minLength: 4, maxLength: 4 }),
        (leaves, operators) => {
          const names = ['open.flags', 'open.retval', 'process.uid', 'process.gid', 'process.tid'];
          const expression = names
            .map((name, index) => `${name} == 1 ${operators[index] ?? ''}`)
            .join(' ')
            .trim();
          const valuesOf = (bits: readonly boolean[]): Values =>
            Object.fromEntries(names.map((name, index) => [name, bits[index] === true ? 1 : 0]));
          const changed = why(expression, valuesOf(leaves));
          const flipped = leaves.map((bit, index) => bit !== changed.includes(`${names[index]} == 1`));
          expect(traced(expression, valuesOf(flipped)).verdict).toBe(true);
          const smaller = subsets(changed).filter((subset) => subset.length < changed.length);
          for (const subset of smaller) {
            const fewer = leaves.map((bit, index) => bit !== subset.includes(`${names[index]} == 1`));
            expect(traced(expression, valuesOf(fewer)).verdict).toBe(false);
          }
        },
      ),
    );
  });
});

/** Every selection of some of them. */
function subsets(of: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** of.length }, (_, bits) =>
    of.filter((_, index) => (bits >> index) % 2 === 1),
  );
}
