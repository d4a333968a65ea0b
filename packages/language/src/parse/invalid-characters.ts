import { type ExpressionProblem, problem } from '../problems.ts';
import { textToken } from './repair-quotes.ts';
import * as T from './tokens.ts';
import { countOf, makeToken, spanOf, type Token } from './tokens.ts';

/**
 * Takes out the characters that agents refuse before they parse, so these problems come first. What stands between
 * typographic quotes is read as the string that it was meant to be.
 */
export function dropInvalid(
  text: string,
  tokens: readonly Token[],
  problems: ExpressionProblem[],
): Token[] | undefined {
  if (countOf(T.Invalid, tokens) === 0) return undefined;
  const kept: Token[] = [];
  const returns: Token[] = [];
  let beforeReturns = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.type !== T.Invalid) {
      kept.push(token);
      continue;
    }
    if (/^\r+$/.test(token.image)) {
      if (returns.length === 0) beforeReturns = problems.length;
      returns.push(token);
      continue;
    }
    const close = smartQuotes.test(token.image) ? closingQuote(text, tokens, index) : undefined;
    if (close !== undefined) {
      problems.push(quoteProblem(text, token.start, close.end));
      kept.push(quotedToken(text, kept, token.start, close.end));
      index = close.index;
      continue;
    }
    const open = smartQuotes.test(token.image) ? openQuote(text, kept, token) : undefined;
    if (open !== undefined) {
      const place = spanOf(token);
      const start = (kept[open] as Token).start;
      kept.length = open;
      kept.push(quotedToken(text, kept, start, place.end));
      const inner = text.slice(start + 1, place.end - 1);
      const fix = { title: 'use double quotes', kind: 'safe', edits: [{ place, text: '"' }] } as const;
      problems.push(problem('syntax/smart-quotes', place, { use: `"${inner}"` }, { fix }));
      continue;
    }
    problems.push(problem('syntax/not-ascii', spanOf(token), { found: nameCharacters(token.image) }));
    index = replaceWord(tokens, kept, index);
  }
  if (returns.length > 0) problems.splice(beforeReturns, 0, returnProblem(text, returns));
  return kept;
}

/** Once for all of them: what is wrong is how the file ends its lines. They stand between words, where any blank will do. */
function returnProblem(text: string, returns: readonly Token[]): ExpressionProblem {
  const [first] = returns;
  const edits = returns.map((token) => {
    const place = spanOf(token);
    return { place, text: /[\r\n]/.test(text.charAt(place.end)) ? '' : '\n' };
  });
  const fix = { title: 'end lines without carriage returns', kind: 'safe', edits } as const;
  return problem('syntax/carriage-return', spanOf(first as Token), {}, { fix });
}

/** A letter, alone or in a name, stood for some value: a hole takes its place. Marks and blanks are left out. */
function replaceWord(tokens: readonly Token[], kept: Token[], at: number): number {
  const token = tokens[at] as Token;
  const before = kept[kept.length - 1];
  const inName = before !== undefined && isName(before) && before.end === token.start;
  let { start, end } = spanOf(token);
  let last = at;
  for (let next = tokens[last + 1]; next?.start === end && isName(next); next = tokens[last + 1]) {
    end = next.end;
    last++;
  }
  if (!inName && last === at && !/\p{L}/u.test(token.image)) return at;
  if (inName) {
    start = before.start;
    kept.pop();
  }
  kept.push(makeToken(T.HoleToken, '', start, end));
  return last;
}

const isName = (token: Token): boolean => token.type === T.Ident || token.type === T.Invalid;

const smartQuotes = /^[\u2018-\u201f\u00ab\u00bb\u2039\u203a]$/;

/** The next typographic quote, or a straight one that has no other partner, on the same line. */
function closingQuote(
  text: string,
  tokens: readonly Token[],
  open: number,
): { index: number; end: number } | undefined {
  const start = (tokens[open] as Token).start;
  for (let index = open + 1; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (text.slice(start, token.start).includes('\n') || index > open + 50) return undefined;
    const straight = token.type === T.Stray && token.image === '"';
    if (straight || (token.type === T.Invalid && smartQuotes.test(token.image))) {
      return { index, end: token.end };
    }
  }
  return undefined;
}

/** The straight quote on the same line that the typographic one was to close. */
function openQuote(text: string, kept: readonly Token[], close: Token): number | undefined {
  for (let index = kept.length - 1; index >= 0 && index > kept.length - 50; index--) {
    const token = kept[index] as Token;
    if (text.slice(token.start, close.start).includes('\n')) return undefined;
    if (token.type === T.Stray && token.image === '"') return index;
  }
  return undefined;
}

function quoteProblem(text: string, start: number, end: number): ExpressionProblem {
  const inner = text.slice(start + 1, end - 1);
  const place = { start, end };
  if (inner.includes('"')) return problem('syntax/smart-quotes', place, { use: '"…"' });
  const fix = { title: 'use double quotes', kind: 'safe', edits: [{ place, text: `"${inner}"` }] } as const;
  return problem('syntax/smart-quotes', place, { use: `"${inner}"` }, { fix });
}

/** A string, or a pattern or regexp where `~` or `r` stands before the quote; `=~` is an operator. */
function quotedToken(text: string, kept: Token[], start: number, end: number): Token {
  const inner = text.slice(start + 1, end - 1);
  const before = kept[kept.length - 1];
  if (before === undefined || before.end !== start) return textToken('', inner, start, end);
  const operator = kept[kept.length - 2];
  const glued = operator !== undefined && operator.end === before.start;
  if (before.type === T.Tilde && !(glued && /^[=!]$/.test(operator.image))) {
    kept.pop();
    return textToken('~', inner, before.start, end);
  }
  if (before.image === 'r') {
    kept.pop();
    return textToken('r', inner, before.start, end);
  }
  return textToken('', inner, start, end);
}

/** "`é` (U+00E9)", or the number alone for what cannot be seen. */
export function nameCharacters(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  const character = String.fromCodePoint(code);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `\`${character}\` (${name})` : name;
}
