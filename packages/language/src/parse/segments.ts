/**
 * Brackets that nest deep. The grammar calls itself a dozen functions deep for each bracket, and stacks are not equally large
 * everywhere. So every so many levels what is inside is read on its own, and outside it is one token.
 */
import { type Entry, readTokens } from './grammar.ts';
import * as T from './tokens.ts';
import { countOf, makeToken, type Token } from './tokens.ts';
import type { Node } from './tree.ts';

/** Brackets that one run of the grammar goes into. */
const levels = 32;

/** What stands inside of one bracket, or everything outside of all. */
interface Segment {
  readonly tokens: Token[];
  /** The bracket around it. */
  readonly open: Token | undefined;
}

/** The tree, or the index of the first token that does not fit: the number of tokens at the end of the text. */
export function readNested(tokens: readonly Token[], entry: Entry): { root: Node } | { at: number } {
  let segment: Segment = { tokens: [], open: undefined };
  const outside: Segment[] = [];
  const errors: Token[] = [];
  let unclosed = false;
  let depth = 0;
  if (countOf(T.Open, tokens) < levels) return located(readTokens(tokens, entry), tokens);

  const finish = (close: Token | undefined): void => {
    const { open, tokens: inside } = segment;
    const around = outside.pop();
    if (open === undefined || around === undefined) return;
    const reading = readTokens(inside, 'rule');
    const end = close ?? inside[inside.length - 1] ?? open;
    const span = { start: open.start, end: end.end };
    let inner: Node = { kind: 'hole', expected: 'operand', span };
    if ('root' in reading) inner = reading.root;
    else if (reading.unexpected !== undefined) errors.push(reading.unexpected);
    else if (close !== undefined) errors.push(close);
    if (close === undefined) unclosed = true;
    around.tokens.push(makeToken(T.GroupToken, '', span.start, span.end, { kind: 'paren', inner, span }));
    segment = around;
  };

  for (const token of tokens) {
    if (token.type === T.Open && ++depth % levels === 0) {
      outside.push(segment);
      segment = { tokens: [], open: token };
    } else if (token.type === T.Close && depth > 0 && depth-- % levels === 0) {
      finish(token);
    } else {
      segment.tokens.push(token);
    }
  }
  while (outside.length > 0) finish(undefined);
  const reading = readTokens(segment.tokens, entry);
  if ('root' in reading && errors.length === 0 && !unclosed) return reading;
  if ('unexpected' in reading && reading.unexpected !== undefined) errors.push(reading.unexpected);
  return { at: earliest(errors, tokens) };
}

function located(
  reading: ReturnType<typeof readTokens>,
  tokens: readonly Token[],
): { root: Node } | { at: number } {
  if ('root' in reading) return reading;
  return { at: reading.unexpected === undefined ? tokens.length : tokens.indexOf(reading.unexpected) };
}

/** A token that stands for a group is not among the tokens. */
function earliest(errors: readonly Token[], tokens: readonly Token[]): number {
  let first = tokens.length;
  for (const error of errors) {
    const at =
      error.type === T.GroupToken
        ? tokens.findIndex((token) => token.start === error.start)
        : tokens.indexOf(error);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}
