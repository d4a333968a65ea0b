import type { Condition, LogicalOperator } from '@secl/language';
import type { Context } from './context.ts';
import { type Reader, reader } from './operand.ts';
import { compileTest } from './test.ts';
import { isUndecided, merge, negate, type Undecided, type Verdict } from './verdict.ts';

/** A condition ready to run, with its parts, so that traces can look at each. */
export interface Compiled {
  readonly condition: Condition;
  readonly evaluate: (context: Context) => Verdict;
  /** Conditions directly inside, in source order. */
  readonly parts: readonly Compiled[];
  /** What a leaf compares, in source order. */
  readonly sides: readonly Reader[];
}

/** Makes closures of a typed condition: the reference that every other way of evaluating is compared with. */
export function compileCondition(condition: Condition, eventType: string): Compiled {
  switch (condition.kind) {
    case 'constant':
      return leaf(condition, () => condition.value, []);
    case 'truth': {
      const read = reader(condition.operand, eventType);
      return leaf(condition, (context) => truth(read, context), [read]);
    }
    case 'test': {
      const test = compileTest(condition, eventType);
      return { condition, evaluate: test.evaluate, sides: [test.left, test.right], parts: test.parts };
    }
    case 'not': {
      const part = compileCondition(condition.operand, eventType);
      return { condition, parts: [part], sides: [], evaluate: (context) => negate(part.evaluate(context)) };
    }
    case 'macro': {
      const part = compileCondition(condition.inner, eventType);
      return { condition, parts: [part], sides: [], evaluate: part.evaluate };
    }
    case 'logical': {
      const parts = condition.operands.map((operand) => compileCondition(operand, eventType));
      const { operators } = condition;
      return { condition, parts, sides: [], evaluate: (context) => evaluateChain(parts, operators, context) };
    }
  }
}

function leaf(condition: Condition, evaluate: Compiled['evaluate'], sides: readonly Reader[]): Compiled {
  return { condition, evaluate, sides, parts: [] };
}

function truth(read: Reader, context: Context): Verdict {
  const reading = read(context);
  return reading.missing ?? reading.values[0] === true;
}

/**
 * `a && b || c` is `a && (b || c)`: what decides a prefix decides all. Undecided parts wait on a stack until the
 * value of what follows them is known.
 */
function evaluateChain(
  parts: readonly Compiled[],
  operators: readonly LogicalOperator[],
  context: Context,
): Verdict {
  // Every rule comes here on every event, and few have anything to wait for: what need not be made is not.
  let waiting: { operator: LogicalOperator; cause: Undecided }[] | undefined;
  let value: Verdict = false;
  let index = 0;
  for (const part of parts) {
    value = part.evaluate(context);
    const operator = operators[index++];
    if (operator === undefined) break;
    if (isUndecided(value)) {
      waiting ??= [];
      waiting.push({ operator, cause: value });
    } else if (value === (operator === '||')) break;
  }
  if (waiting === undefined) return value;
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) {
    const absorbs: boolean = last.operator === '||';
    if (value !== absorbs) value = merge(last.cause, value);
  }
  return value;
}
