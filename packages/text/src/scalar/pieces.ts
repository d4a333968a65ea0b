/**
 * How a scalar's decoded text came out of its source: pieces in order, each a stretch of source that gave a stretch
 * of text. Where both are equally long, one unit came from one unit; otherwise the piece cannot be divided (an
 * escape, a folded line break). Source that belongs to no piece (quotes, indentation) gave no text.
 */
export interface Decoded {
  readonly text: string;
  /** Four numbers a piece: start in the text, length in the text, start in the source, length in the source. */
  readonly pieces: readonly number[];
  /** Where text would be written when there is none: behind the opening quote, for instance. */
  readonly origin: number;
  /** False where the source is not what the style allows: a bad escape, a missing quote. */
  readonly valid: boolean;
}

export const PIECE = 4;

/** Collects the pieces of one scalar, or only their texts where nobody asks where they stand. */
export class PieceList {
  valid = true;
  private readonly source: string;
  private readonly wanted: 'pieces' | 'text';
  private readonly texts: string[] = [];
  private readonly pieces: number[] = [];
  private length = 0;

  constructor(source: string, wanted: 'pieces' | 'text' = 'pieces') {
    this.source = source;
    this.wanted = wanted;
  }

  /** Source that stands for itself. */
  copy(from: number, to: number): void {
    if (to > from) this.add(this.source.slice(from, to), from, to);
  }

  /** Source that stands for something else. */
  replace(text: string, from: number, to: number): void {
    this.add(text, from, to);
  }

  private add(text: string, from: number, to: number): void {
    if (this.wanted === 'pieces') this.pieces.push(this.length, text.length, from, to - from);
    this.texts.push(text);
    this.length += text.length;
  }

  /** Whether the text so far ends with a line break. */
  get endsLine(): boolean {
    return this.texts[this.texts.length - 1]?.endsWith('\n') === true;
  }

  /** The source's character at an offset; empty behind its end. */
  charAt(offset: number): string {
    return this.source[offset] ?? '';
  }

  finish(origin: number): Decoded {
    // As long as it is: a list that has grown keeps room for half as much again.
    return { text: this.texts.join(''), pieces: [...this.pieces], origin, valid: this.valid };
  }
}

/**
 * The line breaks between two lines of a flow scalar, where the first is dropped and each further one is kept; a
 * single one becomes a blank. `breaks` are the offsets behind each line break.
 */
export function foldBreaks(list: PieceList, from: number, breaks: readonly number[], to: number): void {
  if (breaks.length === 1) {
    list.replace(' ', from, to);
    return;
  }
  let start = from;
  for (let i = 1; i < breaks.length; i++) {
    const end = i === breaks.length - 1 ? to : (breaks[i] ?? to);
    list.replace('\n', start, end);
    start = end;
  }
}
