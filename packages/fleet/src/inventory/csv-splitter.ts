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
      // What spreadsheets write above the names to say what separates them.
      if (/^sep=.$/.test(text.trim())) return [];
      delimiter = delimiterOf(text);
      const names = splitLine(text, delimiter);
      header = (typeof names === 'string' ? text.split(delimiter) : names.values).map((name) =>
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
    const split = splitLine(open.join('\n'), delimiter);
    if (split === 'open' && open.length < mostLines) return [];
    const first = line - open.length + 1;
    if (typeof split === 'string') return giveUp(first, split);
    open = [];
    return [recordOf(header, split.values, first)];
  };

  /** The first of the open lines is broken; the others are read again, each for itself. */
  const giveUp = (first: number, how: 'open' | 'broken'): readonly InventoryRecord[] => {
    const again = open.slice(1);
    open = [];
    line = first;
    const reason = how === 'open' ? 'a quote is never closed' : 'something stands behind a closing quote';
    const broken: InventoryRecord = { ok: false, reason, line: first };
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
      while (open.length > 0) found.push(...giveUp(line - open.length + 1, 'open'));
      return found;
    },
  };
}

/** What separates the names in a line of names. */
export function delimiterOf(text: string): string {
  const count = (each: string): number => text.split(each).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

type SplitLine = { readonly values: readonly string[] } | 'open' | 'broken';

/**
 * A quote means something where a value begins, blanks before it left out; within a value it is a character (`12" rack`).
 * `open`: a quoted value goes on in the next line. `broken`: something stands behind a closing quote.
 */
function splitLine(text: string, delimiter: string): SplitLine {
  if (!text.includes('"')) return { values: text.split(delimiter) };
  const values: string[] = [];
  for (let at = 0; ; ) {
    const next = text.indexOf(delimiter, at);
    const end = next === -1 ? text.length : next;
    const quote = text.indexOf('"', at);
    if (quote === -1 || quote >= end || text.slice(at, quote).trim() !== '') {
      values.push(text.slice(at, end));
      if (next === -1) return { values };
      at = next + 1;
      continue;
    }
    const close = closingQuote(text, quote);
    if (close === -1) return 'open';
    values.push(text.slice(quote + 1, close).replaceAll('""', '"'));
    const behind = text.indexOf(delimiter, close);
    if (text.slice(close + 1, behind === -1 ? text.length : behind).trim() !== '') return 'broken';
    if (behind === -1) return { values };
    at = behind + 1;
  }
}

/** Two in a row are one that belongs to the value. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

function recordOf(header: readonly string[], values: readonly string[], line: number): InventoryRecord {
  if (values.length > header.length && values.slice(header.length).some((value) => value.trim() !== '')) {
    const reason = `it has ${values.length} values for ${header.length} columns`;
    return { ok: false, reason, line };
  }
  const entries = header.map((name, index): [string, string] => [name, (values[index] ?? '').trim()]);
  return { ok: true, value: Object.fromEntries(entries), line };
}
