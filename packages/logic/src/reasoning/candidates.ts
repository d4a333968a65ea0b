/**
 * Which of many rules could be wider than a rule. Each rule is filed under something that an event must have for it, and met
 * only by rules that ask for the same.
 */
import { type Formula, type Literal, literalsOf, rootOf, type SpokenOf, spokenOf } from './formula.ts';

/** A rule as it is filed. */
export interface Filed {
  readonly eventType: string;
  readonly whenTrue: Formula;
  /** All that it says. */
  readonly literals: readonly Literal[];
  /** All that it speaks of. */
  readonly roots: ReadonlySet<string>;
  readonly marks: number;
  /** What makes it false: any of these. Each is about something that has to be true of an event. */
  readonly failures: readonly Rooted[];
  /** Of terms what a value has to be for it, where only single texts will do. */
  readonly texts: readonly Wanted[];
  /** Of these what its one value has to be, or what is all that it says of the term. */
  readonly ownTexts: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Wanted {
  readonly key: string;
  readonly texts: readonly string[];
}

export interface Rooted extends SpokenOf {
  readonly formula: Formula;
}

export function filedAs(eventType: string, whenTrue: Formula, failures: readonly Formula[]): Filed {
  const literals = literalsOf(whenTrue);
  const { roots, marks } = spokenOf(whenTrue);
  const texts: Wanted[] = [];
  const ownTexts = new Map<string, ReadonlySet<string>>();
  for (const formula of failures) {
    const only = onlyTexts(formula);
    if (only === undefined || formula.kind !== 'literal') continue;
    const { term } = formula.literal;
    if (term.values === 'any') continue;
    texts.push({ key: term.key, texts: [...only] });
    // Of two values one may be what the one rule asks for, and the other what the other does.
    if (term.values === 'one' || isMentionedOnce(rootOf(term), literals)) ownTexts.set(term.key, only);
  }
  return {
    eventType,
    whenTrue,
    literals,
    roots: new Set(roots),
    marks,
    failures: failures.map(rooted),
    texts,
    ownTexts,
  };
}

function isMentionedOnce(root: string, literals: readonly Literal[]): boolean {
  let mentions = 0;
  for (let index = 0; index < literals.length; index++) {
    const literal = literals[index];
    if (literal !== undefined && rootOf(literal.term) === root) mentions++;
  }
  return mentions === 1;
}

export function rooted(formula: Formula): Rooted {
  const { roots, marks } = spokenOf(formula);
  return { formula, roots, marks };
}

/** Rules by event type and root, of one thing that they need; and by its value where only single ones will do. */
export type Files<Rule> = Map<string, Map<string, File<Rule>>>;

interface File<Rule> {
  readonly byText: Map<string, Rule[]>;
  readonly others: Rule[];
}

/** Each where those that could be narrower will look: under the need that the fewest meet. */
export function filed<Rule extends Filed>(rules: readonly Rule[]): Files<Rule> {
  const files: Files<Rule> = new Map();
  const counts = countsOf(rules);
  // Many rules need the same.
  const meetsOfNeed = new Map<Formula, number>();
  for (const rule of rules) {
    let best: Rooted | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const need of rule.failures) {
      const meets = entry(meetsOfNeed, need.formula, () => meetsOf(need, counts));
      if (meets >= fewest) continue;
      best = need;
      fewest = meets;
    }
    if (best !== undefined) file(rule, best, files);
  }
  return files;
}

function file<Rule extends Filed>(rule: Rule, { formula, roots }: Rooted, files: Files<Rule>): void {
  const texts = onlyTexts(formula);
  for (const root of roots) {
    const byRoot = entry(files, rule.eventType, () => new Map<string, File<Rule>>());
    const { byText, others } = entry(byRoot, root, () => ({ byText: new Map(), others: [] }));
    if (texts === undefined) others.push(rule);
    else for (const text of texts) entry(byText, text, () => []).push(rule);
  }
}

/** How many rules speak of a root, and how often a text is named for it. */
interface Count {
  rules: number;
  readonly texts: Map<string, number>;
}

function countsOf(rules: readonly Filed[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  const countOf = (root: string): Count => entry(counts, root, () => ({ rules: 0, texts: new Map() }));
  const saying = new Map<Literal, number>();
  for (const { roots, literals } of rules) {
    for (const root of roots) countOf(root).rules++;
    for (const literal of literals) saying.set(literal, (saying.get(literal) ?? 0) + 1);
  }
  for (const [{ term, test }, times] of saying) {
    if (test.type !== 'text') continue;
    const { texts } = countOf(rootOf(term));
    for (const text of test.set.exact) texts.set(text, (texts.get(text) ?? 0) + times);
  }
  return counts;
}

function meetsOf({ formula, roots }: Rooted, counts: ReadonlyMap<string, Count>): number {
  const texts = onlyTexts(formula);
  let meets = 0;
  for (const root of roots) {
    const count = counts.get(root);
    if (texts === undefined) meets += count?.rules ?? 0;
    else for (const text of texts) meets += count?.texts.get(text) ?? 0;
  }
  return meets;
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The texts of which a value must be one, where the formula says that it is none of them. */
function onlyTexts(formula: Formula): ReadonlySet<string> | undefined {
  if (formula.kind !== 'literal') return undefined;
  const { test } = formula.literal;
  return test.type === 'text' && !test.holds && test.set.open.length === 0 ? test.set.exact : undefined;
}

/** The rules that could be wider. What needs one of a few texts is narrower only than what names these, too. */
export function eachCandidate<Rule extends Filed>(
  narrower: Rule,
  files: Files<Rule>,
  see: (wider: Rule) => void,
): void {
  let seen: Set<Rule> | undefined;
  const meet = (wider: Rule): void => {
    if (wider === narrower || seen?.has(wider) === true || !couldCover(narrower, wider)) return;
    seen ??= new Set();
    seen.add(wider);
    see(wider);
  };
  for (const eventType of narrower.eventType === '' ? [''] : [narrower.eventType, '']) {
    const byRoot = files.get(eventType);
    if (byRoot === undefined) continue;
    for (const root of narrower.roots) byRoot.get(root)?.others.forEach(meet);
    for (let index = 0; index < narrower.literals.length; index++) {
      const literal = narrower.literals[index];
      if (literal?.test.type !== 'text') continue;
      const byText = byRoot.get(rootOf(literal.term))?.byText;
      if (byText === undefined || byText.size === 0) continue;
      literal.test.set.exact.forEach((text) => {
        byText.get(text)?.forEach(meet);
      });
    }
  }
}

/**
 * Nothing follows of what is not spoken of, nor that a value is another one than it has to be. Asked of tens of thousands of
 * pairs before anything is compiled: loops that make no iterators.
 */
function couldCover(narrower: Filed, { failures, texts }: Filed): boolean {
  const { marks, roots, ownTexts } = narrower;
  for (let index = 0; index < failures.length; index++)
    if (((failures[index]?.marks ?? 0) & marks) === 0) return false;
  for (let index = 0; index < texts.length; index++) {
    const wanted = texts[index];
    const own = wanted && ownTexts.get(wanted.key);
    if (own !== undefined && !hasAny(own, wanted?.texts)) return false;
  }
  for (let index = 0; index < failures.length; index++)
    if (!hasAny(roots, failures[index]?.roots)) return false;
  return true;
}

function hasAny(own: ReadonlySet<string>, wanted: readonly string[] = []): boolean {
  for (let index = 0; index < wanted.length; index++) if (own.has(wanted[index] ?? '')) return true;
  return false;
}
