import { fillMessage, type Problem, type ProblemAt } from './problem.ts';
import { type TextProblemCode, textProblems } from './problems.ts';
import type { Range } from './span.ts';

/** A problem of one document, before that has a name. */
export type TextProblem = ProblemAt<Range>;

export function textProblem(
  code: TextProblemCode,
  place: Range,
  values: Readonly<Record<string, string | number>> = {},
  related: TextProblem['related'] = [],
): TextProblem {
  const kind = textProblems[code];
  return { code, severity: kind.severity, message: fillMessage(kind.message, values), place, related };
}

/** What is wrong with a file that no agent reads: some of what loses them a policy is fine for everybody else. */
export function forAnyone(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => code !== 'text/yaml-agent');
}

/** The problem in its document; `offset` is where the text that it counts from starts there. */
export function located(problem: TextProblem, document: string, offset = 0): Problem {
  const at = (range: Range) => ({
    document,
    range: { start: range.start + offset, end: range.end + offset },
  });
  const { fix, place, related, ...rest } = problem;
  return {
    ...rest,
    place: at(place),
    related: related.map((entry) => ({ message: entry.message, place: at(entry.place) })),
    ...(fix !== undefined && {
      fix: { ...fix, edits: fix.edits.map((edit) => ({ text: edit.text, place: at(edit.place) })) },
    }),
  };
}
