import type { Part } from '../../reading/piece.ts';

const SPACE = 0x20;
const EQUALS = 0x3d;
/** `auditd` puts what it has resolved itself (`log_format = ENRICHED`) after this character. */
export const ENRICHMENT = 0x1d;

/**
 * Where the value of the first field of that name begins, -1 for none. One between blanks comes before one that the daemon
 * has added: what programs choose themselves comes after the numbers, and cannot pretend.
 */
export function placeOf(record: Part, name: string): number {
  const at = 2 * numberOf(name);
  const places = placesIn(record);
  const plain = places[at] ?? 0;
  return (plain === 0 ? (places[at + 1] ?? 0) : plain) - 1;
}

/** A name that was asked for. They are few, and words of this program. */
interface Name {
  readonly text: string;
  readonly number: number;
  /** Another one with the same place in the table. */
  readonly next: Name | undefined;
}
const numbers = new Map<string, number>();
const TABLE = 1024;
const byHash = new Array<Name | undefined>(TABLE).fill(undefined);

function numberOf(name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) {
    return known;
  }
  const number = numbers.size;
  numbers.set(name, number);
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  byHash[hash & (TABLE - 1)] = { text: name, number, next: byHash[hash & (TABLE - 1)] };
  return number;
}

/** Where the values of a record begin, plus one; 0 for none. Of each name two: between blanks, and added by the daemon. */
interface Places {
  of: Part | undefined;
  /** So many names were known. */
  known: number;
  places: Int32Array;
}
/** A record is asked for two dozen fields, and those of an event in turns. */
const recent: readonly Places[] = Array.from({ length: 8 }, () => ({
  of: undefined,
  known: 0,
  places: new Int32Array(TABLE),
}));
let oldest = 0;

function placesIn(record: Part): Int32Array {
  for (const each of recent) {
    if (each.of === record && each.known === numbers.size) return each.places;
  }
  const { size } = numbers;
  const found = recent[oldest];
  oldest = (oldest + 1) % recent.length;
  if (found === undefined) return new Int32Array(2 * size);
  found.of = record;
  found.known = size;
  if (found.places.length < 2 * size) found.places = new Int32Array(4 * size);
  found.places.fill(0, 0, 2 * size);
  findPlaces(record, found.places);
  return found.places;
}

function findPlaces({ text, start, end }: Part, places: Int32Array): void {
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    at += 1;
    if (code !== SPACE && code !== ENRICHMENT) continue;
    const from = at;
    let hash = 0;
    for (let each = text.charCodeAt(at); at < end && isOfName(each); each = text.charCodeAt(at)) {
      hash = (Math.imul(hash, 31) + each) | 0;
      at += 1;
    }
    if (at === from || at >= end || text.charCodeAt(at) !== EQUALS) continue;
    for (let name = byHash[hash & (TABLE - 1)]; name !== undefined; name = name.next) {
      if (name.text.length !== at - from || !text.startsWith(name.text, from)) continue;
      const place = 2 * name.number + (code === SPACE ? 0 : 1);
      if (places[place] === 0) places[place] = at + 2;
      break;
    }
  }
}

function isOfName(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f
  );
}
