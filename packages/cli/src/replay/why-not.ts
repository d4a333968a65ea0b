import type { WhyNot } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cut } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { table } from '../report/table.ts';
import { clock, type Looks } from './pretty.ts';

/** Which condition of a rule failed how often, and what came nearest to a match. */
export function prettyWhyNot(why: WhyNot, { paint, columns }: Looks): string {
  const title = paint.strong(
    `Why ${why.matches === 0 ? 'not' : 'not more often'}: ${paint.name(forTerminal(why.id))}`,
  );
  if (why.events === 0) return `${title}\n  no event of its type came\n`;
  const open = why.undecided === 0 ? '' : `, ${why.undecided} undecided`;
  const tried = `  ${count(why.events, 'event')} of its type, ${count(why.matches, 'match', 'matches')}${open}\n`;
  const width = Math.min(columns ?? 100, 120);
  const rows = why.conditions.map(({ condition, failed, undecided }) => [
    failed === 0 ? paint.good('0') : String(failed),
    undecided === 0 ? '' : paint.doubtful(String(undecided)),
    cut(forTerminal(condition.text), width - 24),
  ]);
  const conditions = table(
    [{ title: 'false', align: 'right' }, { title: 'undecided', align: 'right' }, { title: 'condition' }],
    rows,
    paint,
  );
  const misses = why.nearest.map(({ at, process, failing, conditions: of }, index) => {
    const time = at.time === undefined ? '' : `  ${clock(at.time)}`;
    const where = `${at.recording}:${at.line}`;
    const head = `  ${index + 1}. ${paint.name(forTerminal(where))}${paint.faint(time)}  ${forTerminal(process)}  ${paint.faint(`${failing.length} of ${count(of, 'condition')} failed`)}\n`;
    const lines = failing.map(({ text, found, wanted, undecided }) => {
      const verdict = undecided ? paint.doubtful('undecided') : paint.bad('false');
      return (
        `     ${verdict}  ${cut(forTerminal(text), width - 14)}\n` +
        `       found   ${cut(forTerminal(found), width - 16)}\n` +
        `       wanted  ${cut(forTerminal(wanted), width - 16)}\n`
      );
    });
    return head + lines.join('');
  });
  const nearest = misses.length === 0 ? '' : `\n  ${paint.strong('Nearest misses')}\n${misses.join('')}`;
  return `${title}\n${tried}\n${indent(conditions)}${nearest}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
