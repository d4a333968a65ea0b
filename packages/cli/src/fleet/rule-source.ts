/** A rule's expression as its file has it, with what is wrong somewhere marked. */
import type { Place, ReportedRule } from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { cells, cut, padStart } from '../report/cells.ts';
import { type Looks, paintOf, widthOf } from './looks.ts';

const mostLines = 20;

/** The text of a file that places name; nothing where it is not at hand. */
export type SourceOf = (file: string) => string | undefined;

/** A line each, with its number, and carets below what `wrong` names. */
export function ruleSource(
  { expression, expressionPlace }: ReportedRule,
  wrong: readonly Place[],
  sourceOf: SourceOf,
  looks: Looks,
): readonly string[] {
  const paint = paintOf(looks);
  const source = expressionPlace === null ? undefined : sourceOf(expressionPlace.file);
  if (source === undefined || expressionPlace === null)
    return expression.split('\n').map((line) => `  ${forTerminal(line)}`);
  const lines = source.split(/\r\n|\r|\n/);
  const numbers = linesShown(expressionPlace, wrong);
  const gutter = String(numbers.at(-1) ?? 0).length;
  const width = widthOf(looks) - gutter - 3;
  const marked = narrowest(wrong);
  return numbers.flatMap((line, index) => {
    const text = lines[line - 1] ?? '';
    const isGap = index > 0 && numbers[index - 1] !== line - 1;
    const carets = caretsBelow(text, line, marked);
    return [
      ...(isGap ? [paint.faint(`${'.'.repeat(gutter)} |`)] : []),
      `${paint.faint(`${padStart(String(line), gutter)} |`)} ${cut(shown(text), width)}`.trimEnd(),
      ...(carets.length > 0 && carets.length <= width
        ? [`${' '.repeat(gutter)} ${paint.faint('|')} ${paint.bad(carets)}`]
        : []),
    ];
  });
}

/** The lines of the expression, and those of a filter or an action that is wrong. */
function linesShown(expression: Place, wrong: readonly Place[]): readonly number[] {
  const found = new Set<number>();
  for (const { line, endLine, endColumn } of [expression, ...wrong]) {
    // The range of a text over several lines ends where the next line begins.
    const last = endColumn === 1 ? endLine - 1 : endLine;
    for (let each = line; each <= Math.max(last, line) && found.size < mostLines; each++) found.add(each);
  }
  return [...found].sort((a, b) => a - b);
}

/** Without places that have another in them: a mark below everything says nothing. */
function narrowest(places: readonly Place[]): readonly Place[] {
  return places.filter((outer) => !places.some((inner) => inner !== outer && holds(outer, inner)));
}

function holds(outer: Place, inner: Place): boolean {
  const startsBefore = outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column);
  const endsAfter =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}

function caretsBelow(text: string, line: number, wrong: readonly Place[]): string {
  const marks: string[] = [];
  for (const { line: first, column, endLine, endColumn } of wrong) {
    if (line < first || line > endLine) continue;
    const blank = text.length - text.trimStart().length;
    const start = line === first ? column - 1 : blank;
    const end = Math.max(start + 1, line === endLine ? endColumn - 1 : text.length);
    const from = cells(shown(text.slice(0, start)));
    const to = from + Math.max(1, cells(shown(text.slice(start, end))));
    for (let at = from; at < to; at++) marks[at] = '^';
  }
  return Array.from(marks, (mark) => mark ?? ' ').join('');
}

function shown(text: string): string {
  return forTerminal(text.replace(/^\uFEFF/, '').replaceAll('\t', '    '));
}
