/**
 * Where a place stands in a policy, told by its lines and their indentation alone: a file in which a key is being typed
 * is rarely YAML.
 */

export type Section =
  | 'policy'
  | 'macro'
  | 'rule'
  | 'override_options'
  | 'action'
  | 'set'
  | 'kill'
  | 'hash'
  | 'coredump'
  | 'log'
  | 'network_filter'
  | 'tags';

export interface YamlContext {
  readonly section: Section;
  /** Set where a value is typed: the key that it belongs to. */
  readonly key: string | undefined;
  /** What is typed before the place: of the key, or of the value. */
  readonly typed: string;
  /** Where that starts. */
  readonly start: number;
  /** Keys that the mapping has already. */
  readonly present: readonly string[];
  /** Whether a list item begins here, so that a whole one can be written. */
  readonly newItem: boolean;
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

/** undefined inside a text of several lines, in a comment, in flow style, and where no policy is. */
export function yamlContext(text: string, offset: number): YamlContext | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const current = lineOf(start, text.slice(start, offset));
  if (/^\s*#/.test(text.slice(start, offset)) || /[{}]/.test(current.rest.replace(/\$\{.*/, '')))
    return undefined;
  const chain = ancestors(text, current);
  if (chain === undefined) return undefined;
  const section = sectionOf(chain);
  if (section === undefined) return undefined;
  const present = siblings(text, offset, current);
  const { key, rest, restStart, dash } = current;
  const owner = key ?? listKey(chain, section);
  const value = key === undefined ? rest : rest.replace(/^ +/, '');
  // Of a list in brackets the member that is being typed.
  const typed = owner === undefined ? value : value.replace(/^\[(?:.*,)?\s*/, '');
  return {
    section,
    key: owner,
    typed,
    start: restStart + rest.length - typed.length,
    present,
    newItem: dash && owner === undefined && present.length === 0,
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

function sectionOf(keys: readonly string[]): Section | undefined {
  const [top, ...below] = keys;
  if (top === undefined) return 'policy';
  if (top === 'macros')
    return below.length === 0 || below[0] === 'values' || below[0] === 'filters' ? 'macro' : undefined;
  if (top !== 'rules') return undefined;
  const [first, second, ...rest] = below;
  if (first === undefined) return 'rule';
  switch (first) {
    case 'tags':
      return second === undefined ? 'tags' : undefined;
    case 'override_options':
      return 'override_options';
    case 'actions':
      if (second === undefined) return 'action';
      if (rest.length > 0) return undefined;
      return ['set', 'kill', 'hash', 'coredump', 'log', 'network_filter'].includes(second)
        ? (second as Section)
        : undefined;
    case 'filters':
    case 'limiter_token':
    case 'product_tags':
      return 'rule';
    default:
      return undefined;
  }
}

/** The key whose list an item without a key stands in: `fields`, `limiter_token`. */
function listKey(keys: readonly string[], section: Section): string | undefined {
  const last = keys.at(-1);
  if (section === 'rule' && ['filters', 'limiter_token', 'product_tags'].includes(last ?? '')) return last;
  if (section === 'override_options' && last === 'fields') return last;
  if (section === 'macro' && ['values', 'filters'].includes(last ?? '')) return last;
  return undefined;
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
