import type { CheckedRule } from '@secl/language';
import type { Catalogue } from '@secl/model';
import { type Compiled, compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { visitedElements } from './operand.ts';
import { isUndecided, type Undecided, undecided, type Verdict } from './verdict.ts';

/** A rule's condition, ready to run on events of its type. */
export interface CompiledRule {
  readonly compiled: Compiled;
  readonly evaluate: (context: Context) => Verdict;
}

/**
 * Compiles a checked rule. With an iterator variable it is true when one element satisfies all conditions that use the
 * variable, so the whole condition is tried for each of at most 100 elements; without elements it is false.
 */
export function compileRule(rule: CheckedRule, catalogue: Catalogue): CompiledRule | undefined {
  if (rule.condition === undefined) return undefined;
  const compiled = compileCondition(rule.condition, rule.eventType);
  if (rule.iterator === undefined) return { compiled, evaluate: compiled.evaluate };
  const { iterator } = rule;
  const index = catalogue.iterators.find((each) => each.name === iterator)?.index ?? -1;
  const goesOn = undecided(iterator);
  const evaluate = (context: Context): Verdict => {
    const count = Math.min(context.event.elements[index]?.length ?? 0, visitedElements);
    let waiting: Undecided | undefined = context.event.unknown.goesOn[index] === true ? goesOn : undefined;
    for (let element = 0; element < count; element++) {
      context.register = element;
      const verdict = compiled.evaluate(context);
      if (verdict === true) return true;
      if (isUndecided(verdict)) waiting = verdict;
    }
    return waiting ?? false;
  };
  return { compiled, evaluate };
}
