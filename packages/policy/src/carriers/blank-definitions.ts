import type { MacroDefinition, RuleDefinition, SetDefinition } from '../read/definitions.ts';

/** Definitions that say nothing, for carriers that hold less than a policy file; their places are those of the file. */

export const noRule: RuleDefinition = {
  offset: 0,
  range: { start: 0, end: 0 },
  id: undefined,
  expression: undefined,
  description: undefined,
  version: undefined,
  agentVersion: undefined,
  filters: [],
  tags: [],
  productTags: [],
  disabled: undefined,
  combine: undefined,
  overrideFields: [],
  actions: [],
  every: undefined,
  limiterToken: [],
  silent: undefined,
  groupId: undefined,
  priority: undefined,
};

export const noMacro: MacroDefinition = {
  offset: 0,
  range: { start: 0, end: 0 },
  id: undefined,
  expression: undefined,
  values: undefined,
  description: undefined,
  agentVersion: undefined,
  filters: [],
  combine: undefined,
};

export const noSet: SetDefinition = {
  range: { start: 0, end: 0 },
  name: undefined,
  value: undefined,
  field: undefined,
  expression: undefined,
  defaultValue: undefined,
  append: false,
  scope: undefined,
  scopeField: undefined,
  size: undefined,
  ttl: undefined,
  private: undefined,
  inherited: undefined,
};
