/**
 * Regexps that anybody can see to be well formed: letters, dots, classes, groups, alternatives and repetitions, in the syntax
 * of RE2. What is one here, RE2 accepts; of anything else RE2 has to be asked, which takes milliseconds for the first one.
 */

/** Characters of which one is read. */
interface OneOf {
  /** Codes below 128. */
  readonly ascii: readonly number[];
  /** Whether all others are among them, or none. */
  readonly others: boolean;
}

/** What is read at a place; the beginning and the end of a text stand in it like characters. */
export type Reads = 'start' | 'end' | OneOf;

/** The places at which a character is read, and how they follow each other: an automaton without any other state. */
export interface Positions {
  readonly reads: readonly Reads[];
  readonly follow: readonly ReadonlySet<number>[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** It matches before anything is read. */
  readonly isNullable: boolean;
}

/** A part of the regexp. */
type Part = Pick<Positions, 'first' | 'last' | 'isNullable'>;

const EMPTY: Part = { first: [], last: [], isNullable: true };
const ASCII = Array.from({ length: 128 }, (_, code) => code);
const LINE_FEED = 10;
/** More would have to be asked one by one for too long. */
const MOST = 96;
/** Ignores case, in front of all. */
const FLAG = '(?i)';
/** As good as any repetition where there is one of it: of some in each other RE2 allows a thousand. */
const COUNTED = /\{[1-9]\}/y;
const DEEPEST = 20;

/** What stands for itself, and in a class as well. */
const letter = /[\w :@%,;=<>"'#&~`!/]/;
const inClass = /[.*+?(){}|$]/;
/** Of RE2, which means ASCII by them. */
const classes: Readonly<Record<string, RegExp>> = { d: /[0-9]/, w: /\w/, s: /[\t\n\f\r ]/ };
const punctuation = /[!-/:-@[-^`{-~ ]/;

export interface EverydayRegexp {
  /** undefined: RE2 has to decide which texts it matches, as it ignores case, counts, or looks for the ends of words. */
  readonly positions: Positions | undefined;
}

/** What was found out when a rule was checked is there when it runs; more than this many are not remembered at a time. */
const remembered = 500;
const found = new Map<string, EverydayRegexp | undefined>();

/** undefined: something else is among it, or it is no regexp at all. */
export function everydayRegexp(source: string): EverydayRegexp | undefined {
  if (!found.has(source)) {
    if (found.size === remembered) found.clear();
    found.set(source, readRegexp(source));
  }
  return found.get(source);
}

function readRegexp(source: string): EverydayRegexp | undefined {
  const ignoresCase = source.startsWith(FLAG);
  const builder = new Builder(ignoresCase ? source.slice(FLAG.length) : source);
  const whole = builder.alternatives(0);
  if (whole === undefined || !builder.isAtEnd) return undefined;
  const { reads, follow } = builder;
  const isDecided = !ignoresCase && builder.isDecided && !builder.hasIdleAnchors;
  return { positions: isDecided ? { ...whole, reads, follow } : undefined };
}

class Builder {
  readonly reads: Reads[] = [];
  readonly follow: Set<number>[] = [];
  /** Whether the places say all. */
  isDecided = true;
  readonly #source: string;
  #at = 0;
  #hasCounted = false;

  constructor(source: string) {
    this.#source = source;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#source.length;
  }

  /** Two anchors in a row stand at one place of the text, which an automaton passes once only. */
  get hasIdleAnchors(): boolean {
    return this.follow.some((all, at) =>
      [...all].some((next) => isAnchor(this.reads[at]) && isAnchor(this.reads[next])),
    );
  }

  alternatives(depth: number): Part | undefined {
    if (depth > DEEPEST) return undefined;
    let all = this.#sequence(depth);
    while (all !== undefined && this.#passes('|')) {
      const next = this.#sequence(depth);
      all = next && {
        first: [...all.first, ...next.first],
        last: [...all.last, ...next.last],
        isNullable: all.isNullable || next.isNullable,
      };
    }
    return all;
  }

  #sequence(depth: number): Part | undefined {
    let before = EMPTY;
    while (!this.isAtEnd && !/[|)]/.test(this.#next)) {
      const atom = this.#atom(depth);
      const next = atom && this.#repeated(atom);
      if (next === undefined) return undefined;
      if (this.reads.length > MOST) this.isDecided = false;
      this.#join(before.last, next.first);
      before = {
        first: before.isNullable ? [...before.first, ...next.first] : before.first,
        last: next.isNullable ? [...before.last, ...next.last] : next.last,
        isNullable: before.isNullable && next.isNullable,
      };
    }
    return before;
  }

  #repeated(atom: Part): Part | undefined {
    const sign = /[*+?]/.test(this.#next) ? this.#take() : this.#counted();
    if (sign === '') return atom;
    // Whether it would rather have little does not matter to who asks whether there is a match.
    this.#passes('?');
    if (/[*+?{]/.test(this.#next)) return undefined;
    if (sign !== '?') this.#join(atom.last, atom.first);
    return sign === '+' ? atom : { ...atom, isNullable: true };
  }

  #counted(): string {
    COUNTED.lastIndex = this.#at;
    const counted = this.#hasCounted ? undefined : COUNTED.exec(this.#source)?.[0];
    if (counted === undefined) return '';
    this.#hasCounted = true;
    this.isDecided = false;
    this.#at += counted.length;
    return counted;
  }

  #atom(depth: number): Part | undefined {
    const next = this.#take();
    switch (next) {
      case '(': {
        if (this.#passes('?') && !this.#passes(':')) return undefined;
        const inside = this.alternatives(depth + 1);
        return this.#passes(')') ? inside : undefined;
      }
      case '[':
        return this.#class();
      case '.':
        return this.#reading({ ascii: ASCII.filter((code) => code !== LINE_FEED), others: true });
      case '^':
        return this.#anchor('start');
      case '$':
        return this.#anchor('end');
      case '\\': {
        if (this.#passes('b')) return this.#endOfWord();
        const escaped = this.#escaped();
        return escaped && this.#reading(escaped);
      }
      default:
        return letter.test(next) || next === '-' ? this.#reading(only(next)) : undefined;
    }
  }

  #anchor(which: 'start' | 'end'): Part | undefined {
    return /[*+?{]/.test(this.#next) ? undefined : this.#reading(which);
  }

  #endOfWord(): Part | undefined {
    this.isDecided = false;
    return /[*+?{]/.test(this.#next) ? undefined : EMPTY;
  }

  #class(): Part | undefined {
    const isNegated = this.#passes('^');
    const codes = new Set<number>();
    let others = false;
    do {
      const one = this.#member(codes.size === 0);
      if (one === undefined) return undefined;
      for (const code of one.ascii) codes.add(code);
      others ||= one.others;
    } while (!this.#passes(']'));
    const ascii = ASCII.filter((code) => codes.has(code) !== isNegated);
    return this.#reading({ ascii, others: others !== isNegated });
  }

  /** Of a class. */
  #member(isFirst: boolean): OneOf | undefined {
    const from = this.#take();
    if (from === '\\')
      return this.#next === '' || this.#source[this.#at + 1] === '-' ? undefined : this.#escaped();
    if (from === '-') return isFirst || this.#next === ']' ? only('-') : undefined;
    if (!letter.test(from) && !inClass.test(from)) return undefined;
    if (this.#next !== '-' || this.#source[this.#at + 1] === ']') return only(from);
    this.#take();
    const to = this.#take();
    if (!/^(?:\d\d|[a-z]{2}|[A-Z]{2})$/.test(from + to) || to < from) return undefined;
    return { ascii: codesOf((character) => character >= from && character <= to), others: false };
  }

  /** From behind the backslash on. */
  #escaped(): OneOf | undefined {
    const letter = this.#take();
    const known = classes[letter.toLowerCase()];
    if (known === undefined) return punctuation.test(letter) ? only(letter) : undefined;
    const isNegated = letter !== letter.toLowerCase();
    return { ascii: codesOf((character) => known.test(character) !== isNegated), others: isNegated };
  }

  #reading(reads: Reads): Part {
    const place = this.reads.push(reads) - 1;
    this.follow.push(new Set());
    return { first: [place], last: [place], isNullable: false };
  }

  #join(last: readonly number[], first: readonly number[]): void {
    if (!this.isDecided) return;
    for (const from of last) for (const to of first) this.follow[from]?.add(to);
  }

  get #next(): string {
    return this.#source.charAt(this.#at);
  }

  #take(): string {
    return this.#source.charAt(this.#at++);
  }

  #passes(sign: string): boolean {
    if (this.#next !== sign) return false;
    this.#at += 1;
    return true;
  }
}

function isAnchor(reads: Reads | undefined): boolean {
  return reads === 'start' || reads === 'end';
}

function only(character: string): OneOf {
  return { ascii: [character.charCodeAt(0)], others: false };
}

function codesOf(holds: (character: string) => boolean): readonly number[] {
  return ASCII.filter((code) => holds(String.fromCharCode(code)));
}
