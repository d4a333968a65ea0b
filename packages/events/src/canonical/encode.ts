import type { CanonicalRecord } from '../record.ts';
import { Kept } from './kept.ts';
import { formatTime } from './time.ts';

/**
 * One canonical line without its line end: the same bytes for equal records, whatever the order of their keys, and all
 * integers with all their digits.
 */
export function toCanonical(record: CanonicalRecord): string {
  const { Type, Time, Host, Values, Ancestors, Variables, Unknown } = record;
  const parts = [`"Type":${JSON.stringify(Type)}`];
  if (Time !== undefined) {
    parts.push(`"Time":${JSON.stringify(typeof Time === 'bigint' ? formatTime(Time) : Time)}`);
  }
  if (Host !== undefined) {
    parts.push(`"Host":${JSON.stringify(Host)}`);
  }
  parts.push(`"Values":${encode(Values)}`);
  if (Ancestors !== undefined) {
    parts.push(`"Ancestors":${encode(Ancestors)}`);
  }
  if (Variables !== undefined) {
    parts.push(`"Variables":${encode(Variables)}`);
  }
  if (Unknown !== undefined) {
    parts.push(`"Unknown":${encode(Unknown)}`);
  }
  return `{${parts.join(',')}}`;
}

export function encode(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
    case 'bigint':
    case 'boolean':
      return typeof value === 'number' && !Number.isFinite(value) ? 'null' : String(value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? list(value) : object(value);
    default:
      return 'null';
  }
}

/**
 * Lists and the elements of ancestors are the same objects in many records, as a process has them as long as it runs
 * one program.
 */
const kept = new Kept<string>(1024, 4 * 1024 * 1024);

function list(values: readonly unknown[]): string {
  const known = kept.get(values);
  if (known !== undefined) {
    return known;
  }
  const text = `[${values.map((each) => (isElement(each) ? element(each) : encode(each))).join(',')}]`;
  kept.set(values, text, text.length);
  return text;
}

function isElement(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function element(value: object): string {
  const text = kept.get(value) ?? object(value);
  kept.set(value, text, text.length);
  return text;
}

/** A recording has few names of fields. */
const names = new Map<string, string>();
const MOST_NAMES = 20_000;

export function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) {
    return known;
  }
  const text = `${JSON.stringify(key)}:`;
  if (names.size < MOST_NAMES) {
    names.set(key, text);
  }
  return text;
}

function object(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const each = fields[key];
    if (each !== undefined) {
      text += `${text === '' ? '' : ','}${nameOf(key)}${encode(each)}`;
    }
  }
  return `{${text}}`;
}
