import { type Node, walk } from '@secl/language';
import type { Text } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import type { DocumentContext } from '../context.ts';
import { positionOf } from '../document.ts';
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
  const found: { line: number; character: number; length: number; type: number }[] = [];
  for (const item of set.items) {
    if (item.carried.home.document !== context.document.path) continue;
    const cursor = { ...context, set, carried: item.carried };
    for (const slot of slotsOf(item).filter(isExpression)) {
      for (const { start, end, type } of tokensOf(slot)) {
        const kind = type === 'name' ? typeOf(slot.text.value.slice(start, end)) : type;
        if (kind === undefined) continue;
        const range = documentRange(cursor, placeOfSpan(slot, { start, end }).range);
        if (within !== undefined && (range.end < within.start || range.start > within.end)) continue;
        found.push(...pieces(cursor, range, tokenTypes.indexOf(kind)));
      }
    }
  }
  return encoded(found);
}

type Piece = { line: number; character: number; length: number; type: number };

/** A word over several lines is one in each of them. */
function* pieces(
  { document }: Pick<Cursor, 'document'>,
  { start, end }: Offsets,
  type: number,
): Generator<Piece> {
  const from = positionOf(document, start);
  const to = positionOf(document, end);
  if (from.line === to.line) {
    yield { ...from, length: end - start, type };
    return;
  }
  for (let line = from.line; line <= to.line; line++) {
    const own = document.lines.lineRange(line + 1);
    const first = Math.max(start, own.start);
    const last = Math.min(end, own.end);
    const shown = document.text.slice(first, last);
    const blanks = shown.length - shown.trimStart().length;
    if (shown.trim() !== '')
      yield { line, character: first + blanks - own.start, length: shown.trim().length, type };
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
