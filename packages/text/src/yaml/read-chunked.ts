import type { Node, Scalar } from '../positioned-node.ts';
import type { Problem } from '../problem.ts';
import { located } from '../report.ts';
import type { Range } from '../span.ts';
import { characterProblems, withKnownLineBreaks } from './characters.ts';
import { assemble, type ChunkReading, keyOf, movedProblem, readChunk } from './chunk-reading.ts';
import { type ChunkedEntry, type Chunks, chunksOf } from './chunks.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { chunksIn, inOrder, readWhole, refusal } from './read-yaml.ts';

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
  /** Hand this to the next reading. */
  readonly memo: ReadonlyMap<string, ItemTree>;
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

export function readChunked(document: string, original: string, previous?: ChunkedYaml): ChunkedYaml {
  const refused = refusal(original);
  const text = refused === undefined ? withKnownLineBreaks(original) : '';
  const chunks = refused === undefined ? chunksOf(text) : undefined;
  const memo = chunks === undefined ? undefined : readItems(text, chunks, previous?.memo);
  if (chunks === undefined || memo === undefined) return fromWhole(document, original);
  return fromItems(document, original, text, chunks, memo);
}

function readItems(
  text: string,
  chunks: Chunks,
  known: ReadonlyMap<string, ItemTree> | undefined,
): Map<string, ItemTree> | undefined {
  const memo = new Map<string, ItemTree>();
  for (const { start, end, kind } of chunks.entries.flatMap(chunksIn)) {
    const source = text.slice(start, end);
    if (memo.has(source)) continue;
    const reading = known?.get(source) ?? readChunk(source, kind);
    if (reading === undefined) return undefined;
    memo.set(source, reading);
  }
  return memo;
}

function fromItems(
  document: string,
  original: string,
  text: string,
  chunks: Chunks,
  memo: ReadonlyMap<string, ItemTree>,
): ChunkedYaml {
  const place = ({ start, end }: Range): PlacedItem | undefined => {
    const tree = memo.get(text.slice(start, end));
    return tree && { offset: start, tree };
  };
  const placed = chunks.entries
    .map((entry) => topEntry(text, entry, place))
    .filter((entry) => entry !== undefined);
  const items = placed.flatMap(({ value }) => (value.kind === 'items' ? value.items : [value.item]));
  const ownProblems = items.flatMap(({ offset, tree }) =>
    tree.problems.map((problem) => movedProblem(problem, offset)),
  );
  const byOffset = new Map(items.map((item) => [item.offset, item.tree]));
  const root = () => assemble(text, chunks, (start) => byOffset.get(start))?.root;
  const keys = duplicateKeys(
    placed.map(({ key }) => ({ key, value: { kind: 'missing', range: key.range } })),
  );
  const problems = inOrder([...characterProblems(original), ...ownProblems, ...keys]);
  return {
    entries: placed,
    problems: problems.map((problem) => located(problem, document)),
    documents: 1,
    root,
    memo,
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
    memo: new Map(),
  };
}
