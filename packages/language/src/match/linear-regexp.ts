import { everydayRegexp, type Positions, type Reads } from './everyday-regexp.ts';
import type { Predicate } from './matcher.ts';

const BITS = 32;
const ASCII = 128;
/** Kinds of characters behind the ASCII codes. */
const OTHERS = 128;
const START = 129;
const END = 130;
const KINDS = 131;
/** More are forgotten, and found again where they are needed: memory stays bounded. */
const MOST_STATES = 64;

/** What a text has come to: the places that were read last. */
interface State {
  readonly places: Int32Array;
  /** Whether a match ends here. */
  readonly isOver: boolean;
  /** By kind of character, as far as texts have had them here. */
  readonly next: (State | undefined)[];
}

/**
 * Regexps of everyday shape, decided as RE2 decides them: in one step for each character of a text, whatever the two are. All
 * places that a match may have come to are bits of a few words, and what was once worked out for some of them is kept. RE2
 * itself is not asked, nor loaded, which takes as long as judging some twenty rules. undefined: it has to be.
 */
export function linearRegexp(source: string): Predicate | undefined {
  const positions = everydayRegexp(source)?.positions;
  if (positions === undefined) return undefined;
  if (positions.isNullable) return () => true;
  const { origin, step } = automatonOf(positions);
  return (text) => {
    let state = origin.next[START] ?? step(origin, START);
    for (let at = 0; at < text.length && !state.isOver; at++) {
      const code = text.charCodeAt(at);
      const kind = code < ASCII ? code : OTHERS;
      state = state.next[kind] ?? step(state, kind);
      if (kind === OTHERS && isPair(code, text, at)) at += 1;
    }
    return state.isOver || (state.next[END] ?? step(state, END)).isOver;
  };
}

function automatonOf({ reads, follow, first, last }: Positions): {
  /** Where nothing is read yet. */
  readonly origin: State;
  step(from: State, kind: number): State;
} {
  const words = Math.ceil(reads.length / BITS);
  const bitsOf = (places: Iterable<number>): Int32Array => {
    const bits = new Int32Array(words);
    for (const place of places) {
      const word = Math.floor(place / BITS);
      bits[word] = (bits[word] ?? 0) | (1 << (place % BITS));
    }
    return bits;
  };
  const following = follow.map(bitsOf);
  const begin = bitsOf(first);
  const accepted = bitsOf(last);
  const reading = new Array<Int32Array | undefined>(KINDS);
  const readingOf = (kind: number): Int32Array => {
    reading[kind] ??= bitsOf(reads.flatMap((each, place) => (isRead(each, kind) ? [place] : [])));
    return reading[kind];
  };

  const states = new Map<string, State>();
  const stateOf = (places: Int32Array): State => {
    const key = places.join();
    const known = states.get(key);
    if (known !== undefined) return known;
    if (states.size === MOST_STATES) {
      for (const each of states.values()) each.next.length = 0;
      states.clear();
    }
    const isOver = places.some((bits, word) => (bits & (accepted[word] ?? 0)) !== 0);
    const state = { places, isOver, next: [] };
    states.set(key, state);
    return state;
  };

  return {
    origin: stateOf(new Int32Array(words)),
    step(from, kind) {
      const places = begin.slice();
      from.places.forEach((bits, word) => {
        for (let left = bits; left !== 0; left &= left - 1) {
          const place = word * BITS + 31 - Math.clz32(left & -left);
          following[place]?.forEach((more, to) => {
            places[to] = (places[to] ?? 0) | more;
          });
        }
      });
      const read = readingOf(kind);
      const next = stateOf(places.map((bits, word) => bits & (read[word] ?? 0)));
      from.next[kind] = next;
      return next;
    },
  };
}

function isRead(reads: Reads, kind: number): boolean {
  if (reads === 'start') return kind === START;
  if (reads === 'end') return kind === END;
  return kind === OTHERS ? reads.others : reads.ascii.includes(kind);
}

/** Whether a character begins there that is two code units. */
function isPair(code: number, text: string, at: number): boolean {
  if (code < 0xd800 || code > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
