/**
 * Among many rules, those whose events another rule reports too. Most pairs have nothing to do with each other: which of
 * them are looked at is said by `candidates.ts`.
 */
import type { Condition } from '@secl/language';
import { finished, isStep, type Steps } from '../steps.ts';
import { eachCandidate, type Filed, filed, filedAs, type Rooted, rooted } from './candidates.ts';
import type { Choice, Formula } from './formula.ts';
import { formulaOf, isTooLong, iteratorOf, type Proposition, readsVariable } from './proposition.ts';
import { contradicts, eachOpenEnd, isContradictory, type OpenEnd, openEnd } from './refute.ts';
import { type Naming, ownNaming } from './term.ts';
import { isSeenIn, type Witness, witnessOf } from './witness.ts';

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
  return finished(coveredPairsInSteps(propositions));
}

/** The same, a few rules at a time. */
export function* coveredPairsInSteps(propositions: readonly Proposition[]): Steps<readonly Covered[]> {
  const sides: Sides[] = [];
  for (const [index, proposition] of propositions.entries()) {
    const own = sidesOf(proposition, index);
    if (own !== undefined) sides.push(own);
    if (isStep(index)) yield;
  }
  const files = filed(sides);
  const narrowerOf = new Map<number, Set<number>>();
  for (const [index, narrower] of sides.entries()) {
    eachCandidate(narrower, files, (wider) => {
      if (!isCoveredBy(narrower, wider)) return;
      const found = narrowerOf.get(narrower.index);
      if (found === undefined) narrowerOf.set(narrower.index, new Set([wider.index]));
      else found.add(wider.index);
    });
    if (isStep(index)) yield;
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

/** Of a rule what its candidates are found by, and what is asked of them. */
interface Sides extends Filed {
  readonly index: number;
  readonly iterator: string | undefined;
  /** Looked for when another rule could be wider: of most rules none could. */
  end: End | undefined;
}

interface End {
  /** What follows where the rule is true, to be asked again and again. */
  readonly consequences: OpenEnd;
  /** The choices that are left in it. */
  readonly choices: readonly Rooted[];
  /** Values with which it is true. */
  readonly witness: Witness;
}

function sidesOf(proposition: Proposition, index: number): Sides | undefined {
  const { condition, eventType } = proposition;
  const iterator = iteratorOf(proposition);
  if (isTooLong(condition)) return undefined;
  const naming = ownNaming(eventType);
  const whenTrue = formulaOf(condition, true, naming);
  if (isContradictory(whenTrue)) return undefined;
  const whenFalse = failureOf(condition, naming);
  if (iterator === undefined && isContradictory(whenFalse)) return undefined;
  return {
    ...filedAs(eventType, whenTrue, whenFalse.kind === 'any' ? whenFalse.parts : [whenFalse]),
    index,
    iterator,
    end: undefined,
  };
}

/** When it is false, in a rule beside others. It is the same as for the rule alone where nothing is named after a rule. */
function failureOf(condition: Condition, naming: Naming): Formula {
  if (naming.fresh === 0 && !readsVariable(condition)) {
    const formula = formulaOf(condition, false, naming);
    if (naming.fresh === 0) return formula;
  }
  return formulaOf(condition, false, { ...naming, variables: 'other ', side: 'second', fresh: 0 });
}

function endOf(whenTrue: Formula): End {
  const { known, choices } = openEnd([whenTrue]);
  // Where nothing is left to choose there is one open end, and this is it.
  const witness = choices.length === 0 ? witnessOf(known) : witnessIn(whenTrue);
  return { consequences: { known, choices }, choices: choices.map(rooted), witness };
}

function witnessIn(formula: Formula): Witness {
  let witness: Witness = () => 'free';
  // The first one ends the search, and is left as it is.
  eachOpenEnd([formula], (known) => {
    witness = witnessOf(known);
    return true;
  });
  return witness;
}

function isCoveredBy(narrower: Sides, wider: Sides): boolean {
  if (wider.iterator !== undefined && wider.iterator !== narrower.iterator) return false;
  narrower.end ??= endOf(narrower.whenTrue);
  const { consequences, choices, witness } = narrower.end;
  const { failures } = wider;
  for (let index = 0; index < failures.length; index++) {
    const failure = failures[index];
    if (failure !== undefined && isSeenIn(witness, failure.formula)) return false;
  }
  return failures.every(({ formula, roots }) => contradicts(consequences, formula, related(choices, roots)));
}

/** The choices that speak of the roots, or of what these choices speak of. */
function related(choices: readonly Rooted[], roots: readonly string[]): readonly Choice[] {
  if (choices.length === 0) return [];
  const reached = new Set(roots);
  const found = new Set<Rooted>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const choice of choices) {
      if (found.has(choice) || !choice.roots.some((root) => reached.has(root))) continue;
      found.add(choice);
      for (const root of choice.roots) reached.add(root);
    }
  }
  return [...found].map(({ formula }) => formula).filter((formula) => formula.kind === 'any');
}
