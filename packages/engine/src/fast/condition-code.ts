import type { Condition } from '@secl/language';
import type { Constants } from './constants.ts';
import type { Leaf } from './leaf.ts';
import type { Analysis, LeafCondition } from './shape.ts';

/** What code for conditions may use of the program that it becomes part of. */
export interface Surroundings {
  readonly analysis: Analysis;
  readonly constants: Constants;
  readonly isText: (slot: number) => boolean;
  /** Code for the answer that the slot's value gives to a condition on it alone, found once for each value. */
  readonly question: (slot: number, condition: Condition) => string;
  /** Code for the verdict on a condition where nothing is known of the event, but for its time. */
  readonly ifUnknown: (condition: Condition) => string;
  /** Code for a leaf's verdict, found once for each event, or once between two matches of it. */
  readonly shared: (key: string, answer: string, lasts?: 'event' | 'until a match') => string;
}

/** A condition on one slot whose value is at hand and known. */
export function valueCode(condition: Condition, analysis: Analysis, value: string): string {
  return compose(condition, true, (leaf) => {
    const made = analysis.leafOf(leaf);
    return made.kind === 'values' ? made.code(() => value) : 'false';
  });
}

/**
 * A condition on the event. What is not known counts as what makes the rule more true (`hoped`), and `u` remembers
 * that: a rule that is false even so is false, one that is true without any doubt is true, and only for what is left
 * the closures are asked.
 */
export function eventCode(condition: Condition, around: Surroundings, hoped = true): string {
  return compose(condition, hoped, (leaf, hopedOfLeaf) => leafCode(leaf, around, hopedOfLeaf), around);
}

function compose(
  condition: Condition,
  hoped: boolean,
  leafText: (leaf: LeafCondition, hoped: boolean) => string,
  around?: Surroundings,
): string {
  const whole = around === undefined ? undefined : questionCode(condition, around, hoped);
  if (whole !== undefined) return whole;
  switch (condition.kind) {
    case 'constant':
      return String(condition.value);
    case 'macro':
      return compose(condition.inner, hoped, leafText, around);
    case 'not':
      return `!(${compose(condition.operand, !hoped, leafText, around)})`;
    case 'logical': {
      const { operands, operators } = condition;
      let text = '';
      for (let index = operands.length - 1; index >= 0; index--) {
        const operand = operands[index];
        if (operand === undefined) continue;
        const own = `(${compose(operand, hoped, leafText, around)})`;
        const operator = operators[index];
        const next = operators[index + 1];
        if (operator === undefined) text = own;
        else text = `${own} ${operator} ${next === undefined || next === operator ? text : `(${text})`}`;
      }
      return text;
    }
    default:
      return leafText(condition, hoped);
  }
}

/** Notes the doubt, and takes as the answer what makes the rule more true. */
function doubt(hoped: boolean): string {
  return hoped ? 'un()' : '!un()';
}

/** The largest part that one string decides is answered by what is known of that string. */
function questionCode(condition: Condition, around: Surroundings, hoped: boolean): string | undefined {
  const slot = questionedSlot(condition, around);
  if (slot === undefined) return undefined;
  return `(s[${slot}] === U ? ${doubt(hoped)} : ${around.question(slot, condition)})`;
}

export function questionedSlot(condition: Condition, around: Surroundings): number | undefined {
  const { slots, pure, trivial } = around.analysis.shapeOf(condition);
  const [slot] = slots;
  if (slot === undefined || slots.length > 1 || !pure || trivial || !around.isText(slot)) return undefined;
  return slot;
}

function leafCode(condition: LeafCondition, around: Surroundings, hoped: boolean): string {
  const leaf = around.analysis.leafOf(condition);
  switch (leaf.kind) {
    case 'values': {
      const unknown = leaf.slots.map((slot) => `s[${slot}] === U`);
      if (leaf.timed) unknown.push('ctx.now === undefined');
      const code = leaf.code((slot) => `s[${slot}]`);
      return unknown.length === 0 ? code : `(${unknown.join(' || ')} ? ${doubt(hoped)} : ${code})`;
    }
    case 'some': {
      return `is${hoped ? 'Hoped' : 'Sure'}(${someCode(condition, leaf, around)}, ${!leaf.negated})`;
    }
    case 'asked':
      return `is${hoped ? 'Hoped' : 'Sure'}(${askedCode(condition, leaf, around)}, true)`;
  }
}

export function askedCode(
  condition: LeafCondition,
  leaf: Leaf & { readonly kind: 'asked' },
  around: Surroundings,
): string {
  const answer = `${around.constants.nameOf(leaf.ask)}(ctx)`;
  // Only the actions of a match change variables.
  const lasts = leaf.steady ? 'event' : 'until a match';
  return leaf.register ? answer : around.shared(around.analysis.keyOf(condition), answer, lasts);
}

/** Whether some value satisfies the test as it is without its negation. */
export function someCode(
  condition: LeafCondition,
  leaf: Leaf & { readonly kind: 'some' },
  around: Surroundings,
): string {
  const { place } = leaf;
  const test = around.constants.nameOf(leaf.test);
  const positive = condition.kind === 'test' ? { ...condition, negated: false } : condition;
  const key = around.analysis.keyOf(positive);
  const open = around.ifUnknown(condition);
  if (place.kind === 'list') return around.shared(key, `someOf(s[${place.slot}], ${test}, ${open})`);
  const { iterator, slot } = place;
  if (place.register) return `oneIn(E[${iterator}], reg, ${slot}, ${test}, ${open})`;
  return around.shared(key, `someIn(E[${iterator}], G[${iterator}], ${slot}, ${test}, ${open})`);
}
