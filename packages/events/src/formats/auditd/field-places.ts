import type { Part } from '../../reading/piece.ts';

const SPACE = 0x20;
const EQUALS = 0x3d;
/** `auditd` puts what it has resolved itself (`log_format = ENRICHED`) after this character. */
export const ENRICHMENT = 0x1d;

/**
 * Where the values of a record's fields begin: of each field a number that its name makes, and behind it the place. The
 * place of one that comes directly after the mark of enrichment is negative.
 */
export type FieldPlaces = readonly number[];

/** One pass over the record, which is asked for two dozen fields. */
export function fieldPlaces({ text, start, end }: Part): FieldPlaces {
  const places: number[] = [];
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    at += 1;
    if (code !== SPACE && code !== ENRICHMENT) continue;
    const name = at;
    let hash = 0;
    for (let each = text.charCodeAt(at); at < end && isOfName(each); each = text.charCodeAt(at)) {
      hash = (Math.imul(hash, 31) + each) | 0;
      at += 1;
    }
    if (at > name && at < end && text.charCodeAt(at) === EQUALS) {
      places.push(hash, code === SPACE ? at + 1 : -at - 1);
    }
  }
  return places;
}

/**
 * Where the value of the first field of that name begins, -1 for none. One between blanks comes before one that the daemon
 * has added: what programs choose themselves comes after the numbers, and cannot pretend.
 */
export function placeOf({ text }: Part, places: FieldPlaces, name: string): number {
  const hash = hashOf(name);
  let enriched = -1;
  for (let at = 0; at < places.length; at += 2) {
    if (places[at] !== hash) continue;
    const place = places[at + 1] ?? 0;
    const start = Math.abs(place);
    if (!isBefore(name, text, start - 1)) continue;
    if (place > 0) return start;
    if (enriched < 0) enriched = start;
  }
  return enriched;
}

function isBefore(name: string, text: string, end: number): boolean {
  const start = end - name.length;
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  }
  const before = text.charCodeAt(start - 1);
  return before === SPACE || before === ENRICHMENT;
}

function isOfName(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f
  );
}

/** The names that are asked for are few, and words of this program. */
const hashes = new Map<string, number>();

function hashOf(name: string): number {
  let hash = hashes.get(name);
  if (hash === undefined) {
    hash = 0;
    for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
    hashes.set(name, hash);
  }
  return hash;
}
