import type { Span } from '@secl/text';

/**
 * The tree of one expression. It is complete for any text: what is missing is a {@link Hole}. Chains stay flat, however
 * long they are:
 *
 * - `chain`: `&&` and `||` have one precedence and associate to the right; `a && b || c` is `a && (b || c)`.
 * - `comparison`: associates to the right; the last operand may be a membership.
 * - `sum`: `+ -`, to the left. `bits`: `& | ^`, one precedence, to the right, tighter than `sum`.
 *
 * In each, `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
 */
export type Node =
  | Chain
  | Comparison
  | Membership
  | Sum
  | Bits
  | Unary
  | Paren
  | List
  | Ident
  | VariableRef
  | IntLiteral
  | DurationLiteral
  | StringLiteral
  | AddressLiteral
  | Hole;

export type LogicalOperator = '&&' | '||';
export type ScalarOperator = '==' | '!=' | '=~' | '!~' | '>=' | '>' | '<=' | '<';
export type ArrayOperator = 'in' | 'not in' | 'allin';
export type UnaryOperator = '!' | '-' | '^';

export interface Operator<Name> {
  readonly name: Name;
  readonly span: Span;
  /** As written: `and` for `&&`, `not` for `!`. */
  readonly text: string;
}

interface At {
  readonly span: Span;
}

interface Infix<Kind, Name> extends At {
  readonly kind: Kind;
  readonly operands: readonly Node[];
  readonly operators: readonly Operator<Name>[];
}

export type Chain = Infix<'chain', LogicalOperator>;
export type Comparison = Infix<'comparison', ScalarOperator>;
export type Sum = Infix<'sum', '+' | '-'>;
export type Bits = Infix<'bits', '&' | '|' | '^'>;

export interface Membership extends At {
  readonly kind: 'membership';
  readonly left: Node;
  readonly operator: Operator<ArrayOperator>;
  /** A list, an identifier, a variable, a CIDR or a hole. */
  readonly right: Node;
}

export interface Unary extends At {
  readonly kind: 'unary';
  /** Outermost first. */
  readonly operators: readonly Operator<UnaryOperator>[];
  readonly operand: Node;
}

export interface Paren extends At {
  readonly kind: 'paren';
  readonly inner: Node;
}

export interface List extends At {
  readonly kind: 'list';
  readonly members: readonly Node[];
}

export interface Ident extends At {
  readonly kind: 'ident';
  readonly name: string;
}

export interface VariableRef extends At {
  readonly kind: 'variable';
  /** `process.seen` of `${process.seen}`. */
  readonly name: string;
}

export interface IntLiteral extends At {
  readonly kind: 'int';
  readonly value: number | bigint;
  readonly text: string;
}

export interface DurationLiteral extends At {
  readonly kind: 'duration';
  /** Nanoseconds. */
  readonly value: number | bigint;
  readonly text: string;
}

export interface StringLiteral extends At {
  readonly kind: 'string' | 'pattern' | 'regexp';
  /** Between the quotes, nothing unescaped. */
  readonly value: string;
}

export interface AddressLiteral extends At {
  readonly kind: 'ip' | 'cidr';
  readonly text: string;
}

export interface Hole extends At {
  readonly kind: 'hole';
  readonly expected: 'operand' | 'array';
}

export interface Comment {
  /** With its `#` or `//`. */
  readonly text: string;
  readonly span: Span;
}

/** One parsed expression or macro. */
export interface Tree {
  readonly text: string;
  readonly root: Node;
  readonly comments: readonly Comment[];
}
