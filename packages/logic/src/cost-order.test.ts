import { catalogue } from '@secl/model';
import { describe, expect, test } from 'vitest';
import { costOrder } from './cost-order.ts';
import { rule } from './test-rule.ts';

const { weights } = catalogue('linux');

/** `cost condition` in the order that agents try them. */
function order(expression: string, macros: Readonly<Record<string, string>> = {}): readonly string[] {
  const { condition, tree } = rule(expression, { macros });
  return costOrder(condition, weights).leaves.map(({ leaf, macros: inside, cost }) => {
    const last = inside[inside.length - 1];
    const text = last === undefined ? tree.text : (macros[last] ?? '');
    const { start, end } = leaf.node.span;
    return `${cost} ${[...inside, text.slice(start, end)].join(': ')}`;
  });
}

describe('at every operator the cheaper side comes first', () => {
  test('the left one where both cost the same', () => {
    expect(order('open.file.name == "a" && open.file.path == "/a"')).toEqual([
      '50 open.file.name == "a"',
      '50 open.file.path == "/a"',
    ]);
  });

  test.each([
    ['numbers before strings', '5 process.uid == 0', '50 process.file.name == "a"'],
    ['strings before patterns', '50 process.file.name == "a"', '130 process.file.name =~ "a*"'],
    ['patterns before regexps', '130 process.file.name =~ "a*"', '150 process.file.name == r"^a$"'],
    ['ancestors last', '150 process.file.name == r"^a$"', '2000 process.ancestors.comm == "sh"'],
  ])('%s', (_, cheap, dear) => {
    const text = (costed: string): string => costed.slice(costed.indexOf(' ') + 1);
    expect(order(`${text(dear)} && ${text(cheap)}`)).toEqual([cheap, dear]);
  });

  test('a side costs what all its conditions cost, so a long cheap tail comes later than one condition', () => {
    expect(
      order('process.file.name == "a" && process.uid == 0 && process.file.name != "b" && process.gid == 1'),
    ).toEqual([
      '50 process.file.name == "a"',
      '5 process.uid == 0',
      '5 process.gid == 1',
      '50 process.file.name != "b"',
    ]);
  });
});

describe('lists', () => {
  test('cost by their members, with a pattern in them much more', () => {
    expect(order('process.file.name in ["a", "b", "c"]')).toEqual([
      '80 process.file.name in ["a", "b", "c"]',
    ]);
    expect(order('process.file.name in ["a", ~"b*"]')).toEqual(['1050 process.file.name in ["a", ~"b*"]']);
    expect(order('process.uid in [1, 2]')).toEqual(['25 process.uid in [1, 2]']);
  });
});

test('conditions of macros say which macro they are in', () => {
  const macros = { sh: 'process.file.name in ["sh", "bash"]', by_root: 'sh && process.uid == 0' };
  expect(order('by_root && process.gid == 0', macros)).toEqual([
    '5 process.gid == 0',
    '5 by_root: process.uid == 0',
    '70 by_root: sh: process.file.name in ["sh", "bash"]',
  ]);
});

test('a chain of 50,000 conditions is put in order', () => {
  const { condition } = rule(
    Array.from({ length: 50_000 }, (_, index) => `process.uid == ${index}`).join(' || '),
  );
  expect(costOrder(condition, weights).leaves).toHaveLength(50_000);
});
