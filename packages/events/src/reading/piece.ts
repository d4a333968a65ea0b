import type { SourceLine } from './split.ts';

/** UTF-16 code units as numbers: bytes where all of them are ASCII. */
export type Codes = Uint8Array | Uint16Array;

const encoder = new TextEncoder();
const NO_MEMORY = new Uint8Array(0);

/** `memory`: where they may be written, if it is large enough. */
function codesOf(text: string, memory: Uint8Array): Codes {
  const bytes = memory.length < text.length ? new Uint8Array(text.length) : memory.subarray(0, text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read === text.length && written === text.length) {
    return bytes;
  }
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) {
    codes[at] = text.charCodeAt(at);
  }
  return codes;
}

/** A part of a text: from `start` to before `end`. */
export interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The same in both of its forms. */
export interface Stretch extends Part {
  readonly codes: Codes;
}

export function stretchOf(text: string): Stretch {
  const stretch = new MovingStretch();
  stretch.toText(text);
  return stretch;
}

/** A piece of a recording, which many lines are parts of. */
export class Piece {
  readonly document: string;
  readonly text: string;
  /** In the recording. */
  readonly offset: number;

  constructor(document: string, text: string, offset: number, codes?: Codes) {
    this.document = document;
    this.text = text;
    this.offset = offset;
    if (codes !== undefined) recent = { piece: this, codes };
  }

  /** For those formats that read characters one by one; good until those of another piece are asked for. */
  get codes(): Codes {
    if (recent?.piece !== this) recent = { piece: this, codes: codesOf(this.text, memory) };
    return recent.codes;
  }
}

/** Lines may wait for others long after they were read: they must not keep this too. */
const memory = new Uint8Array(1024 * 1024);
let recent: { readonly piece: Piece; readonly codes: Codes } | undefined;

/** A line whose text is cut out of its piece when somebody wants it; small, because many of them may wait for others. */
export class LineOfPiece implements SourceLine {
  readonly line: number;
  readonly piece: Piece;
  readonly start: number;
  readonly end: number;

  constructor(line: number, piece: Piece, start: number, end: number) {
    this.line = line;
    this.piece = piece;
    this.start = start;
    this.end = end;
  }

  get document(): string {
    return this.piece.document;
  }

  get column(): number {
    return 1;
  }

  get offset(): number {
    return this.piece.offset + this.start;
  }

  get ended(): boolean {
    return true;
  }

  get text(): string {
    return this.piece.text.slice(this.start, this.end);
  }
}

/** The text of one line after the other, to be read character by character, in the same object. */
export class MovingStretch implements Stretch {
  text = '';
  codes: Codes = NO_MEMORY;
  start = 0;
  end = 0;

  to(line: SourceLine): void {
    if (line instanceof LineOfPiece) {
      const { piece, start, end } = line;
      this.text = piece.text;
      this.codes = piece.codes;
      this.start = start;
      this.end = end;
    } else {
      this.toText(line.text);
    }
  }

  toText(text: string): void {
    this.text = text;
    this.codes = codesOf(text, NO_MEMORY);
    this.start = 0;
    this.end = text.length;
  }
}
