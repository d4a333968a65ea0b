import type { Range } from '../span.ts';
import { type ParsedJson, parseJson } from './parse-json.ts';

/*
 * JSON.parse rounds integers beyond 2^53, and a reviver that sees their source makes it several times slower. Here the
 * long ones are found in the text first and become marked strings, which are turned into bigints afterwards.
 */

/**
 * As `parseJson`, but integers that a number cannot hold exactly are bigints. Numbers with a fraction or an exponent
 * stay numbers.
 */
export function parseJsonExact(text: string): ParsedJson {
  const integers = longIntegers(text);
  if (integers.length === 0) return parseJson(text);
  const mark = freeMark(text);
  const parsed = parseJson(marked(text, integers, mark));
  // The places of mistakes are those of the original.
  return parsed.ok ? { ok: true, value: withBigints(parsed.value, mark, integers.length) } : parseJson(text);
}

const QUOTE = 34;
const BACKSLASH = 92;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const ZERO = 48;

/**
 * Integers of 16 and more digits, outside strings and not keys. Whatever is no JSON number is left alone, so that a
 * text with mistakes keeps them.
 */
function longIntegers(text: string): Range[] {
  const found: Range[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
    } else if (isDigit(code)) {
      let end = at + 1;
      while (isDigit(text.charCodeAt(end))) end++;
      if (end - at >= 16) {
        const start = text[at - 1] === '-' ? at - 1 : at;
        if (code !== ZERO && standsAlone(text, start, end)) found.push({ start, end });
      }
      at = end;
    } else at++;
  }
  return found;
}

/** Behind the closing quote, or the text's end. */
function stringEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

const before = /[\s,:[]/;
const after = /[ \t\n\r]*(?:[,\]}]|$)/y;

function standsAlone(text: string, start: number, end: number): boolean {
  if (start > 0 && !before.test(text[start - 1] ?? '') && !(start === 1 && text.charCodeAt(0) === 0xfeff))
    return false;
  after.lastIndex = end;
  return after.test(text);
}

/**
 * The start of a marked string that no string of the text can have, written plainly or with escapes. The private
 * character alone does nearly always; a text that holds it gets a number that it does not hold.
 */
function freeMark(text: string): string {
  const char = '\ue000';
  if (!text.includes(char) && !/\\u[eE]000/.test(text)) return char;
  const written = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  let highest = 0;
  for (const match of written.matchAll(/\ue000([0-9]{1,15}):/g))
    highest = Math.max(highest, Number(match[1]));
  return `${char}${highest + 1}:`;
}

function marked(text: string, integers: readonly Range[], mark: string): string {
  let result = '';
  let done = 0;
  for (const { start, end } of integers) {
    result += `${text.slice(done, start)}"${mark}${text.slice(start, end)}"`;
    done = end;
  }
  return result + text.slice(done);
}

/**
 * Replaces in place, until `count` are found. Without recursion, since JSON may nest deeper than the stack. Objects
 * that JSON.parse made have no inherited keys to guard against.
 */
function withBigints(value: unknown, mark: string, count: number): unknown {
  const first = mark.charCodeAt(0);
  const open: object[] = [];
  let left = count;
  const replaced = (slot: unknown): unknown => {
    if (typeof slot === 'string') {
      if (slot.charCodeAt(0) !== first || !slot.startsWith(mark)) return slot;
      left--;
      return exact(slot.slice(mark.length));
    }
    if (typeof slot === 'object' && slot !== null) open.push(slot);
    return slot;
  };
  const root = replaced(value);
  for (let container = open.pop(); container !== undefined && left > 0; container = open.pop()) {
    if (Array.isArray(container)) {
      for (let i = 0; i < container.length; i++) container[i] = replaced(container[i]);
    } else {
      const slots = container as Record<string, unknown>;
      for (const key in slots) {
        const slot = slots[key];
        const now = replaced(slot);
        if (now !== slot) slots[key] = now;
      }
    }
  }
  return root;
}

function exact(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}
