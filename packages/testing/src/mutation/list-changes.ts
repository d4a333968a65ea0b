import { inSentence } from './change.ts';
import type { Changes } from './changes.ts';
import { withOperator } from './condition-changes.ts';

/** Of longer lists so many members are left out, spread over them: each change is a whole rule, as long as the list. */
const mostMembers = 200;

/** Members of lists left out. A list of one is a value, and changed as such. */
export const listChanges: Changes = function* (node, tree) {
  if (node.kind !== 'list' || node.members.length < 2) return;
  const step = Math.max(1, node.members.length / mostMembers);
  let next = 0;
  for (const [index, member] of node.members.entries()) {
    if (index < Math.floor(next)) continue;
    next += step;
    const span = withOperator(node.members, index);
    const text = tree.text.slice(member.span.start, member.span.end);
    yield { kind: 'member', edit: { span, text: '' }, says: `${inSentence(text)} is left out of the list` };
  }
};
