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
function mayBeAlone({ term, test }: Literal): boolean {
  return isNatural(term) ? mayPass([test, naturalTest]) : mayPassAlone(test);
}

/** What is compared in a longer row is not looked through again and again. */
const longest = 64;

/**
 * Whether some way to make all formulas true is seen in which nothing is spoken of twice. Then they do not contradict each
 * other; otherwise nothing is known.
 */
export function areSeenOpen(formulas: readonly Formula[]): boolean {
  const only = formulas[0];
  if (formulas.length === 1 && only !== undefined) return isSeenOpen(only);
  return haveWay(formulas, []);
}

/** The same of one formula. */
export function isSeenOpen(formula: Formula): boolean {
  formula.seenOpen ??= formula.kind === 'literal' ? mayBeAlone(formula.literal) : isOnWay(formula, []);
  return formula.seenOpen;
}

/** Adds what is spoken of on the way that was found. */
function haveWay(formulas: readonly Formula[], roots: string[]): boolean {
  for (let index = 0; index < formulas.length; index++) {
    const formula = formulas[index];
    if (formula !== undefined && !isOnWay(formula, roots)) return false;
  }
  return true;
}

function isOnWay(formula: Formula, roots: string[]): boolean {
  if (formula.kind === 'literal') {
    const root = rootOf(formula.literal.term);
    if (roots.length >= longest || roots.includes(root) || !isSeenOpen(formula)) return false;
    roots.push(root);
    return true;
  }
  if (formula.kind === 'all') return haveWay(formula.parts, roots);
  const before = roots.length;
  return formula.parts.some((part) => {
    roots.length = before;
    return isOnWay(part, roots);
  });
}
