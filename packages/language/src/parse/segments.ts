/**
 * Brackets that nest deep. The grammar calls itself some thirty functions deep for each bracket, which no stack holds for
 * hundreds of them. So every so many levels what is inside is read on its own, and outside it is one token.
 */
import type { IToken } from 'chevrotain';
import { type Entry, readTokens } from './grammar.ts';
import { makeToken, spanOf } from './lexer.ts';
import * as T from './tokens.ts';
import type { Node } from './tree.ts';

/** Brackets that one run of the grammar goes into. */
const levels = 32;

/** What stands inside of one bracket, or everything outside of all. */
interface Segment {
  readonly tokens: IToken[];
  /** The bracket around it. */
  readonly open: IToken | undefined;
}

/** The tree, or the index of the first token that does not fit: the number of tokens at the end of the text. */
export function readNested(tokens: IToken[], entry: Entry): { root: Node } | { at: number } {
  let segment: Segment = { tokens: [], open: undefined };
  const outside: Segment[] = [];
  const errors: IToken[] = [];
  let unclosed = false;
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) if (token.tokenType === T.Open) deepest++;
  if (deepest < levels) return located(readTokens(tokens, entry), tokens);

  const finish = (close: IToken | undefined): void => {
    const { open, tokens: inside } = segment;
    const around = outside.pop();
    if (open === undefined || around === undefined) return;
    const reading = readTokens(inside, 'rule');
    const end = close ?? inside[inside.length - 1] ?? open;
    const span = { start: open.startOffset, end: spanOf(end).end };
    let inner: Node = { kind: 'hole', expected: 'operand', span };
    if ('root' in reading) inner = reading.root;
    else if (inside.includes(reading.unexpected)) errors.push(reading.unexpected);
    else if (close !== undefined) errors.push(close);
    if (close === undefined) unclosed = true;
    const group = makeToken(T.GroupToken, '', span.start, span.end);
    group.payload = { kind: 'paren', inner, span } satisfies Node;
    around.tokens.push(group);
    segment = around;
  };

  for (const token of tokens) {
    if (token.tokenType === T.Open && ++depth % levels === 0) {
      outside.push(segment);
      segment = { tokens: [], open: token };
    } else if (token.tokenType === T.Close && depth > 0 && depth-- % levels === 0) {
      finish(token);
    } else {
      segment.tokens.push(token);
    }
  }
  while (outside.length > 0) finish(undefined);
  const reading = readTokens(segment.tokens, entry);
  if ('root' in reading && errors.length === 0 && !unclosed) return reading;
  if ('unexpected' in reading) errors.push(reading.unexpected);
  return { at: earliest(errors, tokens) };
}

function located(reading: ReturnType<typeof readTokens>, tokens: IToken[]): { root: Node } | { at: number } {
  return 'root' in reading ? reading : { at: earliest([reading.unexpected], tokens) };
}

/** The token for the end of the text is not among the tokens, nor is one that stands for a group. */
function earliest(errors: readonly IToken[], tokens: readonly IToken[]): number {
  let first = tokens.length;
  for (const error of errors) {
    const at =
      error.tokenType === T.GroupToken
        ? tokens.findIndex((token) => token.startOffset === error.startOffset)
        : tokens.indexOf(error);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}
