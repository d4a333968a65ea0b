/**
 * Where a place stands in YAML, told by its lines, their indentation and open brackets alone: a file in which a key is being
 * typed is rarely YAML.
 */
import { flowPlace } from './flow-place.ts';

/** A place in a mapping, or in a list. */
export interface YamlPlace {
  /** The keys that it stands below, outermost first. */
  readonly keys: readonly string[];
  /** Set where a value is typed: the key that it belongs to. */
  readonly key: string | undefined;
  /** What is typed before the place: of the key, or of the value. */
  readonly typed: string;
  /** Where that starts. */
  readonly start: number;
  /** Keys that the mapping has already. */
  readonly present: readonly string[];
  /** Whether a dash stands before it on its line. */
  readonly dash: boolean;
  /** Within brackets: of a mapping, or of a list. */
  readonly flow: 'mapping' | 'list' | undefined;
}

/** undefined inside a text of several lines, and in a comment. */
export function yamlPlace(text: string, offset: number): YamlPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const source = text.slice(start, offset);
  if (/^\s*#/.test(source)) return undefined;
  const flow = flowPlace(text, offset);
  if (flow !== undefined) {
    const { lineStart, bracket } = flow;
    const line = lineOf(lineStart, text.slice(lineStart, bracket));
    const above = ancestors(text, line);
    if (above === undefined) return undefined;
    const { keys, ...place } = flow.place;
    return {
      ...place,
      keys: [...above, ...(line.key === undefined ? [] : [line.key]), ...keys],
      dash: false,
    };
  }
  const current = lineOf(start, source);
  const keys = ancestors(text, current);
  if (keys === undefined) return undefined;
  const { key, rest, restStart, dash } = current;
  const typed = key === undefined ? rest : rest.replace(/^ +/, '');
  return {
    keys,
    key,
    typed,
    start: restStart + rest.length - typed.length,
    present: siblings(text, offset, current),
    dash,
    flow: undefined,
  };
}

export interface Line {
  readonly start: number;
  /** Where keys stand: behind the dashes. */
  readonly column: number;
  readonly indent: number;
  readonly dash: boolean;
  readonly key: string | undefined;
  /** Behind the colon, or all of it where there is no key. */
  readonly rest: string;
  readonly restStart: number;
}

const form = /^( *)((?:- +)*-?(?: *))(?:([\w.$-]+|"[^"]*"|'[^']*'):(?=\s|$)[ ]?)?(.*)$/;

export function lineOf(start: number, source: string): Line {
  const [, indent = '', dashes = '', key, rest = ''] = form.exec(source.replace(/\r$/, '')) ?? [];
  const restStart = start + source.replace(/\r$/, '').length - rest.length;
  return {
    start,
    indent: indent.length,
    column: indent.length + dashes.length,
    dash: dashes.includes('-'),
    key: key?.replace(/^["']|["']$/g, ''),
    rest,
    restStart,
  };
}

/** The keys that a line stands below, outermost first; undefined inside a text of several lines. */
function ancestors(text: string, current: Line): readonly string[] | undefined {
  const keys: string[] = [];
  let { column } = current;
  // The column of the dash whose list is looked for; undefined while a mapping's own key is.
  let dash = current.dash ? current.indent : undefined;
  for (const line of linesBefore(text, current.start)) {
    const isOwner = dash === undefined ? line.column < column : line.column <= dash;
    if (isOwner && line.key !== undefined) {
      if (/^[|>]/.test(line.rest)) return undefined;
      keys.unshift(line.key);
      column = line.column;
      dash = line.dash ? line.indent : undefined;
    } else if (dash === undefined && line.dash && line.column === column) dash = line.indent;
    if (column === 0 && dash === undefined) break;
  }
  return keys;
}

/** The key right above an empty line, where nothing belongs to it yet; undefined where something does. */
export function openKey(text: string, offset: number): { key: string; column: number } | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [above] = linesBefore(text, start);
  const [below] = linesAfter(text, offset);
  if (above?.key === undefined || above.rest.trim() !== '') return undefined;
  const { key, column } = above;
  const hasValue = below !== undefined && (below.column > column || (below.dash && below.indent >= column));
  return hasValue ? undefined : { key, column };
}

/** Lines with something on them, upwards from the one that starts at an offset. */
function* linesBefore(text: string, from: number): Generator<Line> {
  for (let end = from - 1; end >= 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const source = text.slice(start, end);
    if (isTelling(source)) yield lineOf(start, source);
    end = start - 1;
  }
}

function isTelling(source: string): boolean {
  return /\S/.test(source) && !/^\s*#/.test(source);
}

/** The lines behind that of the place. */
function* linesAfter(text: string, offset: number): Generator<Line> {
  for (let at = text.indexOf('\n', offset) + 1; at > 0 && at < text.length; ) {
    const next = text.indexOf('\n', at);
    const source = text.slice(at, next === -1 ? text.length : next);
    if (isTelling(source)) yield lineOf(at, source);
    at = next + 1;
  }
}

/** The keys that stand beside the one that is typed. */
function siblings(text: string, offset: number, current: Line): readonly string[] {
  const keys: string[] = [];
  const { column } = current;
  if (!current.dash) {
    for (const line of linesBefore(text, current.start)) {
      if (line.column < column) break;
      if (line.column === column && line.key !== undefined) keys.push(line.key);
      if (line.column === column && line.dash) break;
    }
  }
  for (const line of linesAfter(text, offset)) {
    if (line.column < column || (line.dash && line.indent < column)) break;
    if (line.column === column && line.key !== undefined) keys.push(line.key);
  }
  return keys;
}
