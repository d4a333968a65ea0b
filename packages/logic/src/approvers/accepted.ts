/**
 * For which values of one field a condition can hold: any, or only those that one of a list accepts. The list may accept
 * more values than the condition does, never fewer; so what is outside it makes the condition false for sure.
 */
import { type Matcher, predicate } from '@secl/language';
import { int64, type Scalar } from '@secl/model';

export type Accepted = 'any' | readonly AcceptedValue[];

export type AcceptedValue =
  /** Strings that this matches. */
  | { readonly kind: 'text'; readonly matcher: Matcher }
  /** Integers from `low` to `high`, both included. `written`: as the rule names it, where it does. */
  | {
      readonly kind: 'range';
      readonly low: int64.Int;
      readonly high: int64.Int;
      readonly written: string | undefined;
    }
  /** Integers that have any of these bits. */
  | { readonly kind: 'mask'; readonly mask: int64.Int; readonly written: string };

export const lowest: int64.Int = -(2n ** 63n);
export const highest: int64.Int = 2n ** 63n - 1n;

/** Whether one of the list accepts the value of the field. */
export function accepts(accepted: Accepted, value: Scalar): boolean {
  return accepted === 'any' || accepted.some((each) => acceptsValue(each, value));
}

function acceptsValue(accepted: AcceptedValue, value: Scalar): boolean {
  switch (accepted.kind) {
    case 'text':
      return predicate(accepted.matcher)(String(value));
    case 'range':
      return isInt(value) && value >= accepted.low && value <= accepted.high;
    case 'mask':
      return isInt(value) && int64.and(value, accepted.mask) !== 0;
  }
}

function isInt(value: Scalar): value is int64.Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

export function union(sets: readonly Accepted[]): Accepted {
  const values: AcceptedValue[] = [];
  for (const set of sets) {
    if (set === 'any') return 'any';
    for (const value of set) values.push(value);
  }
  return values;
}

/** Beyond so many pairs one of the two lists stands for both: that accepts more, which is allowed. */
const pairLimit = 10_000;

/**
 * What both accept. Where that is no list of such values, one of the two stands for it: the one with fewer values that
 * are not `wanted`, then the shorter one.
 */
export function intersection(a: Accepted, b: Accepted, wanted: (value: AcceptedValue) => boolean): Accepted {
  if (a === 'any') return b;
  if (b === 'any') return a;
  if (a.length * b.length <= pairLimit && isRanges(a) && isRanges(b)) {
    return a.flatMap((x) => b.map((y) => overlap(x, y))).filter((range) => range !== undefined);
  }
  const [first, second] = isBetter(b, a, wanted) ? [b, a] : [a, b];
  if (first.length * second.length > pairLimit) return first;
  return first.filter((value) => {
    const exact = exactValue(value);
    return exact === undefined || accepts(second, exact);
  });
}

type Range = Extract<AcceptedValue, { kind: 'range' }>;

function isRanges(values: readonly AcceptedValue[]): values is readonly Range[] {
  return values.every((value) => value.kind === 'range');
}

function overlap(a: Range, b: Range): Range | undefined {
  if (contains(a, b)) return b;
  if (contains(b, a)) return a;
  const low = int64.compare(a.low, b.low) > 0 ? a.low : b.low;
  const high = int64.compare(a.high, b.high) < 0 ? a.high : b.high;
  return low > high ? undefined : { kind: 'range', low, high, written: undefined };
}

function contains(outer: Range, inner: Range): boolean {
  return outer.low <= inner.low && inner.high <= outer.high;
}

function isBetter(
  a: readonly AcceptedValue[],
  b: readonly AcceptedValue[],
  wanted: (value: AcceptedValue) => boolean,
): boolean {
  const unwanted = (values: readonly AcceptedValue[]): number =>
    values.filter((value) => !wanted(value)).length;
  return (unwanted(a) - unwanted(b) || a.length - b.length) < 0;
}

/** The one value that it accepts; undefined where there are several. */
function exactValue(accepted: AcceptedValue): Scalar | undefined {
  switch (accepted.kind) {
    case 'text': {
      const { matcher } = accepted;
      return matcher.kind === 'scalar' && !matcher.ignoreCase && !matcher.windowsPath
        ? matcher.value
        : undefined;
    }
    case 'range':
      return accepted.low === accepted.high ? accepted.low : undefined;
    case 'mask':
      return undefined;
  }
}
