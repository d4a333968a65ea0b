import { type Node, walk } from '@secl/language';
import type { Text } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import type { Position } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { type EditorDocument, positionOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { type Cursor, documentRange } from './cursor.ts';
import { fieldNameOf } from './field-name.ts';
import { macroNames } from './occurrences.ts';
import { isExpression, parsedOf, placeOfSpan, type Slot, slotsOf } from './slots.ts';

/** The kinds of words, by their numbers in what is sent. */
export const tokenTypes = [
  'property',
  'enumMember',
  'macro',
  'variable',
  'operator',
  'string',
  'regexp',
  'number',
  'comment',
] as const;

type TokenType = (typeof tokenTypes)[number];

interface Token extends Offsets {
  readonly type: TokenType | 'name';
}

const known = new WeakMap<Text, readonly Token[]>();

/** The words of an expression, in source order; what a name is, the rule set decides. */
function tokensOf(slot: Slot): readonly Token[] {
  const before = known.get(slot.text);
  if (before !== undefined) return before;
  const { tree } = parsedOf(slot);
  const tokens: Token[] = tree.comments.map(({ span }) => ({ ...span, type: 'comment' }));
  for (const node of walk(tree.root)) tokens.push(...tokensOfNode(node));
  const sorted = tokens.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  known.set(slot.text, sorted);
  return sorted;
}

function* tokensOfNode(node: Node): Generator<Token> {
  switch (node.kind) {
    case 'ident':
      yield { ...node.span, type: 'name' };
      return;
    case 'variable':
      yield { ...node.span, type: 'variable' };
      return;
    case 'string':
      yield { ...node.span, type: 'string' };
      return;
    case 'pattern':
    case 'regexp':
      yield { ...node.span, type: 'regexp' };
      return;
    case 'int':
    case 'duration':
    case 'ip':
    case 'cidr':
      yield { ...node.span, type: 'number' };
      return;
    case 'membership':
      yield { ...node.operator.span, type: 'operator' };
      return;
    case 'chain':
    case 'comparison':
    case 'sum':
    case 'bits':
    case 'unary':
      for (const { span } of node.operators) yield { ...span, type: 'operator' };
      return;
    case 'paren':
    case 'list':
    case 'hole':
  }
}

/** As the protocol has them: lines and columns from the one before, lengths, numbers of kinds. */
export function semanticTokens(context: DocumentContext, within?: Offsets): readonly number[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const { facts } = knownTo({ set });
  const macros = macroNames(set);
  const typeOf = (name: string): TokenType | undefined => {
    if (facts.field(fieldNameOf(name).name) !== undefined) return 'property';
    if (facts.constant(name) !== undefined) return 'enumMember';
    return macros.has(name) ? 'macro' : undefined;
  };
  const found: Piece[] = [];
  for (const item of set.items) {
    if (item.carried.home.document !== context.document.path) continue;
    const cursor = { ...context, set, carried: item.carried };
    for (const slot of slotsOf(item).filter(isExpression)) {
      const { start, end } = documentRange(
        cursor,
        placeOfSpan(slot, { start: 0, end: slot.text.value.length }).range,
      );
      if (within !== undefined && (end < within.start || start > within.end)) continue;
      const first = positionOf(context.document, start);
      for (const piece of piecesOf(cursor, slot, first)) {
        const type = piece.name === undefined ? piece.type : typeOf(piece.name);
        if (type === undefined) continue;
        const { line, character, length } = piece;
        found.push({ line: line + first.line, character, length, type: tokenTypes.indexOf(type) });
      }
    }
  }
  return encoded(found);
}

interface Piece {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
}

/** A word within one line: that line counts from the one on which the text starts. */
interface Placed extends Omit<Piece, 'type'> {
  readonly type: TokenType;
  /** Where what it is has to be looked up. */
  readonly name: string | undefined;
}

const places = new WeakMap<Text, { readonly column: number; readonly pieces: readonly Placed[] }>();

/** A text that did not change has its words where it had them, as long as it starts in the same column. */
function piecesOf(
  cursor: Pick<Cursor, 'set' | 'carried' | 'document'>,
  slot: Slot,
  first: Position,
): readonly Placed[] {
  const known = places.get(slot.text);
  if (known?.column === first.character) return known.pieces;
  const pieces = tokensOf(slot).flatMap(({ start, end, type }) => {
    const range = documentRange(cursor, placeOfSpan(slot, { start, end }).range);
    const name = type === 'name' ? slot.text.value.slice(start, end) : undefined;
    const kind = type === 'name' ? 'property' : type;
    return [...linesOf(cursor.document, range)].map((line) => ({
      ...line,
      line: line.line - first.line,
      type: kind,
      name,
    }));
  });
  places.set(slot.text, { column: first.character, pieces });
  return pieces;
}

/** A word over several lines is one in each of them. */
function* linesOf(
  document: EditorDocument,
  { start, end }: Offsets,
): Generator<Pick<Piece, 'line' | 'character' | 'length'>> {
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

function encoded(found: Piece[]): readonly number[] {
  found.sort((a, b) => a.line - b.line || a.character - b.character);
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  for (const { line, character, length, type } of found) {
    const sameLine = line === last.line;
    data.push(line - last.line, sameLine ? character - last.character : character, length, type, 0);
    last = { line, character };
  }
  return data;
}
