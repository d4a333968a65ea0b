import { type CarriedPolicy, outwardPlace } from '@secl/policy';
import { movedRange, type Range as Offsets } from '@secl/text';
import type { DocumentContext } from '../context.ts';
import { type Item, itemsIn, type SetSnapshot } from '../workspace/set-snapshot.ts';
import { type Slot, slotsOf } from './slots.ts';

/** A place in a document, as one of the policy that stands there. */
export interface Cursor extends DocumentContext {
  readonly set: SetSnapshot;
  readonly carried: CarriedPolicy;
  /** In the document. */
  readonly position: number;
  /** In the text of the policy. */
  readonly offset: number;
  readonly item: Item | undefined;
  readonly slot: Slot | undefined;
  /** In the decoded text of the slot. */
  readonly at: number;
}

/** What stands at an offset of the document; undefined where no policy does. */
export function cursorAt(context: DocumentContext, offset: number): Cursor | undefined {
  const [set] = context.sets;
  if (set === undefined) return undefined;
  return cursorIn(context, set, offset);
}

export function cursorIn(context: DocumentContext, set: SetSnapshot, offset: number): Cursor | undefined {
  const here = set.carried.filter(({ home }) => home.document === context.document.path);
  const found = here.map((carried) => ({ carried, inner: innerOffset(carried, offset) }));
  const holds = found.filter(
    (each): each is { carried: CarriedPolicy; inner: number } => each.inner !== undefined,
  );
  // Of several policies in one file it is the one with a definition there.
  const withItem = holds.map((each) => ({ ...each, item: itemAt(each.carried, each.inner) }));
  const chosen = withItem.find(({ item }) => item !== undefined) ?? withItem[0];
  if (chosen === undefined) return undefined;
  const { carried, inner, item } = chosen;
  const slot = item === undefined ? undefined : slotAt(item, inner);
  const at = slot === undefined ? 0 : slot.text.scalar.map.toDecoded(inner - slot.item.definition.offset);
  return { ...context, set, carried, position: offset, offset: inner, item, slot, at };
}

function innerOffset({ home }: CarriedPolicy, offset: number): number | undefined {
  const { scalar } = home;
  if (scalar === undefined) return offset;
  const { start, end } = scalar.range;
  return offset < start || offset > end ? undefined : scalar.map.toDecoded(offset);
}

function itemAt(carried: CarriedPolicy, offset: number): Item | undefined {
  let last: Item | undefined;
  for (const item of itemsIn(carried)) {
    const { definition } = item;
    if (definition.offset + definition.range.start > offset) break;
    last = item;
  }
  if (last === undefined) return undefined;
  const end = last.definition.offset + last.definition.range.end;
  // What is typed at the end of an item still belongs to it.
  return offset <= end || /^[ \t]*$/.test(carried.text.slice(end, offset)) ? last : undefined;
}

function slotAt(item: Item, offset: number): Slot | undefined {
  const local = offset - item.definition.offset;
  return slotsOf(item).find(
    ({ text: { scalar } }) => scalar.range.start <= local && local <= scalar.range.end,
  );
}

/** The rules and macros of a document, or those that touch a part of it. */
export function* itemsWithin(
  { document }: Pick<DocumentContext, 'document'>,
  set: SetSnapshot,
  within?: Offsets,
): Generator<Item> {
  for (const carried of set.carried) {
    if (carried.home.document !== document.path) continue;
    for (const item of itemsIn(carried)) {
      if (within === undefined) {
        yield item;
        continue;
      }
      const { range, offset } = item.definition;
      const { start, end } = documentRange({ set, carried }, movedRange(range, offset));
      if (start <= within.end && end >= within.start) yield item;
    }
  }
}

/** Whether what stands around a policy's texts is YAML. */
export function inYaml({ carrier }: Pick<CarriedPolicy, 'carrier'>): boolean {
  return ['policy', 'configmap', 'helm', 'rule-file'].includes(carrier);
}

/** Where the policy's own range stands in the document. */
export function documentRange(
  cursor: Pick<Cursor, 'set' | 'carried'>,
  range: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  return outwardPlace({ document: cursor.carried.file.name, range }, (name) => cursor.set.homes.get(name))
    .range;
}
