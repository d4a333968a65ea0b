import { type EventProblem, eventProblem } from '../../problem.ts';
import type { SourceLine } from '../../reading/split.ts';

/** What is wrong with a line; of one that a recording breaks off in, that it does. */
export function tellProblems(
  problems: readonly EventProblem[],
  line: SourceLine,
  onProblem: (problem: EventProblem) => void,
): void {
  for (const problem of problems) {
    const isCut = problem.code === 'events/not-json' && !line.ended;
    onProblem(
      isCut ? eventProblem('events/cut', line, 0, 0, { detail: 'its last line has no end' }) : problem,
    );
  }
}
