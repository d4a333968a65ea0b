/** What becomes of the words of a recording: which stay, which are people's, and what all others are called. */
import { type Pseudonyms, pseudonyms } from './pseudonyms.ts';
import { joinPieces, piecesOf, type Replaced } from './within.ts';
import type { KeptWords } from './words.ts';

export interface Names extends Pseudonyms {
  /** Whether a text stays as it is, as a whole. */
  isKept(text: string): boolean;
  isPerson(text: string): boolean;
  /** From now on this is somebody's name. */
  meet(person: string): void;
  /** A text that stays, but for names of people in it. */
  withoutPeople(text: string): string;
  /** Another text for this one. Where words of rules or names of people stand in it, only what is around them gets another. */
  replace(kind: string, text: string, rest?: (text: string) => string): string;
}

/** Shorter words stand in many texts by chance. */
const SHORTEST_KEPT = 3;

export function namesFor(kept: KeptWords): Names {
  const names = pseudonyms();
  const people = new Set<string>();
  const person: Replaced = (word) =>
    people.has(word) && !kept.has(word) ? names.name('user', word) : undefined;
  const word: Replaced = (text) =>
    text.length >= SHORTEST_KEPT && /[\p{L}\p{N}]/u.test(text) && kept.has(text) ? text : person(text);
  return {
    ...names,
    isKept: (text) => kept.has(text),
    isPerson: (text) => people.has(text),
    meet(name) {
      if (people.has(name)) return;
      people.add(name);
      names.name('user', name);
    },
    withoutPeople: (text) =>
      people.size === 0
        ? text
        : joinPieces(piecesOf(text, person) ?? [{ text, isWord: true }], (rest) => rest),
    replace(kind, text, rest = (each) => names.name(kind, each)) {
      const pieces = piecesOf(text, word);
      return pieces === undefined ? names.name(kind, text) : joinPieces(pieces, rest);
    },
  };
}
