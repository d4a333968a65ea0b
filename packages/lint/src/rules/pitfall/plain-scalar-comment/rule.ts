import type { LintRule } from '../../../contract.ts';
import { lostConditions } from '../lost-conditions.ts';

/** A plain scalar of YAML ends at ` #` (YAML 1.2, 6.6), before agents see it. */
export const plainScalarComment: LintRule = {
  id: 'pitfall/plain-scalar-comment',
  title: 'Expression that YAML cuts at ` #`',
  level: 'warning',
  needs: 'expression',
  messages: {
    cut: 'YAML takes this for a comment of its own: `{lost}` is not part of the rule',
  },
  check({ text: { value, offset, file }, facts }, { report }) {
    const { style, range, read, alias } = value.scalar;
    if (style !== 'plain' || alias !== undefined) return;
    const [, gap = '', comment = ''] =
      /^([ \t]+)(#[^\r\n]*)/.exec(read.text.slice(read.end, read.end + farthest)) ?? [];
    const lost = lostConditions(comment, facts);
    if (lost === undefined) return;
    const start = range.end + offset + gap.length;
    report({ document: file.name, range: { start, end: start + comment.length } }, 'cut', { lost });
  },
};

/** Lines are shorter. */
const farthest = 10_000;
