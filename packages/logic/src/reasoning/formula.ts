import type { Term } from './term.ts';
import type { ValueTest } from './value-test.ts';

/**
 * A condition with `!` pushed down to its comparisons; what these compare is a term and a test of its values. No two that
 * differ have the same id; those that are equal often do, as what many rules say is one object.
 */
export type Formula =
  | (FoundOut & { readonly kind: 'literal'; readonly literal: Literal })
  /** `all` of nothing is true, `any` of nothing is false. */
  | (FoundOut & { readonly kind: 'all'; readonly parts: readonly Formula[] })
  | Choice;

export interface Choice extends FoundOut {
  readonly kind: 'any';
  readonly parts: readonly Formula[];
}

/** What is found out of a formula is kept with it, as many rules say the same and are asked the same. */
interface FoundOut {
  readonly id: number;
  /** Filled by {@link spokenOf}. */
  spokenOf: SpokenOf | undefined;
  /** Filled by `isSeenOpen`. */
  seenOpen: boolean | undefined;
}

export interface Literal {
  readonly term: Term;
  /** Whether some value of the term passes, or each. Of a term with one value that is the same. */
  readonly of: 'some' | 'each';
  readonly test: ValueTest;
}

let ids = 0;

export const always: Formula = {
  kind: 'all',
  id: ids++,
  parts: [],
  spokenOf: undefined,
  seenOpen: undefined,
};
export const never: Formula = choiceOf([]);

export function literally(literal: Literal): Formula {
  return { kind: 'literal', id: ids++, literal, spokenOf: undefined, seenOpen: undefined };
}

/** Of parts that nobody else has. */
export function choiceOf(parts: readonly Formula[]): Choice {
  return { kind: 'any', id: ids++, parts, spokenOf: undefined, seenOpen: undefined };
}

export function all(parts: readonly Formula[]): Formula {
  return joined('all', parts);
}

export function any(parts: readonly Formula[]): Formula {
  return joined('any', parts);
}

function joined(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const flat = flattened(kind, parts);
  for (let index = 0; index < flat.length; index++) {
    const part = flat[index];
    // `never` among all, `always` among any.
    if (part !== undefined && part.kind !== 'literal' && part.kind !== kind && part.parts.length === 0)
      return part;
  }
  const only = flat[0];
  return flat.length === 1 && only !== undefined ? only : made(kind, flat);
}

/** Parts of the same kind are as good as their own parts. */
function flattened(kind: 'all' | 'any', parts: readonly Formula[]): readonly Formula[] {
  const first = parts.findIndex((part) => part.kind === kind);
  if (first < 0) return parts;
  const flat = parts.slice(0, first);
  for (let index = first; index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined) continue;
    if (part.kind !== kind) flat.push(part);
    else for (const each of part.parts) flat.push(each);
  }
  return flat;
}

/** So many formulas are known by their parts; then they are made anew. */
const most = 5000;
const byParts = new Map<number, Formula>();

/** The same object for the same parts: what is found out of one rule is known of others that say it, too. */
function made(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const mark = markOf(parts) * 2 + (kind === 'all' ? 0 : 1);
  const before = byParts.get(mark);
  if (before?.kind === kind && areSame(before.parts, parts)) return before;
  if (byParts.size === most) byParts.clear();
  // As long as it is: a list that has grown keeps room for sixteen more, and there are thousands of these.
  const formula: Formula = { kind, id: ids++, parts: [...parts], spokenOf: undefined, seenOpen: undefined };
  byParts.set(mark, formula);
  return formula;
}

/** A number for the same formulas in the same order, which others seldom have. */
export function markOf(formulas: readonly Formula[]): number {
  let mark = formulas.length;
  for (let index = 0; index < formulas.length; index++)
    mark = (mark * 31 + (formulas[index]?.id ?? 0)) & 0x1fffffff;
  return mark;
}

export function areSame(a: readonly Formula[], b: readonly Formula[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** What the terms of a formula are part of: elements count for their array. */
export interface SpokenOf {
  /** Each once. */
  readonly roots: readonly string[];
  /** A bit for each, some of which share one: where no bits meet, no roots do. */
  readonly marks: number;
}

export function spokenOf(formula: Formula): SpokenOf {
  formula.spokenOf ??= speaking(literalsOf(formula));
  return formula.spokenOf;
}

function speaking(literals: readonly Literal[]): SpokenOf {
  const roots = new Set<string>();
  let marks = 0;
  for (let index = 0; index < literals.length; index++) {
    const literal = literals[index];
    if (literal === undefined) continue;
    const root = rootOf(literal.term);
    roots.add(root);
    marks |= markOfRoot(root);
  }
  return { roots: [...roots], marks };
}

/** One of 32 bits. The ends of roots tell most apart, as they are numbers of fields. */
function markOfRoot(root: string): number {
  let hash = root.length;
  for (let index = Math.max(root.length - 3, 0); index < root.length; index++)
    hash = hash * 37 + root.charCodeAt(index);
  return 1 << (hash & 31);
}

export function rootOf({ among, key }: Term): string {
  return among ?? key;
}

/** In the order in which they stand. */
export function literalsOf(formula: Formula): readonly Literal[] {
  const found: Literal[] = [];
  addLiterals(formula, found);
  return found;
}

function addLiterals(formula: Formula, found: Literal[]): void {
  if (formula.kind === 'literal') {
    found.push(formula.literal);
    return;
  }
  const { parts } = formula;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (part !== undefined) addLiterals(part, found);
  }
}
