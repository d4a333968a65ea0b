import type { ConditionSummary } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells, padEnd } from '../report/cells.ts';
import { cutMiddle } from './cut-middle.ts';
import { foundBeside } from './found.ts';
import { type Looks, widthOf } from './pretty.ts';

const shownValues = 2;
const indent = 4;
const gap = 2;

/** Conditions on the left, what they saw on the right. */
export function conditionLines(conditions: readonly ConditionSummary[], looks: Looks): readonly string[] {
  const width = widthOf(looks) - indent;
  const rows = conditions.map(({ text, values }) => {
    const shown = values.slice(0, shownValues).map(({ found }) => forTerminal(foundBeside(text, found)));
    const more = values.length > shownValues ? [`… ${values.length - shownValues} more`] : [];
    // `fim.write.file` stands for conditions that nobody has written.
    return {
      text: text === '' ? '(implied)' : forTerminal(text),
      seen: [...shown.filter((each) => each !== ''), ...more].join(' · '),
    };
  });
  const column = columnFor(rows, width);
  return rows.map(({ text, seen }) => {
    const left = padEnd(cutMiddle(text, column), column);
    const line = `${' '.repeat(indent)}${looks.paint.faint(left)}${' '.repeat(gap)}${cutMiddle(seen, width - column - gap)}`;
    return `${line.trimEnd()}\n`;
  });
}

/** The conditions get what the values leave, but at least half, and values at least a quarter. */
function columnFor(rows: readonly { readonly text: string; readonly seen: string }[], width: number): number {
  const longest = Math.max(0, ...rows.map(({ text }) => cells(text)));
  const values = Math.max(0, ...rows.map(({ seen }) => cells(seen)));
  const left = Math.max(Math.floor(width / 2), width - gap - values);
  return Math.min(longest, left, Math.floor(width * 0.75));
}
