import { lowHalf } from '../nanoseconds.ts';
import { Bytes } from './bytes.ts';
import { phraseOf, writeList, writeValue } from './json-bytes.ts';
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
  SLACK,
} from './packed.ts';
import type { RecordParts } from './record-parts.ts';
import { namesIn } from './row.ts';
import { formatTime } from './time.ts';

const COMMA = 0x2c;
const NANOSECONDS = 1_000_000_000n;
/** Ten digits of seconds: from 2001 to 2286. */
const FIRST = 1_000_000_000n * NANOSECONDS;
const LAST = 10n * FIRST;
/** What most batches take, so that memory is asked for once. */
const SIZE = 192 * 1024;
/** What is told and not forgotten: so many things, so many bytes. */
const MOST = 2048;
const MOST_BYTES = 16 * 1024 * 1024;

/** Under which numbers the beginning, the end and the names of some records were told. */
interface Kind {
  readonly type: string;
  readonly unknown: RecordParts['unknown'];
  readonly begin: number;
  readonly end: number;
  readonly names: number;
}

/** Packs records, one after the other, for one reader of them all. */
export class RecordPacker {
  #numbers = new Int32Array(SIZE / 4);
  #count = 0;
  readonly #bytes = new Bytes(SIZE);

  // What was told, and its number.
  readonly #texts = new Map<string, number>();
  readonly #objects = new Map<object, number>();
  readonly #orders = new Map<readonly string[], readonly string[]>();
  readonly #kinds = new Map<readonly string[], Kind>();
  #next = 0;
  #toldBytes = 0;
  /** Nanoseconds since 1970; -1: none was told. */
  #second = -1n;
  #secondEnd = -1n;
  #secondLow = 0;

  // Most records are of the same process as the one before.
  #shared: RecordParts['shared'] | undefined;
  #sharedId = NONE;
  #ancestors: RecordParts['ancestors'] | undefined;
  #ancestorsId = NONE;

  /** Bytes that wait to be taken. */
  get length(): number {
    return this.#bytes.length + 4 * this.#count;
  }

  /** Who reads from here on knows nothing yet. */
  restart(): void {
    this.#texts.clear();
    this.#objects.clear();
    this.#orders.clear();
    this.#kinds.clear();
    this.#next = 0;
    this.#toldBytes = 0;
    this.#second = -1n;
    this.#secondEnd = -1n;
    this.#shared = undefined;
    this.#ancestors = undefined;
    this.#put(FORGET);
  }

  add(parts: RecordParts): void {
    if (this.#next >= MOST || this.#toldBytes >= MOST_BYTES) this.restart();
    const { time, host, tid, own, shared, ancestors } = parts;
    if (shared !== this.#shared) {
      this.#sharedId = this.#objects.get(shared) ?? this.#tellShared(shared);
      this.#shared = shared;
    }
    if (ancestors !== this.#ancestors) {
      this.#ancestorsId = this.#objects.get(ancestors) ?? this.#tellAncestors(ancestors);
      this.#ancestors = ancestors;
    }
    const { begin, end, names } = this.#kindOf(parts);
    const hostId = host === undefined ? NONE : this.#hostOf(host);
    const fraction = time === undefined ? NONE : this.#within(time);

    const bytes = this.#bytes;
    const values = own.values;
    const count = own.names.length;
    this.#reserve(11 + count);
    const numbers = this.#numbers;
    let at = this.#count;
    numbers[at++] = RECORD;
    numbers[at++] = begin;
    numbers[at++] = hostId;
    numbers[at++] = end;
    numbers[at++] = this.#sharedId;
    numbers[at++] = this.#ancestorsId;
    numbers[at++] = names;
    numbers[at++] = fraction;
    let from = bytes.length;
    if (fraction === IN_FULL && time !== undefined) {
      bytes.text(`,"Time":"${formatTime(time)}"`);
      numbers[at++] = bytes.length - from;
      from = bytes.length;
      bytes.text(String(time));
      numbers[at++] = bytes.length - from;
      from = bytes.length;
    }
    if (tid === undefined) {
      numbers[at++] = NONE;
    } else {
      writeValue(bytes, tid);
      numbers[at++] = bytes.length - from;
    }
    for (let index = 0; index < count; index++) {
      const value = values[index];
      if (value === undefined) {
        numbers[at++] = NONE;
      } else if (typeof value === 'bigint' && value === time) {
        numbers[at++] = AS_TIME;
      } else {
        from = bytes.length;
        writeValue(bytes, value);
        numbers[at++] = bytes.length - from;
      }
    }
    this.#count = at;
  }

  /** A line that is written already, without its end. */
  addLine(line: string): void {
    const from = this.#bytes.length;
    this.#bytes.text(line);
    this.#put(LINE, this.#bytes.length - from);
  }

  /** What waits; the caller may keep it. `used`: what was taken earlier and nobody needs any more, to be written over. */
  take(used?: PackedRecords<ArrayBuffer>): PackedRecords<ArrayBuffer> {
    const numbers = this.#numbers.subarray(0, this.#count);
    this.#bytes.reserve(SLACK);
    const bytes = this.#bytes.take(new Uint8Array(used?.bytes.buffer ?? new ArrayBuffer(SIZE)));
    this.#numbers = new Int32Array(used?.numbers.buffer ?? new ArrayBuffer(SIZE));
    this.#count = 0;
    return { numbers, bytes };
  }

  /** Records with the same values are nearly always of one type, and one is looked up faster than three. */
  #kindOf({ type, unknown, own }: RecordParts): Kind {
    const known = this.#kinds.get(own.names);
    if (known !== undefined && known.type === type && known.unknown === unknown) return known;
    const begin = this.#texts.get(type) ?? this.#tellBeginning(type);
    const end = this.#objects.get(unknown) ?? this.#tellEnd(unknown);
    const kind = { type, unknown, begin, end, names: this.#namesOf(own.names) };
    this.#kinds.set(own.names, kind);
    return kind;
  }

  #tellShared(fields: RecordParts['shared']): number {
    const names = this.#inOrder(fields);
    const namesId = this.#namesOf(names);
    const id = this.#newId(fields);
    const bytes = this.#bytes;
    const start = bytes.length;
    this.#put(SHARED, id, namesId);
    for (const name of names) {
      this.#put(bytes.length - start);
      bytes.copyPhrase(phraseOf(name));
      writeValue(bytes, fields[name]);
      bytes.byte(COMMA);
    }
    this.#put(bytes.length - start);
    this.#toldBytes += bytes.length - start;
    return id;
  }

  #inOrder(fields: RecordParts['shared']): readonly string[] {
    const names = namesIn(fields);
    let sorted = this.#orders.get(names);
    if (sorted === undefined) {
      sorted = names.toSorted();
      this.#orders.set(names, sorted);
    }
    return sorted;
  }

  #tellAncestors(ancestors: RecordParts['ancestors']): number {
    const id = this.#newId(ancestors);
    const start = this.#bytes.length;
    writeList(this.#bytes, ancestors);
    this.#put(ANCESTORS, id, this.#bytes.length - start);
    this.#toldBytes += this.#bytes.length - start;
    return id;
  }

  #tellBeginning(type: string): number {
    return this.#tellPhrase(type, `{"Type":${JSON.stringify(type)}`);
  }

  #hostOf(host: string): number {
    const member = `,"Host":${JSON.stringify(host)}`;
    return this.#texts.get(member) ?? this.#tellPhrase(member, member);
  }

  #tellPhrase(key: string, text: string): number {
    const id = this.#next++;
    this.#texts.set(key, id);
    const start = this.#bytes.length;
    this.#bytes.text(text);
    this.#put(PHRASE, id, this.#bytes.length - start);
    this.#toldBytes += this.#bytes.length - start;
    return id;
  }

  #tellEnd(unknown: RecordParts['unknown']): number {
    const id = this.#newId(unknown);
    const start = this.#bytes.length;
    this.#bytes.text(',"Unknown":');
    writeList(this.#bytes, unknown);
    this.#bytes.text('}\n');
    this.#put(PHRASE, id, this.#bytes.length - start);
    this.#toldBytes += this.#bytes.length - start;
    return id;
  }

  #namesOf(names: readonly string[]): number {
    const known = this.#objects.get(names);
    if (known !== undefined) {
      return known;
    }
    const id = this.#newId(names);
    const start = this.#bytes.length;
    this.#bytes.text(JSON.stringify(names));
    this.#put(NAMES, id, this.#bytes.length - start);
    this.#toldBytes += this.#bytes.length - start;
    return id;
  }

  /** Nanoseconds within the second that is told from then on; `IN_FULL`: of no second that can be told so. */
  #within(time: bigint): number {
    if (time >= this.#second && time < this.#secondEnd) return (lowHalf(time) - this.#secondLow) >>> 0;
    if (time < FIRST || time >= LAST) return IN_FULL;
    const fraction = time % NANOSECONDS;
    this.#second = time - fraction;
    this.#secondEnd = this.#second + NANOSECONDS;
    this.#secondLow = lowHalf(this.#second);
    const start = this.#bytes.length;
    this.#bytes.text(`,"Time":"${formatTime(this.#second).slice(0, 'YYYY-MM-DDTHH:MM:SS.'.length)}`);
    const middle = this.#bytes.length;
    this.#bytes.text(String(this.#second / NANOSECONDS));
    this.#put(SECOND, middle - start, this.#bytes.length - middle);
    return Number(fraction);
  }

  #newId(of: object): number {
    const id = this.#next++;
    this.#objects.set(of, id);
    return id;
  }

  #put(...numbers: readonly number[]): void {
    this.#reserve(numbers.length);
    for (const each of numbers) this.#numbers[this.#count++] = each;
  }

  #reserve(count: number): void {
    if (this.#count + count <= this.#numbers.length) return;
    const grown = new Int32Array(2 * this.#numbers.length + count);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }
}
