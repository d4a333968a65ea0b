import { expressions } from './expression.ts';
import type { Grammar } from './rule.ts';
import { lines } from './style.ts';

/** SECL on its own: in a Markdown block, in the hovers of an editor, and what the other grammars take their parts from. */
export const secl: Grammar = {
  scopeName: 'source.secl',
  displayName: 'SECL',
  fileTypes: ['secl'],
  patterns: [{ include: `#${lines.id}` }],
  repository: expressions,
};
