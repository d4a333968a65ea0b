/** Step 7 of loading: each rule is compiled; errors reject it. */
import {
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  type ExpressionProblem,
  parseMacro,
  parseRule,
} from '@secl/language';
import type { Rewrite } from '@secl/model';
import type { Problem, Span } from '@secl/text';
import reserved from '../data/reserved-ids.json' with { type: 'json' };
import { placeIn, problem } from '../problem.ts';
import { type ActionDefinition, sectionOf, type Text } from '../read/definitions.ts';
import { askingForBase, type Base, lackedMacros, neededMacro } from './external.ts';
import type { LoadedAction, LoadedRule, RuleState } from './loaded.ts';
import { locate, locateSpan } from './locate.ts';
import type { MergedRule, Placed } from './merged.ts';
import { expansionsOf } from './rewrite.ts';
import { originFacts, type Target } from './target.ts';

export interface RuleScope {
  readonly scope: CheckScope;
  readonly target: Target;
  readonly base: Base;
  readonly rewrites: readonly Rewrite[];
  readonly kept: ReadonlyMap<MergedRule, readonly Placed<ActionDefinition>[]>;
}

export interface CompiledRules {
  readonly loaded: readonly LoadedRule[];
  readonly state: RuleState;
  readonly problems: readonly Problem[];
}

type Rejection = Extract<RuleState, { status: 'rejected' }>;
type Undecided = Extract<RuleState, { status: 'undecided' }>;
const same = (span: Span): Span => span;

/** Compiles a rule that was accepted and is enabled. */
export function compileRules(rule: MergedRule, within: RuleScope): CompiledRules {
  const { base, expression } = rule;
  const idPlace = placeIn(base.file.name, base.offset, base.value.id?.range ?? base.value.range);
  if (reserved.ids.includes(rule.id)) {
    const agent = 'internal rule ID conflict';
    return rejected('error', agent, [problem('policy/reserved-id', idPlace, { id: rule.id }, { agent })]);
  }
  if (expression === undefined) {
    if (within.base.ids.has(rule.id)) {
      const needs = [`the rule \`${rule.id}\` of the base`];
      return { loaded: [], state: { status: 'undecided', needs }, problems: [] };
    }
    const code =
      rule.base.value.combine?.value === 'override' ? 'policy/override-without-base' : 'policy/no-expression';
    const agent = 'syntax error `1:1: unexpected token "<EOF>"`';
    return rejected('syntax_error', agent, [problem(code, idPlace, { id: rule.id }, { agent })]);
  }
  const expansions = expansionsOf(expression.value.value, within.rewrites) ?? [
    { event: '', text: expression.value.value, toOriginal: same },
  ];
  const loaded: LoadedRule[] = [];
  for (const expansion of expansions) {
    const compiled = compileOne(rule, expression, expansion.text, expansion.toOriginal, within);
    if ('needs' in compiled) return { loaded: [], state: compiled, problems: [] };
    if ('status' in compiled) {
      const state: Rejection = { ...compiled, loadedFor: loaded.map((each) => each.eventType) };
      return { loaded, state, problems: state.problems };
    }
    loaded.push(compiled);
  }
  return { loaded, state: { status: 'loaded' }, problems: [] };
}

function rejected(type: Rejection['type'], agent: string, problems: readonly Problem[]): CompiledRules {
  return { loaded: [], state: { status: 'rejected', type, agent, problems, loadedFor: [] }, problems };
}

function reject(type: Rejection['type'], agent: string, problems: readonly Problem[]): Rejection {
  return { status: 'rejected', type, agent, problems, loadedFor: [] };
}

function compileOne(
  rule: MergedRule,
  expression: Placed<Text>,
  text: string,
  toOriginal: (span: Span) => Span,
  within: RuleScope,
): LoadedRule | Rejection | Undecided {
  const { scope, target } = within;
  const parsed = parseRule(text);
  const checked = checkRule(parsed, scope);
  const [first] = checked.problems;
  if (first !== undefined) {
    const lacked = lackedMacros(checked.problems, text, within.base);
    if (lacked !== undefined) return { status: 'undecided', needs: lacked.map(neededMacro) };
    const located = askingForBase(checked.problems, text, within.base, (each) =>
      locate(each, expression, toOriginal),
    );
    return reject(first.kind === 'syntax' ? 'syntax_error' : 'error', agentText(first, text), located);
  }
  const place = locateSpan(expression, toOriginal({ start: 0, end: text.length }));
  const { eventType } = checked;
  if (eventType === '') {
    const agent = 'no event in the rule definition';
    return reject('error', agent, [problem('policy/no-event', place, { id: rule.id }, { agent })]);
  }
  for (const field of checked.fields.values()) {
    const available = field.restrictedTo;
    if (available === null || available.includes(eventType)) continue;
    const agent = `field \`${field.name}\` not available for event type \`${eventType}\`, available for \`[${available.join(' ')}]\``;
    const values = {
      field: field.name,
      type: eventType,
      available: available.map((type) => `\`${type}\``).join(', '),
    };
    return reject('syntax_error', agent, [problem('policy/field-restricted', place, values, { agent })]);
  }
  if (target.disabledEventTypes?.has(eventType) === true) {
    const agent = `event type ${eventType} disabled`;
    return reject('event_type_disabled', agent, [
      problem('policy/event-type-disabled', place, { type: eventType }, { agent }),
    ]);
  }
  const actions: LoadedAction[] = [];
  for (const action of within.kept.get(rule) ?? []) {
    const compiled = compileAction(action, eventType, within);
    if ('status' in compiled) return compiled;
    actions.push(compiled);
  }
  return { id: rule.id, eventType, checked, parsed, expression, toOriginal, actions, rule };
}

/** What agents write in front of an error of the compiler. */
function agentText(found: ExpressionProblem, text: string): string {
  const agent = found.agent ?? found.message;
  if (found.kind === 'syntax') return `syntax error \`${agent}\``;
  const placed =
    found.kind === 'type-mismatch' || found.kind === 'unknown-variable' || found.kind === 'unknown-operator';
  if (!placed) return `rule compilation error: ${agent}`;
  // The agent shows one line of the expression, and has no place for comparisons of IPs with something else.
  const before = text.slice(0, found.place.start).split('\n');
  const column = [...(before[before.length - 1] ?? '')].length + 1;
  const where = agent.startsWith('unknown entity') ? '0:0' : `${before.length}:${column}`;
  return `rule syntax error: ${agent}: ${where}: ${text.split('\n')[0] ?? ''}`;
}

function compileAction(
  action: Placed<ActionDefinition>,
  eventType: string,
  within: RuleScope,
): LoadedAction | Rejection {
  const { filter: filterText, set, hash } = action.value;
  let filter: LoadedAction['filter'];
  if (filterText !== undefined && filterText.value !== '') {
    const text: Placed<Text> = { file: action.file, offset: action.offset, value: filterText };
    const parsed = parseRule(filterText.value);
    // It may use fields of another event type than the rule's: there they are zero.
    filter = checkRule(parsed, within.scope);
    const [first] = filter.problems;
    if (first !== undefined) {
      const agent =
        first.kind === 'syntax' ? `filter \`${filterText.value}\` error` : (first.agent ?? first.message);
      return reject(
        'error',
        agent,
        filter.problems.map((each) => locate(each, text)),
      );
    }
  }
  let value: CheckedMacro | undefined;
  if (set?.expression !== undefined && set.expression.value !== '') {
    const text: Placed<Text> = { file: action.file, offset: action.offset, value: set.expression };
    const checked = checkMacro('', parseMacro(set.expression.value), within.scope);
    const [first] = checked.problems;
    if (first !== undefined) {
      const agent = first.agent ?? first.message;
      return reject(
        'error',
        agent,
        checked.problems.map((each) => locate(each, text)),
      );
    }
    value = checked.macro;
  }
  if (hash !== undefined && hash.field === undefined && eventType !== 'exec' && eventType !== 'open') {
    const place = placeIn(action.file.name, action.offset, hash.range);
    const agent = 'hash action not supported for this event type';
    return reject('error', agent, [problem('policy/hash-field', place, { type: eventType }, { agent })]);
  }
  const acting = within.target.origin === undefined ? null : originFacts(within.target.origin).actions;
  return {
    definition: action,
    filter,
    value,
    acts: acting === null || acting.includes(sectionOf(action.value)),
  };
}
