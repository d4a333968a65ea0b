import type { Comparison, Difference } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import type { Paint } from '../report/paint.ts';
import { table } from '../report/table.ts';

/** What the rules now do otherwise than the rules before, on the same recordings. */
export function printComparison({ differences, unchanged }: Comparison, paint: Paint): string {
  const rest = `${count(unchanged, 'rule')} as before\n`;
  if (differences.length === 0) return `${paint.good('No difference')} on these recordings: ${rest}`;
  const rows = differences.map((difference) => [
    paint.name(forTerminal(difference.id)),
    sideOf(difference.before),
    sideOf(difference.after),
    change(difference, paint),
  ]);
  const titles = [{ title: 'rule' }, { title: 'before' }, { title: 'now' }, { title: '' }];
  return `${paint.strong(`${count(differences.length, 'rule')} differ`)}\n\n${table(titles, rows, paint)}\n${paint.faint(rest)}`;
}

export function sideOf(side: Difference['before']): string {
  if (side === undefined) return 'not there';
  if (side.outcome === 'triggered') return count(side.matches, 'match', 'matches');
  if (side.outcome === 'not-loaded') return side.status;
  return side.outcome === 'undecided'
    ? `undecided (${side.undecided})`
    : side.outcome === 'no-event'
      ? 'no event'
      : 'no match';
}

function change({ before, after }: Difference, paint: Paint): string {
  const difference = (after?.matches ?? 0) - (before?.matches ?? 0);
  if (difference > 0) return paint.good(`fires on ${count(difference, 'more event')}`);
  if (difference < 0) return paint.bad(`fires on ${count(-difference, 'fewer event')}`);
  return after === undefined
    ? paint.doubtful('removed')
    : before === undefined
      ? paint.doubtful('added')
      : '';
}
