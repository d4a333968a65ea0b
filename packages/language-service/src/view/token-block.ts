/**
 * Words by their kinds, as the protocol has them: each counts from the one before. Words that belong together are a block that
 * stays the same object as long as they do, wherever it moves.
 */
import type { Range as Offsets } from '@secl/text';
import { type EditorDocument, positionOf } from '../document.ts';
import { type TokenType, tokenTypes } from './expression-tokens.ts';

export interface TokenBlock {
  /** Lines from the last word of the block before to the first of this one. */
  readonly down: number;
  /** Characters from there where it is the same line, else from the line's start. */
  readonly right: number;
  /** The first word without its place, then all others as they are sent. */
  readonly words: readonly number[];
}

/** All numbers, as they are sent. */
export function numbersOf(blocks: readonly TokenBlock[]): number[] {
  const numbers: number[] = [];
  for (const { down, right, words } of blocks) {
    numbers.push(down, right);
    for (const number of words) numbers.push(number);
  }
  return numbers;
}

/** A word of a document. */
export interface Word extends Offsets {
  readonly type: TokenType;
}

/** Words that move together, as they are wherever they stand in their column. */
export interface Block {
  /** Lines from where they are counted from to the first word. */
  readonly below: number;
  /** The characters at which the first and the last word start. */
  readonly first: number;
  readonly last: number;
  /** Lines from the first word to the last. */
  readonly lines: number;
  readonly words: readonly number[];
}

export interface PlacedBlock {
  /** That of the first word. */
  readonly line: number;
  readonly block: Block;
}

/** `line`: from which lines are counted. Nothing where there are no words. */
export function blockOf(document: EditorDocument, line: number, words: readonly Word[]): Block | undefined {
  const found = words.flatMap(({ type, ...range }) =>
    [...piecesOf(document, range)].map((piece) => ({ ...piece, type: tokenTypes.indexOf(type) })),
  );
  found.sort((a, b) => a.line - b.line || a.character - b.character);
  const [first] = found;
  if (first === undefined) return undefined;
  const numbers: number[] = [];
  let last: Piece = first;
  for (const piece of found) {
    const { character, length, type } = piece;
    const isSameLine = piece.line === last.line;
    if (piece !== first)
      numbers.push(piece.line - last.line, isSameLine ? character - last.character : character);
    numbers.push(length, type, 0);
    last = piece;
  }
  return {
    below: first.line - line,
    first: first.character,
    last: last.character,
    lines: last.line - first.line,
    words: numbers,
  };
}

/** Blocks one after the other. */
export function inOrder(found: PlacedBlock[]): readonly TokenBlock[] {
  found.sort((a, b) => a.line - b.line || a.block.first - b.block.first);
  const blocks: TokenBlock[] = [];
  let last = { line: 0, character: 0 };
  for (const { line, block } of found) {
    const down = line - last.line;
    const right = block.first - (down === 0 ? last.character : 0);
    blocks.push({ down, right, words: block.words });
    last = { line: line + block.lines, character: block.last };
  }
  return blocks;
}

/** A word within one line. */
interface Piece {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** A word over several lines is one in each of them. */
function* piecesOf(document: EditorDocument, { start, end }: Offsets): Generator<Piece> {
  const from = positionOf(document, start);
  const to = positionOf(document, end);
  if (from.line === to.line) {
    yield { ...from, length: end - start };
    return;
  }
  for (let line = from.line; line <= to.line; line++) {
    const own = document.lines.lineRange(line + 1);
    const first = Math.max(start, own.start);
    const shown = document.text.slice(first, Math.min(end, own.end));
    const blanks = shown.length - shown.trimStart().length;
    const length = shown.trim().length;
    if (length > 0) yield { line, character: first + blanks - own.start, length };
  }
}
