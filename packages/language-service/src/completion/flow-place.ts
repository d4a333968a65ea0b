/** Where a place stands within the brackets of YAML, half typed as they may be. */

export interface FlowPlace {
  /** Where the line starts that opens the outermost bracket, and where that bracket stands. */
  readonly lineStart: number;
  readonly bracket: number;
  readonly place: {
    /** The keys within the brackets that it stands below. */
    readonly keys: readonly string[];
    /** Set where a value is typed. */
    readonly key: string | undefined;
    readonly typed: string;
    readonly start: number;
    /** Keys that the innermost mapping has already. */
    readonly present: readonly string[];
    readonly flow: 'mapping' | 'list';
  };
}

interface Level {
  readonly bracket: string;
  readonly keys: string[];
  key: string | undefined;
}

/** Brackets that are open for longer than this are likelier a mistake above. */
const mostLines = 60;

const opens = /^(?:[ \t]*(?:- +)*)(?:(?:[^\s#{}[\]"',:]+|"[^"\n]*"|'[^'\n]*'):[ \t]+)?([{[])/;

/** undefined where no bracket is open. */
export function flowPlace(text: string, offset: number): FlowPlace | undefined {
  let found: FlowPlace | undefined;
  let end = offset;
  for (let count = 0; count < mostLines && end >= 0; count++) {
    const lineStart = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(lineStart, end);
    const match = opens.exec(line);
    if (match !== null) {
      const bracket = lineStart + match[0].length - 1;
      const place = placeIn(text, bracket, offset);
      if (place !== undefined) found = { lineStart, bracket, place };
    }
    // A line that begins something else: nothing above it is open here.
    if (match === null && /^(?:\S|[ \t]*- )/.test(line)) break;
    if (lineStart === 0) break;
    end = lineStart - 1;
  }
  return found;
}

function placeIn(text: string, from: number, offset: number): FlowPlace['place'] | undefined {
  const levels: Level[] = [];
  const start = read(text, from, offset, levels);
  const inner = levels.at(-1);
  if (start === undefined || inner === undefined) return undefined;
  const typed = text.slice(start, offset).trimStart();
  // Editors take edits within one line only.
  if (typed.includes('\n')) return undefined;
  const keys = levels.slice(0, -1).flatMap(({ key }) => key ?? []);
  const present = [...inner.keys];
  // What follows in the same brackets counts too, as far as the line goes.
  const line = text.slice(offset).split('\n', 1)[0] ?? '';
  for (const match of untilClosed(line).matchAll(/(?:^|[,{])\s*([\w.]+):(?=\s|$)/g))
    present.push(match[1] ?? '');
  return {
    keys,
    key: inner.bracket === '{' ? inner.key : undefined,
    typed,
    start: offset - typed.length,
    present: present.filter((key) => key !== typed),
    flow: inner.bracket === '{' ? 'mapping' : 'list',
  };
}

/** Up to the bracket that closes the innermost one. */
function untilClosed(line: string): string {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth < 0) return line.slice(0, at);
  }
  return line;
}

/** Reads up to an offset; gives where the word starts that stands there. undefined where all brackets are closed. */
function read(text: string, from: number, offset: number, levels: Level[]): number | undefined {
  let word = from;
  for (let at = from; at < offset; at++) {
    const char = text.charAt(at);
    const inner = levels.at(-1);
    if (char === '{' || char === '[') {
      levels.push({ bracket: char, keys: [], key: undefined });
      word = at + 1;
    } else if (char === '}' || char === ']') {
      levels.pop();
      if (levels.length === 0) return undefined;
      word = at + 1;
    } else if (char === ',') {
      if (inner !== undefined) inner.key = undefined;
      word = at + 1;
    } else if (char === ':' && inner?.key === undefined && /^(?:[\s,{}[\]]|$)/.test(text.charAt(at + 1))) {
      const key = text
        .slice(word, at)
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2');
      if (inner !== undefined) inner.key = key;
      inner?.keys.push(key);
      word = at + 1;
    } else if (char === '#' && /\s/.test(text.charAt(at - 1))) {
      const end = text.indexOf('\n', at);
      if (end === -1 || end >= offset) return undefined;
      if (/^\s*$/.test(text.slice(word, at))) word = end + 1;
      at = end;
    } else if ((char === '"' || char === "'") && /^\s*$/.test(text.slice(word, at))) {
      const end = closingQuote(text, at, char);
      if (end === -1 || end >= offset) return word;
      at = end;
    }
  }
  return word;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && quote === '"') at++;
    else if (char === quote) {
      if (quote === "'" && text.charAt(at + 1) === "'") at++;
      else return at;
    }
  }
  return -1;
}
