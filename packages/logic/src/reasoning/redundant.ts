/**
 * Parts of a condition that change nothing where they stand, or let nothing through. A part of `&&` matters only where its
 * siblings are true, a part of `||` only where they are false; so that is what is known when a part is looked at.
 */
import type { Condition, LogicalOperator } from '@secl/language';
import { areApart } from './apart.ts';
import { type Formula, spokenOf } from './formula.ts';
import { elementReads, type Group, type Part, partFormula, partOf, readsElement } from './parts.ts';
import { isTooLong, type Proposition } from './proposition.ts';
import { areContradictory, type Effort, effort } from './refute.ts';
import { ownNaming } from './term.ts';

export interface Redundancy {
  readonly kind: /** The same as another part of its group. */
    | 'repeated'
    /** Of `&&`: others ask for it already. Of `||`: others are true wherever it is. */
    | 'implied'
    | 'always-true'
    | 'always-false';
  readonly part: Part;
  /**
   * The parts that make it so; empty where it is so by itself. Without one of them it would not be proved. Parts that cannot
   * be true together are told of the last of them.
   */
  readonly because: readonly Part[];
  /** What joins the part to its siblings; undefined for the whole condition. */
  readonly operator: LogicalOperator | undefined;
}

/** Larger groups are left alone: each part is looked at beside all others. */
const largestGroup = 100;

/** Shared by all questions about one condition, so that none takes long. */
const looks = 20_000;

/**
 * All findings, in the order of their places. Each is true of the condition as it stands: when one is mended, ask again
 * before the next. A part that is reported is not looked into.
 */
export function redundantParts(proposition: Proposition): readonly Redundancy[] {
  const { condition, eventType } = proposition;
  const known = told.get(condition);
  if (known?.eventType === eventType) return known.found;
  const found = partsOf(proposition);
  told.set(condition, { eventType, found });
  return found;
}

/** Of a rule that is not edited the condition is the same object, and editors ask after every pause in the typing. */
const told = new WeakMap<Condition, { readonly eventType: string; readonly found: readonly Redundancy[] }>();

function partsOf({ condition, eventType }: Proposition): readonly Redundancy[] {
  if (isTooLong(condition)) return [];
  const naming = ownNaming(eventType);
  if (areApart(condition, naming)) return [];
  const formulas: Formulas = (part, holds) => partFormula(part, holds, naming);
  const found: Redundancy[] = [];
  const looking: Looking = { found, formulas, known: [], effort: effort(looks) };
  const whole = partOf(condition);
  // A group is decided by its parts, which are looked at anyway.
  const kind = whole.group === undefined ? decided(whole, looking) : undefined;
  if (kind !== undefined) explain(whole, kind, undefined, looking);
  else if (whole.group !== undefined) lookInto(whole.group, looking);
  return withoutIterators(found, whole, looking).sort((a, b) => a.part.span.start - b.part.span.start);
}

/**
 * Without those that hold all uses of the iterator variable: a rule that has one is false where there is no element, so
 * such a part does something wherever it stands. In a condition that is never true it does not.
 */
function withoutIterators(
  found: readonly Redundancy[],
  whole: Part,
  { formulas, effort }: Looking,
): Redundancy[] {
  const uses = elementReads(whole);
  const isAll = ({ part }: Redundancy): boolean => uses > 0 && elementReads(part) === uses;
  if (!found.some(isAll) || areContradictory([formulas(whole, true)], effort)) return [...found];
  return found.filter((each) => !isAll(each));
}

/** When a part is true, or (`holds: false`) false. */
type Formulas = (part: Part, holds: boolean) => Formula;

/** Something that is taken for true while a part is looked at, and the part that says so. */
interface Given {
  readonly part: Part;
  readonly formula: Formula;
  readonly roots: readonly string[];
}

interface Looking {
  readonly found: Redundancy[];
  readonly formulas: Formulas;
  /** What holds wherever the part matters. */
  readonly known: readonly Given[];
  readonly effort: Effort;
}

/** Says of a part that is decided by itself what in it makes it so. */
function explain(part: Part, kind: Decided, operator: LogicalOperator | undefined, looking: Looking): void {
  const before = looking.found.length;
  if (part.group !== undefined) lookInto(part.group, { ...looking, known: [] });
  if (looking.found.length === before) looking.found.push({ kind, part, because: [], operator });
}

type Decided = 'always-true' | 'always-false';

function decided(part: Part, { formulas, effort }: Looking): Decided | undefined {
  if (areContradictory([formulas(part, true)], effort)) return 'always-false';
  // Of no element nothing is true, so nothing that asks for one always is.
  if (areContradictory([formulas(part, false)], effort) && !readsElement(part)) return 'always-true';
  return undefined;
}

function lookInto({ operator, parts }: Group, looking: Looking): void {
  const { found, formulas, effort } = looking;
  if (parts.length > largestGroup) return;
  const matters = operator === '&&';
  // What is decided by itself says nothing of its siblings, and nothing is said of it because of them.
  const open = parts.filter((part) => {
    const kind = decided(part, looking);
    if (kind !== undefined) explain(part, kind, operator, looking);
    return kind === undefined;
  });
  const all = open.map((part) => given(part, formulas(part, matters)));
  const known = relatedTo(all, looking.known);
  // Nothing follows for what no other part speaks of.
  const entangled = entangledWith(all, known);
  const clash = entangled.length === 0 ? undefined : reasons([], [...entangled, ...known], effort);
  if (clash !== undefined) {
    reportClash(clash, entangled, matters ? 'always-false' : 'always-true', operator, looking);
    return;
  }
  let kept: readonly Given[] = entangled;
  let candidates = [...entangled].reverse();
  // What one other part makes superfluous goes first: of `x == 1 && x != 2 && x in [1, 2]` that leaves `x == 1`.
  for (const most of [1, Number.POSITIVE_INFINITY]) {
    candidates = candidates.filter((candidate) => {
      const { part } = candidate;
      const others = kept.filter((each) => each !== candidate);
      const because = reasons([formulas(part, !matters)], [...known, ...others], effort);
      if (because === undefined || because.length > most) return because !== undefined;
      const fromSiblings = because.some((each) => others.includes(each));
      if (!fromSiblings && readsElement(part)) return false;
      const kind = fromSiblings ? sibling(part, because, looking) : matters ? 'always-true' : 'always-false';
      found.push({ kind, part, because: because.map((each) => each.part), operator });
      kept = others;
      return false;
    });
  }
  for (const { part } of all) {
    if (part.group === undefined || found.some((each) => each.part === part)) continue;
    const beside = all.filter(
      (each) => each.part !== part && (!entangled.includes(each) || kept.includes(each)),
    );
    lookInto(part.group, { ...looking, known: [...known, ...beside] });
  }
}

function given(part: Part, formula: Formula): Given {
  return { part, formula, roots: spokenOf(formula).roots };
}

/**
 * What is known of what the parts speak of, and of what that speaks of. Of the rest nothing follows for them: it does not
 * contradict itself, which would have been told before anything was looked into.
 */
function relatedTo(parts: readonly Given[], known: readonly Given[]): readonly Given[] {
  if (known.length === 0) return known;
  const roots = new Set(parts.flatMap((part) => part.roots));
  const related = new Set<Given>();
  for (let before = -1; before < related.size; ) {
    before = related.size;
    for (const given of known) {
      if (related.has(given) || !given.roots.some((root) => roots.has(root))) continue;
      related.add(given);
      for (const root of given.roots) roots.add(root);
    }
  }
  return known.filter((given) => related.has(given));
}

/** Those that speak of something that another one, or what is known, speaks of too. */
function entangledWith(all: readonly Given[], known: readonly Given[]): readonly Given[] {
  const count = new Map<string, number>();
  for (const { roots } of [...all, ...known])
    for (const root of roots) count.set(root, (count.get(root) ?? 0) + 1);
  return all.filter(({ roots }) => roots.some((root) => (count.get(root) ?? 0) > 1));
}

/** Parts that leave no room for each other: told of the last part of the group among them. */
function reportClash(
  clash: readonly Given[],
  siblings: readonly Given[],
  kind: 'always-true' | 'always-false',
  operator: LogicalOperator,
  { found }: Looking,
): void {
  const own = clash.filter((each) => siblings.includes(each));
  const last = own[own.length - 1];
  if (last === undefined) return;
  if (kind === 'always-true' && clash.some(({ part }) => readsElement(part))) return;
  const because = clash.filter((each) => each !== last).map(({ part }) => part);
  found.push({ kind, part: last.part, because, operator });
}

function sibling(
  part: Part,
  because: readonly Given[],
  { formulas, effort }: Looking,
): 'repeated' | 'implied' {
  const [other, ...more] = because;
  if (other === undefined || more.length > 0) return 'implied';
  const differ = (first: boolean): boolean =>
    !areContradictory([formulas(part, first), formulas(other.part, !first)], effort);
  return differ(true) || differ(false) ? 'implied' : 'repeated';
}

/** The fewest of the givens, roughly, that cannot be true beside what must hold; undefined where all may be. */
function reasons(
  must: readonly Formula[],
  givens: readonly Given[],
  effort: Effort,
): readonly Given[] | undefined {
  const clash = (subset: readonly Given[]): boolean =>
    areContradictory([...must, ...subset.map(({ formula }) => formula)], effort);
  if (!clash(givens)) return undefined;
  const alone = must.length > 0 ? givens.find((given) => clash([given])) : undefined;
  if (alone !== undefined) return [alone];
  let needed = givens;
  for (const given of givens) {
    const fewer = needed.filter((each) => each !== given);
    if (clash(fewer)) needed = fewer;
  }
  // Reasons that could not be sorted out are too many to be told.
  return effort.left > 0 ? needed : undefined;
}
