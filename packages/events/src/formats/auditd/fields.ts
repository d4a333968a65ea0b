import { ENRICHMENT, placeOf } from './field-places.ts';
import type { AuditRecord } from './line.ts';

const QUOTE = 0x22;
const SPACE = 0x20;

/**
 * The value of a field as it is written, without quotes; `isQuoted` tells `"ab"` from `ab`, which may be hexadecimal.
 * The first of that name counts: what programs choose themselves comes after the numbers, and cannot pretend.
 */
export interface Written {
  readonly text: string;
  readonly isQuoted: boolean;
}

export function written(record: AuditRecord, name: string): Written | undefined {
  const start = placeOf(record, name);
  if (start < 0) {
    return undefined;
  }
  const { text, end: last } = record;
  if (record.isInterpreted) {
    const shown = text.slice(0, last);
    return { text: shown.slice(start, endOfShown(shown, start)).trimEnd(), isQuoted: true };
  }
  if (start < last && text.charCodeAt(start) === QUOTE) {
    let end = start + 1;
    while (end < last && text.charCodeAt(end) !== QUOTE) end += 1;
    return { text: text.slice(start + 1, end), isQuoted: true };
  }
  let end = start;
  while (end < last && text.charCodeAt(end) !== SPACE && text.charCodeAt(end) !== ENRICHMENT) end += 1;
  return { text: text.slice(start, end), isQuoted: false };
}

const NEXT_FIELD = / [a-z][a-z0-9_-]*=/g;

/** Without quotes a value goes on until what looks like the next field. */
function endOfShown(body: string, start: number): number {
  NEXT_FIELD.lastIndex = start;
  return NEXT_FIELD.exec(body)?.index ?? body.length;
}

/** A field that programs or users choose: in quotes, or in hexadecimal where it has anything special in it. */
export function text(record: AuditRecord, name: string): string | undefined {
  const value = written(record, name);
  return value === undefined ? undefined : textOf(value);
}

export function textOf({ text, isQuoted }: Written): string | undefined {
  if (text === '(null)' || text === '?') {
    return undefined;
  }
  return isQuoted || text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text) ? text : decodeHex(text);
}

const decoder = new TextDecoder();

/** What is not UTF-8 becomes U+FFFD, as everywhere. */
export function decodeHex(hex: string): string {
  return decoder.decode(bytesOf(hex));
}

export function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}

const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** So many digits are exact. */
const EXACT = 15;

/** A field that is a decimal number and nothing else, as most of them are; what `written` gives of it otherwise. */
export function plainNumber(record: AuditRecord, name: string): number | undefined {
  const from = record.isInterpreted ? -1 : placeOf(record, name);
  if (from < 0) {
    return undefined;
  }
  const { text, end } = record;
  const isNegative = text.charCodeAt(from) === MINUS;
  const first = isNegative ? from + 1 : from;
  let value = 0;
  let at = first;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) {
      if (code !== SPACE && code !== ENRICHMENT) {
        return undefined;
      }
      break;
    }
    value = value * 10 + code - ZERO;
  }
  if (at === first || at - first > EXACT || (isNegative && value === 0)) {
    return undefined;
  }
  return isNegative ? -value : value;
}

/** A decimal number; `unset`, `root` and `unknown(89)` are how ids are shown. */
export function number(record: AuditRecord, name: string): number | undefined {
  const plain = plainNumber(record, name);
  if (plain !== undefined) {
    return plain;
  }
  const value = written(record, name)?.text;
  if (value === undefined) {
    return undefined;
  }
  const small = Number(value);
  if (value !== '' && Number.isInteger(small)) {
    return small;
  }
  if (value === 'unset') {
    return UNSET;
  }
  const unknown = /^unknown\((\d+)\)$/.exec(value)?.[1];
  return unknown !== undefined ? Number(unknown) : value === 'root' ? 0 : undefined;
}

export const UNSET = 0xffff_ffff;
