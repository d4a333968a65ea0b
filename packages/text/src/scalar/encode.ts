import { decodedScalar, type Scalar } from '../node.ts';
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
  const { style, standing } = scalar;
  const decoded = decodeScalar(style, source, scalar.parentIndent);
  if (!decoded.valid || decoded.text !== wanted) return false;
  if (style !== 'plain') return !(style === 'single' && standing === 'key' && source.includes('\n'));
  // Every line must be plain text; in a line that goes on the first character is free, but a comment is not.
  const lines = source.split(/\r?\n/).map((line) => line.trim());
  return lines.every((line, i) =>
    i === 0
      ? isPlainText(line, standing)
      : line === '' || (isPlainText(`x${line}`, standing) && !line.startsWith('#')),
  );
}

function sourceEdits(
  scalar: Scalar,
  decoded: Decoded,
  edits: readonly SpanEdit[],
): readonly TextEdit[] | undefined {
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
      const lineBreak = lineBreakOf(scalar.source) + literalIndent(scalar);
      return (text) => (printable(text) ? text.replaceAll('\n', lineBreak) : undefined);
    }
    case 'json':
      return (text) => JSON.stringify(text).slice(1, -1);
    case 'hcl-quoted':
      return escapeHcl;
    case 'hcl-heredoc':
      return (text) => (printable(text) ? escapeTemplates(text) : undefined);
  }
}

const lineBreakOf = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n');

/** The blanks before each line of a literal. */
function literalIndent({ source, parentIndent }: Scalar): string {
  const { origin } = decodeBlock(source, parentIndent);
  const lineStart = source.lastIndexOf('\n', origin - 1) + 1;
  return source.slice(lineStart, origin);
}

function rewrite(scalar: Scalar, wanted: string): Encoded {
  const lineBreak = lineBreakOf(scalar.source);
  const { standing, parentIndent } = scalar;
  const writing: Writing = { style: nextStyle(scalar, wanted), parentIndent, standing, lineBreak };
  const written = writeScalar(wanted, heredocWord(scalar, writing));
  // A block scalar's range takes in the line break behind it.
  const tail = isBlock(scalar.style) && scalar.source.endsWith('\n') ? lineBreak : '';
  const edit = { range: scalar.range, text: written.text + tail };
  return { kind: 'styleChange', style: written.style, edit };
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
