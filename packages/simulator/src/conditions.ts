/** A trace turned into what a person reads: conditions in source order, with what they saw and what they wanted. */
import type { TracedOperand, TraceNode } from '@secl/engine';
import {
  type CheckedMacro,
  type Condition,
  type IntOperator,
  isCondition,
  type Node,
  type Test,
  type TestSide,
  type Typed,
  unwrap,
} from '@secl/language';
import { catalogue, type Field, nameOfNumber, type Platform, type Scalar } from '@secl/model';
import { type LoadedRule, locateSpan, type RuleSet } from '@secl/policy';
import type { Location, Span } from '@secl/text';
import type { Reading } from './report.ts';

/** One condition of a rule as it came out on one event. */
export interface SeenCondition {
  readonly text: string;
  readonly place: Location;
  /** Where it begins in the rule's expression, to sort by. */
  readonly start: number;
  /** The macro whose text it is part of, the innermost one. */
  readonly macro: string | undefined;
  /** What it has read, each name once; nothing for a condition of constants. */
  readonly found: readonly Reading[];
  /** What it is compared with, as written, and how where that is not by `==`: `> 0`, `not 53`. */
  readonly wanted: string;
  readonly undecided: boolean;
}

/** Whose texts the conditions stand in. */
export interface Within {
  readonly rule: LoadedRule;
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  readonly platform: Platform;
}

export function within({ macros, target }: RuleSet, rule: LoadedRule): Within {
  return { rule, macros, platform: target.platform };
}

/** The conditions that make a trace true: the true side of every `||`, all of every `&&`. */
export function matchedConditions(root: TraceNode, inside: Within): readonly SeenCondition[] {
  return conditionsOf(root)
    .filter((node) => node.verdict === true && node.reached)
    .map((node) => seen(node, inside));
}

/** Nodes that stand for one condition each: comparisons, negations and macros. */
export function conditionsOf(root: TraceNode): readonly TraceNode[] {
  return root.condition.kind === 'logical' ? root.parts.flatMap(conditionsOf) : [root];
}

export function seen(node: TraceNode, inside: Within): SeenCondition {
  const { condition, macros } = node;
  const { rule } = inside;
  const macro = macros[macros.length - 1];
  const span = rule.toOriginal(condition.node.span);
  // What stands in a macro has its place there; the rule is where a reader begins.
  const ofRule = macro === undefined ? span : { start: 0, end: rule.expression.value.value.length };
  return {
    text: textOf(condition.node, node, inside),
    place: locateSpan(rule.expression, ofRule),
    start: ofRule.start,
    macro,
    found: readings(node, inside.platform),
    wanted: wantedBy(condition, node, inside),
    undecided: typeof node.verdict === 'object',
  };
}

/** The text of a node, on one line: of the rule, or of the innermost macro that it stands in. */
function textOf(node: Node, { macros: around }: TraceNode, { rule, macros }: Within): string {
  const innermost = around[around.length - 1];
  if (innermost !== undefined) return oneLine(macros.get(innermost)?.text ?? '', node.span);
  return oneLine(rule.expression.value.value, rule.toOriginal(node.span));
}

function oneLine(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

function wantedBy(condition: Condition, node: TraceNode, inside: Within): string {
  if (condition.kind !== 'test') return condition.kind === 'not' ? 'false' : 'true';
  const turned = !readsSomething(condition.left);
  const right = turned ? condition.left : condition.right;
  return comparedBy(condition, turned) + textOf(right.node, node, inside);
}

const mirrored: Readonly<Record<IntOperator, IntOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** How a value is compared with what is wanted of it; `turned` where the value stands on the right. */
function comparedBy(test: Test, turned: boolean): string {
  if (test.negated) return 'not ';
  if (test.test !== 'int' && test.test !== 'age') return '';
  const operator = turned ? mirrored[test.operator] : test.operator;
  if (operator === '==') return '';
  return operator === '!=' ? 'not ' : `${operator} `;
}

/** What the condition and everything in it has read, each name once. */
function readings(root: TraceNode, platform: Platform): readonly Reading[] {
  const found = new Map<string, string>();
  const note = ({ operand, values, missing, reads }: TracedOperand): void => {
    const read = readOf(operand);
    if (read !== undefined)
      found.set(
        read.name,
        values.length === 0 && missing.length > 0 ? 'unknown' : listed(values, read.field, platform),
      );
    reads.forEach(note);
  };
  const pending: TraceNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    node.operands.forEach(note);
    pending.push(...[...node.parts].reverse());
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

function readOf(typed: Typed): { readonly name: string; readonly field: Field | undefined } | undefined {
  if (isCondition(typed)) return undefined;
  const operand = unwrap(typed);
  if (operand.kind === 'field') return { name: operand.field.name, field: operand.field };
  return operand.kind === 'variable' ? { name: `\${${operand.name}}`, field: undefined } : undefined;
}

function readsSomething(side: TestSide): boolean {
  return isCondition(side) || (unwrap(side).kind !== 'literal' && unwrap(side).kind !== 'values');
}

const shownMembers = 8;

function listed(values: readonly Scalar[], field: Field | undefined, platform: Platform): string {
  const shown = (value: Scalar): string => {
    if (typeof value === 'string') return JSON.stringify(value);
    const name = field && nameOfNumber(field, value, catalogue(platform));
    return name === undefined ? String(value) : `${value} (${name})`;
  };
  if (values.length === 1) return shown(values[0] ?? '');
  const members = values.slice(0, shownMembers).map(shown);
  if (values.length > shownMembers) members.push(`… ${values.length - shownMembers} more`);
  return `[${members.join(', ')}]`;
}
