/**
 * What one event says of every comparison of a rule: whether it is true, and whether it decides. It decides where the rule
 * would come out otherwise if it alone did; what is behind a false `&&` or a true `||` does not (spec of the measure: modified
 * condition/decision coverage in its masking form).
 */
import { type CompiledRule, type Context, type Verdict, visitedElements } from '@secl/evaluation';
import { readsOf } from '@secl/logic';
import type { Atom, ConditionTree, RuleTree } from './condition-tree.ts';

/** Bits: what an event, or several, have shown of a comparison. */
export const seen = { true: 1, false: 2, decidesTrue: 4, decidesFalse: 8, undecided: 16 } as const;

/** By `Atom.index`, the bits of {@link seen}. Empty where the event has no element for the rule's iterator variable. */
export type Outcomes = Uint8Array;

export function outcomesOf(tree: RuleTree, rule: CompiledRule, context: Context): Outcomes {
  const { iterator } = rule;
  if (iterator === undefined) return look(tree, context, true).found;
  const count = Math.min(context.event.elements[iterator.index]?.length ?? 0, visitedElements);
  const { register } = context;
  const looks: Look[] = [];
  for (let index = 0; index < count; index++) {
    context.register = index;
    looks.push(look(tree, context, context.event.unknown.goesOn[iterator.index] !== true));
  }
  context.register = register;
  return overElements(tree, looks);
}

interface Look {
  readonly verdict: Verdict;
  readonly found: Outcomes;
}

const deciding = seen.decidesTrue | seen.decidesFalse;

/**
 * A rule with an iterator variable is true where some element makes it true. So an element decides where all others are
 * false, and a comparison that is not about the element decides where it does for each element that is true.
 */
function overElements({ atoms }: RuleTree, looks: readonly Look[]): Outcomes {
  const found = new Uint8Array(atoms.length);
  const open = looks.filter(({ verdict }) => verdict !== false);
  const isUndecided = open.some(({ verdict }) => verdict !== true);
  for (const [index, atom] of atoms.entries()) {
    const bits = (of: readonly Look[]): number => of.reduce((all, look) => all | (look.found[index] ?? 0), 0);
    const common = (of: readonly Look[]): number =>
      of.reduce((all, look) => all & (look.found[index] ?? 0), deciding);
    const alone = open.length === 1 || (!isUndecided && !readsElement(atom));
    const decided = open.length === 0 ? bits(looks) & deciding : alone ? common(open) : 0;
    found[index] = (bits(looks) & ~deciding) | decided;
  }
  return found;
}

function readsElement({ condition }: Atom): boolean {
  return readsOf(condition).some((read) => read.kind === 'field' && read.register !== null);
}

/** `open`: nothing outside of the condition decides instead of it. */
function look({ root, atoms }: RuleTree, context: Context, open: boolean): Look {
  const found = new Uint8Array(atoms.length);
  const verdicts = new Map<ConditionTree, Verdict>();
  const verdictOf = (tree: ConditionTree): Verdict => {
    const verdict = judge(tree, context, found, verdictOf);
    verdicts.set(tree, verdict);
    return verdict;
  };
  const verdict = verdictOf(root);
  if (open) decide(root, verdicts, found);
  return { verdict, found };
}

/** Every part is looked at, also behind what decides already: that is what a condition is, seen true and seen false. */
function judge(
  tree: ConditionTree,
  context: Context,
  found: Outcomes,
  verdictOf: (part: ConditionTree) => Verdict,
): Verdict {
  switch (tree.kind) {
    case 'constant':
      return tree.value;
    case 'atom': {
      const { index, evaluate } = tree.atom;
      const verdict = evaluate(context);
      found[index] = (found[index] ?? 0) | bitOf(verdict);
      return verdict;
    }
    case 'not': {
      const verdict = verdictOf(tree.part);
      return typeof verdict === 'object' ? verdict : !verdict;
    }
    case 'all':
    case 'any': {
      const absorbing = tree.kind === 'any';
      let result: Verdict = !absorbing;
      for (const part of tree.parts) {
        const verdict = verdictOf(part);
        if (verdict === absorbing) result = absorbing;
        else if (typeof verdict === 'object' && result !== absorbing) result = verdict;
      }
      return result;
    }
  }
}

function bitOf(verdict: Verdict): number {
  return verdict === true ? seen.true : verdict === false ? seen.false : seen.undecided;
}

function decide(tree: ConditionTree, verdicts: ReadonlyMap<ConditionTree, Verdict>, found: Outcomes): void {
  switch (tree.kind) {
    case 'constant':
      return;
    case 'atom': {
      const verdict = verdicts.get(tree);
      const { index } = tree.atom;
      if (verdict === true) found[index] = (found[index] ?? 0) | seen.decidesTrue;
      if (verdict === false) found[index] = (found[index] ?? 0) | seen.decidesFalse;
      return;
    }
    case 'not':
      decide(tree.part, verdicts, found);
      return;
    case 'all':
    case 'any': {
      // A part decides where all others are what changes nothing.
      const neutral = tree.kind === 'all';
      const others = tree.parts.filter((part) => verdicts.get(part) !== neutral);
      if (others.length === 0) for (const part of tree.parts) decide(part, verdicts, found);
      const [only] = others;
      if (others.length === 1 && only !== undefined) decide(only, verdicts, found);
    }
  }
}
