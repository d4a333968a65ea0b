import { type Decoded, PieceList } from './pieces.ts';

export interface BlockHeader {
  readonly folded: boolean;
  /** The indentation indicator, 0 where there is none. */
  readonly indent: number;
  readonly chomp: '-' | '+' | '';
  /** Offset behind the header's line break, or the length of the source where it has none. */
  readonly end: number;
}

interface Line {
  readonly start: number;
  /** Blanks at its start. */
  readonly indent: number;
  /** End of what stands in it, before `\n` and a `\r` in front of that. */
  readonly end: number;
  /** Offset behind its line break. */
  readonly next: number;
}

const isEmpty = (line: Line): boolean => line.start + line.indent === line.end;

export function readBlockHeader(source: string): BlockHeader {
  const newline = source.indexOf('\n');
  let indent = 0;
  let chomp: BlockHeader['chomp'] = '';
  for (let i = 1; i < source.length; i++) {
    const char = source[i] ?? '';
    if (char === '-' || char === '+') chomp = chomp || char;
    else if (char >= '1' && char <= '9') indent = indent || Number(char);
    else break;
  }
  return { folded: source[0] === '>', indent, chomp, end: newline === -1 ? source.length : newline + 1 };
}

/**
 * A literal or folded scalar from its `|` or `>` on. `parentIndent` is the column of the collection that holds it,
 * from which an indentation indicator counts; -1 at the root.
 */
export function decodeBlock(source: string, parentIndent: number): Decoded {
  return decodeInto(new PieceList(source), source, parentIndent);
}

/** What it says, where nobody asks where that stands. */
export function blockText(source: string, parentIndent: number): string {
  return decodeInto(new PieceList(source, 'text'), source, parentIndent).text;
}

function decodeInto(list: PieceList, source: string, parentIndent: number): Decoded {
  const header = readBlockHeader(source);
  if (header.end === source.length) return list.finish(source.length);
  const lines = splitLines(source, header.end);
  let contentEnd = lines.length;
  while (contentEnd > 0 && isEmptyAt(lines, contentEnd - 1)) contentEnd--;
  if (contentEnd === 0) {
    keepBreaks(list, header, lines);
    return list.finish(source.length);
  }
  const first = lines.findIndex((line) => !isEmpty(line));
  const indent = header.indent > 0 ? Math.max(0, parentIndent) + header.indent : (lines[first]?.indent ?? 0);
  checkIndents(list, lines.slice(0, contentEnd), indent, parentIndent, header.indent > 0);
  // Lines of blanks only that reach beyond the indentation are text.
  for (let i = lines.length - 1; i >= contentEnd; i--) {
    if ((lines[i]?.indent ?? 0) > indent) {
      contentEnd = i + 1;
      break;
    }
  }
  const content = lines.slice(0, contentEnd);
  if (header.folded) foldLines(list, content, first, indent);
  else literalLines(list, content, indent);
  chomp(list, header, lines, contentEnd, indent, source.length);
  const at = lines[first];
  return list.finish(at === undefined ? source.length : at.start + Math.min(at.indent, indent));
}

const isEmptyAt = (lines: readonly Line[], index: number): boolean => {
  const line = lines[index];
  return line !== undefined && isEmpty(line);
};

function splitLines(source: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (;;) {
    const newline = source.indexOf('\n', start);
    let end = newline === -1 ? source.length : newline;
    if (newline > start && source[newline - 1] === '\r') end--;
    let indent = 0;
    while (start + indent < end && source[start + indent] === ' ') indent++;
    lines.push({ start, indent, end, next: newline === -1 ? source.length : newline + 1 });
    if (newline === -1) return lines;
    start = newline + 1;
  }
}

/** `told`: by an indicator, so that blanks before the first text are text themselves. */
function checkIndents(
  list: PieceList,
  lines: readonly Line[],
  indent: number,
  parentIndent: number,
  told: boolean,
): void {
  if (indent <= parentIndent) list.valid = false;
  let leading = true;
  for (const line of lines) {
    if (!isEmpty(line)) {
      leading = false;
      if (line.indent < indent) list.valid = false;
    } else if (leading && !told && line.indent > indent) list.valid = false;
  }
}

/** Where a line's text starts: behind the block's indentation, or behind what it has of it. */
const textStart = (line: Line, indent: number): number => line.start + Math.min(line.indent, indent);

function literalLines(list: PieceList, lines: readonly Line[], indent: number): void {
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    if (before !== undefined) list.replace('\n', before.end, before.next);
    list.copy(textStart(line, indent), line.end);
  });
}

/**
 * Folding: a line break between two lines of text is a blank, with empty lines between them each of those is a line
 * break, and around lines that are indented further all breaks stay.
 */
function foldLines(list: PieceList, lines: readonly Line[], first: number, indent: number): void {
  for (let i = 0; i < first; i++) {
    const line = lines[i];
    if (line === undefined) continue;
    list.copy(textStart(line, indent), line.end);
    list.replace('\n', line.end, line.next);
  }
  let text: Line | undefined;
  let empty: Line[] = [];
  let moreBefore = false;
  for (const line of lines.slice(first)) {
    const more = line.indent > indent || list.charAt(line.start + line.indent) === '\t';
    if (isEmpty(line) && !more) {
      empty.push(line);
      continue;
    }
    if (text !== undefined) joinLines(list, text, empty, more || moreBefore);
    list.copy(textStart(line, indent), line.end);
    text = line;
    empty = [];
    moreBefore = more;
  }
}

function joinLines(list: PieceList, text: Line, empty: readonly Line[], keepAll: boolean): void {
  if (keepAll) {
    for (const line of [text, ...empty]) list.replace('\n', line === text ? line.end : line.start, line.next);
  } else if (empty.length === 0) {
    list.replace(' ', text.end, text.next);
  } else {
    empty.forEach((line, i) => {
      list.replace('\n', i === 0 ? text.end : line.start, line.next);
    });
  }
}

function chomp(
  list: PieceList,
  header: BlockHeader,
  lines: readonly Line[],
  contentEnd: number,
  indent: number,
  end: number,
): void {
  const last = lines[contentEnd - 1];
  if (last === undefined || header.chomp === '-') return;
  if (header.chomp === '') {
    list.replace('\n', last.end, last.next);
    return;
  }
  let before = last;
  for (const line of lines.slice(contentEnd)) {
    list.replace('\n', before.end, before.next);
    list.copy(textStart(line, indent), line.end);
    before = line;
  }
  if (!list.endsLine) list.replace('\n', before.end, end);
}

/** A block without any text: only `+` keeps its empty lines. */
function keepBreaks(list: PieceList, header: BlockHeader, lines: readonly Line[]): void {
  if (header.chomp !== '+') return;
  const kept = lines.slice(0, Math.max(1, lines.length - 1));
  for (const line of kept) list.replace('\n', line.end, line.next);
}
