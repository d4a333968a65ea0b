import { createScalar, type Scalar } from '../positioned-node.ts';
import { decodeHclQuoted } from '../scalar/hcl.ts';
import type { Range } from '../span.ts';
import type { SyntaxNode } from './parser.ts';
import type { Token } from './tokens.ts';
import type { HclDynamic, HclDynamicKind, HclEntry, HclPart, HclReference, HclValue } from './tree.ts';

/** What a node's offsets count from, and where its text stands. */
export interface ValueSource {
  readonly text: string;
  /** Where the text that was parsed starts in `text`. */
  readonly offset: number;
  /** The column of the line that the attribute starts in. */
  readonly indent: number;
}

/** The value of a node `expression`, without mistakes in it. */
export function hclValue(source: ValueSource, expression: SyntaxNode): HclValue {
  const children = expression.children.filter((child) => child.type !== 'comment');
  const [first, ...rest] = children;
  if (first === undefined) return dynamic(source, expression, 'operation');
  if (first.type === '(' && children.length === 3) return hclValue(source, children[1] ?? expression);
  if (rest.length > 0) return pathOf(source, expression, children);
  switch (first.type) {
    case 'literal_value':
      return scalarAt(source, first);
    case 'template_expr':
      return template(source, first);
    case 'collection_value':
      return collection(source, first);
    case 'variable_expr':
      return { kind: 'reference', parts: [partAt(source, first)], range: rangeOf(source, first) };
    case 'function_call':
      return call(source, first);
    case 'conditional':
      return dynamic(source, first, 'conditional');
    case 'for_expr':
      return dynamic(source, first, 'for expression');
    case 'operation':
      return operation(source, first);
    default:
      return dynamic(source, first, 'operation');
  }
}

/** The value that one token is, without asking the grammar: most values are. */
export function simpleValue(source: ValueSource, token: Token): HclValue | undefined {
  const range = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'text':
    case 'heredoc':
      return token.template
        ? undefined
        : hclScalar(source, range, token.kind === 'text' ? 'hcl-quoted' : 'hcl-heredoc');
    case 'number':
      return hclScalar(source, range, 'plain');
    case 'word': {
      const text = source.text.slice(range.start, range.end);
      return words.has(text)
        ? hclScalar(source, range, 'plain')
        : { kind: 'reference', parts: [{ text, range }], range };
    }
    default:
      return undefined;
  }
}

const words: ReadonlySet<string> = new Set(['true', 'false', 'null']);

const rangeOf = ({ offset }: ValueSource, { start, end }: SyntaxNode): Range => ({
  start: start + offset,
  end: end + offset,
});

const textAt = ({ text, offset }: ValueSource, { start, end }: SyntaxNode): string =>
  text.slice(start + offset, end + offset);

const partAt = (source: ValueSource, node: SyntaxNode): HclPart => ({
  text: textAt(source, node),
  range: rangeOf(source, node),
});

function scalarAt(source: ValueSource, node: SyntaxNode): Scalar {
  const { start, end } = rangeOf(source, node);
  const first = source.text[start];
  return hclScalar(
    source,
    { start, end },
    first === '"' ? 'hcl-quoted' : first === '<' ? 'hcl-heredoc' : 'plain',
  );
}

/** A scalar whose source stands at that place. */
export function hclScalar(
  { text, indent }: Pick<ValueSource, 'text' | 'indent'>,
  { start, end }: Range,
  style: 'plain' | 'hcl-quoted' | 'hcl-heredoc',
): Scalar {
  const read = { style, text, start, end, standing: 'block', parentIndent: indent } as const;
  return createScalar(read, style === 'plain' ? text.slice(start, end) : undefined);
}

/** Also a heredoc without templates, whose text the grammar has not seen. */
function template(source: ValueSource, node: SyntaxNode): HclValue {
  const quoted = node.children[0];
  const parts = quoted?.children.filter(
    ({ type }) => type === 'template_interpolation' || type === 'template_directive',
  );
  if (quoted === undefined || parts === undefined || parts.length === 0) return scalarAt(source, node);
  return { ...dynamic(source, node, 'template'), literals: literalsOf(source, quoted) };
}

const ownText: ReadonlySet<string> = new Set([
  'quoted_template_start',
  'quoted_template_end',
  'template_literal',
]);

/** The text between templates. The grammar's literals leave blanks out, so these are the gaps. */
function literalsOf(source: ValueSource, quoted: SyntaxNode): readonly HclPart[] {
  const whole = rangeOf(source, quoted);
  const heredoc = source.text[whole.start] === '<';
  const lineEnd = source.text.indexOf('\n', whole.start) + 1;
  const start = heredoc ? lineEnd : whole.start + 1;
  const end = heredoc ? source.text.lastIndexOf('\n', whole.end - 1) + 1 : whole.end - 1;
  const parts = quoted.children.filter(({ type }) => !ownText.has(type)).map((part) => rangeOf(source, part));
  const starts = [start, ...parts.map((part) => part.end)];
  const ends = [...parts.map((part) => part.start), end];
  return starts.flatMap((from, i) => {
    const range = { start: from, end: Math.max(from, ends[i] ?? from) };
    const text = source.text.slice(range.start, range.end);
    if (text === '') return [];
    const decoded = heredoc ? text.replace(/([$%])\1(?=\{)/g, '$1') : decodeHclQuoted(`"${text}"`).text;
    return [{ text: decoded, range }];
  });
}

function collection(source: ValueSource, node: SyntaxNode): HclValue {
  const inner = node.children[0] ?? node;
  const range = rangeOf(source, inner);
  if (inner.type === 'tuple') {
    const items = inner.children.filter(({ type }) => type === 'expression');
    return { kind: 'list', items: items.map((item) => hclValue(source, item)), range };
  }
  const elements = inner.children.filter(({ type }) => type === 'object_elem');
  return { kind: 'object', entries: elements.map((element) => entry(source, element)), range };
}

function entry(source: ValueSource, element: SyntaxNode): HclEntry {
  const [key, value] = element.children.filter(({ type }) => type === 'expression');
  const read = hclValue(source, value ?? element);
  const first = key?.children[0];
  if (key !== undefined && first?.type === 'variable_expr' && key.children.length === 1)
    return { key: hclScalar(source, rangeOf(source, first), 'plain'), value: read };
  const computed = hclValue(source, key ?? element);
  const isKey = computed.kind === 'scalar' || computed.kind === 'reference' || computed.kind === 'dynamic';
  return { key: isKey ? computed : dynamic(source, key ?? element, 'operation'), value: read };
}

function call(source: ValueSource, node: SyntaxNode): HclDynamic {
  const [name, ...rest] = node.children;
  const given = rest.find(({ type }) => type === 'function_arguments')?.children ?? [];
  const values = given.filter(({ type }) => type === 'expression').map((one) => hclValue(source, one));
  const called = { name: partAt(source, name ?? node), arguments: values };
  return { ...dynamic(source, node, 'function call'), call: called };
}

/** `-1` is a number like `1`. */
function operation(source: ValueSource, node: SyntaxNode): HclValue {
  const inner = node.children[0];
  if (inner?.type === 'unary_operation' && /^-[0-9][\w.+-]*$/.test(textAt(source, inner)))
    return hclScalar(source, rangeOf(source, inner), 'plain');
  return dynamic(source, node, 'operation');
}

/** What has `.name`, `[index]` or `[*]` behind it: a reference, where all of them are written out. */
function pathOf(source: ValueSource, expression: SyntaxNode, children: readonly SyntaxNode[]): HclValue {
  const range = rangeOf(source, expression);
  const parts: HclPart[] = [];
  for (const [i, child] of children.entries()) {
    const part =
      i === 0 ? (child.type === 'variable_expr' ? partAt(source, child) : undefined) : step(source, child);
    if (part === undefined) {
      const splat = children.some(({ type }) => type === 'splat');
      return dynamic(source, expression, splat ? 'splat' : 'index');
    }
    parts.push(part);
  }
  return { kind: 'reference', parts, range } satisfies HclReference;
}

function step(source: ValueSource, child: SyntaxNode): HclPart | undefined {
  const range = rangeOf(source, child);
  if (child.type === 'get_attr') {
    const name = child.children.find(({ type }) => type === 'identifier');
    return name && partAt(source, name);
  }
  const index = child.type === 'index' ? child.children[0] : undefined;
  if (index?.type === 'legacy_index') {
    const digits = { start: range.start + 1, end: range.end };
    return { text: source.text.slice(digits.start, digits.end), range: digits };
  }
  const expression = index?.children.find(({ type }) => type === 'expression');
  const value = expression && hclValue(source, expression);
  return value?.kind === 'scalar' ? { text: value.value, range: value.range } : undefined;
}

function dynamic(source: ValueSource, node: SyntaxNode, what: HclDynamicKind): HclDynamic {
  return { kind: 'dynamic', what, literals: [], range: rangeOf(source, node) };
}
