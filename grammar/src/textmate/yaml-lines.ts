/**
 * Where things begin and end in YAML is a matter of columns, which a regular expression can count only by repeating what
 * it has captured. Hosts may have eaten the indentation of a line before a rule of ours is asked, so nothing here begins
 * with `^`: what stands in front is looked at from behind.
 */
import type { BeginWhile, Captures, Rule } from './rule.ts';

/** Where the rules around have left the line: its beginning, or what they have not eaten. */
export const lineStart = '(?:^|\\G)';
export const blank = `${lineStart}[ \\t]*$`;

/** Widths of `- ` and its blanks in front of the first key of an item; 0 for a key with nothing in front. */
const dashWidths = [0, 2, 3, 4] as const;

const dash = (width: number): string => (width === 0 ? '' : `-[ ]{${width - 1}}`);

/** Looking back is tried at every place of a line, so that it must not go back without an end. */
export const indentation = '[ ]{0,99}';

/** What begins a word; asked first, because it is cheap. */
export const wordStart = '(?<!\\S)(?=\\S)';

/** Nothing but indentation and the dashes of items in front: a key may stand here. */
export const atKey = `${wordStart}(?<=^${indentation}(?:-[ ]{1,9}){0,4})`;

interface OfKey {
  /** What the key is, as a regular expression; its groups count from 2. */
  readonly begin: string;
  readonly captures: Captures;
  readonly name?: string;
  readonly contentName?: string;
  readonly patterns: readonly Rule[];
  /** Items of a list may stand in the column of the key that holds it. */
  readonly list?: true;
}

/** A key with all that stands deeper than it. */
export function ofKey({ begin, captures, name, contentName, patterns, list }: OfKey): Rule {
  const variants = dashWidths.map((width): BeginWhile => {
    const deeper = `${lineStart}[ ]*(?<=^\\1[ ]{${width + 1},})(?=\\S)`;
    const item = `${lineStart}[ ]*(?<=^\\1[ ]{${width}})(?=-(?:[ \\t]|$))`;
    return {
      ...(name === undefined ? {} : { name }),
      ...(contentName === undefined ? {} : { contentName }),
      begin: `${wordStart}(?<=^(${indentation})${dash(width)})${begin}`,
      beginCaptures: captures,
      while: [deeper, ...(list ? [item] : []), blank].join('|'),
      patterns,
    };
  });
  return { patterns: variants };
}

/** An item with all that belongs to it: what stands deeper than its dash. */
export function ofItem(patterns: readonly Rule[]): Rule {
  return {
    begin: `${wordStart}(?<=^(${indentation}))(-)(?=[ \\t]|$)`,
    beginCaptures: { 2: { name: 'punctuation.definition.block.sequence.item.yaml' } },
    while: `${lineStart}[ ]*(?<=^\\1[ ]+)(?=\\S)|${blank}`,
    patterns,
  };
}
