import { limits } from '../limits.ts';
import { createScalar, type Entry, type Node, placeOf, type Scalar } from '../positioned-node.ts';
import type { Problem } from '../problem.ts';
import { located, type TextProblem, textProblem } from '../report.ts';
import type { Range } from '../span.ts';
import { duplicateKeys } from '../yaml/duplicate-keys.ts';
import { type JsonEvents, walkJson } from './json-reader.ts';

export interface JsonFile {
  /** What could be read: everything before the first mistake. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

/** Reads strict JSON into the tree that YAML gives too. Strings have the style `json`, all else is `plain`. */
export function readJson(document: string, text: string): JsonFile {
  const problems: TextProblem[] = [];
  const builder = createBuilder(text, problems);
  if (text.length > limits.characters) {
    const values = { size: text.length, limit: limits.characters };
    problems.push(textProblem('text/too-large', { start: 0, end: 0 }, values));
  } else {
    const error = walkJson(text, builder.events, limits.depth);
    if (error !== undefined)
      problems.push(textProblem('text/json-syntax', error.range, { detail: error.detail }));
  }
  const root = builder.finish();
  return { root, problems: problems.map((problem) => located(problem, document)) };
}

interface OpenNode {
  readonly kind: 'object' | 'array';
  readonly start: number;
  readonly entries: Entry[];
  readonly items: Node[];
  key: Scalar | undefined;
}

function createBuilder(text: string, problems: TextProblem[]) {
  const open: OpenNode[] = [];
  let root: Node | undefined;

  function add(node: Node): void {
    const top = open.at(-1);
    if (top === undefined) root = node;
    else if (top.kind === 'array') top.items.push(node);
    else if (top.key !== undefined) {
      top.entries.push({ key: top.key, value: node });
      top.key = undefined;
    }
  }

  function close(end: number): void {
    const top = open.pop();
    if (top === undefined) return;
    const range = { start: top.start, end };
    if (top.kind === 'array') add({ kind: 'sequence', items: top.items, range });
    else {
      problems.push(...duplicateKeys(top.entries));
      add({ kind: 'mapping', entries: top.entries, range });
    }
  }

  const events: JsonEvents = {
    open: (kind, start) => void open.push({ kind, start, entries: [], items: [], key: undefined }),
    close,
    key(range) {
      const top = open.at(-1);
      if (top !== undefined) top.key = jsonScalar(text, range, 'json', 'key');
    },
    value: (kind, range) => add(jsonScalar(text, range, kind === 'string' ? 'json' : 'plain', 'flow')),
  };

  /** Closes what a mistake left open, where its last value ends. */
  function finish(): Node | undefined {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (top.key !== undefined) add(missingAfter(top.key));
      const last = top.kind === 'array' ? top.items.at(-1) : top.entries.at(-1)?.value;
      close(last === undefined ? top.start + 1 : placeOf(last).end);
    }
    return root;
  }

  return { events, finish };
}

const missingAfter = ({ range }: Scalar): Node => ({
  kind: 'missing',
  range: { start: range.end, end: range.end },
});

function jsonScalar(
  text: string,
  { start, end }: Range,
  style: 'json' | 'plain',
  standing: 'key' | 'flow',
): Scalar {
  const source = text.slice(start, end);
  const simple = style === 'plain' ? source : source.includes('\\') ? undefined : source.slice(1, -1);
  return createScalar({ style, text, start, end, standing, parentIndent: -1 }, simple);
}
