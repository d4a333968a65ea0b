import {
  isCondition,
  type Matcher,
  type Operand,
  predicate,
  type Test,
  type TestSide,
  unwrap,
} from '@secl/language';
import type { IpNetwork } from '@secl/model';
import { all, always, any, type Formula, type Literal, literally, never } from './formula.ts';
import { ageLiteral, intLiteral } from './int-formula.ts';
import { freshKey, keyOf, type Naming, ofClass, plain, type Term, termOf } from './term.ts';
import { textSets } from './text-class.ts';
import { opposite, type ValueTest } from './value-test.ts';

/** Conditions inside of a comparison are taken apart by the caller. */
export type Inside = (side: TestSide, holds: boolean) => Formula;

/** A comparison, or (`holds: false`) that it fails. */
export function testFormula(test: Test, holds: boolean, naming: Naming, inside: Inside): Formula {
  const positive = holds !== test.negated;
  switch (test.test) {
    case 'bool':
      return boolFormula(test.left, test.right, positive, naming, inside);
    case 'int': {
      const literal = intLiteral(test.left, test.operator, test.right, naming) ?? sameInts(test, naming);
      if (typeof literal === 'boolean') return literal === positive ? always : never;
      return asked(literal ?? truth(comparisonKey(test, naming)), positive);
    }
    case 'age': {
      const literal = ageLiteral(test.left, test.operator, test.right, naming);
      return asked(literal ?? truth(comparisonKey(test, naming)), positive);
    }
    case 'match':
      return matchFormula(test.left, test.matchers, positive, naming);
    case 'same-string':
      return sameStringFormula(test, positive, naming);
    case 'ip':
      return ipFormula(test, positive, naming);
  }
}

/** The literal, or its negation: that no value passes. */
export function asked(literal: Literal, positive: boolean): Formula {
  return literally(positive ? literal : { term: literal.term, of: 'each', test: opposite(literal.test) });
}

/** Of a test that is the opposite already where it is not to hold. */
function asLiteral(term: Term, positive: boolean, test: ValueTest): Formula {
  return literally({ term, of: positive ? 'some' : 'each', test });
}

/** Something of which only is known that it is true or false. */
function truth(key: string): Literal {
  return boolLiteral(plain(key));
}

export function boolLiteral(term: Term): Literal {
  return { term, of: 'some', test: { type: 'bool', value: true } };
}

type Of<Kind extends Test['test']> = Extract<Test, { test: Kind }>;

function comparisonKey(test: Of<'int' | 'age' | 'same-string' | 'ip'>, naming: Naming): string {
  const sides = [keyOf(test.left, naming), keyOf(test.right, naming)];
  const operator = 'operator' in test ? test.operator : '==';
  if (operator === '==' && test.test !== 'age' && !(test.test === 'ip' && test.all)) sides.sort();
  const variant = test.test === 'ip' ? test.all : test.test === 'same-string' && test.ignoreCase;
  return `${test.test} ${operator} ${variant} ${sides.join(' ')}`;
}

/** `f == f`, of something with one value. */
function sameInts(test: Of<'int'>, naming: Naming): boolean | undefined {
  return isSameValue(test.left, test.right, naming) ? ['==', '<=', '>='].includes(test.operator) : undefined;
}

function isSameValue(left: Operand, right: Operand, naming: Naming): boolean {
  const a = termOf(left, naming);
  return a.values === 'one' && a.key === termOf(right, naming).key;
}

function matchFormula(
  left: Operand,
  matchers: readonly Matcher[],
  positive: boolean,
  naming: Naming,
): Formula {
  const fixed = unwrap(left);
  if (fixed.kind === 'literal') {
    const passes = matchers.some((matcher) => predicate(matcher)(String(fixed.value)));
    return passes === positive ? always : never;
  }
  const term = termOf(left, naming);
  const classes = textSets(matchers).map((set): Formula => {
    const test: ValueTest = { type: 'text', textClass: set.textClass, set, holds: positive };
    return asLiteral(ofClass(term, set.textClass), positive, test);
  });
  return positive ? any(classes) : all(classes);
}

/** Variables are compared with texts as they stand, whatever these look like. */
function sameStringFormula(test: Of<'same-string'>, positive: boolean, naming: Naming): Formula {
  const left = unwrap(test.left);
  const right = unwrap(test.right);
  const literal = left.kind === 'literal' ? left : right.kind === 'literal' ? right : undefined;
  if (literal === undefined) {
    if (isSameValue(left, right, naming)) return positive ? always : never;
    return asked(truth(comparisonKey(test, naming)), positive);
  }
  const other = literal === left ? right : left;
  const { ignoreCase } = test;
  const scalar = { kind: 'scalar', value: String(literal.value), ignoreCase, windowsPath: false } as const;
  return matchFormula(other, [scalar], positive, naming);
}

function ipFormula(test: Of<'ip'>, positive: boolean, naming: Naming): Formula {
  const left = fixedNetworks(test.left);
  const right = fixedNetworks(test.right);
  const networks = left ?? right;
  // `allin` asks for all addresses in all networks, and holds for none: nothing is made of it.
  if (test.all || networks === undefined || (left !== undefined && right !== undefined)) {
    return asked(truth(comparisonKey(test, naming)), positive);
  }
  const term = termOf(left === undefined ? test.left : test.right, naming);
  return asked({ term, of: 'some', test: { type: 'ip', networks, holds: true } }, positive);
}

function fixedNetworks(operand: Operand): readonly IpNetwork[] | undefined {
  const inner = unwrap(operand);
  if (inner.kind !== 'literal' && inner.kind !== 'values') return undefined;
  const members = inner.kind === 'literal' ? [inner] : inner.members;
  return members.map(({ network }) => network).filter((network) => network !== undefined);
}

/** `a == b` of bools is `a && b || !a && !b`; with fixed ones it is the other side, or its negation. */
function boolFormula(
  left: TestSide,
  right: TestSide,
  positive: boolean,
  naming: Naming,
  inside: Inside,
): Formula {
  const a = fixedBools(left);
  const b = fixedBools(right);
  if (a !== undefined && b !== undefined) {
    const meet = a.some((each) => b.includes(each));
    return meet === positive ? always : never;
  }
  const fixed = a ?? b;
  const other = a === undefined ? left : right;
  if (fixed !== undefined) {
    if (isArray(other)) return someBool(termOf(other, naming), fixed, positive);
    const holds = any([...new Set(fixed)].map((value) => inside(other, value)));
    return positive ? holds : all([...new Set(fixed)].map((value) => inside(other, !value)));
  }
  if (isArray(left) || isArray(right)) {
    return asked(truth(freshKey(naming)), positive);
  }
  return any([
    all([inside(left, true), inside(right, positive)]),
    all([inside(left, false), inside(right, !positive)]),
  ]);
}

function someBool(term: Term, values: readonly boolean[], positive: boolean): Formula {
  const each = [...new Set(values)].map((value) =>
    asked({ term, of: 'some', test: { type: 'bool', value } }, positive),
  );
  return positive ? any(each) : all(each);
}

function isArray(side: TestSide): side is Operand {
  if (isCondition(side)) return false;
  const inner = unwrap(side);
  return 'array' in inner && inner.array;
}

function fixedBools(side: TestSide): readonly boolean[] | undefined {
  if (isCondition(side)) return side.kind === 'constant' ? [side.value] : undefined;
  const inner = unwrap(side);
  if (inner.kind === 'literal') return [inner.value === true];
  return inner.kind === 'values' ? inner.members.map((member) => member.value === true) : undefined;
}
