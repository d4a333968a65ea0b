import type { Location, Range } from '@secl/text';
import type { LintedRule } from '../../view/linted.ts';

/** One entry of `tags`, or of `product_tags` where it is a `key:value`. */
export interface Tag {
  readonly rule: LintedRule;
  readonly of: 'tags' | 'product_tags';
  readonly key: string;
  readonly value: string;
  /** Of the rule. */
  readonly range: Range;
}

/** Each lint rule about tags asks for them. */
const memo = new WeakMap<LintedRule, readonly Tag[]>();

export function tagsOf(rule: LintedRule): readonly Tag[] {
  const known = memo.get(rule);
  if (known !== undefined) return known;
  const tags = collect(rule);
  memo.set(rule, tags);
  return tags;
}

function collect(rule: LintedRule): readonly Tag[] {
  const { tags, productTags } = rule.definition;
  return [
    ...tags.map(({ key, value, range }): Tag => ({ rule, of: 'tags', key, value, range })),
    ...productTags.map(({ value, range }): Tag => {
      const colon = value.indexOf(':');
      const key = colon < 0 ? '' : value.slice(0, colon);
      return { rule, of: 'product_tags', key, value: value.slice(colon + 1), range };
    }),
  ];
}

export function placeOf({ rule, range }: Tag): Location {
  return rule.place(range);
}

/** Where a part of the value stands, or the whole tag where it is written with escapes. */
export function placeIn(tag: Tag, start: number, end: number): Location {
  return partOf(tag, start, end) ?? placeOf(tag);
}

/** The same; undefined where it is written with escapes. */
export function partOf(tag: Tag, start: number, end: number): Location | undefined {
  const place = placeOf(tag);
  const source = tag.rule.file.text.slice(place.range.start, place.range.end);
  const written = tag.value === '' ? -1 : source.lastIndexOf(tag.value);
  if (written < 0) return undefined;
  const from = place.range.start + written;
  return { ...place, range: { start: from + start, end: from + end } };
}

/** The definition that stands for its id: not one that changes another, nor one that agents pass over. */
export function isOwnDefinition({ id, definition, verdicts }: LintedRule): boolean {
  const { combine, expression } = definition;
  return id !== '' && verdicts.length > 0 && combine === undefined && (expression?.value ?? '') !== '';
}
