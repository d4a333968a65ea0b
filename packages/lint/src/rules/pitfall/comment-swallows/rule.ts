import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';

/** A comment goes to the end of its line, and a folded scalar is one line (spec/secl.md, Tokens). */
export const commentSwallows: LintRule = {
  id: 'pitfall/comment-swallows',
  title: 'Comment that swallows the rest of the rule',
  level: 'error',
  needs: 'expression',
  messages: {
    lost: 'these lines are folded into one, so the comment goes on to its end: `{lost}` is not part of the rule',
  },
  check(expression, { report }) {
    const { parsed, owner, at } = expression;
    for (const { span } of parsed.tree.comments) {
      const place = at(span);
      const { start, end } = place.range;
      const [, ...lines] = owner.file.text.slice(start, end).split(/\r?\n/);
      const lost = lines
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^(?:#|\/\/)/.test(line));
      const [first] = lost;
      if (first === undefined) continue;
      const text = lost.length > 1 ? `${first} …` : first;
      report(place, 'lost', { lost: text }, { fix: asLiteral(expression) });
    }
  },
};

/** With `|` lines stay lines. */
function asLiteral({ text: { file, offset, value } }: LintedExpression) {
  const { style, range } = value.scalar;
  if (style !== 'folded') return undefined;
  const start = range.start + offset;
  return {
    kind: 'suggested' as const,
    title: 'keep the lines: `|`',
    edits: [{ place: { document: file.name, range: { start, end: start + 1 } }, text: '|' }],
  };
}
