/**
 * The tokens of SECL as patterns, in the order in which the lexer tries them (packages/language, parse/tokens.ts). They
 * are flat, without a region for brackets: half an expression is the normal state in an editor, and what is not closed
 * must not colour what follows.
 */
import { regexpParts } from './regexp.ts';
import { type Match, type Rule, scopes } from './rule.ts';
import { type Style, styles } from './style.ts';

const hex = '[0-9a-fA-F]*';
/**
 * Where a token may begin. An editor looks for each pattern in the whole rest of a line, so that one which does not fit
 * must say so at once, and not only at the end of every run of letters that it could begin in.
 */
const numberStart = '(?<![A-Za-z0-9_.])';
const digitStart = '(?<![0-9])';
const nameStart = '(?:(?<![A-Za-z0-9_.])|(?<=[0-9])|(?<=[0-9][smh])|(?<=[0-9]ms))';
const ip = `${numberStart}(?:[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|${hex}:${hex}:${hex}(?:[:.]${hex}){0,5})`;
const wordEnd = '(?![A-Za-z0-9_.\\[\\]])';

const addresses: readonly Rule[] = [
  {
    name: 'constant.other.ip-range.secl',
    match: `${ip}(/)([0-9]+)`,
    captures: scopes('punctuation.separator.prefix-length.secl', 'constant.numeric.prefix-length.secl'),
  },
  { name: 'constant.other.ip-address.secl', match: ip },
];

const durations: readonly Rule[] = [
  // The lexer of agents takes every `s` behind a unit for a part of it, and then refuses it.
  { name: 'invalid.illegal.duration.secl', match: `${digitStart}[0-9]++(?:ms|s|h|m(?!s))s+` },
  {
    name: 'constant.numeric.duration.secl',
    match: `${digitStart}[0-9]++(ms|s|m|h)`,
    captures: scopes('keyword.other.unit.secl'),
  },
];

const words: readonly Rule[] = [
  {
    match: `(not)(\\s+)(in)${wordEnd}`,
    captures: scopes('keyword.operator.membership.word.secl', '', 'keyword.operator.membership.word.secl'),
  },
  {
    // `not` behind an operand at the end of a line: `in` stands on the next.
    name: 'keyword.operator.membership.word.secl',
    match: '(?<=[\\w\\])"\'}][ \\t]+)(?<!\\b(?:and|or|not)[ \\t]+)not(?=[ \\t]*$)',
  },
  { name: 'keyword.operator.membership.word.secl', match: `(?:allin|in)${wordEnd}` },
  { name: 'keyword.operator.logical.word.secl', match: `(?:and|or|not)${wordEnd}` },
  { name: 'constant.language.boolean.secl', match: `(?:true|false)${wordEnd}` },
];

/** Inside of one name that has more than a word: `process.ancestors[A].file.path`. */
const nameParts: readonly Rule[] = [
  { name: 'punctuation.accessor.secl', match: '\\.' },
  {
    match: '(\\[)([A-Za-z0-9_.]+)(\\])',
    captures: scopes(
      'punctuation.definition.iterator.begin.secl',
      'variable.parameter.iterator.secl',
      'punctuation.definition.iterator.end.secl',
    ),
  },
  { name: 'variable.other.object.secl', match: '\\w+(?=[.\\[])' },
  { name: 'variable.other.property.secl', match: '\\w+' },
];

const names: readonly Rule[] = [
  // A list that is closed right behind a name is not closed: the bracket belongs to the name.
  {
    match: `${nameStart}([A-Za-z_][A-Za-z0-9_.]*+)(\\])(?![A-Za-z0-9_.\\[\\]])`,
    captures: { 1: { patterns: [{ include: '#name' }] }, 2: { name: 'invalid.illegal.bracket.secl' } },
  },
  { include: '#name' },
];

const name: Rule = {
  patterns: [
    { name: 'constant.other.secl', match: `${nameStart}[A-Z][A-Z0-9_]*+${wordEnd}` },
    { name: 'entity.name.function.macro.secl', match: `${nameStart}[A-Za-z_][A-Za-z0-9_]*+${wordEnd}` },
    {
      name: 'meta.field.secl',
      match: '[A-Za-z_][A-Za-z0-9_.\\[\\]]*',
      captures: { 0: { patterns: nameParts } },
    },
  ],
};

const numbers: readonly Rule[] = [
  { name: 'invalid.illegal.octal.secl', match: `${digitStart}[-+]?0[0-7]*+[89][0-9]*` },
  { name: 'constant.numeric.integer.octal.secl', match: `${digitStart}[-+]?0[0-9]+` },
  { name: 'constant.numeric.integer.decimal.secl', match: '[-+]?[0-9]+' },
];

/** Operators are characters, and blanks may stand between the two halves. `=~"x"` is none: `~"x"` is a pattern. */
const operators: readonly Rule[] = [
  { name: 'keyword.operator.logical.secl', match: '&\\s*&|\\|\\s*\\|' },
  { name: 'keyword.operator.comparison.secl', match: '[=!]\\s*(?:=|~(?!\\\\?"))|[<>]\\s*=|[<>]' },
  { name: 'keyword.operator.logical.secl', match: '!' },
  { name: 'keyword.operator.bitwise.secl', match: '[&|^]' },
  { name: 'keyword.operator.arithmetic.secl', match: '[-+]' },
  { name: 'punctuation.section.group.begin.secl', match: '\\(' },
  { name: 'punctuation.section.group.end.secl', match: '\\)' },
  { name: 'punctuation.definition.list.begin.secl', match: '\\[' },
  { name: 'punctuation.definition.list.end.secl', match: '\\]' },
  { name: 'punctuation.separator.list.secl', match: ',' },
];

function variable({ dollar }: Style): Match {
  return {
    name: 'meta.variable.secl',
    match: `(${dollar}\\{)([A-Za-z_][A-Za-z0-9_.]*)(\\})`,
    captures: scopes(
      'punctuation.definition.variable.begin.secl',
      'variable.other.readwrite.secl',
      'punctuation.definition.variable.end.secl',
    ),
  };
}

function insertedField({ percent }: Style): Match {
  return {
    name: 'meta.interpolation.secl',
    match: `(${percent}\\{)([A-Za-z_][A-Za-z0-9_.\\[\\]]*)(\\})`,
    captures: {
      1: { name: 'punctuation.section.interpolation.begin.secl' },
      2: { patterns: [{ include: '#name' }] },
      3: { name: 'punctuation.section.interpolation.end.secl' },
    },
  };
}

function comments({ commentEnd }: Style): readonly Rule[] {
  const comment = (kind: string, mark: string): Rule => ({
    name: `comment.line.${kind}.secl`,
    begin: mark,
    beginCaptures: { 0: { name: 'punctuation.definition.comment.secl' } },
    end: commentEnd,
  });
  return [comment('number-sign', '#'), comment('double-slash', '//')];
}

function quoted(style: Style, scope: string, prefix: string, inside: readonly Rule[]): Rule {
  const { quote, stop } = style;
  return {
    name: scope,
    begin: prefix === '' ? quote : `(${prefix})${quote}`,
    beginCaptures: {
      0: { name: 'punctuation.definition.string.begin.secl' },
      ...(prefix === '' ? {} : scopes('storage.type.string.secl')),
    },
    end: stop === undefined ? quote : `${quote}|${stop}`,
    endCaptures: { 0: { name: 'punctuation.definition.string.end.secl' } },
    patterns: inside,
  };
}

/** A backslash keeps the next character from closing the string, and both stay in the value. */
function backslashes({ pair, escapedPair, escapes }: Style): readonly Rule[] {
  return [{ name: 'constant.character.escape.secl', match: escapedPair }, { match: pair }, ...escapes];
}

function expression(style: Style): Rule {
  const { escapes, outerComment } = style;
  const pairs = backslashes(style);
  const outer: readonly Rule[] =
    outerComment === undefined ? [] : [{ name: 'comment.line.number-sign.yaml', match: outerComment }];
  const wildcards: readonly Rule[] = [
    { name: 'keyword.operator.wildcard.recursive.secl', match: '\\*\\*' },
    { name: 'keyword.operator.wildcard.secl', match: '\\*' },
  ];
  return {
    patterns: [
      ...outer,
      ...comments(style),
      ...addresses,
      variable(style),
      ...durations,
      quoted(style, 'string.regexp.secl', 'r', regexpParts(style)),
      ...words,
      { include: '#names' },
      quoted(style, 'string.quoted.double.secl', '', [...pairs, variable(style), insertedField(style)]),
      quoted(style, 'string.quoted.other.pattern.secl', '~', [...pairs, ...wildcards]),
      ...numbers,
      ...operators,
      ...escapes,
      { name: 'invalid.illegal.character.secl', match: '[^\\s]' },
    ],
  };
}

/** The standard grammar's repository: every style by its name, and what they share. */
export const expressions: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(styles.map((style) => [style.id, expression(style)])),
  names: { patterns: names },
  name,
};
