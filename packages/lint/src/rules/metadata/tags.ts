import type { Location } from '@secl/text';
import type { LintedRule } from '../../view/linted.ts';

/** One entry of `tags`, or of `product_tags` where it is a `key:value`. */
export interface Tag {
  readonly key: string;
  readonly value: string;
  readonly of: 'tags' | 'product_tags';
  readonly place: Location;
  /** Where a part of the value stands; undefined where it is written with escapes. */
  part(start: number, end: number): Location | undefined;
}

/** Each lint rule about tags asks for them. */
const memo = new WeakMap<LintedRule, readonly Tag[]>();

export function tagsOf(rule: LintedRule): readonly Tag[] {
  const known = memo.get(rule) ?? collect(rule);
  memo.set(rule, known);
  return known;
}

function collect(rule: LintedRule): readonly Tag[] {
  const { tags, productTags } = rule.definition;
  return [
    ...tags.map((tag) => placed(rule, 'tags', tag.key, tag.value, tag.range)),
    ...productTags.map(({ value, range }) => {
      const colon = value.indexOf(':');
      const key = colon < 0 ? '' : value.slice(0, colon);
      return placed(rule, 'product_tags', key, value.slice(colon + 1), range);
    }),
  ];
}

/** The definition that stands for its id: not one that changes another, nor one that agents pass over. */
export function isOwnDefinition({ id, definition, verdicts }: LintedRule): boolean {
  const { combine, expression } = definition;
  return id !== '' && verdicts.length > 0 && combine === undefined && (expression?.value ?? '') !== '';
}

function placed(
  rule: LintedRule,
  of: Tag['of'],
  key: string,
  value: string,
  range: { readonly start: number; readonly end: number },
): Tag {
  const place = rule.place(range);
  const { start, end } = place.range;
  const written = value === '' ? -1 : rule.file.text.slice(start, end).lastIndexOf(value);
  return {
    key,
    value,
    of,
    place,
    part: (from, to) =>
      written < 0
        ? undefined
        : { ...place, range: { start: start + written + from, end: start + written + to } },
  };
}
