import { CST, Lexer } from 'yaml';
import { type Comment, commentAt } from '../comment.ts';
import type { Range } from '../span.ts';
import { parseEntry, parseItem } from './block-parser.ts';
import { withKnownLineBreaks } from './characters.ts';
import { type ChunkedEntry, chunksOf } from './chunks.ts';
import { chunksIn, refusal } from './read-yaml.ts';

/**
 * The comments of a YAML file, in file order, also of one with mistakes. What counts is what YAML takes for a comment:
 * not a `#` in quotes, in a block scalar, or behind anything but a blank.
 *
 * Finding them means to read the file again. Who looks for certain comments asks first whether their word occurs in the
 * text at all.
 */
export function yamlComments(original: string): readonly Comment[] {
  if (!/(?:^|\s)#/.test(original) || refusal(original) !== undefined) return [];
  const text = withKnownLineBreaks(original);
  const starts = startsInPieces(text) ?? startsByLexer(text);
  return starts.map((start) => commentAt(text, { start, end: endOf(text, start) }));
}

function endOf(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return start + text.slice(start, newline === -1 ? undefined : newline).trimEnd().length;
}

/** By the reader of common shapes, a quarter of the time; nothing where the file is not made of these alone. */
function startsInPieces(text: string): readonly number[] | undefined {
  const starts: number[] = [];
  let behind = 0;
  for (const entry of chunksOf(text)?.entries ?? []) {
    for (const { start, end, kind } of chunksIn(entry)) {
      starts.push(...startsBetween(text, { start: behind, end: start }));
      const inChunk = startsInChunk(text.slice(start, end), kind);
      if (inChunk === undefined) return undefined;
      for (const at of inChunk) starts.push(start + at);
      behind = end;
    }
  }
  return behind === text.length ? starts : undefined;
}

function startsInChunk(text: string, kind: ChunkedEntry['kind']): readonly number[] | undefined {
  const starts: number[] = [];
  const read = kind === 'items' ? parseItem(text, starts) : parseEntry(text, starts);
  return read && starts;
}

/** Between chunks stand keys, the mark of a document, blank lines, and comments. */
function startsBetween(text: string, { start, end }: Range): readonly number[] {
  const between = text.slice(start, end);
  return [...between.matchAll(/#[^\n]*/g)].map(({ index }) => start + index);
}

/** Lexemes that stand for no text. */
const marks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.SCALAR, CST.FLOW_END]);

function startsByLexer(text: string): readonly number[] {
  const starts: number[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (marks.has(lexeme)) {
      scalar = lexeme === CST.SCALAR;
      continue;
    }
    // The library's lexer also gives `"a"#b` as a comment, and its parser complains of it.
    if (!scalar && lexeme.startsWith('#') && /\s|^$/.test(text.charAt(offset - 1))) starts.push(offset);
    scalar = false;
    offset += lexeme.length;
  }
  return starts;
}
