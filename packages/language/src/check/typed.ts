/**
 * What the checker makes of a tree: expressions whose types agree, with every rule of comparison resolved (what
 * ignores case, what is a glob, what means "some element"), so that evaluating them takes no further knowledge.
 */
import type { Field, FieldType, IpNetwork } from '@secl/model';
import type { Matcher } from '../match/matcher.ts';
import type { LogicalOperator, Node } from '../parse/tree.ts';

export type Scope = 'global' | 'process' | 'container' | 'cgroup';

export interface VariableType {
  readonly type: FieldType;
  readonly array: boolean;
}

interface FromNode {
  /** Where it stands in the text of its rule, or of the macro that holds it. */
  readonly node: Node;
}

/** Something with a value that is not a condition. */
export type Operand = Literal | FieldRead | VariableRead | Template | Arithmetic | Values | MacroOperand;

export interface Literal extends FromNode {
  readonly kind: 'literal';
  readonly type: FieldType;
  readonly value: boolean | number | bigint | string;
  /** How a string is written; a constant or a number is plain. */
  readonly form: 'plain' | 'pattern' | 'regexp' | 'duration';
  readonly network?: IpNetwork;
}

export interface FieldRead extends FromNode {
  readonly kind: 'field';
  readonly type: FieldType;
  /** True for array fields and for all fields of an iterator, also when they are read through an iterator variable. */
  readonly array: boolean;
  readonly field: Field;
  /** The iterator variable that picks one element; null: all elements. */
  readonly register: string | null;
  /** Index of its iterator into `Event.elements`, -1 where the field has none. */
  readonly iteratorIndex: number;
  /** For lengths: whether elements of an iterator are counted, or bytes of a string. */
  readonly counts: 'elements' | 'bytes' | null;
}

export interface VariableRead extends FromNode {
  readonly kind: 'variable';
  readonly type: FieldType;
  readonly array: boolean;
  /** As written between the braces: `process.seen`. */
  readonly name: string;
}

/** A string with variables in it (and fields, on later agents). */
export interface Template extends FromNode {
  readonly kind: 'template';
  readonly type: 'string';
  readonly array: false;
  readonly parts: readonly (string | VariableRead | FieldRead)[];
}

export interface Arithmetic extends FromNode {
  readonly kind: 'arithmetic';
  readonly type: 'int';
  readonly array: false;
  readonly operation:
    | { readonly name: 'sum'; readonly operators: readonly ('+' | '-')[] }
    | { readonly name: 'bits'; readonly operators: readonly ('&' | '|' | '^')[] }
    | { readonly name: 'negate' }
    | { readonly name: 'complement' };
  readonly operands: readonly Operand[];
}

/** The members of a list. Lists of strings match, all others compare. */
export interface Values extends FromNode {
  readonly kind: 'values';
  readonly type: FieldType;
  readonly members: readonly Literal[];
}

/** A macro that stands for a value; conditions have {@link MacroCondition}. */
export interface MacroOperand extends FromNode {
  readonly kind: 'macro-operand';
  readonly id: string;
  readonly inner: Operand;
}

export type Condition = Constant | Truth | Not | Logical | MacroCondition | Test;

export interface Constant extends FromNode {
  readonly kind: 'constant';
  readonly value: boolean;
}

/** A bool field or variable standing alone. */
export interface Truth extends FromNode {
  readonly kind: 'truth';
  readonly operand: Operand;
}

export interface Not extends FromNode {
  readonly kind: 'not';
  readonly operand: Condition;
}

/** `&&` and `||` have one precedence and associate to the right: read from the end. */
export interface Logical extends FromNode {
  readonly kind: 'logical';
  readonly operands: readonly Condition[];
  readonly operators: readonly LogicalOperator[];
}

export interface MacroCondition extends FromNode {
  readonly kind: 'macro';
  readonly id: string;
  readonly inner: Condition;
}

export type IntOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * A comparison. Where one side is an array, it holds when some element satisfies it, and `negated` turns the whole
 * round.
 */
export type Test = FromNode & { readonly kind: 'test'; readonly negated: boolean } & (
    | { readonly test: 'bool'; readonly left: TestSide; readonly right: TestSide }
    | {
        readonly test: 'int';
        readonly operator: IntOperator;
        readonly left: Operand;
        readonly right: Operand;
      }
    /** `field < 5s`: the age of the left side is compared. */
    | {
        readonly test: 'age';
        readonly operator: IntOperator;
        readonly left: Operand;
        readonly right: Operand;
      }
    | {
        readonly test: 'match';
        readonly left: Operand;
        readonly matchers: readonly Matcher[];
        readonly right: Operand;
      }
    | {
        readonly test: 'same-string';
        readonly left: Operand;
        readonly right: Operand;
        readonly ignoreCase: boolean;
      }
    | { readonly test: 'ip'; readonly left: Operand; readonly right: Operand; readonly all: boolean }
  );

/** Conditions may be compared with each other: `(a == 1) == true`. */
export type TestSide = Operand | Condition;

export type Typed = Operand | Condition;

export function isCondition(typed: Typed): typed is Condition {
  switch (typed.kind) {
    case 'constant':
    case 'truth':
    case 'not':
    case 'logical':
    case 'macro':
    case 'test':
      return true;
    default:
      return false;
  }
}

/** What a macro stands for. */
export function unwrap(operand: Operand): Exclude<Operand, MacroOperand> {
  let inner = operand;
  while (inner.kind === 'macro-operand') inner = inner.inner;
  return inner;
}

/** What kind of thing an operand is when operators look at it. String and IP lists are no arrays: only `in` takes them. */
export function shapeOf(typed: Typed): {
  readonly type: FieldType;
  readonly array: boolean;
  readonly list: boolean;
} {
  if (isCondition(typed)) return { type: 'bool', array: false, list: false };
  const operand = unwrap(typed);
  switch (operand.kind) {
    case 'literal':
      return { type: operand.type, array: false, list: false };
    case 'values':
      return { type: operand.type, array: operand.type === 'int' || operand.type === 'bool', list: true };
    default:
      return { type: operand.type, array: operand.array, list: false };
  }
}
