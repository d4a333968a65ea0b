import type { TextEdit } from '@secl/text';
import type { ExactRules } from '../written.ts';

/** The list of rules that matched, in the place of the one that was expected. */
export function exactUpdate({ node }: ExactRules, ids: readonly string[]): readonly TextEdit[] {
  return [{ range: node.range, text: ids.length === 0 ? 'none' : `[${ids.join(', ')}]` }];
}
