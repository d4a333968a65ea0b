import type { Scalar } from '@secl/model';
import { forTerminal } from '@secl/text';
import { cells } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import type { EventReport } from './eval-events.ts';
import type { ConditionReport, ReadValue } from './eval-trace.ts';
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
  const { paint, columns } = page;
  const { kind, parts, reached } = condition;
  const unread = reached ? '' : paint.faint('  (not reached)');
  const inside = parts.flatMap((part) => printCondition(part, page, indent + 2, note));
  const head = (title: string): string =>
    `${' '.repeat(indent)}${mark(condition, page)} ${title}${unread}${note(condition)}`;
  switch (kind) {
    case 'all':
      return [head(paint.faint('all of')), ...inside];
    case 'any':
      return [head(paint.faint('any of')), ...inside];
    case 'not':
      return [head(paint.faint('not')), ...inside];
    case 'macro':
      return [head(`${forTerminal(condition.text)} ${paint.faint('(macro)')}`), ...inside];
    case 'condition': {
      const [first = '', ...more] = wrap(forTerminal(condition.text), page, indent + 2);
      const found = condition.read.map((read) => printRead(read)).join(', ');
      const line = head(first.trimStart());
      const beside =
        more.length === 0 && (columns === undefined || cells(line) + 4 + cells(found) <= columns);
      if (found === '') return [line, ...more, ...inside];
      if (beside) return [`${line}    ${paint.name(found)}`, ...inside];
      return [line, ...more, ...wrap(found, page, indent + 6).map(paint.name), ...inside];
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

/** Of long lists the beginning. */
const shownValues = 12;

function printRead({ name, list, values, named, unknown }: ReadValue): string {
  const subject = forTerminal(name);
  const shown = values.slice(0, shownValues).map((value, index) => printValue(value, named[index] ?? null));
  const rest = values.length > shownValues ? [`… ${values.length - shownValues} more`] : [];
  const words = [...shown, ...rest];
  if (unknown)
    return words.length === 0 ? `${subject} is unknown` : `${subject}: ${words.join(', ')}, the rest unknown`;
  if (values.length === 0) return `${subject} is empty`;
  return list ? `${subject}: ${words.join(', ')}` : `${subject} is ${words.join(', ')}`;
}

function printValue(value: Scalar, name: string | null): string {
  const text = typeof value === 'string' ? `"${forTerminal(value)}"` : String(value);
  return name === null ? text : `${text} (${name})`;
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
