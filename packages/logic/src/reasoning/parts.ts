/**
 * A condition as its groups: what `&&` and `||` join. Groups in a group of the same kind are one, as nothing tells them
 * apart. What a macro stands for is one part: its text is elsewhere.
 */
import type { Condition, LogicalOperator, Node } from '@secl/language';
import type { Span } from '@secl/text';
import { readsIn } from '../leaves.ts';
import { all, any, type Formula } from './formula.ts';
import { formulaOf } from './proposition.ts';
import type { Naming } from './term.ts';

export interface Part {
  /** Where it stands, with its parentheses. */
  readonly span: Span;
  /** What stands there: one condition, or those of a group that has no parentheses, in source order. */
  readonly conditions: readonly Condition[];
  readonly group: Group | undefined;
  /** Filled by {@link partFormula}. */
  whenTrue: Formula | undefined;
  whenFalse: Formula | undefined;
}

export interface Group {
  readonly operator: LogicalOperator;
  readonly parts: readonly Part[];
}

export function partOf(condition: Condition, span: Span = condition.node.span): Part {
  return part(span, [condition], groupOf(condition));
}

function part(span: Span, conditions: readonly Condition[], group: Group | undefined): Part {
  return { span, conditions, group, whenTrue: undefined, whenFalse: undefined };
}

/** The group that stands in a condition, also behind a `!`. */
function groupOf(condition: Condition): Group | undefined {
  if (condition.kind === 'not') return groupOf(condition.operand);
  if (condition.kind !== 'logical') return undefined;
  const nodes = condition.node.kind === 'chain' ? condition.node.operands : [];
  // What the checker adds does not stand in the text.
  if (nodes.length !== condition.operands.length) return undefined;
  return chainGroup(
    condition.operands.map((operand, index) => partOf(operand, nodeSpan(nodes[index], operand))),
    condition.operators,
  );
}

function nodeSpan(node: Node | undefined, { node: own }: Condition): Span {
  return (node ?? own).span;
}

/** `a && b || c` is `a && (b || c)`. */
function chainGroup(parts: readonly Part[], operators: readonly LogicalOperator[]): Group {
  const only = operators[0];
  if (only !== undefined && operators.every((operator) => operator === only)) return joined(only, parts);
  let run: Part[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) continue;
    const operator = operators[index];
    const following = operators[index + 1];
    if (following !== undefined && following !== operator) run = [groupPart(following, run.reverse())];
    run.push(part);
  }
  return joined(operators[0] ?? '&&', run.reverse());
}

function joined(operator: LogicalOperator, parts: readonly Part[]): Group {
  const isSame = ({ group, conditions: [only] }: Part): boolean =>
    group?.operator === operator && only?.kind !== 'not';
  return {
    operator,
    parts: parts.some(isSame)
      ? parts.flatMap((part) => (isSame(part) ? (part.group?.parts ?? []) : [part]))
      : parts,
  };
}

/** It ends with the parentheses of what stands in it, also where that is no group of its own. */
function groupPart(operator: LogicalOperator, parts: readonly Part[]): Part {
  const group = joined(operator, parts);
  const span = { start: parts[0]?.span.start ?? 0, end: parts[parts.length - 1]?.span.end ?? 0 };
  return part(
    span,
    group.parts.flatMap(({ conditions }) => conditions),
    group,
  );
}

/** When the part is true, or (`holds: false`) false; always asked for with the same naming. */
export function partFormula(part: Part, holds: boolean, naming: Naming): Formula {
  const before = holds ? part.whenTrue : part.whenFalse;
  if (before !== undefined) return before;
  const formula = newFormula(part, holds, naming);
  if (holds) part.whenTrue = formula;
  else part.whenFalse = formula;
  return formula;
}

function newFormula({ conditions, group }: Part, holds: boolean, naming: Naming): Formula {
  const only = conditions[0];
  if (group === undefined || (conditions.length === 1 && only !== undefined)) {
    return only === undefined ? all([]) : formulaOf(only, holds, naming);
  }
  const parts = group.parts.map((part) => partFormula(part, holds, naming));
  return (group.operator === '&&') === holds ? all(parts) : any(parts);
}

/** How often the part asks something of the element that the iterator variable stands for. */
export function elementReads({ conditions }: Part): number {
  let count = 0;
  for (const condition of conditions) {
    for (const read of readsIn(condition)) if (read.kind === 'field' && read.register !== null) count++;
  }
  return count;
}

/** Whether the part asks something of the element that the iterator variable stands for. */
export function readsElement(part: Part): boolean {
  return elementReads(part) > 0;
}
