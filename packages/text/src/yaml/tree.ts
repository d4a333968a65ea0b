import {
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Entry, Node, Standing } from '../positioned-node.ts';
import { createScalar, decodeRead, placeOf, withProperties } from '../positioned-node.ts';
import { type TextProblem, textProblem } from '../report.ts';
import { refusedEscape } from '../scalar/double.ts';
import type { ScalarStyle } from '../scalar/style.ts';
import type { Range } from '../span.ts';
import { type Aliases, createAliases } from './aliases.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { isMergeKey, mergeKeys } from './merge-keys.ts';

export interface Tree {
  readonly root: Node | undefined;
  readonly problems: readonly TextProblem[];
  /** Whether anchors, aliases or merge keys tie parts of the text together. */
  readonly tied: boolean;
}

/** Our tree of what the library composed from `text`. `broken`: whether its errors count. */
export function buildTree(text: string, document: Document.Parsed, broken = true): Tree {
  const problems: TextProblem[] = [];
  const context: Context = {
    text,
    problems,
    aliases: createAliases(problems),
    tied: false,
    broken: broken && document.errors.length > 0,
  };
  const place: Place = { standing: 'block', parentIndent: -1, missingAt: undefined };
  const root = document.contents === null ? undefined : build(context, document.contents, place);
  return { root: root?.kind === 'missing' ? undefined : root, problems, tied: context.tied };
}

interface Context {
  readonly text: string;
  readonly problems: TextProblem[];
  readonly aliases: Aliases;
  tied: boolean;
  /** Whether an error of syntax is known already. */
  broken: boolean;
}

/** What the library's node does not say about where it stands. */
interface Place {
  readonly standing: Standing;
  readonly parentIndent: number;
  /** Where a value would stand that is not there. */
  readonly missingAt: number | undefined;
}

function build(context: Context, node: unknown, place: Place): Node {
  if (isAlias(node)) {
    context.tied = true;
    return context.aliases.resolve(node.source, rangeOf(node.range));
  }
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor === undefined) return buildTagged(context, node, place);
  context.tied = true;
  if (!anchorName.test(anchor)) refuseAnchor(context, anchor, startOf(node));
  context.aliases.open(anchor);
  const bare = buildTagged(context, node, place);
  const built = bare.kind === 'scalar' ? withProperties(bare, { anchor }) : { ...bare, anchor };
  context.aliases.close(anchor, built);
  return built;
}

const startOf = (node: unknown): number =>
  isScalar(node) || isMap(node) || isSeq(node) ? rangeOf(node.range).start : 0;

/** What agents take for the name of an anchor; the library, which reads a newer YAML, takes nearly anything. */
const anchorName = /^[\w-]+$/;

/** A text that begins with `&&`, mostly. */
function refuseAnchor(context: Context, anchor: string, before: number): void {
  const start = context.text.lastIndexOf(`&${anchor}`, before);
  const detail = `to YAML \`&${anchor}\` is an anchor, and \`!\` at the start of a value a tag: write the text as \`'…'\`, or below \`|-\``;
  const place = { start: Math.max(start, 0), end: Math.max(start, 0) + anchor.length + 1 };
  context.problems.push(textProblem('text/yaml-syntax', place, { detail }));
}

function buildTagged(context: Context, node: unknown, place: Place): Node {
  const tag =
    isScalar(node) || isMap(node) || isSeq(node)
      ? node.tag?.replace(/^tag:yaml\.org,2002:/, '!!')
      : undefined;
  const bare = isMap(node)
    ? buildMapping(context, node, place)
    : isSeq(node)
      ? buildSequence(context, node, place)
      : buildScalar(context, node, place);
  if (tag === undefined) return bare;
  if (bare.kind === 'scalar') return withProperties(bare, { tag });
  // A tag makes a value of nothing: `!!str` alone is the empty text.
  if (bare.kind === 'missing' && tag !== '!!null') {
    const { standing, parentIndent } = place;
    // Behind the tag, not behind the key.
    const at = isScalar(node) ? rangeOf(node.range).start : bare.range.start;
    const empty = { style: 'plain', text: context.text, start: at, end: at, standing, parentIndent } as const;
    return withProperties(createScalar(empty, ''), { tag });
  }
  return { ...bare, tag };
}

function buildScalar(context: Context, node: unknown, { standing, parentIndent, missingAt }: Place): Node {
  const range = isScalar(node) ? rangeOf(node.range) : { start: missingAt ?? 0, end: missingAt ?? 0 };
  const style = isScalar(node) ? styleOf(node.type) : 'plain';
  if (range.start === range.end && style === 'plain') {
    const start = missingAt ?? range.start;
    return { kind: 'missing', range: { start, end: start } };
  }
  const read = { style, text: context.text, ...range, standing, parentIndent };
  if (style === 'plain' && standing === 'flow') refuseIndicators(context, range, 0);
  const decoded = decodeRead(read);
  if (!decoded.valid && !context.broken && (style === 'single' || style === 'double')) {
    // The library takes a quote that is part of the text (`''`, `\"`) for the closing one, when a line that is
    // indented too little ends the scalar.
    context.broken = true;
    const detail = 'missing closing quote';
    const end = Math.min(range.end + 1, context.text.length);
    context.problems.push(textProblem('text/yaml-syntax', { start: range.end, end }, { detail }));
  }
  const refused = style === 'double' ? refusedEscape(context.text.slice(range.start, range.end)) : undefined;
  if (refused !== undefined) {
    const start = range.start + refused.at;
    const detail = `agents do not read the escape ${refused.escape}`;
    const place = { start, end: start + refused.escape.length };
    context.problems.push(textProblem('text/yaml-syntax', place, { detail }));
  }
  return createScalar(read, decoded.text);
}

function buildSequence(context: Context, node: YAMLSeq, { parentIndent }: Place): Node {
  const token = node.srcToken;
  const block = token?.type === 'block-seq';
  const dashes = block ? dashesOf(token) : [];
  const items = node.items.map((item, i) => {
    const place: Place = {
      standing: block ? 'block' : 'flow',
      parentIndent: block ? token.indent : parentIndent,
      missingAt: dashes[i],
    };
    return isPair(item) ? buildPairItem(context, item, place) : build(context, item, place);
  });
  return { kind: 'sequence', items, range: collectionRange(node, items.at(-1), !block) };
}

/** `[ a: b ]` is a list of one mapping. The library gives the pair a mapping of its own; this is for what it does not. */
function buildPairItem(context: Context, pair: Pair, place: Place): Node {
  const entries = buildEntries(context, [pair], place.parentIndent, 'flow');
  const first = entries[0];
  const start = first?.key.range.start ?? 0;
  return {
    kind: 'mapping',
    entries,
    range: { start, end: first === undefined ? start : placeOf(first.value).end },
  };
}

function buildMapping(context: Context, node: YAMLMap, place: Place): Node {
  const token = node.srcToken;
  const block = token?.type === 'block-map';
  const indent = block ? token.indent : place.parentIndent;
  const own = buildEntries(context, node.items, indent, block ? 'block' : 'flow');
  context.problems.push(...duplicateKeys(own));
  const merges = own.some(isMergeKey);
  if (merges) context.tied = true;
  const entries = merges ? mergeKeys(own, context.problems) : own;
  const last = own.at(-1);
  return { kind: 'mapping', entries, range: collectionRange(node, last?.value, !block) };
}

function buildEntries(
  context: Context,
  pairs: readonly Pair[],
  parentIndent: number,
  standing: Standing,
): Entry[] {
  const entries: Entry[] = [];
  for (const pair of pairs) {
    const key = build(context, pair.key, { standing: 'key', parentIndent, missingAt: undefined });
    const missingAt = colonOf(pair) ?? placeOf(key).end;
    const value = build(context, pair.value, { standing, parentIndent, missingAt });
    refuseLongKey(context, pair, key);
    if (standing === 'flow') {
      refuseGluedBracket(context, pair, key);
      if (key.kind === 'scalar' && key.style === 'plain') refuseIndicators(context, key.range, 1);
    }
    if (key.kind === 'scalar') entries.push({ key, value });
    else context.problems.push(textProblem('text/yaml-key', placeOf(key), { found: kindNames[key.kind] }));
  }
  return entries;
}

/**
 * In brackets and braces agents end a text without quotes at `?`, and none begins with `:`. What comes then is nothing
 * that may stand there; only a key may have a `?` in front of it.
 */
function refuseIndicators({ text, problems }: Context, { start, end }: Range, from: 0 | 1): void {
  const source = text.slice(start, end);
  const at = source.startsWith(':') ? 0 : source.indexOf('?', from);
  if (at === -1) return;
  const detail = `in brackets and braces no text without quotes has \`${source.charAt(at)}\` here; write it as \`'…'\``;
  problems.push(textProblem('text/yaml-agent', { start: start + at, end: start + at + 1 }, { detail }));
}

/** In brackets and braces agents take `a:[` for a text that a bracket follows, which none may. */
function refuseGluedBracket({ text, problems }: Context, pair: Pair, key: Node): void {
  const colon = colonOf(pair);
  if (colon === undefined || key.kind !== 'scalar' || key.style !== 'plain') return;
  if (!/[[{]/.test(text.charAt(colon)) || key.range.end !== colon - 1) return;
  const detail = `in brackets and braces a blank stands between a key and \`${text.charAt(colon)}\``;
  problems.push(textProblem('text/yaml-agent', { start: colon, end: colon + 1 }, { detail }));
}

/** Agents end a key with its line, where the library has it go on until a `:` comes. */
function refuseLongKey({ text, problems }: Context, pair: Pair, { range: { start } }: Node): void {
  const colon = colonOf(pair);
  const isMarked = pair.srcToken?.start.some(({ type }) => type === 'explicit-key-ind') === true;
  if (colon === undefined || isMarked || !text.slice(start, colon).includes('\n')) return;
  const detail = 'a key stands on one line with its `:`; maybe a comma is missing before it';
  problems.push(textProblem('text/yaml-syntax', { start, end: colon }, { detail }));
}

const kindNames = { mapping: 'a mapping', sequence: 'a list', missing: 'nothing', scalar: 'text' } as const;

/** The offset behind the `:` of an entry. */
function colonOf(pair: Pair): number | undefined {
  const mark = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
  return mark === undefined ? undefined : mark.offset + mark.source.length;
}

/** The offsets behind the `-` of each item, in the order in which the library has the items. */
function dashesOf(token: CST.BlockSequence): (number | undefined)[] {
  const marked: ReadonlySet<string> = new Set(['seq-item-ind', 'anchor', 'tag']);
  return token.items
    .filter((item) => item.value !== undefined || item.start.some((mark) => marked.has(mark.type)))
    .map((item) => {
      const dash = item.start.find((mark) => mark.type === 'seq-item-ind');
      return dash === undefined ? undefined : dash.offset + dash.source.length;
    });
}

/** The library counts what follows a block collection to it; ours ends with its last value. */
function collectionRange(node: YAMLMap | YAMLSeq, last: Node | undefined, flow: boolean): Range {
  const range = rangeOf(node.range);
  if (flow && node.flow === true) return range;
  return {
    start: range.start,
    end: Math.max(range.start, last === undefined ? range.start : placeOf(last).end),
  };
}

function rangeOf(range: readonly [number, number, number] | null | undefined): Range {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function styleOf(type: string | undefined): ScalarStyle {
  switch (type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}
