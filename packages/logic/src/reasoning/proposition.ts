import {
  type CheckedRule,
  type Condition,
  isCondition,
  type LogicalOperator,
  type TestSide,
} from '@secl/language';
import { leaves } from '../leaves.ts';
import { asked, boolLiteral, testFormula } from './comparison-formula.ts';
import { all, always, any, type Formula, never } from './formula.ts';
import { type Naming, termOf } from './term.ts';

/** What is reasoned about: when a rule is true. */
export interface Proposition {
  readonly condition: Condition;
  /** The rule's event type; empty for none. */
  readonly eventType: string;
  /** The array of its iterator variable: then it is true when some element makes the condition true. */
  readonly iterator: string | undefined;
}

/** Of a checked rule; undefined where it has problems. */
export function propositionOf(rule: CheckedRule): Proposition | undefined {
  const { condition, eventType, iterator } = rule;
  return condition && { condition, eventType, iterator };
}

/** Longer conditions are left alone: nothing is proved of them. */
const longest = 2000;

export function isTooLong(condition: Condition): boolean {
  let count = 0;
  for (const _ of leaves(condition)) if (++count > longest) return true;
  return false;
}

/** When the condition is true, or (`holds: false`) false. */
export function formulaOf(condition: Condition, holds: boolean, naming: Naming): Formula {
  const inside = (side: TestSide, value: boolean): Formula =>
    isCondition(side) ? formulaOf(side, value, naming) : asked(boolLiteral(termOf(side, naming)), value);
  switch (condition.kind) {
    case 'constant':
      return condition.value === holds ? always : never;
    case 'truth':
      return inside(condition.operand, holds);
    case 'not':
      return formulaOf(condition.operand, !holds, naming);
    case 'macro':
      return formulaOf(condition.inner, holds, naming);
    case 'logical':
      return chainFormula(
        condition.operands.map((operand) => formulaOf(operand, holds, naming)),
        condition.operators,
        holds,
      );
    case 'test':
      return testFormula(condition, holds, naming, inside);
  }
}

/** `a && b || c` is `a && (b || c)`. Runs of one operator become one formula. */
export function chainFormula(
  parts: readonly Formula[],
  operators: readonly LogicalOperator[],
  holds: boolean,
): Formula {
  let run: Formula[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) continue;
    const operator = operators[index];
    const following = operators[index + 1];
    if (following !== undefined && following !== operator) run = [join(following, run.reverse(), holds)];
    run.push(part);
  }
  return join(operators[0] ?? '&&', run.reverse(), holds);
}

function join(operator: LogicalOperator, parts: readonly Formula[], holds: boolean): Formula {
  return (operator === '&&') === holds ? all(parts) : any(parts);
}
