/**
 * Policies that Terraform deploys as texts: under keys that end in `.policy`, as a string or a heredoc, and in heredocs that
 * hold manifests or values of charts with such keys.
 */
import { functionScopes, heredoc, inFunction } from './heredoc.ts';
import { type Rule, scopes } from './rule.ts';
import { heredocStyles, policyInHclQuotes } from './style.ts';
import { expressionInQuotes, policyKey, policyRepository, quotedPolicyKey, section } from './yaml.ts';

const embedded = 'meta.embedded.policy.secl.yaml';

/** The host takes such a key with the blanks in front of it, so that these rules have to begin there, too. */
const key = '(?:^[ \\t]*)?("[\\w./-]*\\.policy")[ \\t]*([=:])[ \\t]*';
const keyScopes = ['string.quoted.double.hcl', 'keyword.operator.assignment.hcl'] as const;

const inHeredoc = heredoc({
  before: key + inFunction,
  captures: scopes(...keyScopes, ...functionScopes),
  contentName: embedded,
  patterns: [section, { include: '#values' }],
});

const inQuotes: Rule = {
  begin: `${key}(?=")`,
  beginCaptures: scopes(...keyScopes),
  end: '(?<=")(?!\\G)|$',
  patterns: [
    {
      begin: '"',
      beginCaptures: { 0: { name: 'string.quoted.double.hcl punctuation.definition.string.begin.hcl' } },
      end: '"|$',
      endCaptures: { 0: { name: 'string.quoted.double.hcl punctuation.definition.string.end.hcl' } },
      contentName: `string.quoted.double.hcl ${embedded}`,
      patterns: [
        expressionInQuotes(policyInHclQuotes),
        { name: 'constant.character.escape.hcl', match: '\\\\(?:[nrt"\\\\]|u\\h{4}|U\\h{8})' },
      ],
    },
  ],
};

/** In HCL, and in the heredocs that its own grammar reads. */
export const policyTexts: readonly Rule[] = [
  inHeredoc,
  inQuotes,
  policyKey,
  quotedPolicyKey(heredocStyles.policyInQuotes),
];

export const policyTextRules = policyRepository(heredocStyles);
