/**
 * Where a string begins that nothing closes, nothing closes one that begins later either: all quotes behind it follow a
 * backslash. Remembered while one text is read, so that a damaged text is not searched to its end for each of its quotes.
 */
interface Quotes {
  readonly text: string;
  unclosedFrom: number;
}

const quote = 0x22;
const backslash = 0x5c;

/** Behind the `"` that closes the one at a place. undefined: there is none at the place, or nothing closes it. */
export function endOfQuoted(quotes: Quotes, start: number): number | undefined {
  const { text } = quotes;
  if (text.charCodeAt(start) !== quote || start >= quotes.unclosedFrom) return undefined;
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = at;
    while (escapes > start + 1 && text.charCodeAt(escapes - 1) === backslash) escapes--;
    if ((at - escapes) % 2 === 0) return at + 1;
  }
  quotes.unclosedFrom = start;
  return undefined;
}
