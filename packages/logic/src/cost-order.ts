import {
  type Condition,
  isCondition,
  type Matcher,
  type Operand,
  type Test,
  type TestSide,
  unwrap,
} from '@secl/language';
import type { Weights } from '@secl/model';
import type { Leaf } from './leaves.ts';

/** One comparison of a rule with what it costs. */
export interface CostedLeaf {
  readonly leaf: Leaf;
  /** The macros that it stands in, outermost first: its place is one in the text of the last of them. */
  readonly macros: readonly string[];
  /** In the agent's own units (spec: secl.md, Evaluation); only the order of two costs means something. */
  readonly cost: number;
}

export interface CostOrder {
  readonly cost: number;
  /** In the order in which agents try them, as far as what came before leaves the rule open. */
  readonly leaves: readonly CostedLeaf[];
}

/**
 * The order in which agents try the conditions of a rule. At every `&&` and `||` the cheaper side comes first, the left one
 * where both cost the same; a side costs what all its conditions cost together.
 */
export function costOrder(condition: Condition, weights: Weights): CostOrder {
  const { cost, steps } = order(condition, weights, []);
  const leaves: CostedLeaf[] = [];
  const pending: Steps[] = [steps];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('leaf' in next) leaves.push(next);
    else pending.push(next.second, next.first);
  }
  return { cost, leaves };
}

/** Kept as a tree until the end, so that long chains are not copied at each operator. */
type Steps = CostedLeaf | { readonly first: Steps; readonly second: Steps };

interface Ordered {
  readonly cost: number;
  readonly steps: Steps;
}

function order(condition: Condition, weights: Weights, macros: readonly string[]): Ordered {
  switch (condition.kind) {
    case 'not':
      return order(condition.operand, weights, macros);
    case 'macro':
      return order(condition.inner, weights, [...macros, condition.id]);
    case 'logical':
      return condition.operands.map((operand) => order(operand, weights, macros)).reduceRight(cheaperFirst);
    case 'constant':
    case 'truth':
    case 'test': {
      const cost = conditionCost(condition, weights);
      return { cost, steps: { leaf: condition, macros, cost } };
    }
  }
}

function cheaperFirst(right: Ordered, left: Ordered): Ordered {
  const [first, second] = left.cost > right.cost ? [right, left] : [left, right];
  return { cost: left.cost + right.cost, steps: { first: first.steps, second: second.steps } };
}

function conditionCost(condition: Condition, weights: Weights): number {
  switch (condition.kind) {
    case 'constant':
      return 0;
    case 'truth':
      return operandCost(condition.operand, weights);
    case 'not':
      return conditionCost(condition.operand, weights);
    case 'macro':
      return conditionCost(condition.inner, weights);
    case 'logical':
      return condition.operands.reduce((sum, operand) => sum + conditionCost(operand, weights), 0);
    case 'test':
      return (
        sideCost(condition.left, weights) +
        sideCost(condition.right, weights) +
        matchingCost(condition, weights)
      );
  }
}

function sideCost(side: TestSide, weights: Weights): number {
  return isCondition(side) ? conditionCost(side, weights) : operandCost(side, weights);
}

function operandCost(operand: Operand, weights: Weights): number {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'field':
      return inner.field.cost;
    case 'arithmetic':
      return inner.operands.reduce((sum, each) => sum + operandCost(each, weights), 0);
    case 'template':
      return inner.parts.reduce(
        (sum, part) => (typeof part === 'string' ? sum : sum + operandCost(part, weights)),
        0,
      );
    case 'values':
      return inner.members.some((member) => member.form === 'pattern' || member.form === 'regexp')
        ? weights.inPatternArray
        : weights.inArray * inner.members.length;
    case 'literal':
    case 'variable':
      return 0;
  }
}

/** A list has its price as an operand; a single pattern or regexp has it here, where `=~` has made it one. */
function matchingCost(test: Test, weights: Weights): number {
  if (test.test !== 'match' || unwrap(test.right).kind === 'values') return 0;
  return test.matchers.reduce((sum, matcher) => sum + matcherCost(matcher, weights), 0);
}

function matcherCost(matcher: Matcher, weights: Weights): number {
  switch (matcher.kind) {
    case 'scalar':
      return 0;
    case 'pattern':
    case 'glob':
      return weights.pattern;
    case 'regexp':
      return weights.regexp;
  }
}
