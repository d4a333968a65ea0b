import { areSame, type Choice, choiceOf, type Formula, type Literal, markOf } from './formula.ts';
import { areSeenOpen, isSeenOpen } from './free.ts';
import { Known } from './known.ts';

/** How many looks at a literal are left; then nothing more is proved. Several questions may share it. */
export interface Effort {
  left: number;
}

/** What people write needs a few hundred. */
export function effort(looks = 20_000): Effort {
  return { left: looks };
}

/**
 * Whether it is proved that the formulas cannot all be true. Everything that must hold is taken for known; of what is left to
 * choose, alternatives that cannot be true beside it are struck out, and each one of the rest is tried. Proved is only what
 * ends in a contradiction wherever one turns.
 */
export function areContradictory(formulas: readonly Formula[], spend = effort()): boolean {
  const only = formulas[0];
  if (formulas.length === 1 && only !== undefined && isSeenOpen(only)) return false;
  const mark = markOf(formulas);
  const before = answers.get(mark);
  // The effort is the same whether it was made for this question or for an earlier one.
  if (before !== undefined && before.looks <= spend.left && areSame(before.formulas, formulas)) {
    spend.left -= before.looks;
    return before.contradictory;
  }
  const { left } = spend;
  const contradictory = !areSeenOpen(formulas) && isClosed(formulas, { known: new Known(), effort: spend });
  if (spend.left >= 0) remember(mark, { formulas, contradictory, looks: left - spend.left });
  return contradictory;
}

interface Answer {
  readonly formulas: readonly Formula[];
  readonly contradictory: boolean;
  /** What it took. */
  readonly looks: number;
}

/** So many answers are remembered: rules that say much the same are asked the same. */
const most = 5000;
const answers = new Map<number, Answer>();

function remember(mark: number, answer: Answer): void {
  if (answers.size === most) answers.clear();
  answers.set(mark, answer);
}

/** The same of one formula. */
export function isContradictory(formula: Formula): boolean {
  return areContradictory([formula]);
}

/** What follows from formulas without trying alternatives, and the choices that are left. */
export interface OpenEnd {
  readonly known: Known;
  readonly choices: readonly Choice[];
}

/** Of formulas that are not proved to be contradictory. */
export function openEnd(formulas: readonly Formula[]): OpenEnd {
  const search: Search = { known: new Known(), effort: effort() };
  const choices: Choice[] = [];
  assume(formulas, choices, search);
  return { known: search.known, choices: narrowed(choices, search) ?? [] };
}

/** Whether it is proved that one more formula, beside some of the choices, cannot be true. */
export function contradicts({ known }: OpenEnd, formula: Formula, choices: readonly Choice[]): boolean {
  const before = known.size;
  const closed = isClosed([formula, ...choices], { known, effort: effort() });
  known.backTo(before);
  return closed;
}

/** Shows each open end, with literals that make the formulas true if all are, until `seen` says that it is enough. */
export function eachOpenEnd(formulas: readonly Formula[], seen: (known: Known) => boolean): void {
  isClosed(formulas, { known: new Known(), effort: effort(), seen });
}

interface Search {
  readonly known: Known;
  readonly effort: Effort;
  /** Asked at each open end; without it the first one ends the search. */
  readonly seen?: (known: Known) => boolean;
}

function isClosed(formulas: readonly Formula[], search: Search): boolean {
  const choices: Choice[] = [];
  if (!assume(formulas, choices, search)) return true;
  const open = narrowed(choices, search);
  if (open === undefined) return true;
  const [first, ...others] = open.sort((a, b) => a.parts.length - b.parts.length);
  if (first === undefined) return search.seen !== undefined && !search.seen(search.known);
  for (const part of first.parts) {
    const before = search.known.size;
    if (!isClosed([part, ...others], search)) return false;
    search.known.backTo(before);
  }
  return true;
}

/** Takes for known what must hold and puts the choices aside; `false` where it cannot hold. */
function assume(formulas: readonly Formula[], choices: Choice[], search: Search): boolean {
  for (let index = 0; index < formulas.length; index++) {
    const formula = formulas[index];
    if (formula === undefined) continue;
    if (formula.kind === 'any') choices.push(formula);
    else if (formula.kind === 'all') {
      if (!assume(formula.parts, choices, search)) return false;
    } else if (!isSpent(search) && !search.known.add(formula.literal)) return false;
  }
  return true;
}

/** The choices that are left when impossible alternatives are struck out, until nothing changes; undefined: none is possible. */
function narrowed(choices: readonly Choice[], search: Search): Choice[] | undefined {
  let current: readonly Choice[] = choices;
  for (;;) {
    const next: Choice[] = [];
    let learned = false;
    for (const choice of current) {
      const parts = choice.parts.filter((part) => isPossible(part, search));
      const only = parts[0];
      if (only === undefined) return undefined;
      if (parts.length === 1) {
        learned = true;
        if (!assume([only], next, search)) return undefined;
      } else next.push(choiceOf(parts));
    }
    if (!learned) return next;
    current = next;
  }
}

function isPossible(formula: Formula, search: Search): boolean {
  if (formula.kind === 'all') return formula.parts.every((part) => isPossible(part, search));
  return formula.kind === 'any' || isAdmitted(formula.literal, search);
}

function isAdmitted(literal: Literal, search: Search): boolean {
  return isSpent(search) || search.known.admits(literal);
}

/** When the effort is spent nothing more is looked at, so nothing more is contradicted. */
function isSpent(search: Search): boolean {
  return search.effort.left-- <= 0;
}
