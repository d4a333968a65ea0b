/** Step 7 of loading: each rule is compiled; errors reject it. */
import { type CheckScope, type ExpressionProblem, type Node, walk } from '@secl/language';
import type { Rewrite } from '@secl/model';
import type { Location, Problem, Span } from '@secl/text';
import reserved from '../data/reserved-ids.json' with { type: 'json' };
import { placeOfId, problem } from '../problem.ts';
import type { ActionDefinition, Text } from '../read/definitions.ts';
import { agentPlace } from './agent-place.ts';
import type { Checker } from './checker.ts';
import { compileAction, type Rejection, rejection } from './compile-action.ts';
import { type Base, inWords, needsOf } from './external.ts';
import type { LoadedAction, LoadedRule, RuleState } from './loaded.ts';
import { locate, locateSpan } from './locate.ts';
import type { MergedRule, Placed } from './merged.ts';
import { expansionsOf } from './rewrite.ts';
import type { Target } from './target.ts';

export interface RuleScope {
  readonly scope: CheckScope;
  readonly target: Target;
  readonly base: Base;
  readonly rewrites: readonly Rewrite[];
  readonly kept: ReadonlyMap<MergedRule, readonly Placed<ActionDefinition>[]>;
  readonly checker: Checker;
}

export interface CompiledRules {
  readonly loaded: readonly LoadedRule[];
  readonly state: RuleState;
  readonly problems: readonly Problem[];
}

type Undecided = Extract<RuleState, { status: 'undecided' }>;
const same = (span: Span): Span => span;

/** Compiles a rule that was accepted and is enabled. */
export function compileRules(rule: MergedRule, within: RuleScope): CompiledRules {
  const { base, expression } = rule;
  const idPlace = placeOfId(base.file, base.value);
  if (reserved.ids.includes(rule.id)) {
    const agent = 'internal rule ID conflict';
    const found = problem('policy/reserved-id', idPlace, { id: rule.id }, { agent });
    return nothing(rejection('error', agent, [found]));
  }
  if (expression === undefined) {
    if (within.base.ids.has(rule.id)) {
      return nothing({ status: 'undecided', needs: [`the rule \`${rule.id}\` of the base`] });
    }
    const code =
      rule.base.value.combine?.value === 'override' ? 'policy/override-without-base' : 'policy/no-expression';
    const agent = 'syntax error `1:1: unexpected token "<EOF>"`';
    return nothing(rejection('syntax_error', agent, [problem(code, idPlace, { id: rule.id }, { agent })]));
  }
  const expansions = expansionsOf(expression.value.value, within.rewrites) ?? [
    { event: '', text: expression.value.value, toOriginal: same },
  ];
  const loaded: LoadedRule[] = [];
  for (const expansion of expansions) {
    const compiled = compileOne(rule, expression, expansion.text, expansion.toOriginal, within);
    if ('needs' in compiled) return nothing(compiled);
    if ('status' in compiled) {
      const state: Rejection = { ...compiled, loadedFor: loaded.map((each) => each.eventType) };
      return { loaded, state, problems: state.problems };
    }
    loaded.push(compiled);
  }
  return { loaded, state: { status: 'loaded' }, problems: [] };
}

function nothing(state: Rejection | Undecided): CompiledRules {
  return { loaded: [], state, problems: state.status === 'rejected' ? state.problems : [] };
}

function compileOne(
  rule: MergedRule,
  expression: Placed<Text>,
  text: string,
  toOriginal: (span: Span) => Span,
  within: RuleScope,
): LoadedRule | Rejection | Undecided {
  const { scope, target, checker } = within;
  const { parsed, checked } = checker.rule(text, scope);
  const [first] = checked.problems;
  if (first !== undefined) {
    const needs = needsOf(checked.problems, text, within.base);
    if (needs !== undefined) return { status: 'undecided', needs };
    const located = inWords(checked.problems, text, within.base, (each) =>
      locate(each, expression, toOriginal),
    );
    return rejection(
      first.kind === 'syntax' ? 'syntax_error' : 'error',
      agentText(first, text, parsed.tree.root),
      located,
    );
  }
  // Where texts stand is looked up when something is said about them: mostly nothing is.
  const place = (): Location => locateSpan(expression, toOriginal({ start: 0, end: text.length }));
  const { eventType } = checked;
  if (eventType === '') {
    const agent = 'no event in the rule definition';
    return rejection('error', agent, [problem('policy/no-event', place(), { id: rule.id }, { agent })]);
  }
  for (const field of checked.fields.values()) {
    const available = field.restrictedTo;
    if (available === null || available.includes(eventType)) continue;
    const agent = `field \`${field.name}\` not available for event type \`${eventType}\`, available for \`[${available.join(' ')}]\``;
    const types = available.map((type) => `\`${type}\``).join(', ');
    const values = { field: field.name, type: eventType, available: types };
    const use = fieldUse(parsed.tree.root, field.name, scope);
    const at = use === undefined ? place() : locateSpan(expression, toOriginal(use.span));
    return rejection('syntax_error', agent, [problem('policy/field-restricted', at, values, { agent })]);
  }
  if (target.disabledEventTypes?.has(eventType) === true) {
    const agent = `event type ${eventType} disabled`;
    return rejection('event_type_disabled', agent, [
      problem('policy/event-type-disabled', place(), { type: eventType }, { agent }),
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

/** Where an expression itself names a field; a macro may do so for it. */
function fieldUse(root: Node, name: string, { facts }: CheckScope): Node | undefined {
  for (const node of walk(root))
    if (node.kind === 'ident' && facts.field(node.name)?.name === name) return node;
  return undefined;
}

/** What agents write in front of an error of the compiler. */
function agentText(found: ExpressionProblem, text: string, root: Node): string {
  const agent = found.agent ?? found.message;
  if (found.kind === 'syntax') return `syntax error \`${agent}\``;
  const placed =
    found.kind === 'type-mismatch' || found.kind === 'unknown-variable' || found.kind === 'unknown-operator';
  if (!placed) return `rule compilation error: ${agent}`;
  // The agent shows one line of the expression, and has no place for comparisons of IPs with something else.
  const before = text.slice(0, agentPlace(found, root)).split('\n');
  const column = [...(before[before.length - 1] ?? '')].length + 1;
  const where = agent.startsWith('unknown entity') ? '0:0' : `${before.length}:${column}`;
  return `rule syntax error: ${agent}: ${where}: ${text.split('\n')[0] ?? ''}`;
}
