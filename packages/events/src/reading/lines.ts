import type { SourceLine, SplitOptions, Splitter } from './split.ts';

/** Text into lines, without their line ends (`\n`, `\r\n`); blank lines are counted and left out. */
export function lineSplitter({ document, limit, onTooLong }: SplitOptions): Splitter {
  let line = 1;
  /** Of the first character of the line that is being read. */
  let offset = 0;
  let carried = '';
  /** Length of what a line beyond the limit has lost. */
  let dropped = 0;

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
    offset += length + 1;
    line += 1;
    dropped = 0;
  };

  return {
    push(piece) {
      const lines: SourceLine[] = [];
      let start = 0;
      for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
        add(lines, carried === '' ? piece.slice(start, end) : carried + piece.slice(start, end), true);
        carried = '';
        start = end + 1;
      }
      if (start < piece.length) {
        carried += piece.slice(start);
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
