import { limits } from '../limits.ts';
import type { Node } from '../positioned-node.ts';
import type { Problem } from '../problem.ts';
import { located, type TextProblem, textProblem } from '../report.ts';
import { characterProblems, withKnownLineBreaks } from './characters.ts';
import { assemble, type ChunkReading, readChunkWithLibrary } from './chunk-reading.ts';
import { type ChunkedEntry, chunksOf } from './chunks.ts';
import { readWithLibrary } from './library.ts';
import { tabProblems } from './tabs.ts';
import { buildTree } from './tree.ts';

export interface YamlFile {
  /** Nothing where there is no value at all, or nothing could be read. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** How many documents the file has; only the first is read. */
  readonly documents: number;
}

/**
 * Reads a YAML file as a whole. Never throws. A file with mistakes still gives what can be read: where the top
 * mapping's lists can be told from their indentation, each item is read alone, so that one loses only itself.
 */
export function readYaml(document: string, text: string): YamlFile {
  const { root, problems, documents } = readWhole(text);
  return { root, documents, problems: problems.map((problem) => located(problem, document)) };
}

export interface WholeReading {
  readonly root: Node | undefined;
  readonly problems: readonly TextProblem[];
  readonly documents: number;
}

/** As {@link readYaml}, for a document without a name. Problems are in the order of their places. */
export function readWhole(original: string): WholeReading {
  const refused = refusal(original);
  if (refused !== undefined) return { root: undefined, problems: [refused], documents: 1 };
  const characters = characterProblems(original);
  const text = withKnownLineBreaks(original);
  const { document, documents, problems: found, rest } = readWithLibrary(text);
  const tree = document === undefined ? undefined : buildTree(text, document, rest === undefined);
  const problems = rest === undefined ? found : [unread(text, rest)];
  const broken = [...problems, ...(tree?.problems ?? [])].some((problem) => problem.severity === 'error');
  const recovered = broken && documents === 1 ? recover(text) : undefined;
  if (recovered !== undefined) {
    return { ...recovered, documents, problems: inOrder([...characters, ...recovered.problems]) };
  }
  const tabs = broken ? [] : tabProblems(text, tree?.root);
  return {
    root: tree?.root,
    documents,
    problems: inOrder([...characters, ...problems, ...(tree?.problems ?? []), ...tabs]),
  };
}

/** Agents are done when the first value ends, whatever stands behind it. */
function unread(text: string, start: number): TextProblem {
  const [line = ''] = text.slice(start).split('\n', 1);
  return textProblem('text/yaml-rest', { start, end: start + line.trimEnd().length });
}

/** Why a text is not even looked at. */
export function refusal(text: string): TextProblem | undefined {
  if (text.length > limits.characters) {
    const values = { size: text.length, limit: limits.characters };
    return textProblem('text/too-large', { start: 0, end: 0 }, values);
  }
  const nul = text.indexOf('\0');
  return nul === -1 ? undefined : textProblem('text/binary', { start: nul, end: nul + 1 });
}

/** Each chunk by the library alone; nothing where chunks depend on one another or none is wrong by itself. */
function recover(text: string): Omit<WholeReading, 'documents'> | undefined {
  const chunks = chunksOf(text);
  if (chunks === undefined) return undefined;
  const readings = new Map<number, ChunkReading>();
  let broken = false;
  for (const { start, end, kind } of chunks.entries.flatMap(chunksIn)) {
    const reading = readChunkWithLibrary(text.slice(start, end), kind);
    if (reading === undefined) return undefined;
    broken ||= reading.problems.some((problem) => problem.severity === 'error');
    readings.set(start, reading);
  }
  return broken ? assemble(text, chunks, (start) => readings.get(start)) : undefined;
}

export function chunksIn(entry: ChunkedEntry): { start: number; end: number; kind: ChunkedEntry['kind'] }[] {
  const ranges = entry.kind === 'items' ? entry.items : [entry.chunk];
  return ranges.map(({ start, end }) => ({ start, end, kind: entry.kind }));
}

/** By place. Behind a tab that should indent nothing is where it seems: what the library says there is its echo. */
export function inOrder(problems: readonly TextProblem[]): readonly TextProblem[] {
  const tabs = problems.flatMap(({ code, place }) => (code === 'text/yaml-tab' ? place.start : []));
  const tab = Math.min(...tabs);
  return problems
    .filter(({ code, place }) => code !== 'text/yaml-syntax' || place.start < tab)
    .sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end);
}
