import { limits } from '../limits.ts';
import type { Node, Scalar } from '../positioned-node.ts';
import type { Problem } from '../problem.ts';
import { located } from '../report.ts';
import type { Range } from '../span.ts';
import { characterProblems, hasPlainCharacters, staysPlain, withKnownLineBreaks } from './characters.ts';
import { assemble, type ChunkReading, keyOf, movedProblem, readChunk } from './chunk-reading.ts';
import { type ChunkedEntry, type Chunks, chunksOf } from './chunks.ts';
import { commentStarts } from './comments.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { chunksIn, inOrder, readWhole, refusal } from './read-yaml.ts';
import { ownCopy } from './same-text.ts';
import { endsLater } from './shallow-lines.ts';
import { hasTabbedLine } from './tabs.ts';

/**
 * A YAML file whose top mapping holds lists, as policies do, read item by item. Reading it again after an edit reads
 * only the items whose text changed.
 */
export interface ChunkedYaml {
  /** The entries of the top mapping in file order. Empty where the file holds something else. */
  readonly entries: readonly TopEntry[];
  readonly problems: readonly Problem[];
  readonly documents: number;
  /** The whole tree with places in the whole text: equal to what `readYaml` gives. Built when asked for. */
  readonly root: () => Node | undefined;
  /** Where its comments start, for {@link yamlComments}; not there where only reading it another way would tell. */
  readonly comments: readonly number[] | undefined;
  /** For the next reading; not there where the file was read as a whole. */
  readonly reading: Reading | undefined;
}

export interface TopEntry {
  readonly key: Scalar;
  readonly value: TopValue;
}

export type TopValue =
  | { readonly kind: 'items'; readonly range: Range; readonly items: readonly PlacedItem[] }
  | { readonly kind: 'single'; readonly item: PlacedItem };

/** A tree and where it stands: add `offset` to its places for those in the file. */
export interface PlacedItem {
  readonly offset: number;
  readonly tree: ItemTree;
}

/**
 * What one item says. The object is the same as long as the item's text is, wherever it moves, so whatever is derived
 * from it can hang on it (a WeakMap). Places in `node` count from the start of the item's text.
 */
export type ItemTree = ChunkReading;

/** `leaveOut`: items that are not read, by where they start; what reads the file as a whole reads them all the same. */
export function readChunked(
  document: string,
  original: string,
  previous?: ChunkedYaml,
  leaveOut?: (start: number) => boolean,
): ChunkedYaml {
  const before = previous?.reading;
  const plain =
    before?.plain === true && original.length <= limits.characters && staysPlain(before.text, original);
  const refused = plain ? undefined : refusal(original);
  const text = plain ? original : refused === undefined ? withKnownLineBreaks(original) : '';
  // Whether a tab is wrong, only the whole tells.
  const whole = refused === undefined && !hasTabbedLine(text) ? chunksOf(text) : undefined;
  const chunks = leaveOut === undefined ? whole : whole && without(whole, leaveOut);
  const pieces = chunks === undefined ? undefined : readPieces(text, chunks, before?.pieces ?? []);
  if (chunks === undefined || pieces === undefined) return fromWhole(document, original);
  if (goesOn(text, chunks, pieces)) return fromWhole(document, original);
  const reading = { text: original, pieces, plain: plain || hasPlainCharacters(original) };
  const read = fromPieces(document, original, text, chunks, reading);
  if (leaveOut === undefined) return read;
  // Of a part of the items nothing else can be told.
  const { entries, problems, documents, root } = read;
  return { entries, problems, documents, root, comments: undefined, reading: undefined };
}

/** Whether brackets or quotes of one chunk end in another: what begins like an item, or a key, is a part of them. */
function goesOn(text: string, chunks: Chunks, pieces: readonly Piece[]): boolean {
  if (pieces.every(({ tree }) => tree.unfinished === undefined)) return false;
  return chunks.entries.flatMap(chunksIn).some(({ start }, index) => {
    const unfinished = pieces[index]?.tree.unfinished;
    return unfinished !== undefined && endsLater(text, start + unfinished);
  });
}

function without({ entries }: Chunks, leaveOut: (start: number) => boolean): Chunks {
  const some = entries.map((entry) =>
    entry.kind === 'items' ? { ...entry, items: entry.items.filter(({ start }) => !leaveOut(start)) } : entry,
  );
  return { entries: some };
}

/** What one reading hands to the next. */
interface Reading {
  readonly text: string;
  /** In file order. */
  readonly pieces: readonly Piece[];
  /** Whether nothing is to be said of any character. */
  readonly plain: boolean;
}

interface Piece {
  readonly source: string;
  readonly tree: ItemTree;
}

/** An edit leaves all pieces in front of it and behind it as they were: those are not even looked up. */
function readPieces(text: string, chunks: Chunks, known: readonly Piece[]): readonly Piece[] | undefined {
  const ranges = chunks.entries.flatMap(chunksIn);
  const isSame = (range: Range | undefined, piece: Piece | undefined): boolean =>
    range !== undefined && piece !== undefined && text.slice(range.start, range.end) === piece.source;
  const shorter = Math.min(ranges.length, known.length);
  let head = 0;
  while (head < shorter && isSame(ranges[head], known[head])) head++;
  let tail = 0;
  while (head + tail < shorter && isSame(ranges.at(-1 - tail), known.at(-1 - tail))) tail++;
  const others = new Map(known.slice(head, known.length - tail).map((piece) => [piece.source, piece]));
  const pieces = known.slice(0, head);
  for (const { start, end, kind } of ranges.slice(head, ranges.length - tail)) {
    const source = text.slice(start, end);
    const piece = others.get(source) ?? newPiece(source, kind, known.length > 0);
    if (piece === undefined) return undefined;
    others.set(piece.source, piece);
    pieces.push(piece);
  }
  return [...pieces, ...known.slice(known.length - tail)];
}

/** Pieces of the first reading share its text; each later one would keep alive the text of its own keystroke. */
function newPiece(cut: string, kind: ChunkedEntry['kind'], isLater: boolean): Piece | undefined {
  const source = isLater ? ownCopy(cut) : cut;
  const tree = readChunk(source, kind);
  return tree && { source, tree };
}

function fromPieces(
  document: string,
  original: string,
  text: string,
  chunks: Chunks,
  reading: Reading,
): ChunkedYaml {
  let next = 0;
  const place = ({ start }: Range): PlacedItem | undefined => {
    const tree = reading.pieces[next++]?.tree;
    return tree && { offset: start, tree };
  };
  const placed = chunks.entries
    .map((entry) => topEntry(text, entry, place))
    .filter((entry) => entry !== undefined);
  const items = placed.flatMap(({ value }) => (value.kind === 'items' ? value.items : [value.item]));
  // Most items have none, and this is done at every keystroke.
  const ownProblems = items
    .filter(({ tree }) => tree.problems.length > 0)
    .flatMap(({ offset, tree }) => tree.problems.map((problem) => movedProblem(problem, offset)));
  const root = () => {
    const byOffset = new Map(items.map((item) => [item.offset, item.tree]));
    return assemble(text, chunks, (start) => byOffset.get(start))?.root;
  };
  const keys = duplicateKeys(
    placed.map(({ key }) => ({ key, value: { kind: 'missing', range: key.range } })),
  );
  const characters = reading.plain ? [] : characterProblems(original);
  let comments: { readonly starts: readonly number[] | undefined } | undefined;
  const problems = inOrder([...characters, ...ownProblems, ...keys]);
  return {
    entries: placed,
    problems: problems.map((problem) => located(problem, document)),
    documents: 1,
    root,
    get comments() {
      comments ??= {
        starts: commentStarts(text, chunks, (_chunk, _kind, index) => reading.pieces[index]?.tree.comments),
      };
      return comments.starts;
    },
    reading,
  };
}

function topEntry(
  text: string,
  entry: ChunkedEntry,
  place: (range: Range) => PlacedItem | undefined,
): TopEntry | undefined {
  const key = keyOf(text, entry);
  if (entry.kind === 'value') {
    const item = place(entry.chunk);
    return item && { key, value: { kind: 'single', item } };
  }
  const items = entry.items.map(place).filter((item) => item !== undefined);
  const last = items.at(-1);
  const end = last === undefined ? entry.dash : last.offset + last.tree.node.range.end;
  return { key, value: { kind: 'items', items, range: { start: entry.dash, end } } };
}

/** A file of another shape: its items have their places in the file already. */
function fromWhole(document: string, original: string): ChunkedYaml {
  const { root, problems, documents } = readWhole(original);
  const placed = (node: Node): PlacedItem => ({ offset: 0, tree: { node, problems: [] } });
  const entries = root?.kind === 'mapping' ? root.entries : [];
  return {
    entries: entries.map(({ key, value }) => ({
      key,
      value:
        value.kind === 'sequence'
          ? { kind: 'items', range: value.range, items: value.items.map(placed) }
          : { kind: 'single', item: placed(value) },
    })),
    problems: problems.map((problem) => located(problem, document)),
    documents,
    root: () => root,
    comments: undefined,
    reading: undefined,
  };
}
