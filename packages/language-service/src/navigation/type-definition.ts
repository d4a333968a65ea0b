import type { Location } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { knownTo } from '../hover.ts';
import { cursorAt } from '../view/cursor.ts';
import { fieldOf } from '../view/field-name.ts';
import { nodesAt } from '../view/node-at.ts';
import { isExpression, parsedOf, type Slot } from '../view/slots.ts';
import { eventPageUri, eventTypeOfItem } from '../words/event-page.ts';
import { definitionsAt } from './definition.ts';

/**
 * Of a field the page of its event type; of one that goes with all events, that of the rule's. Of a variable where it is
 * set, which gives it its type.
 */
export function typeDefinitionsAt(context: DocumentContext, offset: number): readonly Location[] {
  const cursor = cursorAt(context, offset);
  const slot = cursor?.slot;
  if (cursor === undefined || slot === undefined) return [];
  const { facts } = knownTo(cursor);
  const name = fieldNameAt(slot, cursor.at);
  const field = name === undefined ? undefined : fieldOf(name, facts);
  if (field === undefined) return definitionsAt(context, offset);
  const event = field.event ?? eventTypeOfItem(slot.item, facts);
  if (event === undefined) return [];
  const start = { line: 0, character: 0 };
  return [{ uri: eventPageUri(facts.platform, event), range: { start, end: start } }];
}

function fieldNameAt(slot: Slot, at: number): string | undefined {
  if (slot.role === 'field') return slot.text.value;
  if (!isExpression(slot)) return undefined;
  const node = nodesAt(parsedOf(slot).tree.root, at).at(-1);
  return node?.kind === 'ident' ? node.name : undefined;
}
