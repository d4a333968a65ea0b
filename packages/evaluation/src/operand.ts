/**
 * Reading values. Every operand is a set of values, of which a comparison asks whether some satisfies it: a plain value
 * is a set of one. Where the recording does not know a value, or not all, `missing` says what is wanted.
 */

import {
  byteLength,
  type FieldRead,
  type Operand,
  type Template,
  unwrap,
  type VariableRead,
} from '@secl/language';
import { type Event, int64, isUnknown, type Scalar, type SlotValue, type Value } from '@secl/model';
import type { Context } from './context.ts';
import { merge, type Undecided, undecided } from './verdict.ts';

export interface Reading {
  readonly values: readonly Scalar[];
  readonly missing: Undecided | undefined;
}

export type Reader = (context: Context) => Reading;

/** As agents do: of longer lists no more elements are looked at. */
export const visitedElements = 100;

/** `eventType`: the one the rule belongs to. Fields of another type are zero, which only filters of actions see. */
export function reader(operand: Operand, eventType: string): Reader {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal':
      return constant([inner.value]);
    case 'values':
      return constant(inner.members.map((member) => member.value));
    case 'field':
      return fieldReader(inner, eventType);
    case 'variable':
      return variableReader(inner);
    case 'template':
      return templateReader(inner, eventType);
    case 'arithmetic': {
      const operands = inner.operands.map((each) => reader(each, eventType));
      const { operation } = inner;
      return (context) => {
        const readings = operands.map((read) => read(context));
        const missing = readings.reduce<Undecided | undefined>(
          (found, reading) => (found === undefined ? reading.missing : merge(found, reading.missing ?? true)),
          undefined,
        );
        if (missing !== undefined) return { values: [], missing };
        const ints = readings.map((reading) => reading.values[0] as int64.Int);
        return { values: [calculate(operation, ints)], missing: undefined };
      };
    }
  }
}

function constant(values: readonly Scalar[]): Reader {
  const reading = { values, missing: undefined };
  return () => reading;
}

type Operation = Extract<Operand, { kind: 'arithmetic' }>['operation'];

function calculate(operation: Operation, ints: readonly int64.Int[]): int64.Int {
  switch (operation.name) {
    case 'negate':
      return int64.negate(ints[0] ?? 0);
    case 'complement':
      return int64.not(ints[0] ?? 0);
    case 'sum':
      return ints.slice(1).reduce((sum, next, index) => {
        return operation.operators[index] === '-' ? int64.subtract(sum, next) : int64.add(sum, next);
      }, ints[0] ?? 0);
    case 'bits':
      // To the right: `a & b | c` is `a & (b | c)`.
      return ints.slice(0, -1).reduceRight(
        (right, next, index) => {
          const operator = operation.operators[index];
          return operator === '&'
            ? int64.and(next, right)
            : operator === '|'
              ? int64.or(next, right)
              : int64.xor(next, right);
        },
        ints[ints.length - 1] ?? 0,
      );
  }
}

const zeros = { string: '', int: 0, bool: false, ip: '' } as const;

function fieldReader(read: FieldRead, eventType: string): Reader {
  const { field, register } = read;
  if (field.event !== null && eventType !== '' && field.event !== eventType) {
    return constant(read.array ? [] : [zeros[field.type]]);
  }
  const missing = undecided(field.name);
  if (field.lengthOf !== null) return lengthReader(read, missing);
  if (field.iterator !== null) return elementReader(read, missing, (value) => value);
  if (register !== null) return constant([]);
  return ({ event }) => slotReading(event.slots[field.slot], missing);
}

const nothing: Reading = { values: [], missing: undefined };

function slotReading(value: SlotValue | undefined, missing: Undecided): Reading {
  if (value === undefined) return nothing;
  if (isUnknown(value)) return { values: [], missing };
  return { values: typeof value === 'object' ? value : [value], missing: undefined };
}

function lengthReader(read: FieldRead, missing: Undecided): Reader {
  const { field } = read;
  const measure = (value: SlotValue): SlotValue => {
    if (isUnknown(value)) return value;
    return typeof value === 'object'
      ? value.map((each) => byteLength(String(each)))
      : byteLength(String(value));
  };
  if (field.iterator !== null) return elementReader(read, missing, measure);
  if (read.counts === 'elements') {
    const { iteratorIndex } = read;
    return ({ event }) => {
      if (event.unknown.goesOn[iteratorIndex] === true) return { values: [], missing };
      return { values: [event.elements[iteratorIndex]?.length ?? 0], missing: undefined };
    };
  }
  // The length of one list is the number of its members: one int, also for arithmetic.
  return ({ event }) => {
    const value = event.slots[field.slot] ?? '';
    return slotReading(typeof value === 'object' ? value.length : measure(value), missing);
  };
}

/** A field of all elements of an iterator, or of the one that the iterator variable stands for. */
function elementReader(read: FieldRead, missing: Undecided, shape: (value: SlotValue) => SlotValue): Reader {
  const { field, register, iteratorIndex } = read;
  const one = (event: Event, index: number): Reading =>
    slotReading(shapeSlot(event.elements[iteratorIndex]?.[index]?.[field.slot], shape), missing);
  if (register !== null) {
    return ({ event, register: index }) => {
      const isGiven = index < (event.elements[iteratorIndex]?.length ?? 0);
      if (!isGiven && event.unknown.goesOn[iteratorIndex] === true) return { values: [], missing };
      return one(event, index);
    };
  }
  return ({ event }) => {
    const elements = event.elements[iteratorIndex] ?? [];
    const values: Scalar[] = [];
    const isCut = elements.length < visitedElements && event.unknown.goesOn[iteratorIndex] === true;
    let absent = isCut ? missing : undefined;
    for (let index = 0; index < elements.length && index < visitedElements; index++) {
      const reading = one(event, index);
      values.push(...reading.values);
      absent ??= reading.missing;
    }
    return { values, missing: absent };
  };
}

function shapeSlot(
  value: SlotValue | undefined,
  shape: (value: SlotValue) => SlotValue,
): SlotValue | undefined {
  return value === undefined ? undefined : shape(value);
}

function variableReader(read: VariableRead): Reader {
  return ({ event, variables }) => readingOf(variables.read(read.name, event));
}

function readingOf(value: Value | Undecided): Reading {
  if (typeof value !== 'object') return { values: [value], missing: undefined };
  if ('needs' in value) return { values: [], missing: value };
  return { values: value, missing: undefined };
}

function templateReader(template: Template, eventType: string): Reader {
  const parts = template.parts.map((part) => (typeof part === 'string' ? part : reader(part, eventType)));
  return (context) => {
    let text = '';
    let missing: Undecided | undefined;
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      const reading = part(context);
      if (reading.missing !== undefined)
        missing = missing === undefined ? reading.missing : merge(missing, reading.missing);
      text += reading.values.map(String).join(',');
    }
    return missing === undefined ? { values: [text], missing } : { values: [], missing };
  };
}
