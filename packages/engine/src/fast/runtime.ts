/** The functions that generated code calls. */
import { merge, type Undecided, type Verdict, visitedElements } from '@secl/evaluation';
import { type Element, int64, type Scalar, type SlotValue, UNKNOWN } from '@secl/model';
import { createValueIndex } from './value-index.ts';

type Satisfies = (value: Scalar) => boolean;

/** Whether some value of a list satisfies. `missing`: the verdict where it is not known. */
function someOf(value: SlotValue | undefined, satisfies: Satisfies, missing: Undecided): Verdict {
  if (value === UNKNOWN) return missing;
  if (value === undefined) return false;
  if (typeof value !== 'object') return satisfies(value);
  for (const each of value) if (satisfies(each)) return true;
  return false;
}

/** Whether a value of some element satisfies. `goesOn`: there are more elements than the recording has. */
function someIn(
  elements: readonly Element[] | undefined,
  goesOn: boolean | undefined,
  slot: number,
  satisfies: Satisfies,
  missing: Undecided,
): Verdict {
  const given = elements?.length ?? 0;
  let answer: Verdict = goesOn === true && given < visitedElements ? missing : false;
  if (elements === undefined) return answer;
  for (let index = 0; index < given && index < visitedElements; index++) {
    const one = someOf(elements[index]?.[slot], satisfies, missing);
    if (one === true) return true;
    if (one !== false) answer = missing;
  }
  return answer;
}

/** Whether a value of one element satisfies. */
function oneIn(
  elements: readonly Element[] | undefined,
  index: number,
  slot: number,
  satisfies: Satisfies,
  missing: Undecided,
): Verdict {
  return someOf(elements?.[index]?.[slot], satisfies, missing);
}

/** `a && b`, with what is missing in the order of the rule. */
function meet(a: Verdict, b: Verdict): Verdict {
  if (a === true || b === false) return b;
  return a === false ? a : merge(a, b);
}

/** `a || b`. */
function join(a: Verdict, b: Verdict): Verdict {
  if (a === false || b === true) return b;
  return a === true ? a : merge(a, b);
}

function negate(verdict: Verdict): Verdict {
  return typeof verdict === 'object' ? verdict : !verdict;
}

/** By the names under which code calls them. */
export const runtime = {
  U: UNKNOWN,
  someOf,
  someIn,
  oneIn,
  meet,
  join,
  createValueIndex,
  visitedElements,
  canonical: int64.canonical,
  add: int64.add,
  subtract: int64.subtract,
  negate,
  minus: int64.negate,
  complement: int64.not,
  and: int64.and,
  or: int64.or,
  xor: int64.xor,
};
