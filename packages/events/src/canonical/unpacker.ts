import { parseJson } from '@secl/text';
import { type Bytes, Phrase } from './bytes.ts';
import {
  ANCESTORS,
  AS_TIME,
  FORGET,
  IN_FULL,
  LINE,
  NAMES,
  NONE,
  type PackedRecords,
  PHRASE,
  RECORD,
  SECOND,
  SHARED,
} from './packed.ts';
import { SharedBytes } from './shared-bytes.ts';
import { type Place, valueOrders } from './value-order.ts';

const COMMA = 0x2c;
const NEWLINE = 0x0a;
const VALUES = Phrase.of(',"Values":{');
const ANCESTORS_NEXT = Phrase.of('},"Ancestors":');
const TIME_END = Phrase.of('Z"');
const NO_PHRASE = Phrase.of('');
const NO_BYTES = new Uint8Array(0);
const NO_SHARED = new SharedBytes([], NO_BYTES, new Int32Array(1));
const NO_NAMES: readonly string[] = [];
/** Names of values, at first. */
const MANY = 64;

/** Writes packed records as canonical lines: the same bytes as those of the whole records. */
export class RecordUnpacker {
  readonly #orderOf = valueOrders();

  // What was told, by its number.
  #phrases: Phrase[] = [];
  #names: (readonly string[])[] = [];
  #shared: SharedBytes[] = [];
  #ancestors: Uint8Array[] = [];
  #secondAsTime = NO_PHRASE;
  #secondAsNumber = NO_PHRASE;

  // The batch that is read, and how far.
  #numbers: Int32Array = new Int32Array(0);
  #at = 0;
  #given: Uint8Array = NO_BYTES;
  #view = new DataView(this.#given.buffer);
  #from = 0;

  // Of the record that is read: where each value begins, and how long it is.
  #starts = new Int32Array(MANY);
  #lengths = new Int32Array(MANY);

  /** Adds the lines of a batch, which is read by then. */
  write({ numbers, bytes: given }: PackedRecords, bytes: Bytes): void {
    this.#numbers = numbers;
    this.#at = 0;
    this.#given = given;
    this.#view = new DataView(given.buffer, given.byteOffset);
    this.#from = 0;
    while (this.#at < numbers.length) this.#one(bytes);
  }

  #one(bytes: Bytes): void {
    switch (this.#number()) {
      case RECORD:
        this.#record(bytes);
        return;
      case FORGET:
        this.#phrases = [];
        this.#names = [];
        this.#shared = [];
        this.#ancestors = [];
        return;
      case PHRASE:
        this.#phrases[this.#number()] = this.#phrase();
        return;
      case NAMES: {
        const id = this.#number();
        const names = parseJson(new TextDecoder().decode(this.#bytes()));
        this.#names[id] = names.ok && Array.isArray(names.value) ? names.value.map(String) : NO_NAMES;
        return;
      }
      case SHARED: {
        const id = this.#number();
        const names = this.#names[this.#number()] ?? NO_NAMES;
        const starts = this.#numbers.slice(this.#at, this.#at + names.length);
        this.#at += names.length;
        this.#shared[id] = new SharedBytes(names, this.#bytes(), starts);
        return;
      }
      case ANCESTORS:
        this.#ancestors[this.#number()] = this.#bytes();
        return;
      case SECOND:
        this.#secondAsTime = this.#phrase();
        this.#secondAsNumber = this.#phrase();
        return;
      case LINE:
        this.#copy(bytes, this.#number());
        bytes.byte(NEWLINE);
        return;
    }
  }

  #record(bytes: Bytes): void {
    bytes.copyPhrase(this.#phrases[this.#number()] ?? NO_PHRASE);
    const host = this.#number();
    const end = this.#phrases[this.#number()] ?? NO_PHRASE;
    const shared = this.#shared[this.#number()] ?? NO_SHARED;
    const ancestors = this.#ancestors[this.#number()] ?? NO_BYTES;
    const names = this.#names[this.#number()] ?? NO_NAMES;
    const time = this.#number();
    const timeLength = time === IN_FULL ? this.#number() : 0;
    const numberLength = time === IN_FULL ? this.#number() : 0;
    if (time === IN_FULL) {
      this.#copy(bytes, timeLength);
    } else if (time >= 0) {
      bytes.copyPhrase(this.#secondAsTime);
      bytes.digits(time, 9);
      bytes.copyPhrase(TIME_END);
    }
    if (host !== NONE) bytes.copyPhrase(this.#phrases[host] ?? NO_PHRASE);
    bytes.copyPhrase(VALUES);

    const numberStart = this.#from;
    const threadStart = numberStart + numberLength;
    const threadLength = this.#number();
    this.#from = threadStart + Math.max(threadLength, 0);
    this.#findValues(names.length);

    let next = 0;
    for (const place of this.#orderOf(shared.names, names)) {
      const length = this.#lengthAt(place, time, threadLength);
      if (length === NONE) continue;
      const { before } = place;
      if (before > next) bytes.copy(shared.part(next, before));
      next = place.isShared ? before + 1 : before;
      bytes.copyPhrase(place.name);
      if (length !== AS_TIME) {
        const isOwn = place.at >= 0 && this.#lengths[place.at] !== NONE;
        bytes.copyWords(this.#view, isOwn ? (this.#starts[place.at] ?? 0) : threadStart, length);
      } else if (time === IN_FULL) {
        bytes.copyWords(this.#view, numberStart, numberLength);
      } else {
        bytes.copyPhrase(this.#secondAsNumber);
        bytes.digits(time, 9);
      }
      bytes.byte(COMMA);
    }
    if (next >= shared.names.length) bytes.dropComma();
    bytes.copy(shared.rest(next));
    bytes.copyPhrase(ANCESTORS_NEXT);
    bytes.copy(ancestors);
    bytes.copyPhrase(end);
  }

  /** Of what stands at a place; `NONE` where nothing does. */
  #lengthAt({ at, source }: Place, time: number, threadLength: number): number {
    const own = at < 0 ? NONE : (this.#lengths[at] ?? NONE);
    if (own !== NONE) return own;
    if (source === 'time') return time === NONE ? NONE : AS_TIME;
    return source === 'thread' ? threadLength : NONE;
  }

  #findValues(count: number): void {
    if (count > this.#lengths.length) {
      this.#starts = new Int32Array(2 * count);
      this.#lengths = new Int32Array(2 * count);
    }
    for (let at = 0; at < count; at++) {
      const length = this.#number();
      this.#lengths[at] = length;
      this.#starts[at] = this.#from;
      if (length > 0) this.#from += length;
    }
  }

  #number(): number {
    return this.#numbers[this.#at++] ?? 0;
  }

  #phrase(): Phrase {
    return new Phrase(this.#bytes());
  }

  /** As many as the next number says; a copy. */
  #bytes(): Uint8Array {
    const start = this.#from;
    this.#from += this.#number();
    return this.#given.slice(start, this.#from);
  }

  #copy(bytes: Bytes, length: number): void {
    bytes.copyWords(this.#view, this.#from, length);
    this.#from += length;
  }
}
