import type { Range, Span } from '../span.ts';
import { type Decoded, PIECE } from './pieces.ts';

/** Turns places in a scalar's decoded text into places in the document and back. */
export interface SourceMap {
  /**
   * The shortest source that gave the text of `span`. Where a span starts or ends inside something that cannot be
   * divided (half of an escaped emoji), the range takes in the whole. An empty span gives the place where text would
   * be written.
   */
  toSource(span: Span): Range;
  /** The decoded offset of a source offset; source that gave no text counts to the text that follows. */
  toDecoded(sourceOffset: number): number;
}

/** `base` is the document's offset of the scalar's first character. */
export function createSourceMap(decoded: Decoded, base: number): SourceMap {
  return {
    toSource(span) {
      const start = base + sourceStart(decoded, span.start);
      return { start, end: span.end > span.start ? base + sourceEnd(decoded, span.end) : start };
    },
    toDecoded: (sourceOffset) => decodedOffset(decoded, sourceOffset - base),
  };
}

/** Index of the last piece whose number at `field` (0 text, 2 source) is not beyond `offset`; -1 before the first. */
export function pieceAt(pieces: readonly number[], field: 0 | 2, offset: number): number {
  let low = 0;
  let high = pieces.length / PIECE;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle * PIECE + field] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return (low - 1) * PIECE;
}

function sourceStart({ text, pieces, origin }: Decoded, offset: number): number {
  if (pieces.length === 0) return origin;
  const at = pieceAt(pieces, 0, Math.min(Math.max(offset, 0), text.length));
  const [start, length, source, sourceLength] = piece(pieces, at);
  const into = Math.min(offset, text.length) - start;
  if (into >= length) return source + sourceLength;
  return length === sourceLength ? source + into : source;
}

/** `offset` is behind at least one character. */
function sourceEnd({ text, pieces, origin }: Decoded, offset: number): number {
  if (pieces.length === 0) return origin;
  const last = Math.min(offset, text.length) - 1;
  const [start, length, source, sourceLength] = piece(pieces, pieceAt(pieces, 0, Math.max(last, 0)));
  return length === sourceLength ? source + last - start + 1 : source + sourceLength;
}

function decodedOffset({ text, pieces }: Decoded, offset: number): number {
  const at = pieceAt(pieces, 2, offset);
  if (at < 0) return 0;
  const [start, length, source, sourceLength] = piece(pieces, at);
  const into = offset - source;
  if (into >= sourceLength) return Math.min(start + length, text.length);
  return length === sourceLength ? start + into : start;
}

/** The four numbers of the piece at an index that {@link pieceAt} gave. */
export function piece(pieces: readonly number[], at: number): readonly [number, number, number, number] {
  return [pieces[at] ?? 0, pieces[at + 1] ?? 0, pieces[at + 2] ?? 0, pieces[at + 3] ?? 0];
}
