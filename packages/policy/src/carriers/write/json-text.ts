/** JSON as people read it, with integers of 64 bits in full. */
export type Json =
  | string
  | number
  | bigint
  | boolean
  | readonly Json[]
  /** A key without a value is left out. */
  | { readonly [key: string]: Json | undefined };

export function jsonText(value: Json): string {
  return `${written(value, '')}\n`;
}

function written(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((item) => inner + written(item, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : `${inner}${JSON.stringify(key)}: ${written(item, inner)}`,
  );
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
