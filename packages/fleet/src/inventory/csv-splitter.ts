/** CSV with a line of names at its top, as spreadsheets and asset databases write it: commas, semicolons or tabs. */

import type { InventoryRecord, Splitter } from './input.ts';
import { nameOf } from './names.ts';

/** A quoted text that goes on for longer than this has lost its closing quote. */
const mostLines = 20;

export function csvSplitter(): Splitter {
  let rest = '';
  let line = 0;
  let header: readonly string[] | undefined;
  let delimiter = ',';
  let open: string[] = [];
  const unknownColumns: string[] = [];

  const take = (text: string): readonly InventoryRecord[] => {
    line++;
    if (header === undefined) {
      if (text.trim() === '' || text.startsWith('#')) return [];
      delimiter = delimiterOf(text);
      const names = splitLine(text, delimiter) ?? [];
      header = names.map((name) =>
        name
          .trim()
          .toLowerCase()
          .replaceAll(/[\s-]+/g, '_'),
      );
      unknownColumns.push(...header.filter((name) => name !== '' && nameOf(name) === undefined));
      return [];
    }
    if (open.length === 0 && text.trim() === '') return [];
    open.push(text);
    const whole = open.join('\n');
    if (hasOpenQuote(whole) && open.length < mostLines) return [];
    const values = splitLine(whole, delimiter);
    const first = line - open.length + 1;
    if (values !== undefined) {
      open = [];
      return [recordOf(header, values, first)];
    }
    return giveUp(first);
  };

  /** The first of the open lines is broken; the others are read again, each for itself. */
  const giveUp = (first: number): readonly InventoryRecord[] => {
    const again = open.slice(1);
    open = [];
    line = first;
    const broken: InventoryRecord = { ok: false, reason: 'a quote is never closed', line: first };
    return [broken, ...again.flatMap(take)];
  };

  return {
    unknownColumns,
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      return lines.flatMap((each) => take(each.endsWith('\r') ? each.slice(0, -1) : each));
    },
    end() {
      const found = rest === '' ? [] : [...take(rest.replace(/\r$/, ''))];
      rest = '';
      while (open.length > 0) found.push(...giveUp(line - open.length + 1));
      return found;
    },
  };
}

/** What separates the names in a line of names. */
export function delimiterOf(text: string): string {
  const count = (each: string): number => text.split(each).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function hasOpenQuote(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

/** Nothing where a quote stands in the wrong place. */
function splitLine(text: string, delimiter: string): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  const values: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (text[at] !== '"') {
      const next = text.indexOf(delimiter, at);
      const value = text.slice(at, next === -1 ? text.length : next);
      if (value.includes('"')) return undefined;
      values.push(value);
      if (next === -1) return values;
      at = next + 1;
      continue;
    }
    let end = text.indexOf('"', at + 1);
    while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    if (end === -1) return undefined;
    values.push(text.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === text.length) return values;
    if (text[end + 1] !== delimiter) return undefined;
    at = end + 2;
  }
  return values;
}

function recordOf(header: readonly string[], values: readonly string[], line: number): InventoryRecord {
  if (values.length > header.length && values.slice(header.length).some((value) => value.trim() !== '')) {
    const reason = `it has ${values.length} values for ${header.length} columns`;
    return { ok: false, reason, line };
  }
  const entries = header.map((name, index): [string, string] => [name, (values[index] ?? '').trim()]);
  return { ok: true, value: Object.fromEntries(entries), line };
}
