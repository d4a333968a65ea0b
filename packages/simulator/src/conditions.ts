/** A trace turned into what a person reads: conditions in source order, with what they saw and what they wanted. */
import type { TracedOperand, TraceNode } from '@secl/engine';
import {
  type CheckedMacro,
  type Condition,
  isCondition,
  type Node,
  type TestSide,
  type Typed,
  unwrap,
} from '@secl/language';
import type { Scalar } from '@secl/model';
import { type LoadedRule, locateSpan } from '@secl/policy';
import type { Location, Span } from '@secl/text';

/** One condition of a rule as it came out on one event. */
export interface SeenCondition {
  readonly text: string;
  readonly place: Location;
  /** Where it begins in the rule's expression, to sort by. */
  readonly start: number;
  /** `process.uid = 0`; several values with commas. Empty where nothing is read. */
  readonly found: string;
  /** What it is compared with, as written. */
  readonly wanted: string;
  readonly undecided: boolean;
}

/** The conditions that make a trace true: the true side of every `||`, all of every `&&`. */
export function matchedConditions(root: TraceNode, within: Within): readonly SeenCondition[] {
  return conditionsOf(root)
    .filter((node) => node.verdict === true && node.reached)
    .map((node) => seen(node, within));
}

/** Nodes that stand for one condition each: comparisons, negations and macros. */
export function conditionsOf(root: TraceNode): readonly TraceNode[] {
  return root.condition.kind === 'logical' ? root.parts.flatMap(conditionsOf) : [root];
}

/** Whose texts the conditions stand in. */
export interface Within {
  readonly rule: LoadedRule;
  readonly macros: ReadonlyMap<string, CheckedMacro>;
}

export function seen(node: TraceNode, within: Within): SeenCondition {
  const { condition } = node;
  const { rule } = within;
  const span = rule.toOriginal(condition.node.span);
  const whole = { start: 0, end: rule.expression.value.value.length };
  return {
    text: textOf(condition.node, node, within),
    // What stands in a macro has its place there; the rule is where a reader begins.
    place: locateSpan(rule.expression, node.macros.length === 0 ? span : whole),
    start: node.macros.length === 0 ? span.start : 0,
    found: readings(node).join(', '),
    wanted: wantedBy(condition, node, within),
    undecided: typeof node.verdict === 'object',
  };
}

/** The text of a node, on one line: of the rule, or of the innermost macro that it stands in. */
function textOf(node: Node, { macros: inside }: TraceNode, { rule, macros }: Within): string {
  const innermost = inside[inside.length - 1];
  if (innermost !== undefined) return oneLine(macros.get(innermost)?.text ?? '', node.span);
  return oneLine(rule.expression.value.value, rule.toOriginal(node.span));
}

function oneLine(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

function wantedBy(condition: Condition, node: TraceNode, within: Within): string {
  if (condition.kind !== 'test') return condition.kind === 'not' ? 'false' : 'true';
  const right = readsSomething(condition.left) ? condition.right : condition.left;
  const negated = condition.negated ? 'not ' : '';
  return negated + textOf(right.node, node, within);
}

/** What the condition and everything in it has read, each name once. */
function readings(root: TraceNode): readonly string[] {
  const found = new Map<string, string>();
  const note = (traced: TracedOperand): void => {
    const name = nameOf(traced.operand);
    if (name !== undefined)
      found.set(
        name,
        traced.values.length === 0 && traced.missing.length > 0 ? 'unknown' : listed(traced.values),
      );
    traced.reads.forEach(note);
  };
  const pending: TraceNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    node.operands.forEach(note);
    pending.push(...[...node.parts].reverse());
  }
  return [...found].map(([name, value]) => `${name} = ${value}`);
}

function nameOf(typed: Typed): string | undefined {
  if (isCondition(typed)) return undefined;
  const operand = unwrap(typed);
  if (operand.kind === 'field') return operand.field.name;
  return operand.kind === 'variable' ? `\${${operand.name}}` : undefined;
}

function readsSomething(side: TestSide): boolean {
  return isCondition(side) || (unwrap(side).kind !== 'literal' && unwrap(side).kind !== 'values');
}

const shownMembers = 8;

function listed(values: readonly Scalar[]): string {
  if (values.length === 1) return shown(values[0] ?? '');
  const members = values.slice(0, shownMembers).map(shown);
  if (values.length > shownMembers) members.push(`… ${values.length - shownMembers} more`);
  return `[${members.join(', ')}]`;
}

function shown(value: Scalar): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
