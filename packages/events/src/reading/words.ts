import { ownText } from '../own-text.ts';
import type { Codes } from './piece.ts';

const PLACES = 4096;

/**
 * Words that come again and again, such as names of calls and flags, as the same text each time: what is looked up by
 * them is found without reading them once more. In bounded memory: a word makes room for another one that wants its place.
 */
export class Words {
  readonly #known: (string | undefined)[] = new Array<string | undefined>(PLACES).fill(undefined);

  at(text: string, codes: Codes, start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) {
      hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
    }
    const place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    const known = this.#known[place];
    if (known !== undefined && known.length === end - start && isAt(known, codes, start)) {
      return known;
    }
    const word = ownText(text.slice(start, end));
    this.#known[place] = word;
    return word;
  }
}

function isAt(word: string, codes: Codes, start: number): boolean {
  for (let at = 0; at < word.length; at++) {
    if (word.charCodeAt(at) !== codes[start + at]) {
      return false;
    }
  }
  return true;
}
