import type { Codes } from '../../reading/piece.ts';
import { WordTable } from '../../reading/words.ts';
import type { Argument } from './argument.ts';

const known = new WordTable<Argument>((word, place) => ({
  kind: 'flags',
  names: word.split('|'),
  rest: 0n,
  place,
}));

/** What names stand for that come again and again: `PROT_READ|PROT_WRITE`. */
export function flagsAt(text: string, codes: Codes, start: number, end: number): Argument {
  return known.at(text, codes, start, end);
}
