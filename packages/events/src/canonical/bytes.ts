const encoder = new TextEncoder();

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;
/** Bytes that are copied at once. */
const WORD = 4;
/** So many bytes are copied in words. */
const FEW = 256;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** Some bytes that stand in many lines: asking the engine to copy them would take longer than copying them. */
export class Phrase {
  readonly view: DataView;
  readonly length: number;

  constructor(bytes: Uint8Array) {
    const words = new Uint8Array(bytes.length + WORD);
    words.set(bytes);
    this.view = new DataView(words.buffer);
    this.length = bytes.length;
  }

  static of(text: string): Phrase {
    return new Phrase(encoder.encode(text));
  }
}

/** JSON, as it grows in memory. */
export class Bytes {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #end = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#end;
  }

  /** What was written since the last time; it is the caller's. `next`: memory for what comes now. */
  take(next: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#use(next);
    this.#end = 0;
    return taken;
  }

  /** A copy of what was written from there on. */
  since(start: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(start, this.#end);
  }

  /** Begins anew in the same memory. */
  clear(): void {
    this.#end = 0;
  }

  byte(code: number): void {
    if (this.#end === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#end++] = code;
  }

  /** Takes a comma at the end away. */
  dropComma(): void {
    if (this.#bytes[this.#end - 1] === COMMA) this.#end -= 1;
  }

  copy(source: Uint8Array): void {
    const { length } = source;
    if (this.#end + length > this.#bytes.length) this.#grow(length);
    this.#bytes.set(source, this.#end);
    this.#end += length;
  }

  /** The same, faster for what is short. */
  copyPhrase({ view, length }: Phrase): void {
    if (this.#end + length + WORD > this.#bytes.length) this.#grow(length + WORD);
    const to = this.#view;
    const end = this.#end;
    // What the last word has too much is written over by what follows.
    for (let at = 0; at < length; at += WORD) to.setInt32(end + at, view.getInt32(at, true), true);
    this.#end = end + length;
  }

  /** The same of a part of longer bytes, of which some behind that part may be read, too. */
  copyWords(from: DataView, start: number, length: number): void {
    if (length > FEW) {
      this.copy(new Uint8Array(from.buffer, from.byteOffset + start, length));
      return;
    }
    if (this.#end + length + WORD > this.#bytes.length) this.#grow(length + WORD);
    const to = this.#view;
    const end = this.#end;
    for (let at = 0; at < length; at += WORD) to.setInt32(end + at, from.getInt32(start + at, true), true);
    this.#end = end + length;
  }

  /** Memory for so many more bytes. */
  reserve(length: number): void {
    if (this.#end + length > this.#bytes.length) this.#grow(length);
  }

  /** As it is, without quotes. */
  text(text: string): void {
    if (text.length <= FEW && this.#plain(text)) return;
    // No UTF-16 code unit becomes more than three bytes.
    const most = 3 * text.length;
    if (this.#end + most > this.#bytes.length) this.#grow(most);
    this.#end += encoder.encodeInto(text, this.#bytes.subarray(this.#end)).written;
  }

  /** ASCII, which is written before the engine has been asked; `false`: it is something else. */
  #plain(text: string): boolean {
    const { length } = text;
    if (this.#end + length > this.#bytes.length) this.#grow(length);
    const bytes = this.#bytes;
    const end = this.#end;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > TILDE) return false;
      bytes[end + at] = code;
    }
    this.#end = end + length;
    return true;
  }

  /** As `JSON.stringify` writes it. */
  quoted(text: string): void {
    const { length } = text;
    if (this.#end + length + 2 > this.#bytes.length) this.#grow(length + 2);
    const bytes = this.#bytes;
    let end = this.#end;
    bytes[end++] = QUOTE;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code < 0x20 || code > TILDE || code === QUOTE || code === BACKSLASH) {
        this.text(JSON.stringify(text));
        return;
      }
      bytes[end++] = code;
    }
    bytes[end++] = QUOTE;
    this.#end = end;
  }

  /** Decimal digits of a number from 0 to 2³¹ - 1, with zeros in front to make it so many. */
  digits(value: number, least: number): void {
    let count = least;
    while (count < POWERS.length && value >= (POWERS[count] ?? 0)) count += 1;
    if (this.#end + count > this.#bytes.length) this.#grow(count);
    const bytes = this.#bytes;
    let rest = value | 0;
    for (let at = this.#end + count - 1; at >= this.#end; at--) {
      const tenth = (rest / 10) | 0;
      bytes[at] = ZERO + rest - 10 * tenth;
      rest = tenth;
    }
    this.#end += count;
  }

  #grow(by: number): void {
    const grown = new Uint8Array(2 * this.#bytes.length + by);
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#use(grown);
  }

  #use(memory: Uint8Array<ArrayBuffer>): void {
    this.#bytes = memory;
    this.#view = new DataView(memory.buffer);
  }
}
