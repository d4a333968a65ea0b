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
  for (const node of walk(root)) {
    if (node.kind !== 'list') continue;
    let first: { family: string; name: string } | undefined;
    for (const member of node.members) {
      const kind = families[member.kind];
      if (kind === undefined) continue;
      first ??= kind;
      if (kind.family === 'none') {
        problems.push(problem('syntax/list-member', member.span, { found: kind.name }));
        break;
      }
      if (kind.family !== first.family) {
        problems.push(problem('syntax/list-mixed', member.span, { found: kind.name, first: first.name }));
        break;
      }
    }
  }
}
