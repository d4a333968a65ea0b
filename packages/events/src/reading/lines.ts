import { LineOfPiece, Piece } from './piece.ts';
import type { SourceLine, SplitOptions, Splitter } from './split.ts';

const BLANK = 0x20;
const RETURN = 0x0d;

/** Text into lines, without their line ends (`\n`, `\r\n`); blank lines are counted and left out. */
export function lineSplitter({ document, limit, onTooLong }: SplitOptions): Splitter {
  let line = 1;
  /** Of the first character of the line that is being read. */
  let offset = 0;
  let carried = '';
  /** Length of what a line beyond the limit has lost. */
  let dropped = 0;

  const goOn = (length: number): void => {
    offset += length + 1;
    line += 1;
    dropped = 0;
  };

  /** A line that is not within one piece, or the last one. */
  const add = (lines: SourceLine[], raw: string, ended: boolean): void => {
    const length = dropped + raw.length;
    if (length > limit) {
      onTooLong({ document, line, column: 1, offset, text: '' });
    } else {
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (text.trim() !== '') {
        lines.push({ document, line, column: 1, offset, text, ended });
      }
    }
    goOn(length);
  };

  const addPart = (lines: SourceLine[], piece: Piece, start: number, newline: number): void => {
    const length = newline - start;
    const { text } = piece;
    if (length > limit) {
      onTooLong({ document, line, column: 1, offset, text: '' });
    } else {
      const end = length > 0 && text.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline;
      const first = text.charCodeAt(start);
      const isBlank =
        end === start || ((first <= BLANK || first > 0x7f) && text.slice(start, end).trim() === '');
      if (!isBlank) {
        lines.push(new LineOfPiece(line, piece, start, end));
      }
    }
    goOn(length);
  };

  return {
    push(text, codes) {
      const lines: SourceLine[] = [];
      // Where it begins in the recording: what is carried of the line before stands in front of it.
      const piece = new Piece(document, text, offset + dropped + carried.length, codes);
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        if (carried === '' && dropped === 0) {
          addPart(lines, piece, start, end);
        } else {
          add(lines, carried + text.slice(start, end), true);
          carried = '';
        }
        start = end + 1;
      }
      if (start < text.length) {
        carried += text.slice(start);
        if (dropped + carried.length > limit) {
          dropped += carried.length;
          carried = '';
        }
      }
      return lines;
    },
    end() {
      const lines: SourceLine[] = [];
      if (carried !== '' || dropped > 0) {
        add(lines, carried, false);
        carried = '';
      }
      return lines;
    },
  };
}
