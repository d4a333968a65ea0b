/** Reads numbers and texts one after the other; past the end everything is zero or empty, and `isBroken` says so. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  at: number;
  readonly end: number;
  isBroken = false;

  constructor(bytes: Uint8Array, littleEndian: boolean, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#littleEndian = littleEndian;
    this.at = at;
    this.end = Math.min(end, bytes.length);
  }

  get left(): number {
    return this.end - this.at;
  }

  #has(size: number): boolean {
    if (size > this.left) {
      this.isBroken = true;
      this.at = this.end;
      return false;
    }
    return true;
  }

  u8(): number {
    if (!this.#has(1)) return 0;
    this.at += 1;
    return this.#view.getUint8(this.at - 1);
  }

  u16(): number {
    if (!this.#has(2)) return 0;
    this.at += 2;
    return this.#view.getUint16(this.at - 2, this.#littleEndian);
  }

  u32(): number {
    if (!this.#has(4)) return 0;
    this.at += 4;
    return this.#view.getUint32(this.at - 4, this.#littleEndian);
  }

  /** With a sign. */
  i64(): bigint {
    if (!this.#has(8)) return 0n;
    this.at += 8;
    return this.#view.getBigInt64(this.at - 8, this.#littleEndian);
  }

  /** A process or thread id, which is small. */
  id(): number {
    return Number(this.i64());
  }

  bytes(size: number): Uint8Array {
    if (!this.#has(size)) return EMPTY;
    this.at += size;
    return this.#bytes.subarray(this.at - size, this.at);
  }

  /** With its length in two bytes before it. */
  text(): string {
    return decoder.decode(this.bytes(this.u16()));
  }

  skip(size: number): void {
    if (this.#has(size)) this.at += size;
  }
}

const EMPTY = new Uint8Array(0);
const decoder = new TextDecoder();

/** Up to the first zero byte. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Texts that end with a zero byte each. */
export function textsOf(bytes: Uint8Array): readonly string[] {
  const all = decoder.decode(bytes).split('\0');
  return all.at(-1) === '' ? all.slice(0, -1) : all;
}
