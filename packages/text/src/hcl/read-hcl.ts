import { type Comment, commentAt } from '../comment.ts';
import { limits } from '../limits.ts';
import type { Problem } from '../problem.ts';
import { located, type TextProblem, textProblem } from '../report.ts';
import type { Range } from '../span.ts';
import { refusal } from '../yaml/read-yaml.ts';
import { expressionMistake, tokenMistake } from './expression-mistake.ts';
import { type Item, outlineOf } from './outline.ts';
import type { HclParser, SyntaxNode } from './parser.ts';
import { squeezed } from './squeezed.ts';
import { hclTokens, type Token } from './tokens.ts';
import type { HclAttribute, HclBlock, HclBody } from './tree.ts';
import { hclScalar, hclValue, simpleValue } from './values.ts';

export interface HclFile {
  readonly body: HclBody;
  /** In file order, of all three kinds: `#`, `//`, and between `/*` and its end. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a file in HCL's native syntax: Terraform's `.tf`. Never throws. A mistake costs the attribute that it stands
 * in, or a block's head the block; all else is read.
 */
export function readHcl(parser: HclParser, document: string, text: string): HclFile {
  const reader = readText(parser, text);
  const problems = [...reader.problems].sort(
    (a, b) => a.place.start - b.place.start || a.place.end - b.place.end,
  );
  return { ...reader, problems: problems.map((problem) => located(problem, document)) };
}

interface Reading {
  readonly body: HclBody;
  readonly comments: readonly Comment[];
  readonly problems: readonly TextProblem[];
}

const tooLarge = (text: string): TextProblem =>
  textProblem('text/too-large', { start: 0, end: 0 }, { size: text.length, limit: limits.hclCharacters });

const nothing: HclBody = { attributes: [], blocks: [] };

function readText(parser: HclParser, text: string): Reading {
  const refused = text.length > limits.hclCharacters ? tooLarge(text) : refusal(text);
  if (refused !== undefined) return { body: nothing, comments: [], problems: [refused] };
  const read = hclTokens(text);
  const comments = read.comments.map((range) => commentAt(text, range));
  const { items, mistakes, tooDeep } = outlineOf(text, read);
  if (tooDeep !== undefined) {
    const { start, end } = tooDeep;
    const problem = textProblem('text/too-deep', { start, end }, { limit: limits.depth });
    return { body: nothing, comments, problems: [problem] };
  }
  const problems = [...read.mistakes, ...mistakes].map(({ range, detail }) => syntaxProblem(range, detail));
  const body = readBody(
    { parser, text, masked: read.masked, problems, patience: limits.hclExpression },
    items,
  );
  return { body, comments, problems };
}

const syntaxProblem = ({ start, end }: Range, detail: string): TextProblem =>
  textProblem('text/hcl-syntax', { start, end }, { detail });

interface Context {
  readonly parser: HclParser;
  readonly text: string;
  readonly masked: string;
  readonly problems: TextProblem[];
  /**
   * How long a value may be that the grammar is asked about. What it refuses costs it the square of its length, so that
   * many or long mistakes use this up.
   */
  patience: number;
}

function readBody(context: Context, items: readonly Item[]): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  const names = new Set<string>();
  for (const [i, item] of items.entries()) {
    if (isLateValue(item, items[i - 1])) continue;
    if (item.block !== undefined) {
      const block = readBlock(context, item, item.block);
      if (block !== undefined) blocks.push(block);
    } else {
      const attribute = readAttribute(context, item);
      if (attribute === undefined) continue;
      if (names.has(attribute.name))
        complain(context, attribute.nameRange, `\`${attribute.name}\` is set above already`);
      names.add(attribute.name);
      attributes.push(attribute);
    }
  }
  return { attributes, blocks };
}

/** Stands below a `=` that has no value, which has been told. */
function isLateValue({ tokens, block }: Item, before: Item | undefined): boolean {
  return (
    before?.tokens.at(-1)?.kind === 'equals' &&
    block === undefined &&
    tokens.every(({ kind }) => kind !== 'equals')
  );
}

function readBlock(context: Context, item: Item, block: NonNullable<Item['block']>): HclBlock | undefined {
  const { text } = context;
  const [type, ...labels] = item.tokens.filter(({ start }) => start < block.open.start);
  const behind = item.tokens.find(({ start }) => start > block.open.start);
  if (behind !== undefined && !item.broken) {
    complain(context, behind, `${shown(context, behind)} stands where the line of the block should end`);
  }
  checkLines(context, block);
  if (type?.kind !== 'word') {
    const place = type ?? block.open;
    if (!isBroken(item)) {
      complain(context, place, `${shown(context, place)} stands where a name is due`);
    }
    return undefined;
  }
  const wrong = labels.find(({ kind, template }) => (kind !== 'word' && kind !== 'text') || template);
  if (wrong !== undefined) {
    if (!isBroken(item))
      complain(context, wrong, `${shown(context, wrong)} stands where a label or \`{\` is due`);
    return undefined;
  }
  const body = readBody(context, block.items);
  const indent = indentAt(text, type.start);
  return {
    type: text.slice(type.start, type.end),
    typeRange: rangeOf(type),
    labels: labels.map((label) =>
      hclScalar({ text, indent }, rangeOf(label), label.kind === 'text' ? 'hcl-quoted' : 'plain'),
    ),
    body,
    range: { start: type.start, end: block.close?.end ?? endOf(body, block.open.end) },
  };
}

/** Braces in one line hold one attribute at most. */
function checkLines(context: Context, { open, close, items }: NonNullable<Item['block']>): void {
  const first = items[0];
  const token = first && startOf(first);
  if (first === undefined || token === undefined || first.broken || close === undefined) return;
  if (context.text.slice(open.end, token.start).includes('\n')) return;
  const inOneLine = !context.text.slice(open.end, close.start).includes('\n');
  if (inOneLine && items.length === 1 && first.block === undefined) return;
  const line = lastOf(first);
  const alone =
    items.length === 1 && first.block === undefined && line !== undefined && line.end <= close.start;
  if (alone && !context.text.slice(line.end, close.start).includes('\n')) return;
  complain(context, token, `${shown(context, token)} stands where the line of the \`{\` should end`);
}

const startOf = (item: Item): Token | undefined => item.tokens[0] ?? item.block?.open;
const lastOf = (item: Item): Token | undefined => item.tokens.at(-1);

function readAttribute(context: Context, item: Item): HclAttribute | undefined {
  const { text, masked, parser } = context;
  const [name, equals, ...rest] = item.tokens;
  const last = item.tokens.at(-1);
  if (name === undefined || last === undefined || isBroken(item)) return undefined;
  if (name.kind !== 'word')
    return complain(context, name, `${shown(context, name)} stands where a name is due`);
  if (equals?.kind !== 'equals') {
    if (equals === undefined)
      return complain(context, name, `\`=\` or \`{\` is due behind ${shown(context, name)}`);
    return complain(context, equals, `${shown(context, equals)} stands where \`=\` or \`{\` is due`);
  }
  if (rest.length === 0) return complain(context, equals, 'a value is due behind this `=`');
  const place = {
    name: text.slice(name.start, name.end),
    nameRange: rangeOf(name),
    range: { start: name.start, end: last.end },
  };
  const source = { text, offset: name.start, indent: indentAt(text, name.start) };
  const simple = rest.length === 1 ? simpleValue(source, last) : undefined;
  if (simple !== undefined) return { ...place, value: simple };
  const mistake = tokenMistake(text, [equals, ...rest]);
  if (mistake !== undefined) return complain(context, mistake.range, mistake.detail);
  const code = masked.slice(name.start, last.end);
  if (isTooLong(code, context.patience)) {
    const range = { start: rest[0]?.start ?? equals.end, end: last.end };
    return { ...place, value: { kind: 'dynamic', what: 'long expression', literals: [], range } };
  }
  const root = parser.parse(`${code}\n`);
  const expression = attributeValue(root, last.end - name.start);
  if (expression === undefined) {
    context.patience -= code.length;
    const { range, detail } = expressionMistake(rest, { root, offset: name.start });
    return complain(context, range, detail);
  }
  const crowded = crowdedEntry(masked, expression, name.start);
  if (crowded !== undefined) {
    return complain(context, crowded, `${shown(context, crowded)} stands where \`,\` or a new line is due`);
  }
  return { ...place, value: hclValue(source, expression) };
}

const isTooLong = (code: string, limit: number): boolean =>
  code.length > limit && squeezed(code).text.length > limit;

/** The expression of a tree that is one attribute up to `end`, and no mistake in it. */
function attributeValue(root: SyntaxNode, end: number): SyntaxNode | undefined {
  const body = only(root, 'body');
  const attribute = body && only(body, 'attribute');
  // A mistake can also stand beside the value.
  if (attribute?.children.length !== 3) return undefined;
  const expression = attribute.children[2];
  if (expression?.type !== 'expression' || expression.end !== end || hasMistake(expression)) return undefined;
  return expression;
}

/** The first entry of an object that has neither a comma nor a line break before it. */
function crowdedEntry(masked: string, root: SyntaxNode, offset: number): Range | undefined {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const [i, child] of node.children.entries()) {
      const before = node.children[i - 1];
      if (child.type !== 'object_elem' || before?.type !== 'object_elem') continue;
      if (!masked.slice(before.end + offset, child.start + offset).includes('\n'))
        return { start: child.start + offset, end: child.end + offset };
    }
    open.push(...node.children);
  }
  return undefined;
}

function only({ children }: SyntaxNode, type: string): SyntaxNode | undefined {
  return children.length === 1 && children[0]?.type === type ? children[0] : undefined;
}

function hasMistake(root: SyntaxNode): boolean {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.missing || node.type === 'ERROR') return true;
    open.push(...node.children);
  }
  return false;
}

function complain(context: Context, place: Range, detail: string): undefined {
  context.problems.push(syntaxProblem(place, detail));
}

const isBroken = (item: Item): boolean => item.broken || item.tokens.some(({ broken }) => broken);

function shown({ text }: Context, { start, end }: Range): string {
  const line = text.slice(start, end).split(/\r?\n/)[0] ?? '';
  return `\`${line.length > 40 ? `${line.slice(0, 40)}…` : line}\``;
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

/** How far the line is indented that this place stands in. */
function indentAt(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /[ \t]*/y.exec(text.slice(line, at))?.[0].length ?? 0;
}

function endOf({ attributes, blocks }: HclBody, otherwise: number): number {
  return Math.max(otherwise, ...[...attributes, ...blocks].map(({ range }) => range.end));
}
