/** Texts and addresses as they are compared: in a list, beside an operator. */
import type { AddressLiteral, StringLiteral } from '@secl/language';
import { withoutRegexp } from '@secl/lint';
import type { Field } from '@secl/model';
import { comparisonWords } from './field.ts';
import { code, prose } from './markdown.ts';

/** Where a literal stands in its list: the third of twelve. */
export interface Membership {
  readonly index: number;
  readonly of: number;
}

/** A text that stands for itself. */
export function textCard(
  { value }: StringLiteral,
  field: Field | undefined,
  within: Membership | undefined,
): string {
  const words = field === undefined ? undefined : comparisonWords(field);
  return [
    `exactly ${code(value)}`,
    ...placeLines(within),
    ...(words === undefined ? [] : ['', `- compared: ${prose(words)}`]),
  ].join('\n');
}

/** A regular expression, and what says the same without one. */
export function regexpCard({ value }: StringLiteral, within: Membership | undefined): string {
  const start = value.startsWith('^');
  const end = /(?<!\\)\$$/.test(value);
  const where =
    start && end
      ? 'matches whole texts only'
      : start
        ? 'found at the start of a text'
        : end
          ? 'found at the end of a text'
          : 'found anywhere in a text: `^` and `$` tie it to the ends';
  const plain = withoutRegexp(value);
  const same = plain && `${plain.kind === 'pattern' ? '~' : ''}"${plain.value}"`;
  return [
    `a regular expression of RE2, ${prose(where)}`,
    ...placeLines(within),
    ...(same === undefined ? [] : ['', `- the same as ${code(same)}`]),
  ].join('\n');
}

export function addressCard({ kind, text }: AddressLiteral, within: Membership | undefined): string {
  const words = kind === 'cidr' ? 'all addresses of the network' : 'the address';
  return [`${words} ${code(text)}`, ...placeLines(within)].join('\n');
}

function placeLines(within: Membership | undefined): readonly string[] {
  return within === undefined ? [] : ['', `- member ${within.index + 1} of ${within.of} of the list`];
}
