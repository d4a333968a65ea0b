import { type Node, type Parsed, walk } from '@secl/language';
import type { Text } from '@secl/policy';
import type { Range as Offsets } from '@secl/text';
import { parsedOf, type Slot } from './slots.ts';

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
  'event',
  'function',
] as const;

export type TokenType = (typeof tokenTypes)[number];

/** A word of an expression; what a name is, the rule set decides. */
export interface Token extends Offsets {
  readonly type: TokenType | 'name';
}

const known = new WeakMap<Text, readonly Token[]>();

/** The words of an expression, in source order. */
export function tokensOf(slot: Slot): readonly Token[] {
  const before = known.get(slot.text);
  if (before !== undefined) return before;
  const tokens = tokensIn(parsedOf(slot));
  known.set(slot.text, tokens);
  return tokens;
}

export function tokensIn({ tree }: Parsed): readonly Token[] {
  const tokens: Token[] = tree.comments.map(({ span }) => ({ ...span, type: 'comment' }));
  for (const node of walk(tree.root)) tokens.push(...tokensOfNode(node));
  return tokens.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
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
