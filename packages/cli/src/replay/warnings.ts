import type { EventProblem } from '@secl/events';
import { forTerminal } from '@secl/text';
import type { Output } from '../output.ts';
import { paintFor } from '../report/paint.ts';

/** What was wrong with the recordings: the first problems, and how many there were. */
export interface Warnings {
  readonly first: readonly EventProblem[];
  readonly total: number;
}

/** A recording of another kind can have a problem in each of its lines. */
const keptWarnings = 1000;

export function collectWarnings(): Warnings & { readonly add: (problem: EventProblem) => void } {
  const first: EventProblem[] = [];
  let total = 0;
  return {
    first,
    get total() {
      return total;
    },
    add(problem) {
      total++;
      if (first.length < keptWarnings) first.push(problem);
    },
  };
}

const shownWarnings = 10;

/** For people who look at a report: the first problems, on standard error. */
export function tellWarnings({ first, total }: Warnings, stderr: Output): void {
  const paint = paintFor(stderr);
  const shown = first.slice(0, shownWarnings);
  for (const { place, line, message } of shown)
    stderr.write(`${paint.doubtful('warning')} ${forTerminal(`${place.document}:${line}: ${message}`)}\n`);
  if (total > shown.length) stderr.write(`${paint.doubtful('warning')} and ${total - shown.length} more\n`);
}
