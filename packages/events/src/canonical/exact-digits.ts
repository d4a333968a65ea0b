/**
 * `JSON.parse` rounds integers beyond 2^53, and a reviver that sees their text costs seven times the parsing. So the
 * digits are looked up afterwards, by their key, in the few numbers that need it.
 *
 * In a text that is valid JSON, a quote without a backslash before it begins or ends a string, so `"key"` without a
 * backslash before it, with a colon behind it, is a key and nothing else. Keys of fields have no character that must be
 * escaped; only `\u` could write one in another way, hence texts with `\u` are not answered here.
 */
export function exactDigits(
  json: string,
  key: string,
  expectedPlaces: number,
): readonly bigint[] | undefined {
  if (json.includes('\\u')) {
    return undefined;
  }
  const needle = `"${key}"`;
  const found: bigint[] = [];
  for (let at = json.indexOf(needle); at >= 0; at = json.indexOf(needle, at + needle.length)) {
    const colon = skipBlanks(json, at + needle.length);
    if (json.charCodeAt(colon) !== COLON || json.charCodeAt(at - 1) === BACKSLASH) {
      continue;
    }
    const start = skipBlanks(json, colon + 1);
    const end = skipDigits(json, json.charCodeAt(start) === MINUS ? start + 1 : start);
    const next = json.charCodeAt(end);
    if (end === start || next === POINT || next === EXPONENT || next === UPPER_EXPONENT) {
      return undefined;
    }
    found.push(BigInt(json.slice(start, end)));
  }
  // One place for each object that has the key: then no key stands twice in one object, and text order is their order.
  return found.length === expectedPlaces ? found : undefined;
}

export type DigitsOf = (key: string, expectedPlaces: number) => readonly bigint[] | undefined;

/** The same for one text, each key looked up once: five ancestors with a long `created_at` are one search. */
export function digitsIn(json: string): DigitsOf {
  let lastKey = '';
  let lastDigits: readonly bigint[] | undefined;
  return (key, expectedPlaces) => {
    if (key !== lastKey) {
      lastKey = key;
      lastDigits = exactDigits(json, key, expectedPlaces);
    }
    return lastDigits?.length === expectedPlaces ? lastDigits : undefined;
  };
}

const COLON = 0x3a;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const POINT = 0x2e;
const EXPONENT = 0x65;
const UPPER_EXPONENT = 0x45;

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 0x20 || (code >= 0x09 && code <= 0x0d); ) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; ) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}
