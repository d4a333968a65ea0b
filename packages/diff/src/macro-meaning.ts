import { type CheckedMacro, isCondition, type Literal, parseMacro, unwrap } from '@secl/language';
import { inOrder } from './ordered.ts';
import { treeKey } from './tree-key.ts';

/** Equal for macros that stand for the same, as far as their own text says it; undefined for one that is not there. */
export function meaningOf(macro: CheckedMacro | undefined): string | undefined {
  if (macro === undefined) return undefined;
  const members = membersOf(macro);
  if (members !== undefined) return `[${inOrder(members).join(', ')}]`;
  return treeKey(parseMacro(macro.text).tree.root);
}

/** The members of a list, each as it is written in an expression; undefined where the macro is no list. */
export function membersOf({ value }: CheckedMacro): ReadonlySet<string> | undefined {
  if (isCondition(value)) return undefined;
  const operand = unwrap(value);
  return operand.kind === 'values' ? new Set(operand.members.map(inWords)) : undefined;
}

function inWords({ value, form, node }: Literal): string {
  if (typeof value !== 'string') return node.kind === 'ident' ? node.name : `${value}`;
  if (node.kind === 'ip' || node.kind === 'cidr') return node.text;
  const prefix = form === 'pattern' ? '~' : form === 'regexp' ? 'r' : '';
  return `${prefix}"${value}"`;
}
