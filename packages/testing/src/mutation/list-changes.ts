import { inSentence } from './change.ts';
import type { Changes } from './changes.ts';
import { withOperator } from './condition-changes.ts';

/** Members of lists left out. A list of one is a value, and changed as such. */
export const listChanges: Changes = function* (node, tree) {
  if (node.kind !== 'list' || node.members.length < 2) return;
  for (const [index, member] of node.members.entries()) {
    const span = withOperator(node.members, index);
    const text = tree.text.slice(member.span.start, member.span.end);
    yield { kind: 'member', edit: { span, text: '' }, says: `${inSentence(text)} is left out of the list` };
  }
};
