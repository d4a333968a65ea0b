/**
 * What every condition of a rule says of one event, and with which values: for explanations, why not, coverage. The way
 * that only wants the verdict does not come through here.
 */
import {
  type Compiled,
  type CompiledRule,
  type Context,
  isUndecided,
  type Reading,
  reader,
  type Verdict,
  visitedElements,
} from '@secl/evaluation';
import {
  type Condition,
  isCondition,
  type Logical,
  type LogicalOperator,
  type Operand,
  type Typed,
  unwrap,
} from '@secl/language';
import type { Scalar } from '@secl/model';
import { decisiveLeaves } from './decisive.ts';

export interface TraceNode {
  /** `condition.node.span` is its place in the text of the rule, or of the last of `macros`. */
  readonly condition: Condition;
  /** The macros that it stands in, outermost first. */
  readonly macros: readonly string[];
  readonly verdict: Verdict;
  /**
   * `false`: an agent that reads from the left stops before it, whatever the recording does not know. (Agents swap the
   * sides of `&&` and `||` by cost first, which changes no verdict; `costOrder` of logic has that order.)
   */
  readonly reached: boolean;
  /** What is compared, in source order; empty where the parts say it all. */
  readonly operands: readonly TracedOperand[];
  /** Conditions directly inside, in source order. */
  readonly parts: readonly TraceNode[];
}

export interface TracedOperand {
  readonly operand: Typed;
  /** One value, or those of a list; fields of an iterator have one for each element. */
  readonly values: readonly Scalar[];
  /** What the recording lacks for it, or for some of its values. */
  readonly missing: readonly string[];
  /** Where it is calculated or put together: the fields and variables that it is made of. */
  readonly reads: readonly TracedOperand[];
}

/** Evaluates every part of a condition, also those that an agent would not have come to. */
export function trace(compiled: Compiled, context: Context): TraceNode {
  return traceNode(compiled, context, { reached: true, macros: [] });
}

export interface RuleTrace {
  readonly verdict: Verdict;
  /** `undefined`: the rule has an iterator variable, and the event no element for it to stand for. */
  readonly root: TraceNode | undefined;
  /** The element that the iterator variable stands for in `root`: one that matches, else the one that comes nearest. */
  readonly element: { readonly iterator: string; readonly index: number; readonly count: number } | undefined;
}

/** The trace of a whole rule. With an iterator variable it shows one element: nearest is where fewest conditions fail. */
export function traceRule(rule: CompiledRule, context: Context): RuleTrace {
  const { compiled, iterator } = rule;
  const verdict = rule.evaluate(context);
  if (iterator === undefined) return { verdict, root: trace(compiled, context), element: undefined };
  const count = Math.min(context.event.elements[iterator.index]?.length ?? 0, visitedElements);
  let nearest: { root: TraceNode; failing: number; index: number } | undefined;
  for (let index = verdict === true ? context.register : 0; index < count; index++) {
    const root = trace(compiled, { ...context, register: index });
    const failing = decisiveLeaves(root).length;
    if (nearest === undefined || failing < nearest.failing) nearest = { root, failing, index };
    if (verdict === true) break;
  }
  return {
    verdict,
    root: nearest?.root,
    element: nearest && { iterator: iterator.name, index: nearest.index, count },
  };
}

interface Way {
  readonly reached: boolean;
  readonly macros: readonly string[];
}

function traceNode(compiled: Compiled, context: Context, way: Way): TraceNode {
  const { condition } = compiled;
  const { reached, macros } = way;
  const base = { condition, macros, reached };
  if (condition.kind === 'logical') {
    const parts = traceChain(compiled.parts, condition, context, way);
    return { ...base, verdict: compiled.evaluate(context), operands: [], parts };
  }
  const inside = condition.kind === 'macro' ? { reached, macros: [...macros, condition.id] } : way;
  return {
    ...base,
    verdict: compiled.evaluate(context),
    operands: operandsOf(condition).map((operand, index) => {
      const reading = compiled.sides[index]?.(context) ?? nothing;
      return tracedOperand(operand, reading, context);
    }),
    parts: compiled.parts.map((part) => traceNode(part, context, inside)),
  };
}

/** What decides a prefix of the chain ends it; behind what is undecided an agent may have gone on. */
function traceChain(
  parts: readonly Compiled[],
  { operators }: Logical,
  context: Context,
  way: Way,
): readonly TraceNode[] {
  let open = true;
  return parts.map((part, index) => {
    const node = traceNode(part, context, { ...way, reached: way.reached && open });
    open &&= !decides(node.verdict, operators[index]);
    return node;
  });
}

function decides(verdict: Verdict, operator: LogicalOperator | undefined): boolean {
  return operator !== undefined && !isUndecided(verdict) && verdict === (operator === '||');
}

const nothing: Reading = { values: [], missing: undefined };

function operandsOf(condition: Condition): readonly Typed[] {
  switch (condition.kind) {
    case 'truth':
      return [condition.operand];
    case 'test':
      return [condition.left, condition.right];
    case 'constant':
    case 'not':
    case 'macro':
    case 'logical':
      return [];
  }
}

function tracedOperand(operand: Typed, { values, missing }: Reading, context: Context): TracedOperand {
  const inner = isCondition(operand) ? [] : readsInside(operand);
  return {
    operand,
    values,
    missing: missing?.needs ?? [],
    reads: inner.map((read) => tracedOperand(read, reader(read, context.event.type)(context), context)),
  };
}

/** Fields and variables of something calculated; nothing for one that stands alone, which its own values show. */
function readsInside(operand: Operand): readonly Operand[] {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'arithmetic':
      return inner.operands.flatMap((each) => (isRead(each) ? [each] : readsInside(each)));
    case 'template':
      return inner.parts.filter((part) => typeof part !== 'string');
    case 'literal':
    case 'values':
    case 'field':
    case 'variable':
      return [];
  }
}

function isRead(operand: Operand): boolean {
  const { kind } = unwrap(operand);
  return kind === 'field' || kind === 'variable';
}
