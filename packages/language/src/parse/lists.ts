import { type ExpressionProblem, problem } from '../problems.ts';
import type { Node } from './tree.ts';
import { walk } from './walk.ts';

const families: Readonly<Partial<Record<Node['kind'], { family: string; name: string }>>> = {
  string: { family: 'text', name: 'a string' },
  pattern: { family: 'text', name: 'a pattern' },
  regexp: { family: 'text', name: 'a regexp' },
  int: { family: 'int', name: 'an int' },
  ident: { family: 'ident', name: 'a name' },
  ip: { family: 'address', name: 'an IP' },
  cidr: { family: 'address', name: 'a CIDR' },
  variable: { family: 'none', name: 'a variable' },
  duration: { family: 'none', name: 'a duration' },
};

/** A list holds one kind of member; variables and durations cannot be members at all. */
export function checkLists(root: Node, problems: ExpressionProblem[]): void {
  const nodes = walk(root);
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node?.kind === 'list') checkMembers(node.members, problems);
  }
}

function checkMembers(members: readonly Node[], problems: ExpressionProblem[]): void {
  let first: { family: string; name: string } | undefined;
  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    const kind = member === undefined ? undefined : families[member.kind];
    // Mostly all are of the kind of the one before.
    if (member === undefined || kind === undefined || (first === kind && kind.family !== 'none')) continue;
    first ??= kind;
    if (kind.family === 'none') {
      problems.push(problem('syntax/list-member', member.span, { found: kind.name }));
      return;
    }
    if (kind.family !== first.family) {
      problems.push(problem('syntax/list-mixed', member.span, { found: kind.name, first: first.name }));
      return;
    }
  }
}
