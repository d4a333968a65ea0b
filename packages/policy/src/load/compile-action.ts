/** What an action brings to a rule that is compiled: its filter and its expression, whose mistakes reject the rule. */
import type { CheckedMacro, CheckedRule, CheckScope, ExpressionProblem } from '@secl/language';
import type { Problem } from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import { type ActionDefinition, sectionOf, type Text } from '../read/definitions.ts';
import type { Checker } from './checker.ts';
import type { LoadedAction, RuleState } from './loaded.ts';
import { locate } from './locate.ts';
import type { Placed } from './merged.ts';
import { originFacts, type Target } from './target.ts';

export type Rejection = Extract<RuleState, { status: 'rejected' }>;

export function rejection(type: Rejection['type'], agent: string, problems: readonly Problem[]): Rejection {
  return { status: 'rejected', type, agent, problems, loadedFor: [] };
}

interface Surroundings {
  readonly scope: CheckScope;
  readonly checker: Checker;
  readonly target: Target;
}

export function compileAction(
  definition: Placed<ActionDefinition>,
  eventType: string,
  { scope, checker, target: { origin } }: Surroundings,
): LoadedAction | Rejection {
  const { value: action } = definition;
  const filter = compileFilter(placed(definition, action.filter), scope, checker);
  if (filter !== undefined && 'status' in filter) return filter;
  const value = compileExpression(placed(definition, action.set?.expression), scope, checker);
  if (value !== undefined && 'status' in value) return value;
  const { hash } = action;
  const knowsItsFile = eventType === 'exec' || eventType === 'open';
  if (hash !== undefined && (hash.field?.value ?? '') === '' && !knowsItsFile) {
    const place = placeIn(definition.file.name, definition.offset, hash.range);
    const agent = 'hash action not supported for this event type';
    return rejection('error', agent, [problem('policy/hash-field', place, { type: eventType }, { agent })]);
  }
  const acting = origin === undefined ? null : originFacts(origin).actions;
  return { definition, filter, value, acts: acting === null || acting.includes(sectionOf(action)) };
}

/** An empty text is none. */
function placed(
  { file, offset }: Placed<ActionDefinition>,
  text: Text | undefined,
): Placed<Text> | undefined {
  return text === undefined || text.value === '' ? undefined : { file, offset, value: text };
}

/** It may use fields of another event type than the rule's: there they are zero. */
function compileFilter(
  text: Placed<Text> | undefined,
  scope: CheckScope,
  checker: Checker,
): CheckedRule | Rejection | undefined {
  if (text === undefined) return undefined;
  const { checked } = checker.rule(text.value.value, scope);
  const [first] = checked.problems;
  if (first === undefined) return checked;
  const agent = first.kind === 'syntax' ? `filter \`${text.value.value}\` error` : agentText(first);
  return rejection('error', agent, located(checked.problems, text));
}

function compileExpression(
  text: Placed<Text> | undefined,
  scope: CheckScope,
  checker: Checker,
): CheckedMacro | Rejection | undefined {
  if (text === undefined) return undefined;
  const { macro, problems } = checker.macro('', text.value.value, scope);
  const [first] = problems;
  return first === undefined ? macro : rejection('error', agentText(first), located(problems, text));
}

function located(problems: readonly ExpressionProblem[], text: Placed<Text>): readonly Problem[] {
  return problems.map((each) => locate(each, text));
}

function agentText({ agent, message }: ExpressionProblem): string {
  return agent ?? message;
}
