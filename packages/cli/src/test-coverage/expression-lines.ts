/** An expression in lines that fit, each a stretch of it, broken between conditions where that can be. */
import type { Span } from '@secl/text';

/** Lines as they are written; those that are longer than `width` are broken before `&&` and `||`, or at a blank. */
export function expressionLines(text: string, width: number): readonly Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push(...broken(text, { start, end: start + line.trimEnd().length }, width));
    start += line.length + 1;
  }
  return lines.filter((line) => text.slice(line.start, line.end).trim() !== '');
}

function* broken(text: string, { start, end }: Span, width: number): Generator<Span> {
  let from = start;
  while (end - from > width) {
    const at = breakIn(text.slice(from, from + width));
    yield { start: from, end: from + at };
    from += at;
    while (text[from] === ' ') from++;
  }
  if (from < end) yield { start: from, end };
}

function breakIn(piece: string): number {
  const connectives = [...piece.matchAll(/\s(?=(?:&&|\|\||and|or)\s)/g)];
  const before = connectives.at(-1)?.index ?? 0;
  if (before > piece.length / 3) return before;
  const blank = piece.lastIndexOf(' ');
  return blank > 0 ? blank : piece.length;
}
