/**
 * Lines within brackets, braces or quotes that stand no deeper than the key in front. YAML wants them deeper, and so does
 * the library; agents do not (Go's YAML reader counts columns in blocks only), and read the file.
 */
import type { CST } from 'yaml';
import { decodeScalar } from '../scalar/style.ts';

const styles = { 'single-quoted-scalar': 'single', 'double-quoted-scalar': 'double' } as const;

/** Where collections in brackets, and texts in quotes, begin that have no end; in the order of the text. */
export function unfinishedIn(tokens: readonly CST.Token[]): readonly number[] {
  const found: number[] = [];
  const waiting: CST.Token[] = [...tokens];
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    if (isUnfinished(token)) found.push(token.offset);
    if (token.type === 'document' && token.value !== undefined) waiting.push(token.value);
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if ('key' in item && item.key) waiting.push(item.key);
      if (item.value) waiting.push(item.value);
    }
  }
  return found.sort((a, b) => a - b);
}

function isUnfinished(token: CST.Token): boolean {
  if (token.type === 'flow-collection') return !/^flow-(?:seq|map)-end$/.test(token.end[0]?.type ?? '');
  if (token.type !== 'single-quoted-scalar' && token.type !== 'double-quoted-scalar') return false;
  return !decodeScalar(styles[token.type], token.source, 0).valid;
}

/** What matters within brackets: quotes, comments, brackets, ends of lines. */
const signs = /["'[\]{}]|(?<=[\s"'[\]{},])#[^\r\n]*|\r?\n/g;
const ofDocuments = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * The text with such lines of what begins at `start` put behind the ones above, everything at the place where it was: a
 * blank for the end of each line, and for a comment. Nothing where it has no end in the text.
 */
export function withLinesJoined(text: string, start: number): string | undefined {
  return joinedUpToEnd(text, start)?.text;
}

/** Whether what begins at `start` ends where something in brackets or quotes may end: with its line, or before a sign. */
export function endsLater(text: string, start: number): boolean {
  const joined = joinedUpToEnd(text, start);
  return joined !== undefined && /^[ \t]*(?:[,\]}:#\r\n]|$)/.test(text.slice(joined.end, joined.end + 1000));
}

function joinedUpToEnd(
  text: string,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const key = /^[ -]*/.exec(line)?.[0].length ?? 0;
  const blanks: { readonly start: number; readonly end: number }[] = [];
  let depth = 0;
  let comment: { readonly start: number; readonly end: number } | undefined;
  let at = start;
  /** Takes the end of a line away, unless the next one is deep enough; false where a document ends there. */
  const joins = (from: number, to: number): boolean => {
    const next = /^( *)([^ ]?)/.exec(text.slice(to, to + 1000));
    if (ofDocuments.test(text.slice(to, to + 4)) || next?.[2] === '\t') return false;
    if ((next?.[1]?.length ?? 0) > key && next?.[2] !== '\r' && next?.[2] !== '\n') return true;
    if (comment?.end === from) blanks.push(comment);
    blanks.push({ start: from, end: to });
    return true;
  };
  while (at < text.length) {
    signs.lastIndex = at;
    const sign = signs.exec(text);
    if (sign === null) return undefined;
    const [source] = sign;
    at = sign.index + source.length;
    if (source === '"' || source === "'") {
      const end = endOfQuoted(text, sign.index);
      if (end === undefined) return undefined;
      for (const { index, 0: lineEnd } of text.slice(sign.index, end).matchAll(/\r?\n/g))
        if (!joins(sign.index + index, sign.index + index + lineEnd.length)) return undefined;
      at = end;
    } else if (source === '[' || source === '{') depth++;
    else if (source === ']' || source === '}') depth--;
    else if (source.startsWith('#')) comment = { start: sign.index, end: at };
    else if (!joins(sign.index, at)) return undefined;
    if (depth <= 0) return blanks.length === 0 ? undefined : { text: blanked(text, blanks), end: at };
  }
  return undefined;
}

/** Behind the closing quote. */
function endOfQuoted(text: string, start: number): number | undefined {
  const closed = text[start] === '"' ? /"(?:[^"\\]|\\[\s\S])*"/y : /'(?:[^']|'')*'(?!')/y;
  closed.lastIndex = start;
  return closed.test(text) ? closed.lastIndex : undefined;
}

function blanked(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of ranges) {
    result += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}
