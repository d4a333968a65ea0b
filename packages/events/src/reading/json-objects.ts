import type { SourceLine, SplitOptions, Splitter } from './split.ts';

/**
 * The objects of a JSON file that is not one object a line: an array of them, one alone, or several one after the
 * other, printed in any way. What stands between objects is skipped, but for a text that no reader could take; that is
 * handed on as a line of its own and fails there.
 */
export function objectSplitter({ document, limit, onTooLong }: SplitOptions): Splitter {
  let line = 1;
  let column = 0;
  let position = 0;

  let depth = 0;
  let inString = false;
  let escaped = false;
  let isArray = false;
  let start: { readonly line: number; readonly offset: number; readonly column: number } | undefined;
  let carried = '';
  let dropped = 0;
  /** After an object that breaks off: the next one begins a line, at most as far in as that one did. */
  let resumeAt = -1;
  let blankSoFar = true;

  const finish = (lines: SourceLine[], rest: string, ended: boolean): void => {
    if (start !== undefined) {
      const place = { document, line: start.line, column: start.column + 1, offset: start.offset };
      const at = resumeAt === JUNK ? place : { ...place, unit: 'object' as const };
      if (dropped > 0 || carried.length + rest.length > limit) {
        onTooLong({ ...at, text: '' });
      } else {
        lines.push({ ...at, text: carried + rest, ended });
      }
    }
    start = undefined;
    carried = '';
    dropped = 0;
    depth = isArray ? 1 : 0;
    inString = false;
    escaped = false;
  };

  return {
    push(piece) {
      const lines: SourceLine[] = [];
      let from = 0;
      const begin = (at: number): void => {
        start = { line, offset: position + at, column };
        from = at;
      };
      for (let at = 0; at < piece.length; at++) {
        const code = piece.charCodeAt(at);
        if (code === NEWLINE) {
          if (inString || (start !== undefined && resumeAt === JUNK)) {
            // No string goes over a line end: this object is broken, or what stands here is none.
            const next = inString ? (start?.column ?? 0) : -1;
            finish(lines, piece.slice(from, at), true);
            resumeAt = next;
          }
          line += 1;
          column = 0;
          blankSoFar = true;
          continue;
        }
        if (inString) {
          if (escaped) {
            escaped = false;
          } else if (code === BACKSLASH) {
            escaped = true;
          } else if (code === QUOTE) {
            inString = false;
          }
        } else if (start === undefined) {
          const mayBegin = resumeAt < 0 || (blankSoFar && column <= resumeAt);
          if (code === OPEN && mayBegin) {
            resumeAt = -1;
            begin(at);
            depth += 1;
          } else if (resumeAt < 0) {
            if (code === OPEN_LIST && depth === 0) {
              isArray = true;
              depth = 1;
            } else if (!isBlank(code) && code !== COMMA && code !== CLOSE_LIST) {
              begin(at);
              resumeAt = JUNK;
            }
          }
        } else if (resumeAt === JUNK) {
          // goes on to the end of the line
        } else if (code === QUOTE) {
          inString = true;
        } else if (code === OPEN || code === OPEN_LIST) {
          depth += 1;
        } else if (code === CLOSE || code === CLOSE_LIST) {
          depth -= 1;
          if (depth === (isArray ? 1 : 0)) {
            finish(lines, piece.slice(from, at + 1), true);
          }
        }
        blankSoFar &&= isBlank(code);
        column += 1;
      }
      if (start !== undefined) {
        carried += piece.slice(from);
        if (carried.length > limit) {
          dropped += carried.length;
          carried = '';
        }
      }
      position += piece.length;
      return lines;
    },
    end() {
      const lines: SourceLine[] = [];
      finish(lines, '', false);
      return lines;
    },
  };
}

/** Stands for "reading what is no object". */
const JUNK = -2;
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Whether a file that begins so has JSON objects over several lines or in an array, rather than one a line. */
export function hasSpreadObjects(head: string): boolean {
  const text = head.trimStart();
  if (!text.startsWith('{')) {
    return /^\[\s*(?:[{\]]|$)/.test(text);
  }
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const next = end < 0 ? '' : text.slice(end).trimStart();
  return !hasObject(first) && next !== '' && !next.startsWith('{');
}

/**
 * Takes the start of a file piece by piece, and says whether that much of it shows which format it has: a line, or the first
 * object that is spread over lines.
 */
export function enoughToTell(): (piece: string) => boolean {
  /** Without the blanks in front: as much as shows whether objects come. */
  let start = '';
  let hasLine = false;
  let isObjectThere = false;
  const splitter = objectSplitter({ document: '', limit: Number.POSITIVE_INFINITY, onTooLong: () => {} });
  return (piece) => {
    const text = start === '' ? piece.trimStart() : piece;
    if (start.length < START) start += text.slice(0, START);
    hasLine ||= text.includes('\n');
    if (!/^(?:\{|\[\s*(?:[{\]]|$))/.test(start)) return hasLine;
    isObjectThere ||= splitter.push(text).length > 0;
    return isObjectThere && (hasLine || start.startsWith('['));
  };
}

const START = 4096;

function hasObject(text: string): boolean {
  const splitter = objectSplitter({ document: '', limit: Number.POSITIVE_INFINITY, onTooLong: () => {} });
  return splitter.push(text).length > 0;
}
