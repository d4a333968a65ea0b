/**
 * What can be seen at a glance before a contradiction is looked for: comparisons of different things, none of which is
 * impossible by itself, cannot contradict each other. Most conditions are like that, and are done with.
 */
import { type Formula, type Literal, rootOf } from './formula.ts';
import { naturals } from './int-set.ts';
import { everyBit } from './int-tests.ts';
import { isNatural } from './term.ts';
import { mayPass, mayPassAlone, type ValueTest } from './value-test.ts';

export const naturalTest: ValueTest = { type: 'int', mask: everyBit, set: naturals };

/** Whether it may be true when nothing else is known: `false` is proved. */
export function mayBeAlone({ term, test }: Literal): boolean {
  return isNatural(term) ? mayPass([test, naturalTest]) : mayPassAlone(test);
}

/** What is compared in a longer row is not looked through again and again. */
const longest = 64;

/**
 * Whether some way to make all formulas true is seen in which nothing is spoken of twice. Then they do not contradict each
 * other; otherwise nothing is known.
 */
export function areSeenOpen(formulas: readonly Formula[]): boolean {
  const only = formulas.length === 1 ? formulas[0] : undefined;
  if (only?.kind === 'literal') return mayBeAlone(only.literal);
  const roots: string[] = [];
  return formulas.every((formula) => isSeenOpen(formula, roots));
}

/** Adds what is spoken of on the way that was found. */
function isSeenOpen(formula: Formula, roots: string[]): boolean {
  switch (formula.kind) {
    case 'literal': {
      const root = rootOf(formula.literal.term);
      if (roots.length >= longest || roots.includes(root) || !mayBeAlone(formula.literal)) return false;
      roots.push(root);
      return true;
    }
    case 'all':
      return formula.parts.every((part) => isSeenOpen(part, roots));
    case 'any': {
      const before = roots.length;
      return formula.parts.some((part) => {
        roots.length = before;
        return isSeenOpen(part, roots);
      });
    }
  }
}
