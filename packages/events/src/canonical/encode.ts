import type { CanonicalRecord } from '../record.ts';
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

function encode(value: unknown): string {
  if (typeof value === 'bigint') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(encode).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${encode(each)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
