import type { Operator, ScalarOperator } from '@secl/language';
import type { Change } from './change.ts';
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

export const operatorChanges: Changes = function* (node) {
  switch (node.kind) {
    case 'comparison':
      for (const operator of node.operators)
        for (const other of mistaken[operator.name]) yield swapped(operator, other, 'operator');
      return;
    case 'membership': {
      const { operator } = node;
      yield swapped(operator, operator.name === 'in' ? 'not in' : 'in', 'operator');
      return;
    }
    case 'chain':
      for (const operator of node.operators)
        yield swapped(operator, operator.name === '&&' ? '||' : '&&', 'connective');
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

function swapped({ span, text }: Operator<string>, other: string, kind: 'operator' | 'connective'): Change {
  return { kind, edit: { span, text: other }, says: `\`${text}\` is \`${other}\`` };
}
