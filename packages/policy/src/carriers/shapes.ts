import type { Shape } from './carried-rule.ts';

/** Keys by the documentation of the provider and of the API (v2). */

const ofRules = ['name', 'expression', 'description', 'enabled', 'policy_id', 'product_tags', 'actions'];
/** What every resource of Terraform has. */
const meta = [
  'id',
  'count',
  'for_each',
  'depends_on',
  'provider',
  'lifecycle',
  'provisioner',
  'connection',
  'dynamic',
];

export const terraform: Shape = {
  who: 'Terraform',
  what: 'a rule in Terraform',
  tool: 'Terraform',
  converts: true,
  keys: [...ofRules, ...meta],
  action: ['hash', 'set'],
  set: ['name', 'append', 'field', 'scope', 'size', 'ttl', 'value'],
  textOnly: true,
};

export const api: Shape = {
  who: 'the API',
  what: 'a rule of the API',
  tool: 'the API',
  converts: false,
  keys: [
    ...ofRules,
    'filters',
    'agent_version',
    'silent',
    'every',
    'group_id',
    'blocking',
    'monitoring',
    'disabled',
    // Only in responses.
    'agentConstraint',
    'category',
    'creationAuthorUuId',
    'creationDate',
    'creator',
    'defaultRule',
    'updateAuthorUuId',
    'updateDate',
    'updatedAt',
    'updater',
    'version',
  ],
  action: ['disabled', 'filter', 'hash', 'kill', 'metadata', 'set'],
  set: [
    'name',
    'value',
    'field',
    'expression',
    'default_value',
    'append',
    'scope',
    'size',
    'ttl',
    'inherited',
  ],
  textOnly: false,
};
