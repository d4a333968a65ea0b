import type { CheckedRule } from '@secl/language';
import type { Catalogue, Iterator } from '@secl/model';
import { type Compiled, compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { visitedElements } from './operand.ts';
import { isUndecided, type Undecided, undecided, type Verdict } from './verdict.ts';

/** A rule's condition, ready to run on events of its type. */
export interface CompiledRule {
  readonly compiled: Compiled;
  /** What its iterator variable runs over. */
  readonly iterator: Iterator | undefined;
  /** Leaves `context.register` at the element that decided. */
  readonly evaluate: (context: Context) => Verdict;
}

/**
 * Compiles a checked rule. With an iterator variable it is true when one element satisfies all conditions that use the
 * variable, so the whole condition is tried for each of at most 100 elements; without elements it is false. Where the
 * recording says that there are more elements, it may be undecided.
 */
export function compileRule(rule: CheckedRule, catalogue: Catalogue): CompiledRule | undefined {
  if (rule.condition === undefined) return undefined;
  const compiled = compileCondition(rule.condition, rule.eventType);
  const iterator = catalogue.iterators.find((each) => each.name === rule.iterator);
  if (iterator === undefined) return { compiled, iterator, evaluate: compiled.evaluate };
  const { index } = iterator;
  const goesOn = undecided(iterator.name);
  const evaluate = (context: Context): Verdict => {
    const { event } = context;
    const given = event.elements[index]?.length ?? 0;
    let waiting: Undecided | undefined;
    for (let element = 0; element < given && element < visitedElements; element++) {
      context.register = element;
      const verdict = compiled.evaluate(context);
      if (verdict === true) return true;
      if (isUndecided(verdict)) waiting = verdict;
    }
    if (event.unknown.goesOn[index] !== true || given >= visitedElements) return waiting ?? false;
    // One more element, of which nothing is known: what is false for it is false for all that may follow.
    context.register = given;
    const beyond = compiled.evaluate(context);
    if (beyond === false) return waiting ?? false;
    return isUndecided(beyond) ? beyond : goesOn;
  };
  return { compiled, iterator, evaluate };
}
