/**
 * The words of expressions by their kinds, as the protocol has them: each counts from the one before. The words of one item
 * are a block that stays the same object as long as its text does, wherever it moves, so that an edit makes one block anew.
 */
import type { Facts } from '@secl/model';
import { outwardPlace } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import type { Position } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { type EditorDocument, positionOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { type Item, itemsIn, type SetSnapshot } from '../workspace/set-snapshot.ts';
import { documentRange } from './cursor.ts';
import { type TokenType, tokensOf, tokenTypes } from './expression-tokens.ts';
import { fieldNameOf } from './field-name.ts';
import { macroNames } from './occurrences.ts';
import { isExpression, placeOfSpan, slotsOf } from './slots.ts';

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

/** `within`: only items that touch this part of the document. */
export function semanticTokens(context: DocumentContext, within?: Offsets): readonly TokenBlock[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const found: Placed[] = [];
  for (const carried of set.carried) {
    if (carried.home.document !== context.document.path) continue;
    for (const item of itemsIn(carried)) {
      const block = placedBlock(context.document, set, item, within);
      if (block !== undefined) found.push(block);
    }
  }
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

/** The words of an item, as they are wherever it stands in its column. */
interface Block {
  /** Lines from where the item starts to its first word. */
  readonly below: number;
  /** The characters at which the first and the last word start. */
  readonly first: number;
  readonly last: number;
  /** Lines from the first word to the last. */
  readonly lines: number;
  readonly words: readonly number[];
}

interface Placed {
  /** That of the first word. */
  readonly line: number;
  readonly block: Block;
}

/** What decides what the words of an item are, beside its text. */
interface Known {
  readonly facts: Facts;
  readonly macros: ReadonlySet<string>;
  readonly column: number;
  readonly block: Block | undefined;
}

/** By the range of an item, which is the same object as long as its text is what it was. */
const blocks = new WeakMap<Item['definition']['range'], Known>();

function placedBlock(
  document: EditorDocument,
  set: SetSnapshot,
  item: Item,
  within: Offsets | undefined,
): Placed | undefined {
  const { definition, carried } = item;
  const { range, offset } = definition;
  const place = {
    document: carried.file.name,
    range: { start: range.start + offset, end: range.end + offset },
  };
  const { start, end } = outwardPlace(place, (name) => set.homes.get(name)).range;
  if (within !== undefined && (end < within.start || start > within.end)) return undefined;
  const { facts } = knownTo({ set });
  const macros = macroNames(set);
  const at = positionOf(document, start);
  const known = blocks.get(range);
  const isSame = known?.facts === facts && known.macros === macros && known.column === at.character;
  const block = isSame ? known.block : blockOf(document, set, item, at, facts, macros);
  if (!isSame) blocks.set(range, { facts, macros, column: at.character, block });
  return block && { line: at.line + block.below, block };
}

/** Nothing where no word of the item is of a kind. */
function blockOf(
  document: EditorDocument,
  set: SetSnapshot,
  item: Item,
  at: Position,
  facts: Facts,
  macros: ReadonlySet<string>,
): Block | undefined {
  const typeOf = (name: string): TokenType | undefined => {
    if (facts.field(fieldNameOf(name).name) !== undefined) return 'property';
    if (facts.constant(name) !== undefined) return 'enumMember';
    return macros.has(name) ? 'macro' : undefined;
  };
  const cursor = { set, carried: item.carried };
  const found: (Piece & { readonly type: number })[] = [];
  for (const slot of slotsOf(item).filter(isExpression)) {
    for (const { start, end, type } of tokensOf(slot)) {
      const kind = type === 'name' ? typeOf(slot.text.value.slice(start, end)) : type;
      if (kind === undefined) continue;
      const range = documentRange(cursor, placeOfSpan(slot, { start, end }).range);
      for (const piece of piecesOf(document, range)) found.push({ ...piece, type: tokenTypes.indexOf(kind) });
    }
  }
  found.sort((a, b) => a.line - b.line || a.character - b.character);
  const [first] = found;
  if (first === undefined) return undefined;
  const words: number[] = [];
  let last: Piece = first;
  for (const piece of found) {
    const { line, character, length, type } = piece;
    const isSameLine = line === last.line;
    if (piece !== first) words.push(line - last.line, isSameLine ? character - last.character : character);
    words.push(length, type, 0);
    last = piece;
  }
  return {
    below: first.line - at.line,
    first: first.character,
    last: last.character,
    lines: last.line - first.line,
    words,
  };
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
