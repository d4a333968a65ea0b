import type { Part } from '../../reading/piece.ts';
import { ENRICHMENT } from './field-places.ts';
import type { Written } from './fields.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const ZERO = 0x30;
const SEVEN = 0x37;
const NINE = 0x39;
/** So many digits fit into what processors add up at once. */
const MOST_DIGITS = 9;
/** So many digits are exact. */
const EXACT = 15;

/**
 * The fields of a record in the order in which the kernel prints them. What comes otherwise is broken from there on, and
 * to be looked up by names.
 */
export class FieldsInOrder {
  isBroken = false;
  #text = '';
  #at = 0;
  #end = 0;

  start({ text, start, end }: Part): void {
    this.isBroken = false;
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  get isOver(): boolean {
    return this.#at === this.#end;
  }

  /** Passes ` name=`, if that comes next. */
  has(field: string): boolean {
    const { length } = field;
    if (this.#at + length > this.#end) return false;
    for (let at = 0; at < length; at++) {
      if (this.#text.charCodeAt(this.#at + at) !== field.charCodeAt(at)) return false;
    }
    this.#at += length;
    return true;
  }

  /** ` name=` has to come next. */
  expect(field: string): void {
    if (!this.has(field)) this.isBroken = true;
  }

  /** A number without a sign, and without zeros in front. */
  decimal(): number {
    const start = this.#at;
    let value = 0;
    for (let code = this.#code(); code >= ZERO && code <= NINE; code = this.#code()) {
      value = value * 10 + code - ZERO;
      this.#at += 1;
    }
    this.#isWhole(start, EXACT);
    this.isBroken ||= this.#text.charCodeAt(start) === ZERO && this.#at > start + 1;
    return value;
  }

  octal(): number {
    const start = this.#at;
    let value = 0;
    for (let code = this.#code(); code >= ZERO && code <= SEVEN; code = this.#code()) {
      value = value * 8 + code - ZERO;
      this.#at += 1;
    }
    this.#isWhole(start, MOST_DIGITS);
    return value;
  }

  /** Passes what goes on to the next field. */
  word(): string {
    const start = this.#at;
    this.skip();
    return this.#text.slice(start, this.#at);
  }

  skip(): void {
    while (this.#at < this.#end && !isBetween(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  /** In quotes or not; nothing that looks like a field may be within the quotes. */
  written(): Written {
    if (this.#code() !== QUOTE) return { text: this.word(), isQuoted: false };
    const start = this.#at + 1;
    let end = start;
    let code = 0;
    for (; end < this.#end; end++) {
      code = this.#text.charCodeAt(end);
      if (code === QUOTE || isBetween(code)) break;
    }
    this.isBroken ||= code !== QUOTE || end === this.#end;
    this.#at = end + 1;
    this.isBroken ||= this.#at < this.#end && !isBetween(this.#code());
    return { text: this.#text.slice(start, end), isQuoted: true };
  }

  #code(): number {
    return this.#at < this.#end ? this.#text.charCodeAt(this.#at) : SPACE;
  }

  #isWhole(start: number, most: number): void {
    const length = this.#at - start;
    this.isBroken ||= length === 0 || length > most || !isBetween(this.#code());
  }
}

function isBetween(code: number): boolean {
  return code === SPACE || code === ENRICHMENT;
}
