import { movedRange } from '@secl/text';
import type { SelectionRange } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { cursorAt, documentRange } from './cursor.ts';
import { nodesAt } from './node-at.ts';
import { isExpression, parsedOf, placeOfSpan } from './slots.ts';

/** What a growing selection takes in: parts of the expression, its text, its rule, the document. */
export function selectionAt(context: DocumentContext, offset: number): SelectionRange {
  const { document } = context;
  const whole: SelectionRange = { range: rangeOf(document, { start: 0, end: document.text.length }) };
  const cursor = cursorAt(context, offset);
  const { item, slot } = cursor ?? {};
  if (cursor === undefined || item === undefined) return whole;
  const ranges = [documentRange(cursor, movedRange(item.definition.range, item.definition.offset))];
  if (slot !== undefined) {
    ranges.push(documentRange(cursor, movedRange(slot.text.scalar.range, item.definition.offset)));
    if (isExpression(slot))
      for (const node of nodesAt(parsedOf(slot).tree.root, cursor.at))
        ranges.push(documentRange(cursor, placeOfSpan(slot, node.span).range));
  }
  let last = { ...whole, start: 0, end: document.text.length };
  for (const { start, end } of ranges) {
    const grows = start >= last.start && end <= last.end && end - start < last.end - last.start;
    if (!grows || start > offset || end < offset) continue;
    const { range, parent } = last;
    last = {
      range: rangeOf(document, { start, end }),
      parent: { range, ...(parent === undefined ? {} : { parent }) },
      start,
      end,
    };
  }
  return { range: last.range, ...(last.parent === undefined ? {} : { parent: last.parent }) };
}
