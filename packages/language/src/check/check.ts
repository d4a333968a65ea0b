import type { Field } from '@secl/model';
import type { Parsed } from '../parse/parse.ts';
import type { Node } from '../parse/tree.ts';
import { type ExpressionProblem, problem } from '../problems.ts';
import type { Context } from './context.ts';
import { earlySyntax } from './early-syntax.ts';
import { checkIterators } from './iterators.ts';
import { asCondition, checkArray, checkNode, conditionExpected } from './operands.ts';
import type { CheckedMacro, CheckScope } from './scope.ts';
import type { Condition } from './typed.ts';

export interface CheckedRule {
  /** undefined where there are problems. */
  readonly condition: Condition | undefined;
  /** The one event type; empty where no field names one. */
  readonly eventType: string;
  /** Fields of the expression itself, legacy names resolved, by name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The array that the rule iterates over with its iterator variable. */
  readonly iterator: string | undefined;
  /** Syntax problems first; the first is the one that an agent reports. */
  readonly problems: readonly ExpressionProblem[];
}

/** Checks a rule's expression for one agent version. All problems are found; with any there is no condition. */
export function checkRule(parsed: Parsed, scope: CheckScope): CheckedRule {
  const context = newContext(scope);
  const { root } = parsed.tree;
  const typed = checkNode(context, root);
  const condition =
    typed === undefined ? undefined : (asCondition(typed) ?? conditionExpected(context, root, typed));
  // Agents look at these three when all else is right: the rule's own fields, what it iterates over, then the macros.
  const eventTypes = new Set<string>();
  for (const field of context.fields.values()) if (field.event !== null) eventTypes.add(field.event);
  const mixed = eventTypes.size > 1;
  if (mixed) severalEventTypes(context, root, eventTypes);
  const iteration = checkIterators(context);
  const own = new Set(eventTypes);
  for (const type of eventTypesOf(scope.macros)) eventTypes.add(type);
  if (!mixed && eventTypes.size > 1)
    severalEventTypes(context, root, eventTypes, broughtTo(own, scope.macros));
  const problems = allProblems(parsed, context);
  const complete = problems.length === 0;
  return {
    condition: complete ? guarded(condition, iteration.guard) : undefined,
    eventType: [...eventTypes][0] ?? '',
    fields: context.fields,
    iterator: iteration.iterator,
    problems,
  };
}

/** Those that macros bring, which every rule asks for: looked up again when there are more macros. */
function eventTypesOf(macros: CheckScope['macros']): readonly string[] {
  const known = broughtBy.get(macros);
  if (known?.macros === macros.size) return known.eventTypes;
  const eventTypes = [...new Set([...macros.values()].flatMap((macro) => [...macro.eventTypes]))];
  broughtBy.set(macros, { macros: macros.size, eventTypes });
  return eventTypes;
}

const broughtBy = new WeakMap<
  CheckScope['macros'],
  { readonly macros: number; readonly eventTypes: readonly string[] }
>();

/** Which macro brings another type than those of a rule's own fields: the rule need not use it. */
function broughtTo(own: ReadonlySet<string>, macros: CheckScope['macros']): string {
  for (const { id, eventTypes } of macros.values())
    for (const type of eventTypes)
      if (!own.has(type)) return `: the macro \`${id}\` brings \`${type}\` to every rule`;
  return '';
}

function severalEventTypes(
  context: Context,
  root: Node,
  eventTypes: ReadonlySet<string>,
  hint: string = '',
): void {
  const types = [...eventTypes].map((type) => `\`${type}\``).join(' and ');
  const agent = 'expression with multiple event types is not supported';
  context.problems.push(problem('name/several-event-types', root.span, { types, hint }, { agent }));
}

/** A condition that is false where the guard is. */
function guarded(condition: Condition | undefined, guard: Condition | undefined): Condition | undefined {
  if (condition === undefined || guard === undefined) return condition;
  return { kind: 'logical', operands: [guard, condition], operators: ['&&'], node: condition.node };
}

export interface CheckedMacroResult {
  readonly macro: CheckedMacro | undefined;
  readonly problems: readonly ExpressionProblem[];
}

/** Checks a macro's expression, which may stand for a condition, a value or a list. */
export function checkMacro(id: string, parsed: Parsed, scope: CheckScope): CheckedMacroResult {
  const context = newContext(scope);
  const { root } = parsed.tree;
  const value = root.kind === 'list' ? checkArray(context, root) : checkNode(context, root);
  const problems = allProblems(parsed, context);
  if (value === undefined || problems.length > 0) return { macro: undefined, problems };
  const eventTypes = new Set<string>();
  for (const field of context.fields.values()) if (field.event !== null) eventTypes.add(field.event);
  return {
    macro: { id, text: parsed.tree.text, value, eventTypes, fields: [...context.fields.keys()] },
    problems: [],
  };
}

/** A macro given as `values`: texts taken literally, whatever they look like. */
export function valuesMacro(id: string, values: readonly string[]): CheckedMacro {
  const node = { kind: 'hole', expected: 'array', span: { start: 0, end: 0 } } as const;
  const members = values.map(
    (value) => ({ kind: 'literal', type: 'string', value, form: 'plain', node }) as const,
  );
  return {
    id,
    text: '',
    value: { kind: 'values', type: 'string', members, node },
    eventTypes: new Set(),
    fields: [],
  };
}

/** What the parser found comes first, and what the checker finds at the same place is only its echo. */
function allProblems(parsed: Parsed, context: Context): readonly ExpressionProblem[] {
  const early = earlySyntax(parsed.tree.root, context.scope.facts.minor);
  if (parsed.problems.length === 0 && context.problems.length === 0) return early;
  const mistakes = parsed.problems.map((each) => each.place);
  const isEcho = ({ place }: ExpressionProblem): boolean =>
    mistakes.some(
      (mistake) =>
        place.start === mistake.start || (place.start >= mistake.start && place.end <= mistake.end),
    );
  const found = context.problems.filter((each) => each.code === 'name/several-event-types' || !isEcho(each));
  return [...parsed.problems, ...early, ...found];
}

function newContext(scope: CheckScope): Context {
  return { scope, problems: [], fields: new Map(), registers: new Map() };
}
