import {
  createScalar,
  type Entry,
  type Mapping,
  moved,
  movedRange,
  type Node,
  placeOf,
  type Scalar,
} from '../positioned-node.ts';
import type { TextProblem } from '../report.ts';
import type { Range } from '../span.ts';
import { parseEntry, parseItem } from './block-parser.ts';
import type { ChunkedEntry, Chunks } from './chunks.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { readWithLibrary } from './library.ts';
import { buildTree } from './tree.ts';

/** What one chunk says; all places count from its start. */
export interface ChunkReading {
  readonly node: Node;
  readonly problems: readonly TextProblem[];
  /** Where comments start, where reading it has told. */
  readonly comments?: readonly number[];
  /** Where brackets or quotes begin that have no end in the chunk. */
  readonly unfinished?: number;
}

/** Reads a chunk; nothing where it can only be understood with the rest of its file. */
export function readChunk(text: string, kind: ChunkedEntry['kind']): ChunkReading | undefined {
  return readByShape(text, kind) ?? readChunkWithLibrary(text, kind);
}

/** The same without the library: nothing where the chunk has another than the common shapes. */
export function readByShape(text: string, kind: ChunkedEntry['kind']): ChunkReading | undefined {
  const comments: number[] = [];
  const node = kind === 'items' ? parseItem(text, comments) : parseEntry(text, comments)?.value;
  return node && { node, problems: [], comments };
}

export function readChunkWithLibrary(text: string, kind: ChunkedEntry['kind']): ChunkReading | undefined {
  const { document, documents, problems, unfinished } = readWithLibrary(text);
  if (document === undefined || documents !== 1) return undefined;
  const tree = buildTree(text, document);
  const { root } = tree;
  if (tree.tied || root === undefined) return undefined;
  const nodes = kind === 'items' && root.kind === 'sequence' ? root.items : [];
  const values =
    kind === 'value' && root.kind === 'mapping' ? root.entries.map((entry) => entry.value) : nodes;
  const [node, ...others] = values;
  if (node === undefined || others.length > 0) return undefined;
  const reading = { node, problems: [...problems, ...tree.problems] };
  return unfinished === undefined ? reading : { ...reading, unfinished };
}

export interface Assembled {
  readonly root: Mapping;
  readonly problems: readonly TextProblem[];
}

/** The whole tree from its chunks, with places in the whole text. */
export function assemble(
  text: string,
  chunks: Chunks,
  readingAt: (start: number) => ChunkReading | undefined,
): Assembled | undefined {
  const problems: TextProblem[] = [];
  const entries: Entry[] = [];
  const read = (range: Range): Node | undefined => {
    const reading = readingAt(range.start);
    if (reading === undefined) return undefined;
    problems.push(...reading.problems.map((problem) => movedProblem(problem, range.start)));
    return moved(reading.node, range.start);
  };
  for (const entry of chunks.entries) {
    const key = keyOf(text, entry);
    if (entry.kind === 'value') {
      const value = read(entry.chunk);
      if (value === undefined) return undefined;
      entries.push({ key, value });
    } else {
      const items = entry.items.map(read).filter((item) => item !== undefined);
      const end = items.at(-1);
      if (items.length !== entry.items.length || end === undefined) return undefined;
      const range = { start: entry.dash, end: placeOf(end).end };
      entries.push({ key, value: { kind: 'sequence', items, range } });
    }
  }
  problems.push(...duplicateKeys(entries));
  const last = entries.at(-1)?.value;
  const start = entries[0]?.key.range.start ?? 0;
  return {
    root: { kind: 'mapping', entries, range: { start, end: last === undefined ? start : last.range.end } },
    problems,
  };
}

export function keyOf(text: string, { key: { start, end } }: ChunkedEntry): Scalar {
  return createScalar(
    { style: 'plain', text, start, end, standing: 'key', parentIndent: 0 },
    text.slice(start, end),
  );
}

export function movedProblem(problem: TextProblem, offset: number): TextProblem {
  const related = problem.related.map(({ message, place }) => ({
    message,
    place: movedRange(place, offset),
  }));
  return { ...problem, place: movedRange(problem.place, offset), related };
}
