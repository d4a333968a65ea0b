import type { Condition, Logical, Test } from '@secl/language';
import { isCondition, type TestSide, unwrap } from '@secl/language';
import type { Field } from '@secl/model';
import { type Accepted, type AcceptedValue, intersection, union } from './accepted.ts';
import { acceptedInts } from './accepted-ints.ts';

/** What the reasoning is about: one field, and which values are worth most to know it by. */
interface Question {
  readonly field: Field;
  readonly wanted: (value: AcceptedValue) => boolean;
}

/**
 * The values of a field with which a condition can be `verdict`, whatever all other fields and variables hold. Sound: with
 * a value outside the answer the condition is never `verdict`. Not complete: the answer may accept values with which it
 * never is either.
 */
export function mayBe(condition: Condition, verdict: boolean, question: Question): Accepted {
  switch (condition.kind) {
    case 'constant':
      return condition.value === verdict ? 'any' : [];
    case 'truth':
      return 'any';
    case 'not':
      return mayBe(condition.operand, !verdict, question);
    case 'macro':
      return mayBe(condition.inner, verdict, question);
    case 'logical':
      return chainMayBe(condition, verdict, question);
    case 'test':
      return testMayBe(condition, verdict !== condition.negated, question);
  }
}

/** From the end, one run of equal operators at a time: `a && b || c || d` is `a && (b || c || d)`. */
function chainMayBe(chain: Logical, verdict: boolean, question: Question): Accepted {
  const { operands, operators } = chain;
  // The last part first; put right for the sake of the order in which values are named.
  let run = operands.slice(-1).map((last) => mayBe(last, verdict, question));
  for (let index = operators.length - 1; index >= 0; index--) {
    const operand = operands[index];
    if (operand === undefined) continue;
    const following = operators[index + 1];
    if (following !== undefined && following !== operators[index]) {
      run = [combine(run.reverse(), following, verdict, question)];
    }
    run.push(mayBe(operand, verdict, question));
  }
  return combine(run.reverse(), operators[0] ?? '&&', verdict, question);
}

function combine(
  sets: readonly Accepted[],
  operator: '&&' | '||',
  verdict: boolean,
  question: Question,
): Accepted {
  const allMust = (operator === '&&') === verdict;
  return allMust ? both(sets, question) : union(sets);
}

function both(sets: readonly Accepted[], question: Question): Accepted {
  return sets.reduce((all, each) => intersection(all, each, question.wanted), 'any');
}

/** `holds`: whether the comparison is to hold, before `negated` turns it round. */
function testMayBe(test: Test, holds: boolean, question: Question): Accepted {
  const { field } = question;
  switch (test.test) {
    case 'match': {
      const subject = unwrap(test.left);
      const reads = subject.kind === 'field' && subject.field.name === field.name && !subject.array;
      return reads && holds ? test.matchers.map((matcher) => ({ kind: 'text', matcher })) : 'any';
    }
    case 'int':
      return acceptedInts(field, test.left, test.operator, test.right, holds);
    case 'bool':
      return boolsMayBe(test.left, test.right, holds, question);
    case 'age':
    case 'same-string':
    case 'ip':
      return 'any';
  }
}

/** `(a == 1) == true`: both sides true, or both false. */
function boolsMayBe(left: TestSide, right: TestSide, equal: boolean, question: Question): Accepted {
  if (!isCondition(left) || !isCondition(right)) return 'any';
  const combinations = [true, false].map((value) => {
    const sides = [mayBe(left, value, question), mayBe(right, equal ? value : !value, question)];
    return both(sides, question);
  });
  return union(combinations);
}
