/** A quote that ends what it stands behind: whoever types one is done with the text, and may go on to the next line. */
import type { DocumentContext } from '../context.ts';
import { cursorAt } from '../view/cursor.ts';
import { isExpression } from '../view/slots.ts';
import { isClosed } from './open-list.ts';
import { tokensOf } from './tokens.ts';
import { yamlPlace } from './yaml-place.ts';

/** Whether the character in front of a place is such a quote: of a text within an expression, or of a value of YAML. */
export function closesText(context: DocumentContext, offset: number): boolean {
  if (!/["']/.test(context.document.text.charAt(offset - 1))) return false;
  const { slot, at } = cursorAt(context, offset) ?? { slot: undefined, at: 0 };
  if (slot !== undefined && isExpression(slot)) {
    const before = slot.text.value.slice(0, at);
    const last = tokensOf(before).at(-1);
    if (last?.kind === 'text' && last.end === before.length) return isClosed(last.text);
  }
  const typed = yamlPlace(context.document.text, offset)?.typed ?? '';
  return /^(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')$/.test(typed);
}
