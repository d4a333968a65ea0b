/**
 * Tabs that the library passes over, and agents do not: at the start of a line that is blank or a comment, and behind the
 * dash of an item. What else a tab indents the library refuses itself.
 */
import type { Node } from '../positioned-node.ts';
import { type TextProblem, textProblem } from '../report.ts';

/** Of a line up to its first tab, where nothing but blanks and dashes stands before it. */
const beginning = /^(?!---)[ -]*\t/gm;
const documentEnd = /^(?:---|\.\.\.)/m;

/** Whether some line begins with a tab, which may be wrong. Most files have no tab at all. */
export function hasTabbedLine(text: string): boolean {
  return text.includes('\t') && text.search(beginning) !== -1;
}

/** `root`: what was read of the first document, without mistakes so far. */
export function tabProblems(text: string, root: Node | undefined): readonly TextProblem[] {
  if (root === undefined || !hasTabbedLine(text)) return [];
  const pieces = [...piecesOf(text, root)];
  const problems: TextProblem[] = [];
  let next = 0;
  for (const {
    index,
    0: { length },
  } of text.matchAll(beginning)) {
    const tab = index + length - 1;
    while ((pieces[next]?.start ?? text.length) <= tab) next++;
    const last = pieces[next - 1];
    const between = text.slice(last?.end ?? 0, tab);
    if (last !== undefined && documentEnd.test(between)) break;
    if (!isAllowed(last, between, tab, length - 1)) problems.push(refused(text, tab));
  }
  return problems;
}

const blanks = /[ \t]*/y;

/** Behind a dash a blank takes its place; before nothing, and before a comment, none is needed. */
function refused(text: string, tab: number): TextProblem {
  blanks.lastIndex = tab;
  const end = tab + (blanks.exec(text)?.[0].length ?? 1);
  const [line = ''] = text.slice(text.lastIndexOf('\n', tab) + 1, tab).split('\n', 1);
  return {
    ...textProblem('text/yaml-tab', { start: tab, end: tab + 1 }),
    fix: {
      title: 'take the tab away',
      kind: 'suggested',
      edits: [{ place: { start: tab, end }, text: line.includes('-') ? ' ' : '' }],
    },
  };
}

/** A scalar, or a collection in brackets with all that is in it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly kind: 'plain' | 'other text' | 'brackets';
  /** Of the block that holds it. */
  readonly column: number;
}

/** Behind a text without quotes blanks of all kinds may stand, as it may go on there: deeper than its block. */
function isAllowed(last: Piece | undefined, between: string, tab: number, column: number): boolean {
  if (last === undefined) return false;
  const isIn = tab < last.end;
  if (last.kind === 'brackets') return isIn;
  if (!isIn && between.trim() !== '') return false;
  // Of texts in quotes and below `|` the library says what is wrong.
  if (last.kind === 'other text') return isIn;
  return column > last.column;
}

function* piecesOf(text: string, node: Node): Generator<Piece> {
  const { start, end } = node.range;
  if (node.alias !== undefined || node.kind === 'missing') return;
  if (node.kind === 'scalar')
    yield { start, end, kind: node.style === 'plain' ? 'plain' : 'other text', column: node.parentIndent };
  else if (text[start] === '[' || text[start] === '{') yield { start, end, kind: 'brackets', column: -1 };
  else if (node.kind === 'sequence') for (const item of node.items) yield* piecesOf(text, item);
  else
    for (const { key, value, merged } of node.entries) {
      if (merged === true) continue;
      yield* piecesOf(text, key);
      yield* piecesOf(text, value);
    }
}
