import {
  type CheckedRule,
  type Condition,
  isCondition,
  type LogicalOperator,
  type TestSide,
} from '@secl/language';
import { leaves, readsIn } from '../leaves.ts';
import { asked, boolLiteral, testFormula } from './comparison-formula.ts';
import { all, always, any, type Formula, never } from './formula.ts';
import { type Formulas, noFormulas, sharedFormulas } from './shared-formulas.ts';
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

/** The first without the second: both at once, where they are about the same element or about none; else the first alone. */
export function without(wanted: Proposition, unwanted: Proposition): Proposition {
  if (wanted.iterator !== unwanted.iterator) return wanted;
  const { node } = wanted.condition;
  const not = { kind: 'not', operand: unwanted.condition, node } as const;
  return {
    ...wanted,
    condition: { kind: 'logical', operands: [wanted.condition, not], operators: ['&&'], node },
  };
}

/** The same for a macro's condition too, of which nobody says over what it iterates. */
export function iteratorOf({ condition, iterator }: Proposition): string | undefined {
  if (iterator !== undefined) return iterator;
  for (const read of readsIn(condition)) {
    if (read.kind === 'field' && read.register !== null && read.field.iterator !== null)
      return read.field.iterator;
  }
  return undefined;
}

/** Whether it has another value where variables have others. */
export function readsVariable(condition: Condition): boolean {
  return readsIn(condition).some(({ kind }) => kind === 'variable');
}

/** Longer conditions are left alone: nothing is proved of them. */
const longest = 2000;

export function isTooLong(condition: Condition): boolean {
  return leaves(condition).length > longest;
}

const made = new WeakMap<Condition, Formulas>();

/**
 * When the condition is true, or (`holds: false`) false. A rule is asked about many times, and macros stand in many rules:
 * what was made is kept, but for what is read anew each time.
 */
export function formulaOf(condition: Condition, holds: boolean, naming: Naming): Formula {
  const isPlain = naming.side === 'first' && naming.element === '' && naming.variables === '';
  const isWorthIt = condition.kind === 'test' || condition.kind === 'truth' || condition.kind === 'logical';
  if (!isPlain || !isWorthIt) return newFormula(condition, holds, naming);
  const { eventType, fileNames } = naming;
  const kept = keptFor(condition, fileNames === 'one' ? `${eventType} one name` : eventType);
  const known = holds ? kept.whenTrue : kept.whenFalse;
  if (known !== undefined) return known;
  const { fresh } = naming;
  const formula = newFormula(condition, holds, naming);
  if (naming.fresh !== fresh) return formula;
  if (holds) kept.whenTrue = formula;
  else kept.whenFalse = formula;
  return formula;
}

/** What is made of the condition for rules of an event type; the same for all that say the same. */
function keptFor(condition: Condition, eventType: string): Formulas {
  if (lastAsked === condition && lastKept?.eventType === eventType) return lastKept;
  let kept = made.get(condition);
  if (kept?.eventType !== eventType) {
    kept = sharedFormulas(condition, eventType) ?? noFormulas(eventType);
    made.set(condition, kept);
  }
  lastAsked = condition;
  lastKept = kept;
  return kept;
}

/** It is asked when a condition is true, and then when it is not. */
let lastAsked: Condition | undefined;
let lastKept: Formulas | undefined;

function newFormula(condition: Condition, holds: boolean, naming: Naming): Formula {
  switch (condition.kind) {
    case 'constant':
      return condition.value === holds ? always : never;
    case 'truth':
      return sideFormula(condition.operand, holds, naming);
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
      return testFormula(condition, holds, naming, (side, value) => sideFormula(side, value, naming));
  }
}

function sideFormula(side: TestSide, holds: boolean, naming: Naming): Formula {
  return isCondition(side) ? formulaOf(side, holds, naming) : asked(boolLiteral(termOf(side, naming)), holds);
}

/** `a && b || c` is `a && (b || c)`. Runs of one operator become one formula. */
export function chainFormula(
  parts: readonly Formula[],
  operators: readonly LogicalOperator[],
  holds: boolean,
): Formula {
  const only = operators[0];
  if (only !== undefined && operators.every((operator) => operator === only)) return join(only, parts, holds);
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
