/**
 * The tokens of SECL (spec: Tokens). The order is the agent's: the first pattern that matches wins, not the longest.
 * Blanks are space, tab and line feed; a carriage return is not one. Operators are written as single characters, so
 * that blanks may stand between the two halves of `==` or `&&`.
 */
import { createToken, Lexer, type TokenType } from 'chevrotain';

/** From a `"` to the one that closes it, for strings and what begins with `~` or `r` before the quote. */
const closed = /"(?:[^"\\]|\\[\s\S])*"/y;

/**
 * Where a string begins that nothing closes, nothing closes one that begins later either: all quotes behind it follow a
 * backslash. Remembered while one text is read, so that a damaged text is not searched to its end for each of its quotes.
 */
let unclosedFrom = Number.POSITIVE_INFINITY;

/** To be called before a text is read. */
export function forgetUnclosed(): void {
  unclosedFrom = Number.POSITIVE_INFINITY;
}

/** One token that is an operand by itself. */
export const Operand = createToken({ name: 'Operand', pattern: Lexer.NA });
const operand = (name: string, pattern: RegExp): TokenType =>
  createToken({ name, pattern, categories: [Operand] });

function quoted(name: string, prefix: '' | '~' | 'r'): TokenType {
  const exec = (text: string, offset: number): [string] | null => {
    const quote = offset + prefix.length;
    if (!text.startsWith(prefix, offset) || text.charAt(quote) !== '"') return null;
    if (quote >= unclosedFrom) return null;
    closed.lastIndex = quote;
    if (closed.test(text)) return [text.slice(offset, closed.lastIndex)];
    unclosedFrom = quote;
    return null;
  };
  return createToken({
    name,
    pattern: { exec },
    start_chars_hint: [prefix === '' ? '"' : prefix],
    line_breaks: true,
    categories: [Operand],
  });
}

export const Comment = createToken({ name: 'Comment', pattern: /(?:#|\/\/)[^\n]*/, group: 'comments' });
const Blank = createToken({ name: 'Blank', pattern: /[ \t\n]+/, group: Lexer.SKIPPED });
const hex = '[0-9a-fA-F]*';
/** Of IPv6 no more than eight pieces, an IPv4 at its end counted as four: the rest is no part of the token. */
const ip = `(?:[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|${hex}:${hex}:${hex}(?:[:.]${hex}){0,5})`;
export const Cidr = operand('CIDR', new RegExp(`${ip}/[0-9]+`));
export const Ip = operand('IP', new RegExp(ip));
export const Variable = operand('Variable', /\$\{[A-Za-z_][A-Za-z0-9_.]*\}/);
export const Duration = operand('Duration', /[0-9]+(?:ms|s|m|h)/);
export const Regexp = quoted('Regexp', 'r');
export const Ident = operand('Ident', /[A-Za-z_][A-Za-z0-9_.[\]]*/);
export const Text = quoted('Text', '');
export const Pattern = quoted('Pattern', '~');
export const Int = operand('Int', /[-+]?[0-9]+/);

/** Keywords are identifiers too: where an operand is due, `and` is a name like any other. */
const keyword = (name: string, word: string): TokenType =>
  createToken({ name, pattern: new RegExp(word), longer_alt: Ident, categories: [Ident] });
export const And = keyword('And', 'and');
export const Or = keyword('Or', 'or');
export const Not = keyword('Not', 'not');
export const In = keyword('In', 'in');
export const AllIn = keyword('AllIn', 'allin');

const mark = (name: string, character: string): TokenType => createToken({ name, pattern: character });
export const Bang = mark('Bang', '!');
export const Amp = mark('Amp', '&');
export const Bar = mark('Bar', '|');
export const Equals = mark('Equals', '=');
export const Tilde = mark('Tilde', '~');
export const Less = mark('Less', '<');
export const Greater = mark('Greater', '>');
export const Plus = mark('Plus', '+');
export const Minus = mark('Minus', '-');
export const Caret = mark('Caret', '^');
export const Open = mark('Open', '(');
export const Close = mark('Close', ')');
export const OpenList = mark('OpenList', '[');
export const CloseList = mark('CloseList', ']');
export const Comma = mark('Comma', ',');
/** Punctuation that the agent's lexer knows and its grammar has no use for. */
export const Stray = createToken({ name: 'Stray', pattern: /["#$%'*./:;?@\\_`{}]/ });
/** Text that the lexer refuses: control characters, a carriage return, anything beyond ASCII. Made from lexer errors. */
export const Invalid = createToken({ name: 'Invalid', pattern: Lexer.NA });
/** Stands where something is missing; made by the repair of a broken rule, never by the lexer. */
export const HoleToken = createToken({ name: 'Hole', pattern: Lexer.NA, categories: [Operand] });
/** Stands for a bracketed expression that was read on its own; made where brackets nest deep, never by the lexer. */
export const GroupToken = createToken({ name: 'Group', pattern: Lexer.NA });

export const lexerTokens: TokenType[] = [
  Blank,
  Comment,
  Cidr,
  Ip,
  Variable,
  Duration,
  Regexp,
  And,
  Or,
  Not,
  In,
  AllIn,
  Ident,
  Text,
  Pattern,
  Int,
  Bang,
  Amp,
  Bar,
  Equals,
  Tilde,
  Less,
  Greater,
  Plus,
  Minus,
  Caret,
  Open,
  Close,
  OpenList,
  CloseList,
  Comma,
  Stray,
];

export const allTokens: TokenType[] = [...lexerTokens, Operand, Invalid, HoleToken, GroupToken];
