/** How a text is put into an expression where somebody types, in the style of the scalar that holds it. */
import { encode, type Range } from '@secl/text';
import type { TextEdit } from 'vscode-languageserver-types';
import { rangeOf } from '../document.ts';
import type { Cursor } from '../view/cursor.ts';
import type { Slot } from '../view/slots.ts';

export interface Insertion {
  /** The edit that writes a text in place of what is typed; undefined where that would change the style. */
  write(text: string): TextEdit | undefined;
  /** What is typed so far, as the document has it: clients compare with it what they offer. */
  readonly typed: string;
}

/** In place of a span of the slot's text, up to the cursor. Blanks between the text and the cursor are kept. */
export function insertionAt(cursor: Cursor, slot: Slot, start: number, blanks: string): Insertion {
  const { text, item } = slot;
  const { scalar } = text;
  const span = { start, end: cursor.at };
  const behind = blanks.length;
  const write = (written: string): TextEdit | undefined => {
    const encoded = encode(scalar, [{ span, text: blanks + written }]);
    if (encoded.kind !== 'edits') return undefined;
    const [edit] = encoded.edits;
    if (edit === undefined || encoded.edits.length > 1 || !edit.text.startsWith(blanks)) return undefined;
    const own: Range = {
      start: edit.range.start + item.definition.offset + behind,
      end: edit.range.end + item.definition.offset + behind,
    };
    return outward(cursor, own, edit.text.slice(behind));
  };
  return { write, typed: text.value.slice(start, cursor.at) };
}

/** A policy that is a text of another file is encoded once more. */
export function outward(cursor: Cursor, range: Range, text: string): TextEdit | undefined {
  const { carried } = cursor;
  const { home } = carried;
  if (home.readOnly && carried.carrier !== 'rule-file') return undefined;
  if (home.scalar === undefined) return edit(cursor, range, text);
  const encoded = encode(home.scalar, [{ span: range, text }]);
  const [outer] = encoded.kind === 'edits' ? encoded.edits : [];
  return outer && edit(cursor, outer.range, outer.text);
}

/** Clients take only edits within one line and around the cursor: on a quote, say, nothing can be written. */
function edit({ document, position }: Cursor, { start, end }: Range, newText: string): TextEdit | undefined {
  const own = rangeOf(document, { start, end });
  const fits = start <= position && position <= end && own.start.line === own.end.line;
  return fits && !newText.includes('\n') ? { range: own, newText } : undefined;
}
