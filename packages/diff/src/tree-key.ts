/** Whether two expressions are the same tree, however they are laid out. */
import type { Node } from '@secl/language';

/**
 * A text that is equal for expressions which say the same in the same order: blanks, comments, `and` for `&&` and
 * parentheses that change nothing leave no trace in it.
 */
export function treeKey(node: Node): string {
  switch (node.kind) {
    case 'paren':
      return treeKey(node.inner);
    case 'chain':
    case 'comparison':
    case 'bits':
      return toTheRight(node);
    case 'sum':
      return node.operands
        .map(treeKey)
        .reduce((left, right, index) => `(${left} ${node.operators[index - 1]?.name} ${right})`);
    case 'membership':
      return `(${treeKey(node.left)} ${node.operator.name} ${treeKey(node.right)})`;
    case 'unary':
      return node.operators.reduceRight((inner, { name }) => `(${name}${inner})`, treeKey(node.operand));
    case 'list':
      return `[${node.members.map(treeKey).join(', ')}]`;
    case 'ident':
      return node.name;
    case 'variable':
      return `\${${node.name}}`;
    case 'int':
      return `${node.value}`;
    case 'duration':
      return `${node.value}ns`;
    case 'string':
    case 'pattern':
    case 'regexp':
      return `${node.kind} ${JSON.stringify(node.value)}`;
    case 'ip':
    case 'cidr':
      return node.text;
    case 'hole':
      return '?';
  }
}

type RightAssociative = Extract<Node, { kind: 'chain' | 'comparison' | 'bits' }>;

/** `a && b || c` is `a && (b || c)`, and with these parentheses it is the same tree. */
function toTheRight({ operands, operators }: RightAssociative): string {
  const keys = operands.map(treeKey);
  return keys.reduceRight((right, left, index) => `(${left} ${operators[index]?.name} ${right})`);
}
