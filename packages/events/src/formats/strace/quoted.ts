import type { Codes } from '../../reading/piece.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  v: 11,
  f: 12,
  a: 7,
  b: 8,
  e: 27,
};
const BACKSLASH = 0x5c;
/** From here on are surrogates and the byte order mark, which are not the same as text and as bytes. */
const SURROGATES = 0xd800;
const utf8 = new TextDecoder('utf-8');
const encoder = new TextEncoder();

/**
 * Where the text that is quoted from `from` on ends, if it stands for itself: the place of the closing quote. -1 where
 * there is an escape, or no end before `end`.
 */
export function endOfPlain(codes: Codes, from: number, end: number, close: number): number {
  for (let at = from; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === close) {
      return at;
    }
    if (!isPlain(code)) {
      return -1;
    }
  }
  return -1;
}

/** Whether a character stands for itself, in quotes or not. */
export function isPlain(code: number): boolean {
  return code !== BACKSLASH && code < SURROGATES;
}

/** Bytes of a quoted text with C escapes; `end` is behind the closing quote, or -1 where there is none. */
export function readQuoted(
  text: string,
  from: number,
  close: string,
): { readonly bytes: readonly number[]; readonly end: number } {
  const bytes: number[] = [];
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === close) {
      return { bytes, end: at + 1 };
    }
    if (character !== '\\') {
      const code = text.codePointAt(at) ?? 0;
      pushCharacter(bytes, code);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const code = /x([0-9a-f]{1,2})|([0-7]{1,3})/iy;
    code.lastIndex = at + 1;
    const [whole, hex, octal] = code.exec(text) ?? [];
    if (whole !== undefined) {
      bytes.push((hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(octal ?? '0', 8)) & 0xff);
      at += 1 + whole.length;
    } else {
      const next = text.charAt(at + 1);
      bytes.push(SIMPLE_ESCAPES[next] ?? next.charCodeAt(0));
      at += 2;
    }
  }
  return { bytes, end: -1 };
}

function pushCharacter(bytes: number[], code: number): void {
  if (code < 0x80) {
    bytes.push(code);
  } else {
    bytes.push(...encoder.encode(String.fromCodePoint(code)));
  }
}

export function textOf(bytes: readonly number[]): string {
  return utf8.decode(Uint8Array.from(bytes));
}
