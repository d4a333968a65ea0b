/** Which rules and macros use a macro, and which macros they use: as calls of functions are followed. */
import { movedRange } from '@secl/text';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { cursorAt } from '../view/cursor.ts';
import { type Occurrence, occurrenceAt, occurrencesOfItem, placeOfOccurrence } from '../view/occurrences.ts';
import { editorLocation } from '../view/places.ts';
import type { Folder } from '../workspace/folder.ts';
import type { Item, SetSnapshot } from '../workspace/set-snapshot.ts';

/** The macro or rule at a place: where its id stands, or a macro is used. Of a macro all definitions. */
export function callsPreparedAt(context: DocumentContext, offset: number): readonly CallHierarchyItem[] {
  const cursor = cursorAt(context, offset);
  if (cursor?.slot === undefined) return [];
  const { set, slot, at } = cursor;
  const occurrence = occurrenceAt(set, slot, at);
  if (occurrence?.kind !== 'macro' && occurrence?.kind !== 'rule') return [];
  return definitionsOf(set, occurrence).flatMap((item) => itemOf(context.folder, set, item) ?? []);
}

export function incomingCalls(
  context: DocumentContext,
  { name }: CallHierarchyItem,
): readonly CallHierarchyIncomingCall[] {
  return joined(context, (set, item) => {
    const uses = macrosIn(set, item).filter((each) => each.name === name);
    return uses.length === 0 ? [] : [{ other: item, uses }];
  }).map(({ item, ranges }) => ({ from: item, fromRanges: ranges }));
}

/** The ranges are those of the uses in the one that was asked about. */
export function outgoingCalls(
  context: DocumentContext,
  { name, kind }: CallHierarchyItem,
): readonly CallHierarchyOutgoingCall[] {
  const calls = joined(context, (set, item) => {
    const isAsked = item.definition.id?.value === name && kinds[item.kind] === kind;
    if (!isAsked) return [];
    const uses = macrosIn(set, item);
    return [...new Set(uses.map((use) => use.name))].flatMap((used) =>
      definitionsOf(set, { kind: 'macro', name: used }).map((other) => ({
        other,
        uses: uses.filter((use) => use.name === used),
      })),
    );
  });
  return calls.map(({ item, ranges }) => ({ to: item, fromRanges: ranges }));
}

const kinds = { macro: SymbolKind.Constant, rule: SymbolKind.Event } as const;

function definitionsOf({ items }: SetSnapshot, { kind, name }: Pick<Occurrence, 'kind' | 'name'>) {
  return items.filter((item) => item.kind === kind && item.definition.id?.value === name);
}

function macrosIn(set: SetSnapshot, item: Item): readonly Occurrence[] {
  return occurrencesOfItem(set, item).filter(({ kind, isDefinition }) => kind === 'macro' && !isDefinition);
}

/** Over all rule sets of the document, each place once. */
function joined(
  { folder, sets }: DocumentContext,
  find: (
    set: SetSnapshot,
    item: Item,
  ) => readonly { readonly other: Item; readonly uses: readonly Occurrence[] }[],
): readonly { readonly item: CallHierarchyItem; readonly ranges: Range[] }[] {
  const found = new Map<string, { item: CallHierarchyItem; ranges: Map<string, Range> }>();
  for (const set of sets) {
    for (const { other, uses } of set.items.flatMap((item) => find(set, item))) {
      const item = itemOf(folder, set, other);
      if (item === undefined) continue;
      const key = JSON.stringify([item.uri, item.selectionRange]);
      const call = found.get(key) ?? { item, ranges: new Map() };
      found.set(key, call);
      for (const use of uses) {
        const location = editorLocation(folder, set, placeOfOccurrence(use));
        if (location !== undefined) call.ranges.set(JSON.stringify(location), location.range);
      }
    }
  }
  return [...found.values()].map(({ item, ranges }) => ({ item, ranges: [...ranges.values()] }));
}

function itemOf(folder: Folder, set: SetSnapshot, { kind, definition, carried }: Item) {
  const { id, description, offset, range } = definition;
  const document = carried.file.name;
  if (id === undefined) return undefined;
  const whole = editorLocation(folder, set, { document, range: movedRange(range, offset) });
  const own = editorLocation(folder, set, { document, range: movedRange(id.range, offset) });
  if (whole === undefined || own === undefined) return undefined;
  const detail = description?.value.split('\n')[0] ?? '';
  const item: CallHierarchyItem = {
    name: id.value,
    kind: kinds[kind],
    uri: whole.uri,
    range: whole.range,
    selectionRange: own.range,
    ...(detail === '' ? {} : { detail }),
  };
  return item;
}
