import {
  type IntOperator,
  isCondition,
  type Operand,
  predicate,
  type Test,
  type TestSide,
  unwrap,
} from '@secl/language';
import { type IpNetwork, int64, matchIp, parseIp, type Scalar } from '@secl/model';
import { type Compiled, compileCondition } from './condition.ts';
import type { Context } from './context.ts';
import { type Reader, type Reading, reader } from './operand.ts';
import { isUndecided, merge, negate, type Undecided, undecided, type Verdict } from './verdict.ts';

export interface CompiledTest {
  readonly evaluate: (context: Context) => Verdict;
  /** The two sides, for traces. */
  readonly left: Reader;
  readonly right: Reader;
  /** Those sides that are conditions themselves. */
  readonly parts: readonly Compiled[];
}

const eventTime = undecided('event time');

export function compileTest(test: Test, eventType: string): CompiledTest {
  const parts: Compiled[] = [];
  const left = side(test.left, eventType, parts);
  const right = side(test.right, eventType, parts);
  const holds = relation(test, left, right, eventType);
  return { left, right, parts, evaluate: test.negated ? (context) => negate(holds(context)) : holds };
}

/** Conditions are values too: `(a == 1) == true`. */
function side(of: TestSide, eventType: string, parts: Compiled[]): Reader {
  if (!isCondition(of)) return reader(of, eventType);
  const condition = compileCondition(of, eventType);
  parts.push(condition);
  return (context) => {
    const verdict = condition.evaluate(context);
    return isUndecided(verdict)
      ? { values: [], missing: verdict }
      : { values: [verdict], missing: undefined };
  };
}

function relation(test: Test, left: Reader, right: Reader, eventType: string): (context: Context) => Verdict {
  switch (test.test) {
    case 'bool':
      return somePair(left, right, (a, b) => a === b);
    case 'int':
      return somePair(left, right, intRelation(test.operator));
    case 'age': {
      const compare = intRelation(test.operator);
      return (context) => {
        const { now } = context;
        if (now === undefined) return eventTime;
        return somePair(left, right, (a, b) =>
          compare(int64.subtract(int64.canonical(now), a as int64.Int), b),
        )(context);
      };
    }
    case 'match': {
      const predicates = test.matchers.map(predicate);
      return (context) =>
        some(left(context), (value) => predicates.some((matches) => matches(String(value))));
    }
    case 'same-string': {
      const { ignoreCase } = test;
      return somePair(left, right, (a, b) =>
        ignoreCase ? String(a).toLowerCase() === String(b).toLowerCase() : a === b,
      );
    }
    case 'ip':
      return ipRelation(test.left, test.right, test.all, eventType);
  }
}

export function intRelation(operator: IntOperator): (a: Scalar, b: Scalar) => boolean {
  switch (operator) {
    case '==':
      return (a, b) => a === b;
    case '!=':
      return (a, b) => a !== b;
    case '<':
      return (a, b) => a < b;
    case '<=':
      return (a, b) => a <= b;
    case '>':
      return (a, b) => a > b;
    case '>=':
      return (a, b) => a >= b;
  }
}

/** Whether some value satisfies the test; undecided where none does and some are missing. */
function some(reading: Reading, satisfies: (value: Scalar) => boolean): Verdict {
  return reading.values.some(satisfies) || (reading.missing ?? false);
}

function somePair(
  left: Reader,
  right: Reader,
  satisfies: (a: Scalar, b: Scalar) => boolean,
): (context: Context) => Verdict {
  return (context) => {
    const a = left(context);
    const b = right(context);
    if (a.values.some((x) => b.values.some((y) => satisfies(x, y)))) return true;
    return missingOf(a, b) ?? false;
  };
}

function missingOf(a: Reading, b: Reading): Undecided | undefined {
  if (a.missing === undefined || b.missing === undefined) return a.missing ?? b.missing;
  return merge(a.missing, b.missing);
}

function ipRelation(
  leftSide: Operand,
  rightSide: Operand,
  all: boolean,
  eventType: string,
): (context: Context) => Verdict {
  const left = networks(leftSide, eventType);
  const right = networks(rightSide, eventType);
  return (context) => {
    const a = left(context);
    const b = right(context);
    const inside = (x: IpNetwork): boolean => b.networks.some((y) => matchIp(x, y));
    if (!all) return a.networks.some(inside) || (missingOf(a, b) ?? false);
    // As agents do it: each address has to lie in each network, and what is no address lies in none.
    const among = a.networks.length === a.values.length || b.networks.length === 0;
    const everywhere = (x: IpNetwork): boolean => b.networks.every((y) => matchIp(x, y));
    return among && a.networks.every(everywhere) && (missingOf(a, b) ?? true);
  };
}

interface NetworkReading {
  readonly networks: readonly IpNetwork[];
  readonly missing: Undecided | undefined;
  readonly values: readonly Scalar[];
}

/** Values that are no address, such as the empty one of an event without, match nothing. */
function networks(operand: Operand, eventType: string): (context: Context) => NetworkReading {
  const read = reader(operand, eventType);
  const inner = unwrap(operand);
  const parse = (reading: Reading): NetworkReading => ({
    ...reading,
    networks: reading.values
      .map((value) => parseIp(String(value)))
      .filter((network) => network !== undefined),
  });
  if (inner.kind === 'literal' || inner.kind === 'values') {
    const literals = inner.kind === 'literal' ? [inner] : inner.members;
    const known = literals.map((literal) => literal.network).filter((network) => network !== undefined);
    const fixed: NetworkReading = {
      networks: known,
      missing: undefined,
      values: literals.map((literal) => literal.value),
    };
    return () => fixed;
  }
  return (context) => parse(read(context));
}
