/** YAML in block style, as people write it. Every scalar decodes to exactly the text that it was given. */
import { type ScalarStyle, writeScalar } from '@secl/text';

export type Yaml =
  | { readonly kind: 'text'; readonly value: string; readonly style: ScalarStyle }
  /** A word or a number: `true`, `12`. */
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Yaml[] }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[]; readonly comments?: readonly string[] };

export type YamlEntry = readonly [key: string, value: Yaml];

/** Without quotes where that is possible; of several lines as a block. */
export const text = (value: string): Yaml => ({
  kind: 'text',
  value,
  style: value.includes('\n') ? 'literal' : 'plain',
});
/** A text whose type nobody but the quotes can tell. */
export const quoted = (value: string): Yaml => ({ kind: 'text', value, style: 'double' });
export const word = (value: number | bigint | boolean): Yaml => ({ kind: 'word', value: String(value) });
export const list = (items: readonly Yaml[]): Yaml => ({ kind: 'list', items });
export const map = (entries: readonly (YamlEntry | undefined)[], comments: readonly string[] = []): Yaml => ({
  kind: 'map',
  entries: entries.filter((entry) => entry !== undefined),
  comments,
});

/** `column`: of the collection; `-1` puts its own at the start of lines. Ends with a line break. */
export function yamlText(root: Yaml): string {
  return lines(root, 0).join('\n').concat('\n');
}

/** The lines of a collection whose entries begin at `column`. */
function lines(node: Yaml, column: number): readonly string[] {
  const indent = ' '.repeat(column);
  switch (node.kind) {
    case 'map':
      return node.entries.flatMap(([key, value]) => {
        const name = writeScalar(key, { style: 'plain', parentIndent: column, standing: 'key' }).text;
        return behind(`${indent}${name}:`, value, column);
      });
    case 'list':
      return node.items.flatMap((item) => [
        ...(item.kind === 'map' ? commentLines(item.comments ?? [], indent) : []),
        ...itemLines(item, column),
      ]);
    default:
      return [indent + inline(node, column)];
  }
}

/** A value behind its key, on the same line or below it. */
function behind(start: string, value: Yaml, column: number): readonly string[] {
  if (value.kind === 'map' && value.entries.length === 0) return [`${start} {}`];
  if (value.kind === 'list' && value.items.length === 0) return [`${start} []`];
  if (value.kind === 'map' || value.kind === 'list') return [start, ...lines(value, column + 2)];
  return `${start} ${inline(value, column)}`.split('\n');
}

function itemLines(item: Yaml, column: number): readonly string[] {
  const indent = ' '.repeat(column);
  if (item.kind === 'map' || item.kind === 'list') {
    const [first = '', ...rest] = lines(item, column + 2);
    return [`${indent}- ${first.slice(column + 2)}`, ...rest];
  }
  return `${indent}- ${inline(item, column)}`.split('\n');
}

function inline(node: Yaml, column: number): string {
  if (node.kind === 'word') return node.value;
  if (node.kind !== 'text') return '';
  return writeScalar(node.value, { style: node.style, parentIndent: column, standing: 'block' }).text;
}

/** Comments of several lines have a mark on each. */
export function commentLines(comments: readonly string[], indent: string): readonly string[] {
  return comments
    .flatMap((comment) => comment.split(/\r?\n/))
    .map((line) => `${indent}# ${line.trim()}`.trimEnd());
}
