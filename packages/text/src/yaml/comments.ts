import { CST, Lexer } from 'yaml';
import { type Comment, commentAt } from '../comment.ts';
import { withKnownLineBreaks } from './characters.ts';
import { readByShape } from './chunk-reading.ts';
import { type ChunkedEntry, type Chunks, chunksOf } from './chunks.ts';
import { isMark } from './library.ts';
import { chunksIn, refusal } from './read-yaml.ts';

/**
 * The comments of a YAML file, in file order, also of one with mistakes. What counts is what YAML takes for a comment:
 * not a `#` in quotes, in a block scalar, or behind anything but a blank.
 *
 * Finding them means to read the file again, unless `starts` says what its reading has found. Who looks for certain comments
 * asks first whether their word occurs in the text at all.
 */
export function yamlComments(original: string, starts?: readonly number[]): readonly Comment[] {
  if (!/(?:^|\s)#/.test(original) || refusal(original) !== undefined) return [];
  const text = withKnownLineBreaks(original);
  const known = starts ?? startsInChunks(text) ?? startsByLexer(text);
  return known.map((start) => commentAt(text, { start, end: endOf(text, start) }));
}

function endOf(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return start + text.slice(start, newline === -1 ? undefined : newline).trimEnd().length;
}

/** By the reader of common shapes, a quarter of the time; nothing where the file is not made of these alone. */
function startsInChunks(text: string): readonly number[] | undefined {
  const chunks = chunksOf(text);
  return chunks && commentStarts(text, chunks, (chunk, kind) => readByShape(chunk, kind)?.comments);
}

/** Where the comments of a file start, from where those of its chunks do; nothing where that of one is not known. */
export function commentStarts(
  text: string,
  chunks: Chunks,
  startsOf: (chunk: string, kind: ChunkedEntry['kind'], index: number) => readonly number[] | undefined,
): readonly number[] | undefined {
  const starts: number[] = [];
  let behind = 0;
  let index = 0;
  for (const entry of chunks.entries) {
    for (const { start, end, kind } of chunksIn(entry)) {
      // Between chunks stand keys, the mark of a document, blank lines, and comments.
      for (const match of text.slice(behind, start).matchAll(/#[^\n]*/g)) starts.push(behind + match.index);
      const inChunk = startsOf(text.slice(start, end), kind, index++);
      if (inChunk === undefined) return undefined;
      for (const at of inChunk) starts.push(start + at);
      behind = end;
    }
  }
  return starts;
}

function startsByLexer(text: string): readonly number[] {
  const starts: number[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (isMark(lexeme)) {
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
