/** What a keystroke sets right: the indentation of a new line of an expression, and the brackets that one closes. */
import { formatExpression } from '@secl/language';
import { writtenEdits } from '@secl/policy';
import type { TextEdit } from 'vscode-languageserver-types';
import { openBrackets } from '../completion/open-list.ts';
import { tokensOf, typingAt } from '../completion/tokens.ts';
import { lineOf } from '../completion/yaml-place.ts';
import type { DocumentContext } from '../context.ts';
import { type EditorDocument, rangeOf } from '../document.ts';
import { cursorAt, inYaml } from '../view/cursor.ts';
import { nodesAt } from '../view/node-at.ts';
import { editorEdits } from '../view/places.ts';
import { isExpression, parsedOf, placed } from '../view/slots.ts';

/** What is asked about: the cursor stands behind the character. */
export const typedCharacters = ['\n', ']', ')'] as const;

export function formattedOnType(
  context: DocumentContext,
  offset: number,
  typed: string,
  indent: number,
): readonly TextEdit[] {
  const cursor = cursorAt(context, offset);
  if (cursor === undefined || (cursor.carried.home.readOnly && cursor.carried.carrier !== 'rule-file'))
    return [];
  if (typed === '\n') return inYaml(cursor.carried) ? newLine(context, offset, indent) : [];
  return typed === ']' || typed === ')' ? closed(context, offset, typed) : [];
}

/** A line of an expression stands below its first one, and further in inside of brackets. */
function newLine({ document }: DocumentContext, offset: number, indent: number): readonly TextEdit[] {
  const { text, lines } = document;
  const { line } = lines.positionAt(offset);
  const start = lines.lineRange(line).start;
  if (!/^[ \t]*$/.test(text.slice(start, offset))) return [];
  const owner = ownerOf(document, line, indent);
  if (owner === undefined) return [];
  const open = openBrackets(tokensOf(owner.written));
  const wanted = ' '.repeat(owner.column + open * indent);
  const blanks = /^[ \t]*/.exec(text.slice(start, lines.lineRange(line).end))?.[0] ?? '';
  if (blanks === wanted) return [];
  return [{ range: rangeOf(document, { start, end: start + blanks.length }), newText: wanted }];
}

/** The expression whose text goes on in a line: the column for it, and what is written above. */
function ownerOf(
  { text, lines }: EditorDocument,
  below: number,
  indent: number,
): { readonly column: number; readonly written: string } | undefined {
  const above: string[] = [];
  for (let number = below - 1; number >= 1; number--) {
    const { start: from, end } = lines.lineRange(number);
    const source = text.slice(from, end);
    const { key, column, rest } = lineOf(0, source);
    if (key === undefined) {
      above.unshift(source);
      if (above.length > farthest) return undefined;
      continue;
    }
    if (key !== 'expression' && key !== 'filter') return undefined;
    const isBlock = /^[|>]/.test(rest);
    const first = above.find((each) => each.trim() !== '');
    const inside = first === undefined ? column + indent : first.search(/\S/);
    // Less far in than the key, a line is no part of its text any more; behind an empty one it may have ended.
    const ended = above.some((each) => each.trim() !== '' && each.search(/\S/) <= column);
    if (ended || inside <= column || above.at(-1)?.trim() === '') return undefined;
    const written = (isBlock ? above : [rest, ...above]).join('\n');
    return isBlock || goesOn(written) ? { column: inside, written } : undefined;
  }
  return undefined;
}

/** Expressions are shorter than that. */
const farthest = 200;

/** Whether a text that stands without a block goes on in the next line: in brackets, or behind an operator. */
function goesOn(written: string): boolean {
  if (/^["']/.test(written)) return false;
  if (openBrackets(tokensOf(written)) > 0) return true;
  const { expected, word } = typingAt(`${written} `);
  return written.trim() !== '' && word === '' && ['operand', 'value', 'array'].includes(expected.kind);
}

/** What stands between the brackets that were closed just now is written the usual way, if it fits into its line. */
function closed(context: DocumentContext, offset: number, bracket: string): readonly TextEdit[] {
  const cursor = cursorAt(context, offset);
  const slot = cursor?.slot;
  if (cursor === undefined || slot === undefined || !isExpression(slot)) return [];
  const { text } = slot;
  if (text.value[cursor.at - 1] !== bracket) return [];
  const kind = bracket === ']' ? 'list' : 'paren';
  const node = nodesAt(parsedOf(slot).tree.root, cursor.at - 1).findLast(
    (each) => each.kind === kind && each.span.end === cursor.at,
  );
  if (node === undefined) return [];
  const before = text.value.slice(node.span.start, node.span.end);
  const { text: after, problems } = formatExpression(before, { width: Number.MAX_SAFE_INTEGER });
  if (problems.length > 0 || after === before || before.includes('\n') || after.includes('\n')) return [];
  const inner = writtenEdits(placed(slot), [{ span: node.span, text: after }]).map((edit) => ({
    location: edit.place,
    text: edit.text,
  }));
  return [...(editorEdits(context.folder, cursor.set, inner)?.get(context.document.uri) ?? [])];
}
