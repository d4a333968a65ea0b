import { cutProblem, type EventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';

/** What is wrong with a line; of one that a recording breaks off in, that it does. */
export function tellProblems(
  problems: readonly EventProblem[],
  line: SourceLine,
  onProblem: (problem: EventProblem) => void,
): void {
  for (const problem of problems) {
    const isCut = problem.code === 'events/not-json' && !line.ended;
    onProblem(isCut ? cutProblem(line) : problem);
  }
}
