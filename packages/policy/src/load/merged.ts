/** Step 3 of loading: definitions that share an id become one rule, or one macro. */
import type { Problem } from '@secl/text';
import { placeIn, placeOfId, problem } from '../problem.ts';
import type {
  ActionDefinition,
  MacroDefinition,
  PolicyFile,
  RuleDefinition,
  Text,
} from '../read/definitions.ts';
import { sameAction } from './same-action.ts';

/** A part of a definition with the file that it stands in. */
export interface Placed<T> {
  readonly file: PolicyFile;
  readonly offset: number;
  readonly value: T;
}

/** One rule after merging: what the agent will compile. */
export interface MergedRule {
  readonly id: string;
  /** The definition that stays; its expression counts. */
  readonly base: Placed<RuleDefinition>;
  /** The policy that the rule is reported under. */
  policy: PolicyFile;
  expression: Placed<Text> | undefined;
  disabled: boolean;
  actions: readonly Placed<ActionDefinition>[];
  every: bigint | undefined;
  tags: ReadonlyMap<string, string>;
  productTags: readonly string[];
  silent: boolean;
  limiterToken: readonly string[];
  priority: number | bigint;
  /** Host facts without which it is not known whether all definitions count. */
  needs: readonly string[];
}

export function newRule(
  file: PolicyFile,
  definition: RuleDefinition,
  id: string,
  needs: readonly string[] = [],
): MergedRule {
  return {
    id,
    base: placed(file, definition),
    policy: file,
    ...settings(file, definition),
    expression: expressionOf(file, definition),
    needs,
  };
}

function settings(file: PolicyFile, definition: RuleDefinition) {
  return {
    disabled: definition.disabled?.value ?? false,
    actions: definition.actions.map((value) => ({ file, offset: definition.offset, value })),
    every: definition.every?.value,
    tags: new Map(definition.tags.map(({ key, value }) => [key, value])),
    productTags: definition.productTags.map((tag) => tag.value),
    silent: definition.silent?.value ?? false,
    limiterToken: definition.limiterToken.map((field) => field.value),
    priority: definition.priority?.value ?? 0,
  };
}

function placed<T extends { readonly offset: number }>(file: PolicyFile, value: T): Placed<T> {
  return { file, offset: value.offset, value };
}

function expressionOf(file: PolicyFile, definition: RuleDefinition): Placed<Text> | undefined {
  const { expression, offset } = definition;
  return expression === undefined || expression.value === ''
    ? undefined
    : { file, offset, value: expression };
}

/** Merges a later definition into a rule, as agents do; what has no effect is said. */
export function mergeRule(rule: MergedRule, file: PolicyFile, definition: RuleDefinition): Problem[] {
  const problems: Problem[] = [];
  const disabled = definition.disabled?.value ?? false;
  if (definition.combine?.value === 'override') {
    if (!disabled) applyOverride(rule, file, definition, problems);
  } else if (rule.disabled === disabled) {
    problems.push(shadowed(rule, file, definition));
    return problems;
  }
  if (rule.disabled || (rule.policy.kind === 'default' && file.kind === 'custom')) {
    rule.disabled = disabled;
    rule.policy = file;
  }
  return problems;
}

function shadowed(rule: MergedRule, file: PolicyFile, definition: RuleDefinition): Problem {
  const { base, id } = rule;
  const related = [{ message: 'this definition counts', place: placeOfId(base.file, base.value) }];
  return problem('policy/shadowed', placeOfId(file, definition), { id }, { related });
}

function applyOverride(
  rule: MergedRule,
  file: PolicyFile,
  definition: RuleDefinition,
  problems: Problem[],
): void {
  const fields = definition.overrideFields.map((field) => field.value);
  const own = settings(file, definition);
  if (fields.includes('all') && rule.policy.kind === 'default') {
    Object.assign(rule, own, { disabled: rule.disabled, policy: file });
    return;
  }
  let overridden = false;
  if (fields.includes('actions')) {
    const added = own.actions.filter(
      (action) => !rule.actions.some((known) => sameAction(known.value, action.value)),
    );
    overridden ||= added.length > 0;
    rule.actions = [...rule.actions, ...added];
  }
  if (fields.includes('every')) {
    rule.every = own.every;
    overridden = true;
  }
  if (fields.includes('tags') && own.tags.size > 0) {
    if (rule.tags.size === 0) {
      const place = placeIn(file.name, definition.offset, definition.range);
      problems.push(problem('policy/override-crash', place, { id: rule.id }));
    }
    rule.tags = new Map([...rule.tags, ...own.tags]);
  }
  if (fields.includes('product_tags')) rule.productTags = own.productTags;
  if (overridden) rule.policy = file;
}

export interface MergedMacro {
  readonly id: string;
  readonly base: Placed<MacroDefinition>;
  expression: Placed<Text> | undefined;
  values: readonly string[] | undefined;
  /** Host facts without which it is not known whether all definitions count. */
  needs: readonly string[];
}

export function newMacro(
  file: PolicyFile,
  definition: MacroDefinition,
  id: string,
  needs: readonly string[] = [],
): MergedMacro {
  const { expression, offset } = definition;
  return {
    id,
    base: placed(file, definition),
    expression:
      expression === undefined || expression.value === '' ? undefined : { file, offset, value: expression },
    values: definition.values?.map((value) => value.value),
    needs,
  };
}

/** Merges a later definition into a macro: `merge` adds values, `override` replaces them, anything else is ignored. */
export function mergeMacro(macro: MergedMacro, file: PolicyFile, definition: MacroDefinition): Problem[] {
  const place = placeOfId(file, definition);
  const values = definition.values?.map((value) => value.value) ?? [];
  switch (definition.combine?.value) {
    case 'merge':
      if (macro.expression !== undefined || (definition.expression?.value ?? '') !== '') {
        return [problem('policy/macro-merge', place, { id: macro.id }, { agent: 'cannot merge expression' })];
      }
      macro.values = [...(macro.values ?? []), ...values];
      return [];
    case 'override':
      macro.values = values;
      return values.length === 0 && macro.expression === undefined
        ? [problem('policy/macro-emptied', place, { id: macro.id })]
        : [];
    default:
      return [problem('policy/shadowed', place, { id: macro.id })];
  }
}
