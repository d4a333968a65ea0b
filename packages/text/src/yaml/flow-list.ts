import { createScalar, type Node, type Scalar } from '../positioned-node.ts';

/*
 * The flow collections that policies are full of: empty ones, and lists of words or of simple quoted texts in one line.
 * All others are for the `yaml` library.
 */

/** `[]`, `{}` or `[a, "b c"]` with nothing behind it. */
const simple = /(?:\{\}|\[ *(?:(?:WORD|QUOTED)(?: *, *(?:WORD|QUOTED))* *)?\]) *\r?(?=\n|$)/;
const word = /[A-Za-z0-9_./](?:[\w./+@-]| (?=[\w./+@-]))*/;
const quoted = /"[^"\\\r\n]*"|'[^'\r\n]*'/;
const simpleFlow = new RegExp(
  simple.source.replaceAll('WORD', word.source).replaceAll('QUOTED', quoted.source),
  'y',
);
const element = new RegExp(`${quoted.source}|${word.source}`, 'g');

/** The collection that starts at `start`; `indent` is the column of the block collection around it. */
export function simpleFlowAt(text: string, start: number, indent: number): Node | undefined {
  simpleFlow.lastIndex = start;
  const match = simpleFlow.exec(text);
  if (match === null) return undefined;
  const written = match[0].trimEnd();
  const range = { start, end: start + written.length };
  if (written.startsWith('{')) return { kind: 'mapping', entries: [], range };
  const items = [...written.matchAll(element)].map((each) =>
    scalarOf(text, start + each.index, each[0], indent),
  );
  return { kind: 'sequence', items, range };
}

function scalarOf(text: string, start: number, source: string, parentIndent: number): Scalar {
  const style = source.startsWith('"') ? 'double' : source.startsWith("'") ? 'single' : 'plain';
  const read = { style, text, start, end: start + source.length, standing: 'flow', parentIndent } as const;
  return createScalar(read, style === 'plain' ? source : source.slice(1, -1));
}
