import type { Node, Operand } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type IntTest, ownInts } from '../int-operands.ts';

/** Groups whose constants are single bits of a field that nearly always has several. */
const flags: ReadonlySet<string> = new Set([
  'Open flags',
  'MMap flags',
  'Clone flags',
  'Kernel Capability constants',
]);

/** Numbers are compared as a whole (spec/secl.md, Types): one bit is looked at with `&`. */
export const equalsOnFlags: LintRule = {
  id: 'pitfall/equals-on-flags',
  title: '`==` on bit flags',
  level: 'warning',
  needs: 'expression',
  messages: {
    whole: '`{field}` holds many flags in one number: this asks whether {constants} is all that is set',
  },
  check(expression, { report }) {
    for (const { leaf } of ownInts(expression)) {
      if (leaf.operator !== '==' && leaf.operator !== '!=') continue;
      const { left, right } = leaf;
      // Of an array, as of all ancestors, no bits can be looked at.
      if (left.kind !== 'field' || left.array || !flags.has(left.field.constants ?? '')) continue;
      const names = namesOf(right).map((node) => expression.source(node.span));
      if (names.length === 0) continue;
      const constants = names.map((name) => `\`${name}\``).join(' or ');
      const fix = byBits(expression, leaf, names);
      report(expression.at(leaf.node.span), 'whole', { field: left.field.name, constants }, { fix });
    }
  },
};

/** Constants that are written out: one, or those of a list. Several joined by `|` may well be meant as a whole. */
function namesOf(right: Operand): readonly Node[] {
  const members = right.kind === 'values' ? right.members : right.kind === 'literal' ? [right] : [];
  const nodes = members.map(({ node }) => node);
  return nodes.every(({ kind }) => kind === 'ident') ? nodes : [];
}

function byBits({ source, facts, fix }: LintedExpression, leaf: IntTest, names: readonly string[]) {
  const field = source(leaf.left.node.span);
  const negated = leaf.negated || leaf.operator === '!=';
  const [first = ''] = names;
  const value = facts.constant(first)?.value;
  const mask = names.length === 1 ? first : `(${names.join(' | ')})`;
  if (value === 0) {
    if (names.length > 1 || facts.constant('O_ACCMODE') === undefined || first !== 'O_RDONLY')
      return undefined;
    const text = `${field} & O_ACCMODE ${negated ? '!=' : '=='} O_RDONLY`;
    return fix('suggested', 'look at the bits that say how it is opened', [{ span: leaf.node.span, text }]);
  }
  const text = `${field} & ${mask} ${negated ? '==' : '!='} 0`;
  return fix('suggested', 'look at these bits only', [{ span: leaf.node.span, text }]);
}
