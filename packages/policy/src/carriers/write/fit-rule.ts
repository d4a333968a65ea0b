/** A rule cut to what a carrier holds, with everything that is cut off and what comes of it. */
import type { Location, Range } from '@secl/text';
import { literalOf } from '../../load/literal.ts';
import type { ActionDefinition, RuleDefinition, SetDefinition } from '../../read/definitions.ts';
import type { Capacity } from './capacity.ts';
import type { Change } from './conversion.ts';
import type { MacroInliner } from './inline-macros.ts';
import type { PlainAction, PlainRule, PlainSet } from './plain-rule.ts';
import type { Defined } from './sources.ts';

export interface FittedRule {
  /** Nothing where it cannot be written at all. */
  readonly rule: PlainRule | undefined;
  readonly changes: readonly Change[];
}

export function fitRule(
  { definition, file, comments }: Defined<RuleDefinition>,
  capacity: Capacity,
  macros: MacroInliner,
): FittedRule {
  const changes: Change[] = [];
  const id = definition.id?.value ?? '';
  const place = ({ start, end }: Range): Location => ({
    document: file.name,
    range: { start: start + definition.offset, end: end + definition.offset },
  });
  const note = (kind: Change['kind'], key: string, message: string, range: Range): void => {
    changes.push({ kind, subject: id, key, message, place: place(range) });
  };
  const fitting: Fitting = { capacity, macros, note };
  const whole = definition.id?.range ?? definition.range;
  const outcome = (rule: PlainRule | undefined): FittedRule => ({ rule, changes });
  const left = (why: string): FittedRule => {
    note('lost', 'rule', `it is left out: ${why}`, whole);
    return outcome(undefined);
  };
  if (id === '') return left('it has no id');
  if (definition.combine !== undefined)
    return left(`it changes another definition of its id, and ${capacity.what} cannot`);
  if (definition.expression === undefined) return left(`${capacity.what} has to have an expression`);
  const expression = withoutMacros(
    definition.expression.value,
    'expression',
    definition.expression.range,
    fitting,
  );
  if (expression === undefined) return left('its expression cannot be written without macros');
  loseKeys(definition, fitting);
  const held = <Value>(key: string, value: Value): Value | undefined =>
    capacity.rule.has(key) ? value : undefined;
  const actions = capacity.rule.has('actions')
    ? definition.actions.flatMap((action) => fitAction(action, fitting) ?? [])
    : [];
  if (!capacity.comments)
    for (const comment of comments)
      changes.push({
        kind: 'lost',
        subject: id,
        key: 'comment',
        message: `a comment is left out: ${capacity.what} has no room for one`,
        place: comment.place,
      });
  return outcome({
    id,
    expression,
    description: held('description', definition.description?.value),
    disabled: held('disabled', definition.disabled?.value),
    productTags:
      held(
        'product_tags',
        definition.productTags.map(({ value }) => value),
      ) ?? [],
    filters:
      held(
        'filters',
        definition.filters.map(({ value }) => value),
      ) ?? [],
    agentVersion: held('agent_version', definition.agentVersion?.value),
    silent: held('silent', definition.silent?.value),
    every: held('every', definition.every?.value),
    groupId: held('group_id', definition.groupId?.value),
    actions,
    comments: capacity.comments ? comments.map(({ text }) => text) : [],
  });
}

interface Fitting {
  readonly capacity: Capacity;
  readonly macros: MacroInliner;
  readonly note: (kind: Change['kind'], key: string, message: string, range: Range) => void;
}

/** Keys that change what a rule does or sends, and what it does without them. */
const effects: Readonly<Record<string, string>> = {
  version: 'nothing says its version',
  tags: 'its events have none of them',
  product_tags: 'its events have none of them',
  description: 'nothing says what it is for',
  agent_version: 'agents of every version load it',
  filters: 'every host loads it',
  disabled: 'it runs',
  every: 'its matches are sent as often as those of any rule',
  limiter_token: 'its matches are limited all together',
  silent: 'its matches are sent',
  group_id: 'it is in no group',
  priority: 'its place among the rules of a policy is open',
};

function loseKeys(rule: RuleDefinition, { capacity, note }: Fitting): void {
  const first = (ranges: readonly { readonly range: Range }[]): Range | undefined => {
    const [one] = ranges;
    const last = ranges.at(-1);
    return one && last && { start: one.range.start, end: last.range.end };
  };
  const said: readonly (readonly [string, Range | undefined])[] = [
    ['version', rule.version?.range],
    ['description', rule.description?.range],
    ['tags', first(rule.tags)],
    ['product_tags', first(rule.productTags)],
    ['agent_version', rule.agentVersion?.range],
    ['filters', first(rule.filters)],
    // An enabled rule needs no word for it.
    ['disabled', rule.disabled?.value === true ? rule.disabled.range : undefined],
    ['every', rule.every?.range],
    ['limiter_token', first(rule.limiterToken)],
    ['silent', rule.silent?.value === true ? rule.silent.range : undefined],
    ['group_id', rule.groupId?.range],
    ['priority', rule.priority?.range],
    ['actions', capacity.rule.has('actions') ? undefined : first(rule.actions)],
  ];
  for (const [key, range] of said) {
    if (range === undefined || capacity.rule.has(key)) continue;
    const effect = effects[key] ?? 'it only reports what it finds';
    note('lost', key, `\`${key}\` is left out, which ${capacity.what} cannot hold: ${effect}`, range);
  }
}

/** An action without a part that decides what it does would be another one: it is left out with it. */
function fitAction(action: ActionDefinition, fitting: Fitting): PlainAction | undefined {
  const { capacity, note } = fitting;
  const { filter, set, kill, hash, coredump, log, networkFilter } = action;
  const lose = (key: string, range: Range): undefined => {
    note('lost', key, `\`${key}\` is left out with its action, since ${capacity.what} cannot hold it`, range);
    return undefined;
  };
  const sections: readonly (readonly [string, { readonly range: Range } | undefined])[] = [
    ['set', set],
    ['kill', kill],
    ['hash', hash],
    ['coredump', coredump],
    ['log', log],
    ['network_filter', networkFilter],
  ];
  for (const [key, section] of sections)
    if (section !== undefined && !capacity.action.has(key)) return lose(`actions.${key}`, section.range);
  if (filter !== undefined && !capacity.action.has('filter')) return lose('actions.filter', filter.range);
  const narrowed = filter && withoutMacros(filter.value, 'actions.filter', filter.range, fitting);
  if (filter !== undefined && narrowed === undefined) return lose('actions.filter', filter.range);
  if (kill?.scope !== undefined && kill.scope.value !== 'process')
    return lose('actions.kill.scope', kill.scope.range);
  for (const { key, value, range } of kill?.flags ?? []) if (value) return lose(`actions.kill.${key}`, range);
  if (hash?.maxFileSize !== undefined)
    note(
      'lost',
      'actions.hash.max_file_size',
      `\`actions.hash.max_file_size\` is left out, which ${capacity.what} cannot hold: the size is the agent's`,
      hash.maxFileSize.range,
    );
  const fittedSet = set && fitSet(set, fitting, lose);
  if (set !== undefined && fittedSet === undefined) return undefined;
  return {
    filter: narrowed,
    set: fittedSet,
    kill: kill && { signal: kill.signal?.value },
    hash: hash && { field: hash.field?.value },
  };
}

function fitSet(
  set: SetDefinition,
  fitting: Fitting,
  lose: (key: string, range: Range) => undefined,
): PlainSet | undefined {
  const { capacity, note } = fitting;
  const parts: readonly (readonly [string, { readonly range: Range } | undefined])[] = [
    ['expression', set.expression],
    ['default_value', set.defaultValue],
    ['scope_field', set.scopeField],
    ['inherited', set.inherited?.value === true ? set.inherited : undefined],
  ];
  for (const [key, part] of parts)
    if (part !== undefined && !capacity.set.has(key)) return lose(`actions.set.${key}`, part.range);
  if (set.private?.value === true)
    note(
      'lost',
      'actions.set.private',
      `\`actions.set.private\` is left out, which ${capacity.what} cannot hold: events show the variable`,
      set.private.range,
    );
  const { value: given, defaultValue, expression } = set;
  const value = given && literalOf(given);
  const byDefault = defaultValue && literalOf(defaultValue);
  if (given !== undefined && (value === undefined || (capacity.textOnly && typeof value === 'object')))
    return lose('actions.set.value', given.range);
  if (defaultValue !== undefined && byDefault === undefined)
    return lose('actions.set.default_value', defaultValue.range);
  const written = expression && withoutMacros(expression.value, 'actions.set', expression.range, fitting);
  if (expression !== undefined && written === undefined)
    return lose('actions.set.expression', expression.range);
  const turned = capacity.textOnly && value !== undefined && typeof value !== 'string';
  if (turned && given !== undefined)
    note(
      'lost',
      'actions.set.value',
      `\`${String(value)}\` becomes the text "${String(value)}", since ${capacity.what} holds only texts: what compares the variable with another type is rejected`,
      given.range,
    );
  return {
    name: set.name?.value,
    value: turned ? String(value) : value,
    field: set.field?.value,
    expression: written,
    default_value: byDefault,
    append: set.append,
    scope: set.scope?.value,
    size: set.size?.value,
    ttl: set.ttl?.value,
    inherited: set.inherited?.value === true ? true : undefined,
  };
}

/** Says which macros are written out, or which one cannot be. */
function withoutMacros(
  text: string,
  key: string,
  range: Range,
  { macros, note }: Fitting,
): string | undefined {
  const inlined = macros.inline(text);
  if (!inlined.ok) {
    note('lost', key, `the macro \`${inlined.macro}\` cannot be written out: ${inlined.reason}`, range);
    return undefined;
  }
  if (inlined.used.length > 0) {
    const names = inlined.used.map((name) => `\`${name}\``).join(', ');
    const one = inlined.used.length === 1;
    const what = one ? `the macro ${names} is` : `the macros ${names} are`;
    note('rewritten', key, `${what} written out where ${one ? 'it was' : 'they were'} used`, range);
  }
  return inlined.text;
}
