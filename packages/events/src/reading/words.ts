import type { Codes } from './piece.ts';

const PLACES = 4096;

interface Known<Made> {
  readonly codes: Codes;
  readonly made: Made;
}

/**
 * What was made of words that come again and again, such as names of calls and flags: found by their characters, without
 * cutting them out. In bounded memory: a word makes room for another one that wants its place.
 */
export class WordTable<Made> {
  readonly #known: (Known<Made> | undefined)[] = new Array<undefined>(PLACES).fill(undefined);
  readonly #make: (word: string, place: number) => Made;

  /** `place`: a number below 4096 that no other word in the table has at the same time. */
  constructor(make: (word: string, place: number) => Made) {
    this.#make = make;
  }

  at(text: string, codes: Codes, start: number, end: number): Made {
    let hash = end - start;
    for (let at = start; at < end; at++) {
      hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
    }
    const place = (hash ^ (hash >>> 12)) & (PLACES - 1);
    const known = this.#known[place];
    if (known !== undefined && known.codes.length === end - start && isAt(known.codes, codes, start)) {
      return known.made;
    }
    const made = this.#make(nameLike(text.slice(start, end)), place);
    this.#known[place] = { codes: codes.slice(start, end), made };
    return made;
  }
}

/** The words themselves, the same text each time. */
export class Words extends WordTable<string> {
  constructor() {
    super((word) => word);
  }
}

function isAt(word: Codes, codes: Codes, start: number): boolean {
  for (let at = 0; at < word.length; at++) {
    if (word[at] !== codes[start + at]) {
      return false;
    }
  }
  return true;
}

/** The text as engines keep the names of members: by itself, once, and compared without being read. */
function nameLike(text: string): string {
  const [name = text] = Object.keys({ [text]: 0 });
  return name;
}
