/**
 * The arguments of a process from the one string that Tetragon makes of them: it joins them by blanks and puts quotes
 * around those that have one, without escaping quotes inside.
 *
 * So `-c "echo "a b""` can be read in several ways. A quote at the start of a word opens an argument; it closes at the
 * first quote before a blank or the end that leaves no closing quote without an opening one behind it. What was quoted
 * by Tetragon has a blank in it; a word in quotes without one is as the program got it.
 */
export function splitArguments(text: string): readonly string[] {
  if (!text.includes('"')) {
    return text.split(' ');
  }
  const isBalanced = balance(text);
  const list: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = text[at] === '"' ? closingQuote(text, at, isBalanced) : -1;
    if (end >= 0) {
      list.push(text.slice(at + 1, end));
      at = end + 2;
      continue;
    }
    const blank = text.indexOf(' ', at);
    list.push(blank < 0 ? text.slice(at) : text.slice(at, blank));
    at = blank < 0 ? text.length + 1 : blank + 1;
  }
  return list;
}

/** So many quotes are looked at: a text of nothing else must not cost its length squared. */
const MOST_TRIED = 200;

function closingQuote(text: string, open: number, isBalanced: (from: number) => boolean): number {
  const blank = text.indexOf(' ', open + 1);
  let first = -1;
  let at = blank < 0 ? -1 : text.indexOf('"', blank);
  for (let tried = 0; at >= 0 && tried < MOST_TRIED; tried++) {
    if (isEndOfWord(text, at)) {
      first = first < 0 ? at : first;
      if (isBalanced(at + 1)) {
        return at;
      }
    }
    at = text.indexOf('"', at + 1);
  }
  return first;
}

function isEndOfWord(text: string, quote: number): boolean {
  return quote + 1 === text.length || text[quote + 1] === ' ';
}

/** Whether, from there on, every word that ends with a quote belongs to one that begins with a quote. */
function balance(text: string): (from: number) => boolean {
  // From the end: how many quotes open more than close, and the deepest that this falls on the way.
  const sums = new Int32Array(text.length + 1);
  const lowest = new Int32Array(text.length + 1);
  for (let at = text.length - 1; at >= 0; at--) {
    const step = text[at] !== '"' ? 0 : at > 0 && text[at - 1] === ' ' ? 1 : isEndOfWord(text, at) ? -1 : 0;
    sums[at] = (sums[at + 1] ?? 0) + step;
    lowest[at] = Math.min(0, step + (lowest[at + 1] ?? 0));
  }
  return (from) => sums[from] === 0 && lowest[from] === 0;
}
