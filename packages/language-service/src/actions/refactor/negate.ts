import { type Chain, type Node, walk } from '@secl/language';
import type { Facts } from '@secl/model';
import { knownTo } from '../../hover.ts';
import { fieldNameOf, fieldOf } from '../../view/field-name.ts';
import { bare, conditionAt, partsOfChain } from './conditions.ts';
import { type ChosenExpression, editsIn, type Refactoring, sourceOf } from './refactoring.ts';

/** Turns the condition at the cursor into its opposite: by its operators where each has one, else with `!` before it. */
export function negation(chosen: ChosenExpression): readonly Refactoring[] {
  const { tree, selection, slot, cursor } = chosen;
  const found = conditionAt(tree.root, selection);
  if (found === undefined || slot.role === 'set-expression' || isOneOfMany(found.node)) return [];
  const { node } = found;
  if (!isCondition(node, cursor)) return [];
  const { facts } = knownTo(cursor);
  const of = (part: Node): string => sourceOf(chosen, part.span);
  const text = opposite(node, facts, of);
  const words = bare(node).kind === 'chain' ? 'the group' : 'the condition';
  return [
    { title: `negate ${words}`, kind: 'refactor.rewrite', edits: editsIn(slot, [{ span: node.span, text }]) },
  ];
}

/** One element has to satisfy all that names an iterator variable: of it there is no opposite in a part. */
function isOneOfMany(node: Node): boolean {
  for (const each of walk(node))
    if (each.kind === 'ident' && fieldNameOf(each.name).register !== undefined) return true;
  return false;
}

function isCondition(node: Node, cursor: ChosenExpression['cursor']): boolean {
  const { kind } = node;
  if (kind !== 'ident') return ['chain', 'comparison', 'membership', 'unary', 'paren'].includes(kind);
  const { facts } = knownTo(cursor);
  const [view] = cursor.set.views;
  const macro = view?.recent.macros.get(node.name)?.value;
  return fieldOf(node.name, facts)?.type === 'bool' || (macro !== undefined && macro.kind !== 'values');
}

type SourceOf = (node: Node) => string;

function opposite(node: Node, facts: Facts, of: SourceOf): string {
  const inner = bare(node);
  if (inner.kind === 'chain') {
    const text = isFlippable(inner, facts) ? oppositeChain(inner, facts, of) : `!(${of(inner)})`;
    return node.kind === 'paren' && !text.startsWith('!(') ? `(${text})` : text;
  }
  return simple(inner, facts, of) ?? `!(${of(inner)})`;
}

function oppositeChain(chain: Chain, facts: Facts, of: SourceOf): string {
  const { operator, parts } = partsOfChain(chain);
  const texts = parts.map(({ nodes, chain: group }) => {
    if (group !== undefined) return `(${oppositeChain(group, facts, of)})`;
    return nodes.map((part) => opposite(part, facts, of)).join('');
  });
  return texts.join(operator === '&&' ? ' || ' : ' && ');
}

/** Whether every part has an opposite of its own, so that no `!` is needed. */
function isFlippable(chain: Chain, facts: Facts): boolean {
  return chain.operands.every((operand) => {
    const inner = bare(operand);
    return inner.kind === 'chain' ? isFlippable(inner, facts) : simple(inner, facts, () => '') !== undefined;
  });
}

const opposites: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '=~': '!~',
  '!~': '=~',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
};

/** The opposite without `!(…)`; undefined where there is none. */
function simple(node: Node, facts: Facts, of: SourceOf): string | undefined {
  switch (node.kind) {
    case 'comparison': {
      const [operator] = node.operators;
      const [left, right] = node.operands;
      if (node.operators.length !== 1 || operator === undefined || left === undefined || right === undefined)
        return undefined;
      // Of a list `<` asks for some element, and agents know no `!=` on durations.
      const isOrder = /^[<>]/.test(operator.name);
      if (isOrder && node.operands.some((side) => !isSingle(side, facts))) return undefined;
      if (right.kind === 'duration' && !isOrder) return undefined;
      return `${of(left)} ${opposites[operator.name]} ${of(right)}`;
    }
    case 'membership': {
      const name = opposites[node.operator.name];
      return name === undefined ? undefined : `${of(node.left)} ${name} ${of(node.right)}`;
    }
    case 'unary': {
      const [first] = node.operators;
      if (first?.name !== '!' || node.operators.length !== 1) return undefined;
      const inner = bare(node.operand);
      return of(inner.kind === 'chain' ? node.operand : inner);
    }
    case 'ident':
      return `!${of(node)}`;
    default:
      return undefined;
  }
}

/** Whether an operand has one value, as far as that can be seen. */
function isSingle(node: Node, facts: Facts): boolean {
  for (const each of walk(node)) {
    if (each.kind === 'variable') return false;
    if (each.kind === 'ident' && fieldOf(each.name, facts)?.array !== false) return false;
  }
  return true;
}
