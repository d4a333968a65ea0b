/**
 * When one comparison of a rule decides, as a condition of its own: everything that is joined to it by `&&` is true and
 * everything that is joined by `||` is false. What no event makes true nobody can test; a solution is an event that tests it.
 */
import type { Condition, LogicalOperator } from '@secl/language';
import type { Proposition } from '@secl/logic';
import type { Atom, ConditionTree, RuleTree } from './condition-tree.ts';

/** `value`: the comparison is true, or false. */
export function decidingProposition(
  { root }: RuleTree,
  atom: Atom,
  value: boolean,
  rule: Pick<Proposition, 'eventType' | 'iterator'>,
): Proposition {
  const parts: Condition[] = [];
  collect(root, atom, parts);
  parts.push(value ? atom.condition : not(atom.condition));
  const { eventType, iterator } = rule;
  return { condition: joined('&&', parts), eventType, iterator };
}

/** Adds what has to hold beside the comparison; `false` where it does not stand in this tree. */
function collect(tree: ConditionTree, atom: Atom, parts: Condition[]): boolean {
  switch (tree.kind) {
    case 'constant':
      return false;
    case 'atom':
      return tree.atom === atom;
    case 'not':
      return collect(tree.part, atom, parts);
    case 'all':
    case 'any': {
      const inside = tree.parts.find((part) => collect(part, atom, parts));
      if (inside === undefined) return false;
      const beside = tree.parts.filter((part) => part !== inside).map(conditionOf);
      parts.unshift(...(tree.kind === 'all' ? beside : beside.map(not)));
      return true;
    }
  }
}

/** The tree as a condition again. */
export function conditionOf(tree: ConditionTree): Condition {
  switch (tree.kind) {
    case 'atom':
    case 'constant':
      return tree.condition;
    case 'not':
      return not(conditionOf(tree.part));
    case 'all':
      return joined('&&', tree.parts.map(conditionOf));
    case 'any':
      return joined('||', tree.parts.map(conditionOf));
  }
}

function not(condition: Condition): Condition {
  return { kind: 'not', operand: condition, node: condition.node };
}

function joined(operator: LogicalOperator, operands: readonly Condition[]): Condition {
  const [first] = operands;
  if (first === undefined) throw new Error('a group without parts');
  if (operands.length === 1) return first;
  return {
    kind: 'logical',
    operands,
    operators: operands.slice(1).map(() => operator),
    node: first.node,
  };
}
