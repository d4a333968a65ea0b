import type { Parsed, Tree } from '@secl/language';
import { writtenEdits } from '@secl/policy';
import { type Edit, movedRange, type Range, type Span, type SpanEdit } from '@secl/text';
import type { Cursor } from '../../view/cursor.ts';
import { placed, type Slot } from '../../view/slots.ts';
import type { Item } from '../../workspace/set-snapshot.ts';

/** A change that keeps what rules mean, or says in its title what it changes. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  /** In policies; they lead to the files of the user from there. */
  readonly edits: readonly Edit[];
}

/** Where a refactoring is asked for. */
export interface Chosen {
  readonly cursor: Cursor;
  readonly item: Item;
  readonly slot: Slot;
}

/** Where one is asked for in an expression that agents can read. */
export interface ChosenExpression extends Chosen {
  readonly parsed: Parsed;
  readonly tree: Tree;
  /** In the expression's text; empty where nothing is selected. */
  readonly selection: Span;
}

/** Edits of a text as those of its policy, legal in the style in which it is written. */
export function editsIn(slot: Slot, edits: readonly SpanEdit[]): readonly Edit[] {
  return writtenEdits(placed(slot), edits).map(({ place, text }) => ({ location: place, text }));
}

export function editAt({ carried }: Item, range: Range, text: string): Edit {
  return { location: { document: carried.file.name, range }, text };
}

export function sourceOf({ tree }: Pick<ChosenExpression, 'tree'>, { start, end }: Span): string {
  return tree.text.slice(start, end);
}

/** A definition as an item of a list in YAML that begins a line of its own. */
export interface ItemLines {
  /** From the start of its first line to the end of its last one, without the line break there. */
  readonly range: Range;
  /** The blanks before its dash. */
  readonly indent: string;
  /** The column of its keys. */
  readonly column: number;
  readonly lineBreak: '\n' | '\r\n';
}

/** undefined in flow style, and where there is no YAML. */
export function linesOfItem({ carried, definition }: Item): ItemLines | undefined {
  if (!['policy', 'configmap', 'helm'].includes(carried.carrier)) return undefined;
  const { text } = carried;
  const { start, end } = movedRange(definition.range, definition.offset);
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent, dash] = /^( *)(- +)/.exec(text.slice(from, start + 1)) ?? [];
  if (indent === undefined || dash === undefined || text[start] === '{') return undefined;
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  const lineEnd = text.indexOf('\n', last);
  let to = lineEnd === -1 ? text.length : lineEnd;
  if (text[to - 1] === '\r') to--;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { range: { start: from, end: to }, indent, column: indent.length + dash.length, lineBreak };
}

/** A name that nothing has yet: `base`, else with a number behind it. */
export function freeName(base: string, taken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken(name)) return name;
  }
}
