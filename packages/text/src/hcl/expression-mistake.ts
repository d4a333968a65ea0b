import type { Range } from '../span.ts';
import type { SyntaxNode } from './parser.ts';
import type { Token } from './tokens.ts';

/** What is wrong with `name = …`, whose brackets and texts are whole, and where. */
export interface ExpressionMistake {
  readonly range: Range;
  readonly detail: string;
}

/** What the grammar made of it; `offset` is where its text starts in the file. */
export interface Parsed {
  readonly root: SyntaxNode;
  readonly offset: number;
}

/**
 * A mistake that tokens alone show: values and what joins them take turns, so where two of a kind meet is one. Templates
 * in texts are not looked into.
 */
export function tokenMistake(text: string, tokens: readonly Token[]): ExpressionMistake | undefined {
  const found = unjoined(text, tokens);
  if (found === undefined || !hasBareQuote(text, tokens)) return found;
  return { ...found, detail: `${found.detail}; a quote within a text is written \`\\"\`` };
}

/** `"a == "b""`: where texts touch what is not punctuation, one was to have quotes in it. */
function hasBareQuote(text: string, tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    const behind = tokens[i + 1];
    if (token.end !== behind?.start || (token.kind !== 'text' && behind.kind !== 'text')) return false;
    return token.kind === 'text' ? /[\w"/\\$~*-]/.test(text.charAt(behind.start)) : endsValue(token);
  });
}

function unjoined(text: string, tokens: readonly Token[]): ExpressionMistake | undefined {
  let before: Token | undefined;
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'newline') continue;
    if (token.kind === 'open') depth++;
    if (token.kind === 'close') depth--;
    const shown = shorten(text.slice(token.start, token.end));
    if (foreign.has(shown)) {
      const detail = shown === "'" ? 'a text stands between double quotes' : `HCL has no \`${shown}\` here`;
      return { range: token, detail };
    }
    if (
      depth === 0 &&
      before !== undefined &&
      (shown === ',' || token.kind === 'equals') &&
      endsValue(before)
    )
      return { range: token, detail: `\`${shown}\` stands where the line should end` };
    if (before !== undefined && !keyword(text, before) && !keyword(text, token)) {
      const joined = endsValue(before);
      if (joined && startsValue(token) && !isCall(text, before, token) && !lineBetween(text, before, token))
        return {
          range: token,
          detail: `\`${shown}\` stands where ${depth > 0 && startsEntry(text, tokens[i + 1]) ? '`,` or a new line is due' : 'the value before it should end'}`,
        };
      if (!joined && !startsValue(token) && !mayStand(text, before, token))
        return { range: token, detail: `\`${shown}\` stands where a value is due` };
    }
    before = token;
  }
  if (before !== undefined && !endsValue(before) && !mayEnd(text, before)) {
    const shown = shorten(text.slice(before.start, before.end));
    return { range: before, detail: `a value is due behind this \`${shown}\`` };
  }
  return undefined;
}

/** The grammar says that an expression is wrong, not why; this is for what {@link tokenMistake} lets pass. */
export function expressionMistake(tokens: readonly Token[], parsed: Parsed): ExpressionMistake {
  const range = wrongPart(parsed, tokens.at(-1));
  const inText = tokens.some(
    ({ template, start, end }) => template && start < range.start && range.end < end,
  );
  return { range, detail: inText ? 'this template in a text is no expression' : 'this is no expression' };
}

const foreign: ReadonlySet<string> = new Set(["'", '`', ';', '@', '#', '$', '\\', '&', '|', '^', '~']);
const keywords: ReadonlySet<string> = new Set(['for', 'in', 'if']);
/** Signs that may stand before a value. */
const prefixes: ReadonlySet<string> = new Set(['-', '!']);

const keyword = (text: string, token: Token): boolean =>
  token.kind === 'word' && keywords.has(text.slice(token.start, token.end));

const endsValue = ({ kind }: Token): boolean =>
  kind === 'word' || kind === 'number' || kind === 'text' || kind === 'heredoc' || kind === 'close';

const startsValue = ({ kind }: Token): boolean =>
  kind === 'word' || kind === 'number' || kind === 'text' || kind === 'heredoc' || kind === 'open';

/** `f(` and `list[`. */
const isCall = (text: string, before: Token, token: Token): boolean =>
  (text[token.start] === '(' && before.kind === 'word') || text[token.start] === '[';

/** The key of an object's entry has a sign of its own behind it. */
const startsEntry = (text: string, behind: Token | undefined): boolean =>
  behind !== undefined && (behind.kind === 'equals' || text[behind.start] === ':');

const lineBetween = (text: string, before: Token, token: Token): boolean =>
  text.slice(before.end, token.start).includes('\n');

/** A sign, the end of what is empty or has a comma behind its last value, `[*]`, `.*`. */
function mayStand(text: string, before: Token, token: Token): boolean {
  const now = text.slice(token.start, token.end);
  const then = text.slice(before.start, before.end);
  if (prefixes.has(now)) return true;
  if (now === '*') return then === '[' || then === '.';
  if (token.kind === 'close') return before.kind === 'open' || then === ',' || then === '...' || then === '*';
  return then === '*' || then === '...';
}

const mayEnd = (text: string, { start, end }: Token): boolean => text.slice(start, end) === '*';

/** The deepest part that the grammar marks; the last token where it marks none inside. */
function wrongPart({ root, offset }: Parsed, last: Token | undefined): Range {
  const rangeOf = ({ start, end }: Range): Range => ({ start: start + offset, end: end + offset });
  let found: Range | undefined;
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (
      node.type === 'ERROR' &&
      node.end > node.start &&
      (last === undefined || node.end + offset <= last.end)
    )
      found = rangeOf(node);
    open.push(...node.children);
  }
  return found ?? last ?? rangeOf(root);
}

const shorten = (shown: string): string => {
  const line = shown.split(/\r?\n/)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};
