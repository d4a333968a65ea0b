/**
 * The functions that generated code calls. Answers of leaves are 0, 1 or 2: no, yes, not known.
 */
import { type Context, isUndecided, type Verdict, visitedElements } from '@secl/evaluation';
import { type Element, int64, type Scalar, type SlotValue, UNKNOWN } from '@secl/model';
import { createValueIndex } from './value-index.ts';

export const NO = 0;
export const YES = 1;
export const OPEN = 2;

type Satisfies = (value: Scalar) => boolean;

/** Whether some value of a list satisfies. */
function someOf(value: SlotValue | undefined, satisfies: Satisfies): number {
  if (value === UNKNOWN) return OPEN;
  if (value === undefined) return NO;
  if (typeof value !== 'object') return satisfies(value) ? YES : NO;
  for (const each of value) if (satisfies(each)) return YES;
  return NO;
}

/** Whether a value of some element satisfies. `goesOn`: there are more elements than the recording has. */
function someIn(
  elements: readonly Element[] | undefined,
  goesOn: boolean | undefined,
  slot: number,
  satisfies: Satisfies,
): number {
  let answer = goesOn === true ? OPEN : NO;
  if (elements === undefined) return answer;
  for (let index = 0; index < elements.length && index < visitedElements; index++) {
    const one = someOf(elements[index]?.[slot], satisfies);
    if (one === YES) return YES;
    if (one === OPEN) answer = OPEN;
  }
  return answer;
}

/** Whether a value of one element satisfies. */
function oneIn(
  elements: readonly Element[] | undefined,
  index: number,
  slot: number,
  satisfies: Satisfies,
): number {
  return someOf(elements?.[index]?.[slot], satisfies);
}

function asked(ask: (context: Context) => Verdict, context: Context): number {
  const verdict = ask(context);
  return isUndecided(verdict) ? OPEN : verdict ? YES : NO;
}

/** By the names under which code calls them. */
export const runtime = {
  U: UNKNOWN,
  someOf,
  someIn,
  oneIn,
  asked,
  createValueIndex,
  visitedElements,
  canonical: int64.canonical,
  add: int64.add,
  subtract: int64.subtract,
  negate: int64.negate,
  complement: int64.not,
  and: int64.and,
  or: int64.or,
  xor: int64.xor,
};
