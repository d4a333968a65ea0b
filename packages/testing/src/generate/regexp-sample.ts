/**
 * Short texts that a regexp is likely to match, to be tried: what is optional is left out, then there; of repetitions there
 * is one, of a class its first member, of alternatives each comes first once. Whether it does match is for the caller to see.
 */
export function regexpSamples(pattern: string): readonly string[] {
  const samples = new Set<string>();
  for (let choice = 0; choice < mostChoices; choice++) {
    const readers = [false, true].map((optional) => new SampleReader(pattern, choice, optional));
    for (const reader of readers) samples.add(reader.alternatives());
    if (!readers.some(({ chose }) => chose)) break;
  }
  return [...samples];
}

const mostChoices = 8;

const classes: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  n: '\n',
  t: '\t',
};
/** Anchors and boundaries take no room. */
const empty: readonly string[] = ['b', 'B', 'A', 'z', 'Q', 'E'];

class SampleReader {
  readonly #text: string;
  readonly #choice: number;
  readonly #optional: boolean;
  #at = 0;
  /** Whether there was an alternative to choose at this depth of choice. */
  chose = false;

  constructor(text: string, choice: number, optional: boolean) {
    this.#text = text;
    this.#choice = choice;
    this.#optional = optional;
  }

  /** Up to the end, or to the bracket that closes the group. */
  alternatives(): string {
    const found = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at++;
      found.push(this.#sequence());
    }
    if (this.#choice < found.length - 1) this.chose = true;
    return found[this.#choice] ?? found[found.length - 1] ?? '';
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #next(): string {
    return this.#text[this.#at++] ?? '';
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      text += this.#repeated(this.#piece());
    }
    return text;
  }

  #piece(): string {
    const char = this.#next();
    switch (char) {
      case '^':
      case '$':
        return '';
      case '.':
        return 'x';
      case '(':
        return this.#group();
      case '[':
        return this.#set();
      case '\\':
        return this.#escaped();
      default:
        return char;
    }
  }

  #group(): string {
    const options = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(this.#text.slice(this.#at));
    const flags = /^\?[a-zA-Z-]+\)/.exec(this.#text.slice(this.#at));
    if (flags !== null) {
      this.#at += flags[0].length;
      return '';
    }
    this.#at += options?.[0].length ?? 0;
    const inside = this.alternatives();
    this.#at++;
    return inside;
  }

  #escaped(): string {
    const char = this.#next();
    if (empty.includes(char)) return '';
    return classes[char] ?? char;
  }

  /** A member of a class; of a negated one something that stands in few. */
  #set(): string {
    const negated = this.#peek() === '^';
    if (negated) this.#at++;
    let first = '';
    for (let count = 0; this.#at < this.#text.length && (this.#peek() !== ']' || count === 0); count++) {
      const named = /^\[:\^?\w+:\]/.exec(this.#text.slice(this.#at));
      if (named !== null) {
        this.#at += named[0].length;
        first ||= 'a';
        continue;
      }
      const char = this.#next();
      const member = char === '\\' ? this.#escaped() : char;
      first ||= member;
    }
    this.#at++;
    return negated ? (first === 'x' ? 'y' : 'x') : first;
  }

  #repeated(text: string): string {
    const mark = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#text.slice(this.#at));
    if (mark === null) return text;
    this.#at += mark[0].length;
    const isOptional = mark[0].startsWith('?') || mark[0].startsWith('*');
    if (isOptional) return this.#optional ? text : '';
    return text.repeat(Math.min(Number(mark[1] ?? 1), mostRepeats));
  }
}

const mostRepeats = 100;
