import { type Decoded, foldBreaks, PieceList } from './pieces.ts';

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
const QUOTE = 39;

const isBlank = (code: number): boolean => code === BLANK || code === TAB;

export function decodePlain(source: string): Decoded {
  const list = new PieceList(source);
  unfold(source, 0, source.length, list, (from, to) => list.copy(from, to));
  return list.finish(0);
}

export function decodeSingle(source: string): Decoded {
  const list = new PieceList(source);
  const closed = source.length > 1 && source.charCodeAt(source.length - 1) === QUOTE;
  list.valid = closed;
  unfold(source, 1, closed ? source.length - 1 : source.length, list, (from, to) => {
    let done = from;
    for (
      let quote = source.indexOf("'", from);
      quote !== -1 && quote < to;
      quote = source.indexOf("'", done)
    ) {
      list.copy(done, quote);
      const doubled = quote + 1 < to && source.charCodeAt(quote + 1) === QUOTE;
      if (!doubled) list.valid = false;
      done = doubled ? quote + 2 : quote + 1;
      list.replace("'", quote, done);
    }
    list.copy(done, to);
  });
  return list.finish(1);
}

/**
 * Lines of a plain or single-quoted scalar: blanks around line breaks go, one line break is a blank, each further one
 * stays. Blanks before the first and behind the last line stay: in quotes they count, and plain text has none.
 */
function unfold(
  source: string,
  start: number,
  end: number,
  list: PieceList,
  line: (from: number, to: number) => void,
): void {
  let newline = source.indexOf('\n', start);
  if (newline === -1 || newline >= end) {
    line(start, end);
    return;
  }
  let from = start;
  let to = trimEnd(source, start, newline);
  for (;;) {
    line(from, to);
    if (newline === -1) return;
    const breaks: number[] = [];
    let next = newline;
    let content = newline + 1;
    do {
      breaks.push(next + 1);
      content = next + 1;
      while (content < end && isBlank(source.charCodeAt(content))) content++;
      next = source.indexOf('\n', content);
      if (next >= end) next = -1;
    } while (next !== -1 && isLineEnd(source, content, next));
    foldBreaks(list, to, breaks, content);
    from = content;
    to = next === -1 ? end : trimEnd(source, content, next);
    newline = next;
  }
}

const isLineEnd = (source: string, at: number, newline: number): boolean =>
  at === newline || (at === newline - 1 && source.charCodeAt(at) === RETURN);

function trimEnd(source: string, from: number, newline: number): number {
  let end = newline;
  if (end > from && source.charCodeAt(end - 1) === RETURN) end--;
  while (end > from && isBlank(source.charCodeAt(end - 1))) end--;
  return end;
}

export { isBlank, NEWLINE, RETURN };
