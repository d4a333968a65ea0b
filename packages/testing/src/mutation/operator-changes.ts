import type { Operator, ScalarOperator } from '@secl/language';
import { becomes, type Change } from './change.ts';
import type { Changes } from './changes.ts';

/** What each operator is mistaken for: its opposite, and its neighbour at the boundary. */
const mistaken: Readonly<Record<ScalarOperator, readonly ScalarOperator[]>> = {
  '==': ['!='],
  '!=': ['=='],
  '=~': ['!~'],
  '!~': ['=~'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
};

export const operatorChanges: Changes = function* (node, tree) {
  switch (node.kind) {
    case 'comparison':
      for (const operator of node.operators)
        for (const other of mistaken[operator.name]) {
          const edit = { span: operator.span, text: other };
          yield { kind: 'operator', edit, says: becomes(tree, node, edit) };
        }
      return;
    case 'membership': {
      const { operator } = node;
      const edit = { span: operator.span, text: operator.name === 'in' ? 'not in' : 'in' };
      yield { kind: 'operator', edit, says: becomes(tree, node, edit) };
      return;
    }
    case 'chain':
      for (const operator of node.operators) yield swapped(operator, operator.name === '&&' ? '||' : '&&');
      return;
    case 'unary':
      for (const [index, operator] of node.operators.entries()) {
        if (operator.name !== '!') continue;
        const end = node.operators[index + 1]?.span.start ?? node.operand.span.start;
        const span = { start: operator.span.start, end };
        yield { kind: 'negation', edit: { span, text: '' }, says: `this \`${operator.text}\` is left out` };
      }
      return;
    default:
  }
};

function swapped({ span, text }: Operator<string>, other: string): Change {
  return { kind: 'connective', edit: { span, text: other }, says: `\`${text}\` is \`${other}\`` };
}
