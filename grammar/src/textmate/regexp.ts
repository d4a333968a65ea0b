import { type Rule, scopes } from './rule.ts';
import type { Style } from './style.ts';

/** What RE2 gives a meaning, with the scopes that themes know from the regular expressions of other languages. */
export function regexpParts({ quote, stop, escapes }: Style): readonly Rule[] {
  const closing = [quote, stop].filter((each) => each !== undefined).join('|');
  // Inside of quotes of a format every backslash of the expression is written as two.
  const slash = quote === '"' ? '\\\\' : '\\\\\\\\';
  const escapeRules: readonly Rule[] = [
    {
      name: 'constant.other.character-class.regexp',
      match: `${slash}(?:[dDsSwW]|[pP](?:\\{\\^?\\w+\\}|\\w))`,
    },
    { name: 'keyword.control.anchor.regexp', match: `${slash}[AbBzZ]` },
    {
      name: 'constant.character.escape.regexp',
      match: `${slash}(?:x\\{\\h+\\}|x\\h{2}|[0-7]{1,3}|[^"'\\\\\\s])`,
    },
    ...escapes,
  ];
  return [
    ...escapeRules,
    {
      name: 'constant.other.character-class.set.regexp',
      begin: '(\\[)(\\^)?\\]?',
      beginCaptures: scopes(
        'punctuation.definition.character-class.regexp',
        'keyword.operator.negation.regexp',
      ),
      end: `(\\])|(?=${closing})`,
      endCaptures: scopes('punctuation.definition.character-class.regexp'),
      patterns: [
        { name: 'constant.other.character-class.posix.regexp', match: '\\[:\\^?\\w+:\\]' },
        ...escapeRules,
        { match: `[^\\]\\\\]-[^\\]\\\\"']`, name: 'constant.other.character-class.range.regexp' },
      ],
    },
    { name: 'keyword.control.anchor.regexp', match: '[\\^$]' },
    { name: 'keyword.operator.quantifier.regexp', match: '(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?\\})\\??' },
    { name: 'keyword.operator.or.regexp', match: '\\|' },
    {
      match: '(\\()(?:(\\?(?:[imsU-]*:|[imsU-]+(?=\\)))|\\?P?<)(?:(\\w+)(>))?)?',
      captures: scopes(
        'punctuation.definition.group.regexp',
        'keyword.other.group.regexp',
        'entity.name.group.regexp',
        'punctuation.definition.group.regexp',
      ),
    },
    { name: 'punctuation.definition.group.regexp', match: '\\)' },
    { name: 'constant.other.character-class.any.regexp', match: '\\.' },
  ];
}
