import type { Context, Verdict } from '@secl/evaluation';
import {
  type Condition,
  type FieldRead,
  type IntOperator,
  isCondition,
  type Literal,
  type Operand,
  type Test,
  type Typed,
  unwrap,
} from '@secl/language';
import { type Catalogue, type IpNetwork, matchIp, parseIp, type Scalar } from '@secl/model';
import { type Constants, numberText } from './constants.ts';
import { type Place, placeOf } from './slot-of.ts';
import { textTest } from './text-test.ts';

/** Code for the value of a slot: the same leaf is asked of an event and of a value alone. */
export type ReadSlot = (slot: number) => string;

/** How a condition without parts is answered. */
export type Leaf =
  /** From single values: an expression, and the slots that it reads. */
  | {
      readonly kind: 'values';
      readonly slots: readonly number[];
      readonly code: (read: ReadSlot) => string;
      /** Worth doing for every new value, whether or not a rule comes to it. */
      readonly cheap: boolean;
      /** Compares one string with one text. */
      readonly trivial: boolean;
      /** Reads the event's time too. */
      readonly timed: boolean;
    }
  /** From a list or the elements of an iterator, of which one has to satisfy `test`. */
  | {
      readonly kind: 'some';
      readonly place: Exclude<Place, { kind: 'slot' }>;
      readonly test: (value: Scalar) => boolean;
      readonly negated: boolean;
    }
  /** By its closures. `steady`: the answer stays the same for all of an event, so it is asked once. */
  | {
      readonly kind: 'asked';
      readonly ask: (context: Context) => Verdict;
      readonly steady: boolean;
      readonly register: boolean;
    };

/** What leaves of one event type are made with. */
export interface LeafSetting {
  readonly eventType: string;
  readonly catalogue: Catalogue;
  readonly constants: Constants;
  /** A part of a rule by its closures. */
  readonly askOf: (condition: Condition) => (context: Context) => Verdict;
}

type LeafCondition = Extract<Condition, { kind: 'truth' | 'test' }>;

export function leafOf(condition: LeafCondition, setting: LeafSetting): Leaf {
  return (
    (condition.kind === 'truth' ? truthLeaf(condition.operand, setting) : testLeaf(condition, setting)) ??
    asked(condition, setting)
  );
}

function asked(condition: LeafCondition, setting: LeafSetting): Leaf {
  const reads = { variable: false, register: false };
  look(condition, reads);
  return {
    kind: 'asked',
    ask: setting.askOf(condition),
    steady: !reads.variable && !reads.register,
    register: reads.register,
  };
}

/** Whether variables, or the iterator variable, are read anywhere below. */
function look(typed: Typed, reads: { variable: boolean; register: boolean }): void {
  switch (typed.kind) {
    case 'literal':
    case 'values':
    case 'constant':
      return;
    case 'variable':
      reads.variable = true;
      return;
    case 'field':
      reads.register ||= typed.register !== null;
      return;
    case 'template':
      for (const part of typed.parts) if (typeof part !== 'string') look(part, reads);
      return;
    case 'arithmetic':
    case 'logical':
      for (const operand of typed.operands) look(operand, reads);
      return;
    case 'truth':
    case 'not':
      look(typed.operand, reads);
      return;
    case 'macro':
    case 'macro-operand':
      look(typed.inner, reads);
      return;
    case 'test':
      look(typed.left, reads);
      look(typed.right, reads);
      return;
  }
}

const plainValues = { kind: 'values', cheap: true, trivial: false, timed: false } as const;

function truthLeaf(operand: Operand, setting: LeafSetting): Leaf | undefined {
  const read = scalarCode(operand, setting);
  return read && { ...plainValues, slots: read.slots, code: (slot) => `${read.code(slot)} === true` };
}

function testLeaf(test: Test, setting: LeafSetting): Leaf | undefined {
  switch (test.test) {
    case 'match':
      return matchLeaf(test, setting);
    case 'int':
      return fixedInts(test, setting) ?? compared(test, test.operator, setting) ?? someInt(test, setting);
    case 'bool':
      return isCondition(test.left) || isCondition(test.right)
        ? undefined
        : compared({ ...test, left: test.left, right: test.right }, '==', setting);
    case 'same-string':
      return test.ignoreCase ? undefined : compared(test, '==', setting);
    case 'ip':
      return addressLeaf(test, setting);
    case 'age':
      return ageLeaf(test, setting);
  }
}

const operatorCode: Readonly<Record<IntOperator, string>> = {
  '==': '===',
  '!=': '!==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

interface ScalarCode {
  readonly slots: readonly number[];
  readonly code: (read: ReadSlot) => string;
}

/** A value that is one value, from slots and literals only. */
function scalarCode(operand: Operand, setting: LeafSetting): ScalarCode | undefined {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal': {
      const { value } = inner;
      const text = typeof value === 'string' ? setting.constants.nameOf(value) : numberText(value);
      return { slots: [], code: () => text };
    }
    case 'field': {
      const place = placeOf(inner, setting.eventType, setting.catalogue);
      if (place?.kind !== 'slot') return undefined;
      const { slot } = place;
      return { slots: [slot], code: (read) => read(slot) };
    }
    case 'arithmetic': {
      const operands: ScalarCode[] = [];
      for (const each of inner.operands) {
        const code = scalarCode(each, setting);
        if (code === undefined) return undefined;
        operands.push(code);
      }
      const { operation } = inner;
      return {
        slots: [...new Set(operands.flatMap((each) => each.slots))],
        code: (read) =>
          arithmeticCode(
            operation,
            operands.map((each) => each.code(read)),
          ),
      };
    }
    default:
      return undefined;
  }
}

type Operation = Extract<Operand, { kind: 'arithmetic' }>['operation'];

/** Calls of the exact 64-bit functions, in the order of the plain engine: sums from the left, bits from the right. */
function arithmeticCode(operation: Operation, operands: readonly string[]): string {
  const [first = '0', ...rest] = operands;
  switch (operation.name) {
    case 'negate':
      return `minus(${first})`;
    case 'complement':
      return `complement(${first})`;
    case 'sum':
      return rest.reduce((sum, next, index) => {
        return `${operation.operators[index] === '-' ? 'subtract' : 'add'}(${sum}, ${next})`;
      }, first);
    case 'bits': {
      const names = { '&': 'and', '|': 'or', '^': 'xor' } as const;
      return operands.slice(0, -1).reduceRight(
        (right, next, index) => {
          return `${names[operation.operators[index] ?? '&']}(${next}, ${right})`;
        },
        operands[operands.length - 1] ?? '0',
      );
    }
  }
}

/** Two single values. */
function compared(
  test: { readonly left: Operand; readonly right: Operand; readonly negated: boolean },
  operator: IntOperator,
  setting: LeafSetting,
): Leaf | undefined {
  const left = scalarCode(test.left, setting);
  const right = scalarCode(test.right, setting);
  if (left === undefined || right === undefined) return undefined;
  const not = test.negated ? '!' : '';
  return {
    ...plainValues,
    slots: [...new Set([...left.slots, ...right.slots])],
    code: (read) => `${not}(${left.code(read)} ${operatorCode[operator]} ${right.code(read)})`,
  };
}

function ageLeaf(test: Test & { readonly test: 'age' }, setting: LeafSetting): Leaf | undefined {
  const left = scalarCode(test.left, setting);
  const right = scalarCode(test.right, setting);
  if (left === undefined || right === undefined) return undefined;
  const not = test.negated ? '!' : '';
  return {
    ...plainValues,
    timed: true,
    slots: [...new Set([...left.slots, ...right.slots])],
    code: (read) =>
      `${not}(subtract(now(), ${left.code(read)}) ${operatorCode[test.operator]} ${right.code(read)})`,
  };
}

function matchLeaf(test: Test & { readonly test: 'match' }, setting: LeafSetting): Leaf | undefined {
  const subject = unwrap(test.left);
  if (subject.kind !== 'field') return undefined;
  const place = placeOf(subject, setting.eventType, setting.catalogue);
  if (place === undefined) return undefined;
  const { test: holds, cheap, only } = textTest(test.matchers);
  const { negated } = test;
  if (place.kind !== 'slot') return { kind: 'some', place, test: (value) => holds(String(value)), negated };
  const { slot } = place;
  const name = setting.constants.nameOf(only ?? holds);
  const not = negated ? '!' : '';
  const code = (read: ReadSlot): string =>
    only === undefined ? `${not}${name}(${read(slot)})` : `${read(slot)} ${negated ? '!==' : '==='} ${name}`;
  return { ...plainValues, slots: [slot], code, cheap, trivial: only !== undefined };
}

/** `field in [1, 2]`. */
function fixedInts(test: Test & { readonly test: 'int' }, setting: LeafSetting): Leaf | undefined {
  const list = unwrap(test.right);
  const left = scalarCode(test.left, setting);
  if (list.kind !== 'values' || left === undefined || test.operator !== '==') return undefined;
  const name = setting.constants.nameOf(new Set(list.members.map((member) => member.value)));
  const not = test.negated ? '!' : '';
  return { ...plainValues, slots: left.slots, code: (read) => `${not}${name}.has(${left.code(read)})` };
}

/** A list or an iterator on one side, fixed values on the other. */
function someInt(test: Test & { readonly test: 'int' }, setting: LeafSetting): Leaf | undefined {
  const left = unwrap(test.left);
  const right = unwrap(test.right);
  const fieldIsLeft = left.kind === 'field';
  const field = fieldIsLeft ? left : right.kind === 'field' ? right : undefined;
  const values = literalsOf(fieldIsLeft ? right : left)?.map((each) => each.value);
  if (field === undefined || values === undefined) return undefined;
  const place = placeOf(field, setting.eventType, setting.catalogue);
  if (place === undefined || place.kind === 'slot') return undefined;
  const holds = relations[test.operator];
  const satisfies = (value: Scalar): boolean =>
    values.some((each) => (fieldIsLeft ? holds(value, each) : holds(each, value)));
  return { kind: 'some', place, test: satisfies, negated: test.negated };
}

const relations: Readonly<Record<IntOperator, (a: Scalar, b: Scalar) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function literalsOf(operand: Exclude<Operand, { kind: 'macro-operand' }>): readonly Literal[] | undefined {
  return operand.kind === 'literal' ? [operand] : operand.kind === 'values' ? operand.members : undefined;
}

/** A field against fixed addresses and networks. `allin` is left to the closures: nothing in a list is all in it. */
function addressLeaf(test: Test & { readonly test: 'ip' }, setting: LeafSetting): Leaf | undefined {
  const left = unwrap(test.left);
  const right = unwrap(test.right);
  const field: FieldRead | undefined =
    left.kind === 'field' ? left : right.kind === 'field' ? right : undefined;
  const literals = literalsOf(field === left ? right : left);
  if (test.all || field === undefined || literals === undefined) return undefined;
  const place = placeOf(field, setting.eventType, setting.catalogue);
  const networks = literals.map((each) => each.network).filter((each) => each !== undefined);
  const { negated } = test;
  const inside = insideOf(networks);
  if (place === undefined) return undefined;
  if (place.kind !== 'slot') return { kind: 'some', place, test: inside, negated };
  const { slot } = place;
  const name = setting.constants.nameOf(inside);
  const code = (read: ReadSlot): string => `${negated ? '!' : ''}${name}(${read(slot)})`;
  return { ...plainValues, slots: [slot], code, cheap: false };
}

/** A value that is no address is in no network. */
function insideOf(networks: readonly IpNetwork[]): (value: Scalar) => boolean {
  return (value) => {
    const address = parseIp(String(value));
    return address !== undefined && networks.some((network) => matchIp(address, network));
  };
}
