import type { Scalar } from '../positioned-node.ts';
import type { Range } from '../span.ts';

/** What stands between the braces of a block, or in a whole file. Names that stand twice are both here. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** `name = value`. */
export interface HclAttribute {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: HclValue;
  readonly range: Range;
}

/** `type "label" … { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly typeRange: Range;
  /** Quoted ones have the style `hcl-quoted`, bare words `plain`. */
  readonly labels: readonly Scalar[];
  readonly body: HclBody;
  /** From the type to the closing brace; where that is missing, to the end of what was read. */
  readonly range: Range;
}

export type HclValue = HclScalar | HclList | HclObject | HclReference | HclDynamic;

/** A text (`hcl-quoted`, `hcl-heredoc`), or a number, `true`, `false`, `null` (`plain`). */
export type HclScalar = Scalar;

export interface HclList {
  readonly kind: 'list';
  readonly items: readonly HclValue[];
  readonly range: Range;
}

export interface HclObject {
  readonly kind: 'object';
  readonly entries: readonly HclEntry[];
  readonly range: Range;
}

export interface HclEntry {
  /** A bare word is the text that it looks like; a key in parentheses or with `${…}` is what it evaluates to. */
  readonly key: HclScalar | HclReference | HclDynamic;
  readonly value: HclValue;
}

/** A path to another value: `datadog_csm_threats_policy.main.id`, `var.names[0]`. */
export interface HclReference {
  readonly kind: 'reference';
  /** Names and written-out indices, in order. */
  readonly parts: readonly HclPart[];
  readonly range: Range;
}

export interface HclPart {
  readonly text: string;
  readonly range: Range;
}

/** An expression whose value only Terraform knows. */
export interface HclDynamic {
  readonly kind: 'dynamic';
  /** For a sentence: "a template". */
  readonly what: HclDynamicKind;
  /** The text of a template between its `${…}` and `%{…}`, decoded; a `<<-` keeps its indentation here. */
  readonly literals: readonly HclPart[];
  /** Of a function call. */
  readonly call?: { readonly name: HclPart; readonly arguments: readonly HclValue[] };
  readonly range: Range;
}

export type HclDynamicKind =
  | 'template'
  | 'function call'
  | 'conditional'
  | 'for expression'
  | 'operation'
  | 'index'
  | 'splat'
  /** Nobody has looked into it: `limits.hclExpression`. */
  | 'long expression';
