/**
 * Expressions in YAML. A policy is known by `rules:` and `macros:` at the left margin, or inside of a literal scalar under
 * a key that ends in `.policy` (ConfigMaps, values of charts). What stands below is ours to its end, so that a key
 * `expression` in any other YAML stays what it is, and so that it does not matter which grammar of YAML is the host.
 */
import { type BeginWhile, type Grammar, never, type Rule, scopes } from './rule.ts';
import { expressionIn, type Style, type YamlStyles, yamlStyles } from './style.ts';
import { atKey, blank, indentation, lineStart, ofItem, ofKey, wordStart } from './yaml-lines.ts';
import { flowScalarIn, flowSequence, header, headerCaptures, scalarIn, yamlComment } from './yaml-scalar.ts';
import { values } from './yaml-values.ts';

const separator = 'punctuation.separator.key-value.mapping.yaml';
const quotable = (words: string): string => `((["']?)(?:${words})\\3)`;
const keyScopes = scopes('', 'entity.name.tag.yaml', '', separator);

/** `rules` and `macros`, as far in as they stand, with all that is below them. */
export const section: BeginWhile = {
  name: 'meta.policy.secl.yaml',
  begin: `${wordStart}(?<=^(${indentation}))${quotable('rules|macros')}[ \\t]*(:)(?=\\s|$)`,
  beginCaptures: keyScopes,
  while: `${lineStart}[ ]*(?:(?<=^\\1[ ]+)(?=\\S)|(?<=^\\1)(?=-(?:\\s|$)|#))|${blank}`,
  patterns: [{ include: '#below' }],
};

const expression = ofKey({
  begin: `${quotable('expression|filter')}[ \\t]*(:)(?=\\s|$)`,
  captures: keyScopes,
  patterns: [{ include: '#scalar' }],
});

const filters = ofKey({
  begin: `${quotable('filters')}[ \\t]*(:)(?=\\s|$)`,
  captures: keyScopes,
  list: true,
  patterns: [yamlComment, ofItem([{ include: '#scalar' }]), flowSequence],
});

/** Keys below them are no expressions: a `filter` of packets is another language, and tags are called as one likes. */
const others = ofKey({
  begin: `${quotable('network_filter|tags')}[ \\t]*(:)(?=\\s|$)`,
  captures: keyScopes,
  patterns: [{ include: '#values' }],
});

const flowExpression: Rule = {
  begin: '(?<=[{,\\s])((["\']?)(?:expression|filter)\\2)[ \\t]*(:)(?=\\s)[ \\t]*',
  beginCaptures: scopes('entity.name.tag.yaml', '', separator),
  end: '(?=[,}\\]])',
  patterns: [{ include: '#flow-scalar' }],
};

/** A key under which the text of a policy stands. */
export const policyKey = ofKey({
  begin: `${quotable('[\\w./-]*\\.policy')}[ \\t]*(:)[ \\t]+${header('[|>]')}`,
  captures: { ...keyScopes, ...headerCaptures(5, 'literal') },
  contentName: 'meta.embedded.policy.secl.yaml',
  patterns: [section, { include: '#values' }],
});

/** A line with a plain expression, in a text whose line breaks are written `\\n`. */
export const expressionInQuotes = (style: Style): Rule => ({
  begin: '(?<=\\\\n|")[ ]*(?:-[ ]+)*(expression|filter)(:)[ ](?![|>\']|\\\\")',
  beginCaptures: scopes('entity.name.tag.yaml', separator),
  end: style.stop ?? never,
  contentName: 'meta.embedded.expression.secl',
  patterns: [expressionIn(style)],
});

/** The same in double quotes: plain expressions, each in its line. What is quoted once more stays a text. */
export const quotedPolicyKey = (style: Style): Rule => ({
  begin: `${atKey}${quotable('[\\w./-]*\\.policy').replaceAll('\\3', '\\2')}[ \\t]*(:)[ \\t]+(?=")`,
  beginCaptures: scopes('entity.name.tag.yaml', '', separator),
  end: '(?<=")(?!\\G)|$',
  patterns: [
    {
      begin: '"',
      beginCaptures: { 0: { name: 'string.quoted.double.yaml punctuation.definition.string.begin.yaml' } },
      end: '"',
      endCaptures: { 0: { name: 'string.quoted.double.yaml punctuation.definition.string.end.yaml' } },
      contentName: 'string.quoted.double.yaml meta.embedded.policy.secl.yaml',
      patterns: [
        expressionInQuotes(style),
        { name: 'constant.character.escape.yaml', match: '\\\\(?:x\\h{2}|u\\h{4}|U\\h{8}|.|$)' },
      ],
    },
  ],
});

/** What the rules above include: a grammar that has them has this, too. */
export const policyRepository = (styles: YamlStyles): Readonly<Record<string, Rule>> => ({
  below: { patterns: [expression, filters, others, { include: '#values' }] },
  scalar: scalarIn(styles),
  'flow-scalar': flowScalarIn(styles),
  'flow-expression': flowExpression,
  ...values,
});

const quotedPolicy = quotedPolicyKey(yamlStyles.policyInQuotes);

/**
 * A file of one rule begins with its `name`, and its `expression` stands at the left margin. All else in it stays what the
 * host makes of it: other YAML begins with a name, too.
 */
const ruleFile: BeginWhile = {
  name: 'meta.rule-file.secl.yaml',
  begin: '(?:^|\\G)(?<=^)(?=name[ \\t]*:(?:\\s|$))',
  while: lineStart,
  patterns: [
    {
      begin: `(?<=^())${quotable('expression')}[ \\t]*(:)(?=\\s|$)`,
      beginCaptures: keyScopes,
      while: `${lineStart}[ ]+(?=\\S)|${blank}`,
      patterns: [{ include: '#scalar' }],
    },
    { include: '#top' },
    policyKey,
    quotedPolicy,
    { include: 'source.yaml' },
  ],
};

export const yamlInjection: Grammar = {
  scopeName: 'policy.injection.secl.yaml',
  injectionSelector:
    'L:source.yaml - string - comment - meta.policy.secl.yaml - meta.embedded.policy.secl.yaml - meta.rule-file.secl.yaml',
  patterns: [{ include: '#top' }, policyKey, quotedPolicy, ruleFile],
  repository: {
    top: { patterns: [{ ...section, begin: section.begin.replace(indentation, '') }] },
    ...policyRepository(yamlStyles),
  },
};
