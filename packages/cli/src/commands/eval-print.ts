import { type ConditionLine, type ConditionReport, conditionLines } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import type { EventReport } from './eval-events.ts';
import { type Page, wrap } from './fields-layout.ts';

/** One event in a line. */
export function printVerdict(event: EventReport, page: Page): string {
  const { file, line, type } = event;
  const { paint } = page;
  return `${verdictWord(event, page)}  ${forTerminal(type)}  ${paint.faint(forTerminal(`${file}:${line}`))}${because(event)}`;
}

function verdictWord({ verdict }: EventReport, { paint }: Page): string {
  switch (verdict) {
    case 'match':
      return paint.good('match      ');
    case 'no match':
      return paint.bad('no match   ');
    case 'undecidable':
      return paint.doubtful('undecidable');
  }
}

function because({ needs, reason }: EventReport): string {
  if (reason !== null) return `  ${reason}`;
  return needs.length === 0 ? '' : `  needs ${needs.map(forTerminal).join(', ')}`;
}

/** All conditions below each other, groups indented, each with what it has read. */
export function printTrace(event: EventReport, page: Page): readonly string[] {
  const { trace, element } = event;
  const of =
    element === null
      ? []
      : [
          `  with element ${element.index + 1} of ${element.count} of ${element.iterator}${event.verdict === 'match' ? '' : ', the nearest'}`,
        ];
  return [...of.map(page.paint.faint), ...(trace === null ? [] : printCondition(trace, page, 2))];
}

/** `note`: what is to be said of a condition beside what it has read. */
export function printCondition(
  condition: ConditionReport,
  page: Page,
  indent: number,
  note: (condition: ConditionReport) => string = () => '',
): readonly string[] {
  return conditionLines(condition).flatMap((line) => printLine(line, page, indent, note(line.condition)));
}

function printLine(
  { condition, depth, found }: ConditionLine,
  page: Page,
  margin: number,
  note: string,
): readonly string[] {
  const { paint, columns } = page;
  const indent = margin + 2 * depth;
  const unread = condition.reached ? '' : paint.faint('  (not reached)');
  const head = (title: string): string =>
    `${' '.repeat(indent)}${mark(condition, page)} ${title}${unread}${note}`;
  switch (condition.kind) {
    case 'all':
      return [head(paint.faint('all of'))];
    case 'any':
      return [head(paint.faint('any of'))];
    case 'not':
      return [head(paint.faint('not'))];
    case 'macro':
      return [head(`${forTerminal(condition.text)} ${paint.faint('(macro)')}`)];
    case 'condition': {
      const [first = '', ...more] = wrap(forTerminal(condition.text), page, indent + 2);
      const read = forTerminal(found);
      const line = head(first.trimStart());
      if (read === '') return [line, ...more];
      const beside = more.length === 0 && (columns === undefined || cells(line) + 4 + cells(read) <= columns);
      if (beside) return [`${line}    ${paint.name(read)}`];
      return [line, ...more, ...wrap(read, page, indent + 6).map(paint.name)];
    }
  }
}

function mark({ verdict }: ConditionReport, { paint }: Page): string {
  switch (verdict) {
    case 'true':
      return paint.good('✓');
    case 'false':
      return paint.bad('✗');
    case 'unknown':
      return paint.doubtful('?');
  }
}

export interface Counts {
  readonly events: number;
  readonly matches: number;
  readonly undecidable: number;
  /** Lines that hold no event. */
  readonly unreadable: number;
}

export function printCounts({ events, matches, undecidable, unreadable }: Counts): string {
  const parts = [
    `${matches} of ${count(events, 'event')} ${matches === 1 ? 'matches' : 'match'}`,
    ...(undecidable > 0 ? [`${undecidable} undecidable`] : []),
    ...(unreadable > 0 ? [`${count(unreadable, 'line')} could not be read`] : []),
  ];
  return `${parts.join(', ')}.`;
}
