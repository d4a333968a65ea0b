import type { Location } from '@secl/text';
import type { Documents } from './documents.ts';

/** A place in JSON reports: lines and columns from 1, columns in UTF-16 code units; `end` is behind the last. */
export interface JsonPlace {
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export function jsonPlace(place: Location, documents: Documents): JsonPlace {
  const { document, range } = documents.outward(place);
  const lines = documents.lines(document);
  const at = (offset: number) => {
    const { line, column } = lines?.positionAt(offset) ?? { line: 1, column: 1 };
    return { line, column };
  };
  return { file: document, start: at(range.start), end: at(range.end) };
}

/** Part of every engine that runs the command, and of no library of types yet. */
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => object };

function exact(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? rawJSON(`${value}`) : value;
}

/** JSON as reports print it: indented, integers beyond 2^53 in full. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, exact, 2)}\n`;
}

/** The same on one line, for streams. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, exact)}\n`;
}
