import type { RuleDiff } from '@secl/diff';
import { formatExpression } from '@secl/language';
import { lineEdits } from '../report/line-edits.ts';
import { unifiedDiff } from '../report/unified-diff.ts';

const width = 90;

/**
 * What differs between the expressions of a rule, as lines with a sign in front; nothing where both say the same. Both are
 * laid out by the formatter, so that what is only written otherwise does not show.
 */
export function expressionLines(rule: RuleDiff): readonly string[] {
  if (rule.kind !== 'changed' || rule.before.expression === rule.after.expression) return [];
  const [before, after] = [laidOut(rule.before.expression), laidOut(rule.after.expression)];
  const [, , , ...rows] = unifiedDiff('', before, lineEdits(before, after));
  return rows.map((row) => (row.startsWith('@') ? '  …' : `${row.slice(0, 1)} ${row.slice(1)}`.trimEnd()));
}

/** As it stands where agents cannot read it. */
function laidOut(expression: string): string {
  return `${formatExpression(expression.trimEnd(), { width }).text}\n`;
}
