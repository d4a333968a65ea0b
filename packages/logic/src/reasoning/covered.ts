/**
 * Among many rules, those whose events another rule reports too. Most pairs have nothing to do with each other, so each rule
 * is filed under what an event must have for it, and met only by rules that ask for the same.
 */
import type { Formula, Literal } from './formula.ts';
import { formulaOf, isTooLong, type Proposition } from './proposition.ts';
import { areContradictory, type Choice, contradicts, type OpenEnd, openEnd } from './refute.ts';
import type { Naming } from './term.ts';

/** Places in the list that was given. */
export interface Covered {
  /** Whenever this one is true… */
  readonly narrower: number;
  /** …so is this one. */
  readonly wider: number;
  /** And the other way round; such a pair is given once, the earlier one as the wider. */
  readonly equal: boolean;
}

/**
 * All pairs for which it is proved. Rules that are never or always true are left out: of these something else is to be said.
 * Variables are not taken to be the same for two rules, as the match of one may set what the other reads.
 */
export function coveredPairs(propositions: readonly Proposition[]): readonly Covered[] {
  const sides = propositions.map(sidesOf).filter((each) => each !== undefined);
  const files = new Map<string, File>();
  for (const each of sides) file(each, files);
  const narrowerOf = new Map<number, Set<number>>();
  for (const narrower of sides) {
    const found = new Set<number>();
    for (const wider of candidates(narrower, files)) {
      if (wider !== narrower && isCoveredBy(narrower, wider)) found.add(wider.index);
    }
    narrowerOf.set(narrower.index, found);
  }
  const pairs: Covered[] = [];
  for (const [narrower, wider] of narrowerOf) {
    for (const each of wider) {
      const equal = narrowerOf.get(each)?.has(narrower) === true;
      if (!equal || each < narrower) pairs.push({ narrower, wider: each, equal });
    }
  }
  return pairs.sort((a, b) => a.narrower - b.narrower || a.wider - b.wider);
}

interface Sides {
  readonly index: number;
  readonly proposition: Proposition;
  readonly whenTrue: Formula;
  /** What follows from it, to be asked again and again. */
  readonly consequences: OpenEnd;
  /** The choices that are left in it. */
  readonly choices: readonly Rooted[];
  /** All that it speaks of. */
  readonly roots: ReadonlySet<string>;
  /** What makes it false: any of these. Each is about something that has to be true of an event. */
  readonly failures: readonly Rooted[];
}

interface Rooted {
  readonly formula: Formula;
  readonly roots: ReadonlySet<string>;
}

function sidesOf(proposition: Proposition, index: number): Sides | undefined {
  const { condition, eventType, iterator } = proposition;
  if (isTooLong(condition)) return undefined;
  const naming = { eventType, element: '', fresh: 0 };
  const first: Naming = { ...naming, variables: '', side: 'first' };
  const second: Naming = { ...naming, variables: 'other ', side: 'second' };
  const whenTrue = formulaOf(condition, true, first);
  const whenFalse = formulaOf(condition, false, second);
  const consequences = openEnd([whenTrue]);
  if (consequences === undefined) return undefined;
  if (iterator === undefined && areContradictory([whenFalse])) return undefined;
  const rooted = (formula: Formula): Rooted => ({ formula, roots: rootsOf(formula) });
  const failures = whenFalse.kind === 'any' ? whenFalse.parts : [whenFalse];
  return {
    index,
    proposition,
    whenTrue,
    consequences,
    choices: consequences.choices.map(rooted),
    roots: rootsOf(whenTrue),
    failures: failures.map(rooted),
  };
}

/** What the terms of a formula are part of: elements count for their array. */
function rootsOf(formula: Formula): ReadonlySet<string> {
  const roots = new Set<string>();
  for (const { term } of literalsOf(formula)) roots.add(term.among ?? term.key);
  return roots;
}

function* literalsOf(formula: Formula): Generator<Literal> {
  if (formula.kind === 'literal') yield formula.literal;
  else for (const part of formula.parts) yield* literalsOf(part);
}

/** Rules by one thing that they need, and by its value where only single ones will do. */
interface File {
  readonly byText: Map<string, Sides[]>;
  readonly others: Sides[];
}

/** Puts the rule where those that could be narrower will look: the need with the fewest others, single values best of all. */
function file(sides: Sides, files: Map<string, File>): void {
  const needs = sides.failures.map((failure) => ({ failure, texts: onlyTexts(failure.formula) }));
  const best = needs.find(({ texts }) => texts !== undefined) ?? needs[0];
  if (best === undefined) return;
  for (const root of best.failure.roots) {
    const key = `${sides.proposition.eventType} ${root}`;
    const found: File = files.get(key) ?? { byText: new Map(), others: [] };
    files.set(key, found);
    if (best.texts === undefined) found.others.push(sides);
    else {
      for (const text of best.texts) {
        const same = found.byText.get(text);
        if (same === undefined) found.byText.set(text, [sides]);
        else same.push(sides);
      }
    }
  }
}

/** The texts of which a value must be one, where the formula says that it is none of them. */
function onlyTexts(formula: Formula): Iterable<string> | undefined {
  if (formula.kind !== 'literal') return undefined;
  const { test } = formula.literal;
  return test.type === 'text' && !test.holds && test.set.open.length === 0 ? test.set.exact : undefined;
}

/** The rules that could be wider. What needs one of a few texts is narrower only than what names these, too. */
function candidates(sides: Sides, files: ReadonlyMap<string, File>): ReadonlySet<Sides> {
  const found = new Set<Sides>();
  const add = (all: readonly Sides[] | undefined): void => {
    for (const each of all ?? []) if (couldCover(sides, each)) found.add(each);
  };
  for (const eventType of new Set([sides.proposition.eventType, ''])) {
    for (const root of sides.roots) add(files.get(`${eventType} ${root}`)?.others);
    for (const { term, test } of literalsOf(sides.whenTrue)) {
      if (test.type !== 'text') continue;
      const byText = files.get(`${eventType} ${term.among ?? term.key}`)?.byText;
      if (byText === undefined) continue;
      for (const text of test.set.exact) add(byText.get(text));
    }
  }
  return found;
}

/** Nothing follows of what is not spoken of. */
function couldCover(narrower: Sides, wider: Sides): boolean {
  return wider.failures.every(({ roots }) => {
    for (const root of roots) if (narrower.roots.has(root)) return true;
    return false;
  });
}

function isCoveredBy(narrower: Sides, wider: Sides): boolean {
  const { iterator } = wider.proposition;
  if (iterator !== undefined && iterator !== narrower.proposition.iterator) return false;
  // One open failure is enough, so those that are quickly looked at come first.
  return (
    wider.failures.every((failure) => !couldBeSeenToHappen(narrower, failure)) &&
    wider.failures.every(({ formula, roots }) =>
      contradicts(narrower.consequences, formula, related(narrower.choices, roots)),
    )
  );
}

/** A failure on which no choice bears is possible as soon as what is known admits it. */
function couldBeSeenToHappen({ consequences, choices }: Sides, { formula, roots }: Rooted): boolean {
  if (formula.kind !== 'literal') return false;
  return related(choices, roots).length === 0 && consequences.known.admits(formula.literal);
}

/** The choices that speak of the roots, or of what these choices speak of. */
function related(choices: readonly Rooted[], roots: ReadonlySet<string>): readonly Choice[] {
  if (choices.length === 0) return [];
  const reached = new Set(roots);
  const found = new Set<Rooted>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const choice of choices) {
      if (found.has(choice) || ![...choice.roots].some((root) => reached.has(root))) continue;
      found.add(choice);
      for (const root of choice.roots) reached.add(root);
    }
  }
  return [...found].map(({ formula }) => formula).filter((formula) => formula.kind === 'any');
}
