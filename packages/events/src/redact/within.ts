/** Words within a longer text: `ann` in `ann@db-7` and in `upload-ann.log`, but not in `annual`. */

/** What is looked for: what a word becomes, nothing where it is none of those. */
export type Replaced = (word: string) => string | undefined;

/** Letters and digits that stand together, or one character of what is between. */
const TOKENS = /[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu;
/** A name of so many tokens: `x.y-z` is one of five. */
const MOST_TOKENS = 9;
/** Longer texts are no names that somebody would look at, and are replaced as a whole. */
const MOST_TEXT = 4096;

export interface Piece {
  readonly text: string;
  /** Whether it is what one of the words became. */
  readonly isWord: boolean;
}

/** A text in pieces, the longest words first; nothing where none of the words is in it. */
export function piecesOf(text: string, replaced: Replaced): readonly Piece[] | undefined {
  if (text.length > MOST_TEXT) return undefined;
  const tokens = text.match(TOKENS) ?? [];
  const pieces: Piece[] = [];
  let rest = '';
  for (let at = 0; at < tokens.length; ) {
    const found = longestAt(tokens, at, replaced);
    if (found === undefined) {
      rest += tokens[at] ?? '';
      at += 1;
      continue;
    }
    if (rest !== '') pieces.push({ text: rest, isWord: false });
    rest = '';
    pieces.push({ text: found.text, isWord: true });
    at += found.tokens;
  }
  if (pieces.length === 0) return undefined;
  if (rest !== '') pieces.push({ text: rest, isWord: false });
  return pieces;
}

function longestAt(
  tokens: readonly string[],
  at: number,
  replaced: Replaced,
): { readonly text: string; readonly tokens: number } | undefined {
  let word = '';
  let found: { readonly text: string; readonly tokens: number } | undefined;
  for (let count = 1; count <= MOST_TOKENS && at + count <= tokens.length; count++) {
    word += tokens[at + count - 1] ?? '';
    const text = replaced(word);
    if (text !== undefined) found = { text, tokens: count };
  }
  return found;
}

const EDGES = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

/** The text with what is not one of the words replaced, and what stands between left. */
export function joinPieces(pieces: readonly Piece[], replace: (rest: string) => string): string {
  return pieces
    .map(({ text, isWord }) => {
      if (isWord) return text;
      const [, before = '', core = '', behind = ''] = EDGES.exec(text) ?? [];
      return `${before}${core === '' ? '' : replace(core)}${behind}`;
    })
    .join('');
}
