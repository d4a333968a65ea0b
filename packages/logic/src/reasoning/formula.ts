import type { Term } from './term.ts';
import type { ValueTest } from './value-test.ts';

/**
 * A condition with `!` pushed down to its comparisons; what these compare is a term and a test of its values. No two that
 * differ have the same id; those that are equal often do, as what many rules say is one object.
 */
export type Formula =
  | { readonly kind: 'literal'; readonly id: number; readonly literal: Literal }
  /** `all` of nothing is true, `any` of nothing is false. */
  | { readonly kind: 'all'; readonly id: number; readonly parts: readonly Formula[] }
  | Choice;

export interface Choice {
  readonly kind: 'any';
  readonly id: number;
  readonly parts: readonly Formula[];
}

export interface Literal {
  readonly term: Term;
  /** Whether some value of the term passes, or each. Of a term with one value that is the same. */
  readonly of: 'some' | 'each';
  readonly test: ValueTest;
}

let ids = 0;

export const always: Formula = { kind: 'all', id: ids++, parts: [] };
export const never: Formula = choiceOf([]);

export function literally(literal: Literal): Formula {
  return { kind: 'literal', id: ids++, literal };
}

/** Of parts that nobody else has. */
export function choiceOf(parts: readonly Formula[]): Choice {
  return { kind: 'any', id: ids++, parts };
}

export function all(parts: readonly Formula[]): Formula {
  return joined('all', parts);
}

export function any(parts: readonly Formula[]): Formula {
  return joined('any', parts);
}

function joined(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const flat = parts.some(kind === 'all' ? isAll : isAny)
    ? parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
    : parts;
  const [only] = flat;
  if (flat.length === 1 && only !== undefined) return only;
  return flat.find(kind === 'all' ? isNever : isAlways) ?? known(kind, flat);
}

const isAll = ({ kind }: Formula): boolean => kind === 'all';
const isAny = ({ kind }: Formula): boolean => kind === 'any';
const isAlways = (part: Formula): boolean => part.kind === 'all' && part.parts.length === 0;
const isNever = (part: Formula): boolean => part.kind === 'any' && part.parts.length === 0;

/** So many formulas are known by their parts; then they are made anew. */
const most = 5000;
const byParts = new Map<string, Formula>();

/** The same object for the same parts: what is found out of one rule is known of others that say it, too. */
function known(kind: 'all' | 'any', parts: readonly Formula[]): Formula {
  const key = `${kind}${idsOf(parts)}`;
  const before = byParts.get(key);
  if (before !== undefined) return before;
  if (byParts.size === most) byParts.clear();
  // As long as it is: a list that has grown keeps room for sixteen more, and there are thousands of these.
  const formula: Formula = { kind, id: ids++, parts: [...parts] };
  byParts.set(key, formula);
  return formula;
}

/** The same text for the same formulas in the same order. */
export function idsOf(formulas: readonly Formula[]): string {
  let text = '';
  for (let index = 0; index < formulas.length; index++) text += ` ${formulas[index]?.id}`;
  return text;
}

/** What the terms of a formula are part of, each once: elements count for their array. */
export function rootsOf(formula: Formula): readonly string[] {
  const before = rootsOfKnown.get(formula);
  if (before !== undefined) return before;
  const roots = new Set<string>();
  eachLiteral(formula, ({ term }) => roots.add(rootOf(term)));
  const found = [...roots];
  rootsOfKnown.set(formula, found);
  return found;
}

const rootsOfKnown = new WeakMap<Formula, readonly string[]>();

export function rootOf({ among, key }: Term): string {
  return among ?? key;
}

export function eachLiteral(formula: Formula, see: (literal: Literal) => void): void {
  if (formula.kind === 'literal') see(formula.literal);
  else for (const part of formula.parts) eachLiteral(part, see);
}
