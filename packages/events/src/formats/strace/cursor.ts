import type { Codes, Stretch } from '../../reading/piece.ts';
import { argumentAt, endOfNumber, isDigit, isOfName, startsName } from './characters.ts';

const BLANK = 0x20;
const STAR = 0x2a;
const MINUS = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const QUESTION = 0x3f;

/** A place in a text that moves on; it reads characters by their codes, for this is what an import spends its time on. */
export class Cursor {
  at: number;
  broken = false;
  readonly text: string;
  readonly codes: Codes;
  readonly end: number;

  constructor({ text, codes, end }: Stretch, at: number) {
    this.text = text;
    this.codes = codes;
    this.end = end;
    this.at = at;
  }

  /** Of a place; -1 behind the end. */
  code(at: number): number {
    return at < this.end ? (this.codes[at] ?? -1) : -1;
  }

  startsWith(text: string, at: number): boolean {
    return at + text.length <= this.end && this.text.startsWith(text, at);
  }

  isEllipsis(at: number): boolean {
    return this.startsWith('...', at);
  }

  skipBlanks(): void {
    for (;;) {
      while (this.code(this.at) === BLANK) {
        this.at += 1;
      }
      if (this.code(this.at) !== SLASH || this.code(this.at + 1) !== STAR) {
        return;
      }
      const end = this.text.slice(0, this.end).indexOf('*/', this.at + 2);
      this.at = end < 0 ? this.end : end + 2;
    }
  }

  endOfName(from: number): number {
    const codes = this.codes;
    const last = this.end;
    let end = from;
    while (end < last && isOfName(codes[end] ?? 0)) {
      end += 1;
    }
    return end;
  }

  /** `8192*1024`: limits are printed as products, from the sign on. */
  times(factor: number | bigint): number | bigint {
    const start = this.at + 1;
    const end = endOfNumber(this.codes, start, this.end);
    if (end === start) {
      this.broken = true;
      return factor;
    }
    this.at = end;
    const product = BigInt(factor) * BigInt(argumentAt(this.text, this.codes, start, end));
    const small = Number(product);
    return Number.isSafeInteger(small) ? small : product;
  }

  /** The end of a number, a name or question marks; -1 where nothing of these stands here. */
  endOfToken(): number {
    const first = this.code(this.at);
    if (isDigit(first) || first === MINUS) {
      const end = endOfNumber(this.codes, this.at, this.end);
      return end > this.at ? end : -1;
    }
    let end = this.at + 1;
    if (startsName(first)) {
      for (let code = this.code(end); isOfName(code) || code === DOT; code = this.code(end)) {
        end += 1;
      }
      return end;
    }
    if (first !== QUESTION) {
      return -1;
    }
    while (this.code(end) === QUESTION) {
      end += 1;
    }
    return end;
  }
}
