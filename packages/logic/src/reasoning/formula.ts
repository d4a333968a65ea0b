import type { Term } from './term.ts';
import type { ValueTest } from './value-test.ts';

/** A condition with `!` pushed down to its comparisons; what these compare is a term and a test of its values. */
export type Formula =
  | { readonly kind: 'literal'; readonly literal: Literal }
  /** `all` of nothing is true, `any` of nothing is false. */
  | { readonly kind: 'all'; readonly parts: readonly Formula[] }
  | { readonly kind: 'any'; readonly parts: readonly Formula[] };

export interface Literal {
  readonly term: Term;
  /** Whether some value of the term passes, or each. Of a term with one value that is the same. */
  readonly of: 'some' | 'each';
  readonly test: ValueTest;
}

export const always: Formula = { kind: 'all', parts: [] };
export const never: Formula = { kind: 'any', parts: [] };

export function all(parts: readonly Formula[]): Formula {
  return joined('all', parts);
}

export function any(parts: readonly Formula[]): Formula {
  return joined('any', parts);
}

function joined(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const flat = parts.some((part) => part.kind === kind)
    ? parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
    : parts;
  const [only] = flat;
  if (flat.length === 1 && only !== undefined) return only;
  const decided = flat.find(
    (part) => part.kind !== 'literal' && part.kind !== kind && part.parts.length === 0,
  );
  // As long as it is: a list that has grown keeps room for sixteen more, and there are thousands of these.
  return decided ?? { kind, parts: [...flat] };
}

/** What the terms of a formula are part of, each once: elements count for their array. */
export function rootsOf(formula: Formula): readonly string[] {
  if (formula.kind === 'literal') return [rootOf(formula.literal.term)];
  const roots = new Set<string>();
  eachLiteral(formula, ({ term }) => roots.add(rootOf(term)));
  return [...roots];
}

export function rootOf({ among, key }: Term): string {
  return among ?? key;
}

export function eachLiteral(formula: Formula, see: (literal: Literal) => void): void {
  if (formula.kind === 'literal') see(formula.literal);
  else for (const part of formula.parts) eachLiteral(part, see);
}
