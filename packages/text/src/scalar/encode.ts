import { decodedScalar, type Scalar } from '../positioned-node.ts';
import { applyEdits, type Range, type Span, type TextEdit } from '../span.ts';
import { decodeBlock } from './block.ts';
import { type Decoded, PIECE } from './pieces.ts';
import { isPlainText } from './plain-rules.ts';
import { piece, pieceAt } from './source-map.ts';
import { decodeScalar, type ScalarStyle } from './style.ts';
import {
  escapeDouble,
  escapeHcl,
  escapeTemplates,
  unprintable,
  type Writing,
  type Written,
  writeScalar,
} from './write-scalar.ts';

/** Replace a span of a scalar's decoded text. */
export interface SpanEdit {
  readonly span: Span;
  readonly text: string;
}

export type Encoded =
  /** Edits of the source that leave all else as it is, byte for byte. */
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** The style cannot hold the new text in that way: the scalar is written anew, maybe in another style. */
  | { readonly kind: 'styleChange'; readonly style: ScalarStyle; readonly edit: TextEdit };

/**
 * Turns edits of a scalar's decoded text into edits of the document that are legal in its style. Read again, the
 * scalar is exactly the edited text: the result is decoded here, and where it is anything else the scalar is written
 * anew. Spans may touch but not overlap (RangeError).
 */
export function encode(scalar: Scalar, edits: readonly SpanEdit[]): Encoded {
  if (scalar.nested !== undefined) {
    const { outer, inner } = scalar.nested;
    const encoded = encode(inner, edits);
    const written = encoded.kind === 'edits' ? encoded.edits : [encoded.edit];
    return encode(
      outer,
      written.map(({ range, text }) => ({ span: range, text })),
    );
  }
  const decoded = decodedScalar(scalar);
  const wanted = applyEdits(
    decoded.text,
    edits.map(({ span, text }) => ({ range: span, text })),
  );
  const local = sourceEdits(scalar, decoded, edits);
  if (local !== undefined && holds(scalar, applyEdits(scalar.source, local), wanted)) {
    return { kind: 'edits', edits: local.map((edit) => movedEdit(edit, scalar.range.start)) };
  }
  return rewrite(scalar, wanted);
}

const movedEdit = ({ range, text }: TextEdit, offset: number): TextEdit => ({
  range: { start: range.start + offset, end: range.end + offset },
  text,
});

/** Whether that source, in the scalar's style and place, reads as that text. */
function holds(scalar: Scalar, source: string, wanted: string): boolean {
  const { style, standing, parentIndent } = scalar;
  const decoded = decodeScalar(style, source, parentIndent);
  if (!decoded.valid || decoded.text !== wanted) return false;
  if (style.startsWith('hcl')) return true;
  // Readers disagree whether blanks in a last line are text.
  if (isBlock(style)) {
    const ends = source.endsWith('\n') || !scalar.source.endsWith('\n');
    return ends && !/(?:^|\n)[ \t]+\n*$/.test(wanted);
  }
  const [first = '', ...others] = source.split(/\r?\n/);
  const rest = others.filter((line) => line.trim() !== '');
  if (rest.some((line) => line.search(/[^ ]/) <= parentIndent)) return false;
  if (style !== 'plain') return true;
  if (source.trim() !== source) return false;
  // Behind the first line, indicators are text like any other, but not the sign of a comment.
  const goesOn = (line: string): boolean => !line.startsWith('#') && isPlainText(`x${line}`, standing);
  return isPlainText(first.trimEnd(), standing) && rest.every((line) => goesOn(line.trim()));
}

function sourceEdits(
  scalar: Scalar,
  decoded: Decoded,
  edits: readonly SpanEdit[],
): readonly TextEdit[] | undefined {
  // Nothing but a tag stands there.
  if (scalar.source === '') return undefined;
  // The library counts empty lines behind to the text or not by the first line's indentation, which an edit may change.
  if (isBlock(scalar.style) && blanksBehind(scalar) > blockIndent(scalar).length) return undefined;
  const escaped = escaper(scalar);
  const result: TextEdit[] = [];
  for (const { span, text } of edits) {
    const widened = wholePieces(decoded, span);
    const before = decoded.text.slice(widened.start, span.start);
    const after = decoded.text.slice(span.end, widened.end);
    const written = escaped(before + text + after);
    if (written === undefined) return undefined;
    result.push({ range: sourceRange(decoded, widened), text: written });
  }
  const ordered = [...result].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  // Two edits inside one piece that cannot be divided.
  const collide = ordered.some((edit, i) => edit.range.start < (ordered[i - 1]?.range.end ?? 0));
  return collide ? undefined : ordered;
}

/** The span with what cannot be divided taken in whole. */
function wholePieces({ text, pieces }: Decoded, { start, end }: Span): Span {
  const widen = (offset: number, toEnd: boolean): number => {
    if (pieces.length === 0 || offset <= 0 || offset >= text.length) return offset;
    const [from, length, , sourceLength] = piece(pieces, pieceAt(pieces, 0, offset));
    if (length === sourceLength || offset === from) return offset;
    return toEnd ? from + length : from;
  };
  return { start: widen(start, false), end: widen(end, start !== end || widen(start, false) !== start) };
}

function sourceRange({ text, pieces, origin }: Decoded, { start, end }: Span): Range {
  if (pieces.length === 0) return { start: origin, end: origin };
  if (start < end) {
    const [from, length, source, sourceLength] = piece(pieces, pieceAt(pieces, 0, start));
    const [lastFrom, lastLength, lastSource, lastSourceLength] = piece(pieces, pieceAt(pieces, 0, end - 1));
    return {
      start: source + (length === sourceLength ? start - from : 0),
      end: lastSource + (lastLength === lastSourceLength ? end - lastFrom : lastSourceLength),
    };
  }
  const at = start >= text.length ? pieces.length - PIECE : pieceAt(pieces, 0, start);
  const [from, length, source, sourceLength] = piece(pieces, at);
  const place = source + (start >= from + length ? sourceLength : length === sourceLength ? start - from : 0);
  return { start: place, end: place };
}

/** How text is written into the middle of a scalar; nothing where it cannot be. */
function escaper(scalar: Scalar): (text: string) => string | undefined {
  const printable = (text: string): boolean => !unprintable.test(text) && !text.includes('\r');
  const oneLine = (text: string): string | undefined =>
    printable(text) && !text.includes('\n') ? text : undefined;
  switch (scalar.style) {
    case 'plain':
    case 'folded':
      return oneLine;
    case 'single':
      return (text) => oneLine(text)?.replaceAll("'", "''");
    case 'double':
      return escapeDouble;
    case 'literal': {
      const lineBreak = lineBreakOf(scalar.source) + blockIndent(scalar);
      return (text) => (printable(text) ? text.replaceAll('\n', lineBreak) : undefined);
    }
    case 'json':
      return (text) => JSON.stringify(text).slice(1, -1);
    case 'json-template':
      return (text) => JSON.stringify(escapeTemplates(text)).slice(1, -1);
    case 'hcl-quoted':
      return escapeHcl;
    case 'hcl-heredoc':
      return (text) => (printable(text) ? escapeTemplates(text) : undefined);
  }
}

const lineBreakOf = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n');

/** The blanks before each line of a block scalar. */
function blockIndent({ source, parentIndent }: Scalar): string {
  const { origin } = decodeBlock(source, parentIndent);
  const lineStart = source.lastIndexOf('\n', origin - 1) + 1;
  return source.slice(lineStart, origin);
}

function rewrite(scalar: Scalar, wanted: string): Encoded {
  const lineBreak = lineBreakOf(scalar.source);
  const { standing, parentIndent } = scalar;
  const next = nextStyle(scalar, wanted);
  const style = isBlock(next) && !leavesRoomForBlock(scalar) ? 'double' : next;
  const written = writeScalar(wanted, heredocWord(scalar, { style, parentIndent, standing, lineBreak }));
  const edit = { range: scalar.range, text: inPlaceOf(scalar, written, lineBreak) };
  return { kind: 'styleChange', style: written.style, edit };
}

/** What was written with what else the old scalar's range took in. */
function inPlaceOf(scalar: Scalar, { style, text }: Written, lineBreak: string): string {
  // A tag with nothing behind it must stay apart.
  if (scalar.source === '') return ` ${text}${/\S/.test(scalar.read.text[scalar.read.end] ?? '') ? ' ' : ''}`;
  if (!isBlock(scalar.style)) return text;
  const comment = /^[|>][-+0-9]*([ \t]+#[^\r\n]*)/.exec(scalar.source)?.[1] ?? '';
  const tail = scalar.source.endsWith('\n') ? lineBreak : '';
  const header = isBlock(style) ? text.search(/\r?\n/) : text.length;
  return text.slice(0, header) + comment + text.slice(header) + tail;
}

/**
 * Whether a block scalar can stand here: a comment or a bracket behind it in its line would become its text, and so
 * would empty lines that reach further than its text.
 */
function leavesRoomForBlock(scalar: Scalar): boolean {
  const { text, end } = scalar.read;
  const alone = isBlock(scalar.style) || /[ \t]*(?:\r?\n|$)/y.test(text.slice(end, end + 1000));
  return alone && blanksBehind(scalar) <= Math.max(0, scalar.parentIndent);
}

/**
 * How far the empty lines behind a scalar reach, in blanks; without end where a comment follows that is indented
 * further than the key.
 */
function blanksBehind({ parentIndent, read: { text, start, end } }: Scalar): number {
  let longest = 0;
  // A block scalar takes the line break behind it in.
  let at = end > start && text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1;
  const line = /( *)(\r?(?:\n|$))?/y;
  while (at > 0 && at < text.length) {
    line.lastIndex = at;
    const match = line.exec(text);
    const blanks = match?.[1]?.length ?? 0;
    if (match?.[2] === undefined) return blanks > parentIndent ? Number.POSITIVE_INFINITY : longest;
    longest = Math.max(longest, blanks);
    at = line.lastIndex;
  }
  return longest;
}

const isBlock = (style: ScalarStyle): boolean => style === 'literal' || style === 'folded';

/** Text of several lines is best read as a literal, which keeps comments in expressions apart from what follows. */
function nextStyle({ style, standing }: Scalar, wanted: string): ScalarStyle {
  switch (style) {
    case 'plain':
    case 'single':
      return wanted.includes('\n') && standing === 'block' ? 'literal' : 'single';
    case 'folded':
      return 'literal';
    default:
      return style;
  }
}

function heredocWord(scalar: Scalar, writing: Writing): Writing {
  const word = /^<<-?(\S+)/.exec(scalar.source)?.[1];
  return scalar.style === 'hcl-heredoc' && word !== undefined ? { ...writing, heredocWord: word } : writing;
}
