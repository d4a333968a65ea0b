/** Rules as resources of Terraform, laid out as `terraform fmt` does it. */
import { writeScalar } from '@secl/text';
import { policyType } from '../carrier-of.ts';
import type { PlainAction, PlainRule, PlainSet } from './plain-rule.ts';
import type { FittedPolicy } from './single-rules.ts';
import { deployment, type LabelledPolicy, labelled } from './terraform-names.ts';
import { commentLines } from './yaml-text.ts';

export const ruleType = 'datadog_csm_threats_agent_rule';

export function terraformText(policies: readonly FittedPolicy[]): string {
  const resources = labelled(policies).flatMap((policy) => [
    policyBlock(policy),
    ...policy.rules.map((each) => [
      ...commentLines(each.rule.comments, ''),
      ...ruleBlock(each.rule, each.label, `${policyType}.${policy.label}.id`),
    ]),
  ]);
  return resources.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

type Lines = readonly string[];
type Attribute = readonly [name: string, value: string | undefined];

function policyBlock(policy: LabelledPolicy): Lines {
  const { description, enabled, hostTags } = deployment(policy);
  return block(`resource "${policyType}" "${policy.label}"`, [
    attributes([
      ['name', quoted(policy.title)],
      ['description', optional(description)],
      // Without a word, Terraform makes a policy that is off.
      ['enabled', String(enabled)],
      ['host_tags_lists', hostTags.length === 0 ? undefined : `[${hostTags.map(listOf).join(', ')}]`],
    ]),
  ]);
}

function ruleBlock(rule: PlainRule, label: string, policy: string): Lines {
  return block(`resource "${ruleType}" "${label}"`, [
    attributes([
      ['name', quoted(rule.id)],
      ['policy_id', policy],
      ['description', rule.description === undefined ? undefined : quoted(rule.description)],
      ['enabled', rule.disabled === undefined ? undefined : String(!rule.disabled)],
      ['product_tags', rule.productTags.length === 0 ? undefined : listOf(rule.productTags)],
      ['expression', longText(rule.expression)],
    ]),
    ...rule.actions.map((action) => block('actions', actionBlocks(action))),
  ]);
}

function actionBlocks({ set, hash }: PlainAction): readonly Lines[] {
  return [
    ...(hash === undefined ? [] : [block('hash', [attributes([['field', optional(hash.field)]])])]),
    ...(set === undefined ? [] : [block('set', [attributes(setAttributes(set))])]),
  ];
}

function setAttributes(set: PlainSet): readonly Attribute[] {
  return [
    ['name', optional(set.name)],
    ['value', set.value === undefined ? undefined : quoted(String(set.value))],
    ['field', optional(set.field)],
    ['append', set.append ? 'true' : undefined],
    ['scope', optional(set.scope)],
    ['size', set.size === undefined ? undefined : String(set.size)],
    ['ttl', set.ttl === undefined ? undefined : String(set.ttl)],
  ];
}

const optional = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : quoted(value);

const quoted = (value: string): string =>
  writeScalar(value, { style: 'hcl-quoted', parentIndent: 2, standing: 'block' }).text;

const listOf = (values: readonly string[]): string => `[${values.map(quoted).join(', ')}]`;

/** A heredoc where that says exactly the same: it ends with a line break, which an expression need not. */
function longText(value: string): string {
  const word = heredocWords.find((each) => !value.includes(each)) ?? 'EOT';
  const long = value.includes('\n') && !value.includes('\r');
  const style = long ? 'hcl-heredoc' : 'hcl-quoted';
  return writeScalar(value, { style, parentIndent: 0, standing: 'block', heredocWord: word }).text;
}

const heredocWords = ['EOT', 'EXPRESSION', 'END_OF_EXPRESSION'];

/** Equals signs of lines that follow each other stand below each other. */
function attributes(given: readonly Attribute[]): Lines {
  const there = given.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const width = Math.max(0, ...there.map(({ name }) => name.length));
  return there.flatMap(({ name, value }) => `${name.padEnd(width)} = ${value}`.split('\n'));
}

/** Parts with a blank line between them. Lines of a heredoc bring their indentation along. */
function block(head: string, parts: readonly Lines[]): Lines {
  const filled = parts.filter((lines) => lines.length > 0);
  if (filled.length === 0) return [`${head} {}`];
  const body = filled.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  return [`${head} {`, ...body.map((line) => (line === '' ? '' : `  ${line}`)), '}'];
}
