import type { Facts, Field } from '@secl/model';

/** `process.ancestors[A].file.path`, taken apart. */
export interface FieldName {
  /** Without the iterator variable. */
  readonly name: string;
  readonly register: { readonly name: string; readonly start: number; readonly end: number } | undefined;
}

export function fieldNameOf(text: string): FieldName {
  const match = /^([^[\]]*)\[([^\]]*)\](.*)$/.exec(text);
  if (match === null) return { name: text, register: undefined };
  const [, before = '', name = '', after = ''] = match;
  const start = before.length + 1;
  return { name: before + after, register: { name, start, end: start + name.length } };
}

export function fieldOf(text: string, facts: Facts): Field | undefined {
  return facts.field(fieldNameOf(text).name);
}
