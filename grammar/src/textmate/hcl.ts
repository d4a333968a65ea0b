/**
 * Expressions in Terraform: `expression` of the resources that are agent rules, as a string or a heredoc. `$${` and `%%{`
 * are what SECL inserts; `${` is Terraform's own.
 */
import { policyTextRules, policyTexts } from './hcl-policies.ts';
import { functionScopes, heredoc, inFunction } from './heredoc.ts';
import { type Grammar, type Rule, scopes } from './rule.ts';
import { expressionIn, hclHeredoc, hclQuoted } from './style.ts';

/** All names that the resource has had (packages/policy, carriers/carrier-of.ts). */
export const resourceTypes = [
  'datadog_csm_threats_agent_rule',
  'datadog_csm_threats_multi_policy_agent_rule',
  'datadog_cloud_workload_security_agent_rule',
] as const;

const embedded = 'meta.embedded.expression.secl';

/** The grammar that a file is read with: of HCL as such, or of Terraform. What is not ours is left to it. */
type Host = 'source.hcl' | 'source.hcl.terraform';

const interpolation = (host: Host): Rule => ({
  name: 'meta.interpolation.hcl',
  begin: '(?<![$%])[$%]\\{~?',
  beginCaptures: { 0: { name: 'keyword.other.interpolation.begin.hcl' } },
  end: '~?\\}',
  endCaptures: { 0: { name: 'keyword.other.interpolation.end.hcl' } },
  patterns: [{ include: host }],
});

const attribute = scopes('variable.other.readwrite.hcl', 'keyword.operator.assignment.hcl');

const quoted = (host: Host): Rule => ({
  begin: '\\b(expression)[ \\t]*(=)[ \\t]*(?=")',
  beginCaptures: attribute,
  end: '(?<=")(?!\\G)|$',
  patterns: [
    {
      begin: '"',
      beginCaptures: { 0: { name: 'string.quoted.double.hcl punctuation.definition.string.begin.hcl' } },
      end: '"|$',
      endCaptures: { 0: { name: 'string.quoted.double.hcl punctuation.definition.string.end.hcl' } },
      contentName: embedded,
      patterns: [interpolation(host), expressionIn(hclQuoted)],
    },
  ],
});

const inHeredoc = (host: Host): Rule =>
  heredoc({
    before: `\\b(expression)[ \\t]*(=)[ \\t]*${inFunction}`,
    captures: scopes('variable.other.readwrite.hcl', 'keyword.operator.assignment.hcl', ...functionScopes),
    contentName: embedded,
    patterns: [interpolation(host), expressionIn(hclHeredoc)],
  });

const resource = (host: Host): Rule => ({
  name: 'meta.block.hcl meta.rule.secl.hcl',
  begin: `\\b(resource)[ \\t]+("(?:${resourceTypes.join('|')})")[ \\t]+("[^"\\n]*")[ \\t]*(\\{)`,
  beginCaptures: scopes(
    'entity.name.type.hcl',
    'variable.other.enummember.hcl',
    'variable.other.enummember.hcl',
    'punctuation.section.block.begin.hcl',
  ),
  end: '\\}',
  endCaptures: { 0: { name: 'punctuation.section.block.end.hcl' } },
  patterns: [quoted(host), inHeredoc(host), { include: host }],
});

/** What is in a policy is ours already. */
const policy = 'meta.embedded.policy.secl.yaml';

const injection = (host: Host, scopeName: string): Grammar => ({
  scopeName,
  injectionSelector: [
    `L:${host} - string - comment - meta.rule.secl.hcl - ${policy}`,
    `L:${host} string.unquoted.heredoc - ${policy}`,
  ].join(', '),
  patterns: [resource(host), ...policyTexts],
  repository: policyTextRules,
});

export const hclInjection = injection('source.hcl', 'rule.injection.secl.hcl');
export const terraformInjection = injection('source.hcl.terraform', 'rule.injection.secl.terraform');
