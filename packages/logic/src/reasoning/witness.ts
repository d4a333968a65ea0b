/**
 * Values with which a condition is true, term by term. They are there to see at little cost that something does not follow:
 * where it is false with these values, no proof is looked for. That terms may be tied to each other does not matter, as
 * giving up too early claims nothing.
 */
import { int64, matchIp, parseIp, type Scalar } from '@secl/model';
import type { Formula, Literal } from './formula.ts';
import { includes } from './int-set.ts';
import type { Entry, Known } from './known.ts';
import { pick } from './pick.ts';
import { passes } from './text-class.ts';
import type { ValueTest } from './value-test.ts';

/** The values of each term that is spoken of; `free` where nothing is said of it. */
export type Witness = (term: string) => Values | 'free';

type Values = readonly Scalar[] | 'not found';

/** Of what is known at this moment, and is again whenever somebody asks: mostly it is about a few of the terms. */
export function witnessOf(known: Known): Witness {
  if (known.hasElements) return withElements(known);
  const found = new Map<string, Values | 'free'>();
  return (term) => {
    const before = found.get(term);
    if (before !== undefined) return before;
    const entry = known.entryOf(term);
    const values = entry === undefined ? 'free' : valuesOf(entry);
    found.set(term, values);
    return values;
  };
}

/** An element is one of all; others would have to pass what is asked of each. */
function withElements(known: Known): Witness {
  const witness = new Map<string, Values>();
  for (const entry of known.entries()) {
    const { term } = entry;
    const values = valuesOf(entry);
    witness.set(term.key, values);
    if (term.among === undefined) continue;
    const others = witness.get(term.among) ?? 'not found';
    const all = values === 'not found' || others === 'not found' ? values : [...others, ...values];
    witness.set(term.among, all);
  }
  return (term) => witness.get(term) ?? 'free';
}

function valuesOf({ term, some, each }: Entry): Values {
  return picked(term.values === 'any' ? some.map((test) => [test, ...each]) : [[...some, ...each]]);
}

function picked(wanted: readonly (readonly ValueTest[])[]): Values {
  const values: Scalar[] = [];
  for (const tests of wanted) {
    const [only] = tests;
    const value = tests.length === 1 && only !== undefined ? pickedFor(only) : pick(tests);
    if (value === undefined) return 'not found';
    values.push(value);
  }
  return values;
}

/** Of one test, which is most of what is asked, and asked by many rules. */
function pickedFor(test: ValueTest): Scalar | undefined {
  const before = pickedOnce.get(test);
  if (before !== undefined) return before.value;
  const value = pick([test]);
  pickedOnce.set(test, { value });
  return value;
}

const pickedOnce = new WeakMap<ValueTest, { readonly value: Scalar | undefined }>();

/** Whether the formula can be seen to be true with the values, those of other terms being free. */
export function isSeenIn(witness: Witness, formula: Formula): boolean {
  switch (formula.kind) {
    case 'literal':
      return isLiteralSeenIn(witness, formula.literal);
    case 'all':
      return formula.parts.every((part) => isSeenIn(witness, part));
    case 'any':
      return formula.parts.some((part) => isSeenIn(witness, part));
  }
}

function isLiteralSeenIn(witness: Witness, { term, of, test }: Literal): boolean {
  const values = witness(term.key);
  if (values === 'free') return true;
  if (values === 'not found') return false;
  return of === 'some'
    ? values.some((value) => passesTest(test, value))
    : values.every((value) => passesTest(test, value));
}

function passesTest(test: ValueTest, value: Scalar): boolean {
  switch (test.type) {
    case 'bool':
      return value === test.value;
    case 'int':
      return (
        typeof value !== 'string' &&
        typeof value !== 'boolean' &&
        includes(test.set, int64.and(value, test.mask))
      );
    case 'text':
      return passes(test.set, String(value)) === test.holds;
    case 'ip': {
      const address = parseIp(String(value));
      return (
        test.networks.some((network) => address !== undefined && matchIp(address, network)) === test.holds
      );
    }
  }
}
