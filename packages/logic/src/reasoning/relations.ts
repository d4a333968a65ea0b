/**
 * What is proved of conditions for every event at once. Every answer errs on one side: what is claimed holds for all events;
 * what is not claimed may hold as well.
 */
import { all, type Formula } from './formula.ts';
import { formulaOf, isTooLong, iteratorOf, type Proposition } from './proposition.ts';
import { areContradictory, isContradictory } from './refute.ts';
import { type FileNames, type Naming, ownNaming } from './term.ts';

export interface Moment {
  /**
   * Whether variables have the same values for both. In one rule set they need not: a match of the first rule may set what
   * the second reads. Of two versions of a rule they have.
   */
  readonly variables: 'same' | 'apart';
  /** Of events that are written down it is one name. */
  readonly fileNames?: FileNames;
}

const apart: Moment = { variables: 'apart' };

/** `no`: no event makes it true. */
export function satisfiable(proposition: Proposition, fileNames?: FileNames): 'no' | 'maybe' {
  if (isTooLong(proposition.condition)) return 'maybe';
  const { condition, eventType } = proposition;
  return isContradictory(formulaOf(condition, true, ownNaming(eventType, fileNames))) ? 'no' : 'maybe';
}

/** No event makes it false, as far as it can be decided. */
export function alwaysTrue(proposition: Proposition): boolean {
  // Without any element a rule with an iterator variable is false.
  if (iteratorOf(proposition) !== undefined) return false;
  return !isTooLong(proposition.condition) && isContradictory(whenFalse(proposition));
}

/** Every event that makes `a` true makes `b` true. So it is where `a` is never true. */
export function implies(a: Proposition, b: Proposition, moment: Moment = apart): boolean {
  if (!reachesOf(a, b)) return false;
  // Of `b` there has to be an element, so nothing follows where it is about another one than `a`.
  const iterator = iteratorOf(b);
  if (iterator !== undefined && iterator !== iteratorOf(a)) return satisfiable(a, moment.fileNames) === 'no';
  const { variables, fileNames = 'several' } = moment;
  const other = variables === 'same' ? '' : 'other ';
  return isRefuted(
    [
      () => whenTrue(a, { fileNames }),
      () => whenFalse(b, { variables: other, eventType: a.eventType, side: 'second', fileNames }),
    ],
    [a, b],
  );
}

export function equivalent(a: Proposition, b: Proposition, moment: Moment = apart): boolean {
  return a.eventType === b.eventType && implies(a, b, moment) && implies(b, a, moment);
}

/** `no`: no event makes both true. */
export function overlaps(
  a: Proposition,
  b: Proposition,
  { variables }: Pick<Moment, 'variables'> = apart,
): 'no' | 'maybe' {
  if (a.eventType !== b.eventType && a.eventType !== '' && b.eventType !== '') return 'no';
  const eventType = a.eventType || b.eventType;
  const other = variables === 'same' ? '' : 'other ';
  const refuted = isRefuted(
    [
      () => whenTrue(a, { eventType }),
      // Each is true for an element of its own.
      () => whenTrue(b, { eventType, element: 'other ', variables: other, side: 'second' }),
    ],
    [a, b],
  );
  return refuted ? 'no' : 'maybe';
}

/** Whether `b` is asked about all events that `a` is asked about. */
function reachesOf(a: Proposition, b: Proposition): boolean {
  return b.eventType === '' || a.eventType === b.eventType;
}

function whenTrue({ condition, eventType }: Proposition, naming?: Partial<Naming>): Formula {
  return formulaOf(condition, true, { ...ownNaming(eventType), ...naming });
}

function whenFalse({ condition, eventType }: Proposition, naming?: Partial<Naming>): Formula {
  return formulaOf(condition, false, { ...ownNaming(eventType), ...naming });
}

function isRefuted(formulas: readonly (() => Formula)[], propositions: readonly Proposition[]): boolean {
  if (propositions.some(({ condition }) => isTooLong(condition))) return false;
  return areContradictory([all(formulas.map((formula) => formula()))]);
}
