/** Rules as the API takes and lists them. */
import { type Json, jsonText } from './json-text.ts';
import type { PlainAction, PlainRule } from './plain-rule.ts';
import type { FittedPolicy } from './single-rules.ts';

/** A policy has its id from the API only, so rules name none here. */
export function apiText({ rules }: FittedPolicy): string {
  return jsonText({ data: rules.map((rule) => ({ type: 'agent_rule', attributes: attributesOf(rule) })) });
}

function attributesOf(rule: PlainRule): Json {
  return {
    name: rule.id,
    description: rule.description,
    enabled: rule.disabled === undefined ? undefined : !rule.disabled,
    expression: rule.expression,
    agent_version: rule.agentVersion,
    filters: someOf(rule.filters),
    product_tags: someOf(rule.productTags),
    every: rule.every,
    silent: rule.silent,
    group_id: rule.groupId,
    actions: someOf(rule.actions.map(actionOf)),
  };
}

function actionOf({ filter, set, kill, hash }: PlainAction): Json {
  return {
    filter,
    kill: kill && { signal: kill.signal },
    hash: hash && { field: hash.field },
    set: set && { ...set, append: set.append ? true : undefined },
  };
}

const someOf = (items: readonly Json[]): readonly Json[] | undefined =>
  items.length === 0 ? undefined : items;
