import { movedRange } from '@secl/text';
import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { positionOf } from '../document.ts';
import { itemsWithin } from '../view/cursor.ts';
import { occurrencesOfItem, placeOfOccurrence } from '../view/occurrences.ts';
import { editorLocation } from '../view/places.ts';
import { placeOfSpan, slotsOf } from '../view/slots.ts';
import type { Folder } from '../workspace/folder.ts';
import type { Item, SetSnapshot } from '../workspace/set-snapshot.ts';

const kinds = { macro: SymbolKind.Constant, rule: SymbolKind.Event, variable: SymbolKind.Variable } as const;

/** Macros and rules of a document; below a rule the variables that it sets. */
export function documentSymbols(context: DocumentContext): readonly DocumentSymbol[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  return [...itemsWithin(context, set)].flatMap((item) => symbolOf(context, set, item) ?? []);
}

function symbolOf(context: DocumentContext, set: SetSnapshot, item: Item): DocumentSymbol | undefined {
  const { definition, carried } = item;
  const document = carried.file.name;
  const place = { document, range: movedRange(definition.range, definition.offset) };
  const whole = editorLocation(context.folder, set, place);
  if (whole === undefined) return undefined;
  const children = slotsOf(item).flatMap((slot): DocumentSymbol[] => {
    if (slot.role !== 'variable-name') return [];
    const at = editorLocation(
      context.folder,
      set,
      placeOfSpan(slot, { start: 0, end: slot.text.value.length }),
    );
    if (at === undefined) return [];
    const name = shown(slot.variable ?? slot.text.value);
    return [{ name, kind: kinds.variable, range: at.range, selectionRange: at.range }];
  });
  const { id } = definition;
  const selection =
    id === undefined
      ? undefined
      : editorLocation(context.folder, set, { document, range: movedRange(id.range, definition.offset) });
  const description = definition.description?.value.split('\n')[0] ?? '';
  return {
    name: shown(id?.value ?? ''),
    kind: kinds[item.kind],
    ...(description === '' ? {} : { detail: description }),
    range: whole.range,
    selectionRange: selection?.range ?? { start: whole.range.start, end: whole.range.start },
    ...(children.length === 0 ? {} : { children }),
  };
}

/** A symbol without a name is refused by clients. */
function shown(name: string): string {
  return name.trim() === '' ? '(no id)' : name;
}

/** Macros, rules and variables of all rule sets whose names hold the letters of the query in order. */
export function workspaceSymbols(folders: readonly Folder[], query: string): readonly WorkspaceSymbol[] {
  const found = new Map<string, WorkspaceSymbol>();
  for (const folder of folders) {
    for (const set of folder.sets()) {
      for (const item of set.items) {
        for (const each of occurrencesOfItem(set, item)) {
          if (!each.isDefinition || each.kind === 'iterator-variable' || !holds(each.name, query)) continue;
          const location = editorLocation(folder, set, placeOfOccurrence(each));
          if (location === undefined) continue;
          const symbol = {
            name: shown(each.name),
            kind: kinds[each.kind],
            location,
            containerName: set.name,
          };
          found.set(JSON.stringify(location), symbol);
        }
      }
    }
  }
  return [...found.values()];
}

function holds(name: string, query: string): boolean {
  let at = 0;
  const lower = name.toLowerCase();
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Rules and macros fold to their first line, and so do block texts in them. */
export function foldingRanges(context: DocumentContext): readonly { startLine: number; endLine: number }[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const ranges: { startLine: number; endLine: number }[] = [];
  const add = (start: number, end: number): void => {
    const from = positionOf(context.document, start).line;
    const to = positionOf(context.document, end).line;
    if (to > from) ranges.push({ startLine: from, endLine: to });
  };
  for (const { carried, definition } of itemsWithin(context, set)) {
    const at = (range: { start: number; end: number }) =>
      carried.home.scalar === undefined
        ? movedRange(range, definition.offset)
        : carried.home.scalar.map.toSource(movedRange(range, definition.offset));
    const whole = at(trimmed(carried.text, definition.range, definition.offset));
    add(whole.start, whole.end);
    const text = definition.expression;
    if (text !== undefined) {
      const own = at(trimmed(carried.text, text.scalar.range, definition.offset));
      add(own.start, own.end);
    }
  }
  return ranges;
}

/** Without the line break at the end of a block. */
function trimmed(
  text: string,
  range: { start: number; end: number },
  offset: number,
): { start: number; end: number } {
  let { end } = range;
  while (end > range.start && /\s/.test(text.charAt(end + offset - 1))) end--;
  return { start: range.start, end };
}
