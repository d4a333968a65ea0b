import { codePoint, isClosed } from './double.ts';
import { type Decoded, PieceList } from './pieces.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * A quoted HCL string with its quotes. `$${` and `%%{` are how HCL writes `${` and `%{`; those themselves start a
 * template, whose value only Terraform knows: the text keeps it as it stands and `valid` is false.
 */
export function decodeHclQuoted(source: string): Decoded {
  const list = new PieceList(source);
  const closed = isClosed(source);
  list.valid = closed && !source.includes('\n');
  const end = closed ? source.length - 1 : source.length;
  let done = 1;
  let at = 1;
  while (at < end) {
    if (source[at] === '\\') {
      list.copy(done, at);
      at = done = readEscape(source, at, end, list);
    } else {
      const next = template(source, at, end, list, done);
      done = next.done;
      at = next.at;
    }
  }
  list.copy(done, end);
  return list.finish(1);
}

function readEscape(source: string, at: number, end: number, list: PieceList): number {
  const letter = source[at + 1] ?? '';
  const plain = escapes[letter];
  if (plain !== undefined && at + 1 < end) {
    list.replace(plain, at, at + 2);
    return at + 2;
  }
  const length = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const to = Math.min(at + 2 + length, end);
  const value = length > 0 ? codePoint(source.slice(at + 2, to), length) : undefined;
  // Halves of a surrogate pair are no characters.
  if (value === undefined || /^[\ud800-\udfff]$/.test(value)) {
    list.valid = false;
    list.copy(at, to);
  } else list.replace(value, at, to);
  return to;
}

/** Reads one character or one template mark at `at`; source before it from `done` on is not yet in the list. */
function template(
  source: string,
  at: number,
  end: number,
  list: PieceList,
  done: number,
): { readonly at: number; readonly done: number } {
  const mark = source[at];
  if (mark !== '$' && mark !== '%') return { at: at + 1, done };
  if (source[at + 1] === mark && source[at + 2] === '{' && at + 2 < end) {
    list.copy(done, at);
    list.replace(mark, at, at + 2);
    // The brace is text of its own, so that a span can end before it.
    return { at: at + 3, done: at + 2 };
  }
  if (source[at + 1] === '{' && at + 1 < end) list.valid = false;
  return { at: at + 1, done };
}

/** A heredoc's first line: `<<EOT` or `<<-EOT`. */
export interface HeredocHeader {
  readonly dedent: boolean;
  readonly word: string;
  /** Offset behind its line break. */
  readonly end: number;
}

export function readHeredocHeader(source: string): HeredocHeader | undefined {
  const match = /^<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/u.exec(source);
  if (match === null) return undefined;
  return { dedent: match[1] === '-', word: match[2] ?? '', end: match[0].length };
}

/**
 * A heredoc from `<<` to its closing word. There are no backslash escapes in it. Every line keeps its line break, the
 * last one too. `<<-` takes the smallest indentation of its lines off each line; lines of nothing but blanks have no
 * part in that and stay as they are.
 */
export function decodeHclHeredoc(source: string): Decoded {
  const list = new PieceList(source);
  const header = readHeredocHeader(source);
  if (header === undefined) {
    list.valid = false;
    list.copy(0, source.length);
    return list.finish(0);
  }
  const end = bodyEnd(source, header);
  list.valid = end !== undefined;
  const body = end ?? source.length;
  const indent = header.dedent ? smallestIndent(source, header.end, body) : 0;
  let line = header.end;
  while (line < body) {
    const newline = source.indexOf('\n', line);
    const next = newline === -1 || newline >= body ? body : newline + 1;
    heredocLine(source, line, next, indent, list);
    line = next;
  }
  return list.finish(header.end);
}

function heredocLine(source: string, start: number, next: number, indent: number, list: PieceList): void {
  const broken = source[next - 1] === '\n';
  const end = broken ? next - 1 - (source[next - 2] === '\r' && next - 2 >= start ? 1 : 0) : next;
  let at = source.slice(start, end).trim() === '' && broken ? start : Math.min(start + indent, end);
  let done = at;
  while (at < end) ({ at, done } = template(source, at, end, list, done));
  list.copy(done, end);
  // HCL keeps `\r\n` as it is; expressions do not tell the two apart, so the map may divide them.
  if (broken) list.copy(end, next);
}

/** Where the line of the closing word starts, or nothing where no such line ends the source. */
function bodyEnd(source: string, header: HeredocHeader): number | undefined {
  const last = source.lastIndexOf('\n') + 1;
  return last >= header.end && source.slice(last).trim() === header.word ? last : undefined;
}

function smallestIndent(source: string, from: number, to: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const line of source.slice(from, to).split('\n')) {
    const text = line.trimEnd();
    if (text !== '') smallest = Math.min(smallest, text.length - text.trimStart().length);
  }
  return Number.isFinite(smallest) ? smallest : 0;
}
