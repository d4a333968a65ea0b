import type { LintRule } from '../../../contract.ts';
import { lostConditions } from '../lost-conditions.ts';

/** In a text of one line a comment goes to its end (spec/secl.md, Tokens). */
export const commentToTheEnd: LintRule = {
  id: 'pitfall/comment-to-the-end',
  title: 'Comment in the middle of a line',
  level: 'warning',
  needs: 'expression',
  messages: {
    lost: 'the comment goes to the end of the line: `{lost}` is not part of the rule',
  },
  check({ parsed, facts, owner, at }, { report }) {
    const { text, comments } = parsed.tree;
    const [comment] = comments;
    if (comment === undefined || text.trimEnd().includes('\n')) return;
    const place = at(comment.span);
    // Lines that are folded: pitfall/comment-swallows.
    if (owner.file.text.slice(place.range.start, place.range.end).includes('\n')) return;
    const lost = lostConditions(comment.text, facts);
    if (lost !== undefined) report(place, 'lost', { lost });
  },
};
