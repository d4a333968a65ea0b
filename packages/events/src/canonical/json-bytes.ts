import { type Bytes, Phrase } from './bytes.ts';
import { encode, nameOf } from './encode.ts';
import { Kept } from './kept.ts';

const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** What is as short as that is written as fast as it is found. */
const SHORT = 64;
const MOST_DIGITS = 0x7fff_ffff;

/**
 * Lists and the elements of ancestors are the same objects in many records, as a process has them as long as it runs
 * one program.
 */
const kept = new Kept<Uint8Array>(2048, 16 * 1024 * 1024);

/** A recording has few names of fields. */
const phrases = new Map<string, Phrase>();
const MOST_PHRASES = 20_000;

/** The name of a member, with its colon. */
export function phraseOf(name: string): Phrase {
  let phrase = phrases.get(name);
  if (phrase === undefined) {
    phrase = Phrase.of(nameOf(name));
    if (phrases.size >= MOST_PHRASES) phrases.clear();
    phrases.set(name, phrase);
  }
  return phrase;
}

/** A value as `encode` writes it. */
export function writeValue(bytes: Bytes, value: unknown): void {
  if (typeof value === 'string') {
    bytes.quoted(value);
  } else if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_DIGITS) {
    bytes.digits(value, 1);
  } else if (Array.isArray(value)) {
    writeKept(bytes, value, writeList);
  } else {
    bytes.text(encode(value));
  }
}

export function writeList(bytes: Bytes, values: readonly unknown[]): void {
  bytes.byte(OPEN_LIST);
  for (const each of values) {
    if (isElement(each)) writeKept(bytes, each, writeElement);
    else writeValue(bytes, each);
    bytes.byte(COMMA);
  }
  bytes.dropComma();
  bytes.byte(CLOSE_LIST);
}

function isElement(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writeElement(bytes: Bytes, element: object): void {
  const fields = element as Readonly<Record<string, unknown>>;
  bytes.byte(OPEN);
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value !== undefined) {
      bytes.copyPhrase(phraseOf(key));
      writeValue(bytes, value);
      bytes.byte(COMMA);
    }
  }
  bytes.dropComma();
  bytes.byte(CLOSE);
}

function writeKept<Of extends object>(bytes: Bytes, of: Of, write: (bytes: Bytes, of: Of) => void): void {
  const known = kept.get(of);
  if (known !== undefined) {
    bytes.copy(known);
    return;
  }
  const start = bytes.length;
  write(bytes, of);
  const length = bytes.length - start;
  if (length > SHORT) kept.set(of, bytes.since(start), length);
}
