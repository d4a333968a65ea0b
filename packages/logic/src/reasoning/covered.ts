/**
 * Among many rules, those whose events another rule reports too. Most pairs have nothing to do with each other, so each rule
 * is filed under what an event must have for it, and met only by rules that ask for the same.
 */
import type { Condition } from '@secl/language';
import { eachLiteral, type Formula, rootOf, rootsOf } from './formula.ts';
import { formulaOf, isTooLong, iteratorOf, type Proposition, readsVariable } from './proposition.ts';
import { areContradictory, type Choice, contradicts, eachOpenEnd, type OpenEnd, openEnd } from './refute.ts';
import type { Naming } from './term.ts';
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
  const sides = propositions.map(sidesOf).filter((each) => each !== undefined);
  const files = new Map<string, File>();
  const frequency = frequencies(sides);
  for (const each of sides) file(each, files, frequency);
  const narrowerOf = new Map<number, Set<number>>();
  for (const narrower of sides) {
    const found = new Set<number>();
    eachCandidate(narrower, files, (wider) => {
      if (wider !== narrower && isCoveredBy(narrower, wider)) found.add(wider.index);
    });
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
  readonly eventType: string;
  readonly iterator: string | undefined;
  readonly whenTrue: Formula;
  /** Looked for when another rule could be wider: of most rules none could. */
  readonly end: End;
  /** All that it speaks of. */
  readonly roots: ReadonlySet<string>;
  readonly marks: number;
  /** What the one value of a term has to be for it, where only single texts will do. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>;
  /** What makes it false: any of these. Each is about something that has to be true of an event. */
  readonly failures: readonly Rooted[];
}

interface End {
  /** What follows where the rule is true, to be asked again and again. */
  readonly consequences: OpenEnd;
  /** The choices that are left in it. */
  readonly choices: readonly Rooted[];
  /** Values with which it is true. */
  readonly witness: Witness;
}

interface Rooted {
  readonly formula: Formula;
  readonly roots: readonly string[];
  readonly marks: number;
}

function sidesOf(proposition: Proposition, index: number): Sides | undefined {
  const { condition, eventType } = proposition;
  const iterator = iteratorOf(proposition);
  if (isTooLong(condition)) return undefined;
  const naming: Naming = { eventType, element: '', variables: '', side: 'first', fresh: 0 };
  const whenTrue = formulaOf(condition, true, naming);
  if (areContradictory([whenTrue])) return undefined;
  const whenFalse = failureOf(condition, naming);
  if (iterator === undefined && areContradictory([whenFalse])) return undefined;
  const failures = whenFalse.kind === 'any' ? whenFalse.parts : [whenFalse];
  const roots = rootsOf(whenTrue);
  let end: End | undefined;
  return {
    index,
    eventType,
    iterator,
    whenTrue,
    get end() {
      end ??= endOf(whenTrue);
      return end;
    },
    roots,
    marks: marksOf(roots),
    texts: textsOf(failures),
    failures: failures.map(rooted),
  };
}

function textsOf(failures: readonly Formula[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const formula of failures) {
    const texts = onlyTexts(formula);
    if (texts === undefined || formula.kind !== 'literal') continue;
    const { key, values } = formula.literal.term;
    if (values === 'one') found.set(key, texts);
  }
  return found;
}

/** A bit for each root, some of which share one: where no bits meet, no roots do. */
function marksOf(roots: Iterable<string>): number {
  let marks = 0;
  for (const root of roots) {
    let hash = 0;
    for (let index = 0; index < root.length; index++) hash = (hash * 31 + root.charCodeAt(index)) | 0;
    marks |= 1 << ((hash ^ (hash >>> 16)) & 31);
  }
  return marks;
}

/** When it is false, in a rule beside others. It is the same as for the rule alone where nothing is named after a rule. */
function failureOf(condition: Condition, naming: Naming): Formula {
  if (naming.fresh === 0 && !readsVariable(condition)) {
    const formula = formulaOf(condition, false, naming);
    if (naming.fresh === 0) return formula;
  }
  return formulaOf(condition, false, { ...naming, variables: 'other ', side: 'second', fresh: 0 });
}

function rooted(formula: Formula): Rooted {
  const roots = [...rootsOf(formula)];
  return { formula, roots, marks: marksOf(roots) };
}

function endOf(whenTrue: Formula): End {
  const { known, choices } = openEnd([whenTrue]);
  // Where nothing is left to choose there is one open end, and this is it.
  const witness = choices.length === 0 ? witnessOf(known) : witnessIn(whenTrue);
  return { consequences: { known, choices }, choices: choices.map(rooted), witness };
}

function witnessIn(formula: Formula): Witness {
  let witness: Witness = new Map();
  eachOpenEnd([formula], (known) => {
    witness = witnessOf(known);
    return true;
  });
  return witness;
}

/** Rules by one thing that they need, and by its value where only single ones will do. */
interface File {
  readonly byText: Map<string, Sides[]>;
  readonly others: Sides[];
}

/** How many rules speak of each root. */
function frequencies(rules: readonly Sides[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { roots } of rules) for (const root of roots) count.set(root, (count.get(root) ?? 0) + 1);
  return count;
}

/** One text is named by about so much fewer than all that speak of its field. */
const textsAreRarer = 20;

/** How many rules a need of so many texts meets: the more they are, the less it is rarer. */
function meetsOfTexts(meets: number, texts: number): number {
  return (meets * texts) / (texts + textsAreRarer - 1);
}

/** Puts the rule where those that could be narrower will look: under the need that is expected to meet the fewest. */
function file(sides: Sides, files: Map<string, File>, frequency: ReadonlyMap<string, number>): void {
  const needs = sides.failures.map(({ formula, roots }) => {
    const texts = onlyTexts(formula);
    const meets = roots.reduce((sum, root) => sum + (frequency.get(root) ?? 0), 0);
    return { roots, texts, meets: texts === undefined ? meets : meetsOfTexts(meets, texts.size) };
  });
  const [first, ...rest] = needs;
  if (first === undefined) return;
  const best = rest.reduce((least, need) => (need.meets < least.meets ? need : least), first);
  for (const root of best.roots) {
    const key = `${sides.eventType} ${root}`;
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
function onlyTexts(formula: Formula): ReadonlySet<string> | undefined {
  if (formula.kind !== 'literal') return undefined;
  const { test } = formula.literal;
  return test.type === 'text' && !test.holds && test.set.open.length === 0 ? test.set.exact : undefined;
}

/** The rules that could be wider. What needs one of a few texts is narrower only than what names these, too. */
function eachCandidate(sides: Sides, files: ReadonlyMap<string, File>, see: (wider: Sides) => void): void {
  const seen = new Set<Sides>();
  const meet = (wider: Sides): void => {
    if (!couldCover(sides, wider) || seen.has(wider)) return;
    seen.add(wider);
    see(wider);
  };
  for (const eventType of sides.eventType === '' ? [''] : [sides.eventType, '']) {
    for (const root of sides.roots) files.get(`${eventType} ${root}`)?.others.forEach(meet);
    eachLiteral(sides.whenTrue, ({ term, test }) => {
      if (test.type !== 'text') return;
      const byText = files.get(`${eventType} ${rootOf(term)}`)?.byText;
      if (byText === undefined || byText.size === 0) return;
      for (const text of test.set.exact) byText.get(text)?.forEach(meet);
    });
  }
}

/** Nothing follows of what is not spoken of, nor that a value is another one than it has to be. */
function couldCover(narrower: Sides, wider: Sides): boolean {
  const isSpokenOf = ({ roots, marks }: Rooted): boolean =>
    (marks & narrower.marks) !== 0 && roots.some((root) => narrower.roots.has(root));
  if (!wider.failures.every(isSpokenOf)) return false;
  for (const [key, texts] of wider.texts) {
    const own = narrower.texts.get(key);
    if (own !== undefined && areDisjoint(own, texts)) return false;
  }
  return true;
}

function areDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const text of a) if (b.has(text)) return false;
  return true;
}

function isCoveredBy(narrower: Sides, wider: Sides): boolean {
  if (wider.iterator !== undefined && wider.iterator !== narrower.iterator) return false;
  const { consequences, choices, witness } = narrower.end;
  if (wider.failures.some(({ formula }) => isSeenIn(witness, formula))) return false;
  return wider.failures.every(({ formula, roots }) =>
    contradicts(consequences, formula, related(choices, roots)),
  );
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
