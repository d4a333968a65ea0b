import type { Condition } from '@secl/language';
import { keyOf } from './key.ts';
import { type Leaf, type LeafSetting, leafOf } from './leaf.ts';

/** What matters of a condition when it is turned into code. */
export interface Shape {
  /** Slots of single values that it reads somewhere. */
  readonly slots: readonly number[];
  /** Nothing but those slots decides it. */
  readonly pure: boolean;
  readonly cheap: boolean;
  /** One comparison of a string with one text. */
  readonly trivial: boolean;
  /** Reads the element that the iterator variable stands for. */
  readonly register: boolean;
  /** Its answer may change while the rules of one event run: it reads variables. */
  readonly unsteady: boolean;
  /** Number of leaves, and how deep the code for it would nest. */
  readonly size: number;
  readonly depth: number;
}

export interface Analysis {
  shapeOf(condition: Condition): Shape;
  leafOf(condition: LeafCondition): Leaf;
  keyOf(condition: Condition): string;
  readonly askOf: LeafSetting['askOf'];
}

export type LeafCondition = Extract<Condition, { kind: 'truth' | 'test' }>;

/** Looks at each condition once; equal leaves are one. */
export function createAnalysis(setting: LeafSetting): Analysis {
  const shapes = new Map<Condition, Shape>();
  const keys = new Map<Condition, string>();
  const leaves = new Map<string, Leaf>();

  const key = (condition: Condition): string => {
    const known = keys.get(condition) ?? keyOf(condition);
    keys.set(condition, known);
    return known;
  };
  const leaf = (condition: LeafCondition): Leaf => {
    const id = key(condition);
    const known = leaves.get(id) ?? leafOf(condition, setting);
    leaves.set(id, known);
    return known;
  };
  const shape = (condition: Condition): Shape => {
    const known = shapes.get(condition) ?? compute(condition);
    shapes.set(condition, known);
    return known;
  };
  const compute = (condition: Condition): Shape => {
    switch (condition.kind) {
      case 'constant':
        return nothing;
      case 'not': {
        const inner = shape(condition.operand);
        return { ...inner, trivial: false, depth: inner.depth + 1 };
      }
      case 'macro':
        return shape(condition.inner);
      case 'logical': {
        const { operands, operators } = condition;
        const turns = operators.filter((operator, index) => operator !== operators[index + 1]).length;
        return together(operands.map(shape), turns);
      }
      default:
        return leafShape(leaf(condition));
    }
  };
  return { shapeOf: shape, leafOf: leaf, keyOf: key, askOf: setting.askOf };
}

const nothing: Shape = {
  slots: [],
  pure: true,
  cheap: true,
  trivial: false,
  register: false,
  unsteady: false,
  size: 1,
  depth: 1,
};

function leafShape(leaf: Leaf): Shape {
  switch (leaf.kind) {
    case 'values':
      return { ...nothing, slots: leaf.slots, pure: !leaf.timed, cheap: leaf.cheap, trivial: leaf.trivial };
    case 'some': {
      const register = leaf.place.kind === 'elements' && leaf.place.register;
      return { ...nothing, pure: false, cheap: false, register };
    }
    case 'asked':
      return {
        ...nothing,
        pure: false,
        cheap: false,
        register: leaf.register,
        unsteady: !leaf.steady && !leaf.register,
      };
  }
}

function together(parts: readonly Shape[], turns: number): Shape {
  const slots = new Set<number>();
  for (const part of parts) for (const slot of part.slots) slots.add(slot);
  return {
    slots: [...slots],
    pure: parts.every((part) => part.pure),
    cheap: parts.every((part) => part.cheap),
    trivial: false,
    register: parts.some((part) => part.register),
    unsteady: parts.some((part) => part.unsteady),
    size: parts.reduce((sum, part) => sum + part.size, 0),
    depth: 1 + turns + parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0),
  };
}
