import type { Condition } from '@secl/language';
import type { JudgedRule } from '../judge.ts';
import { conjuncts, project } from './conjuncts.ts';
import type { Analysis } from './shape.ts';

/** How the rules of an event type are to be judged: first what single values rule out, then what is left of each. */
export interface Plan {
  readonly slots: ReadonlyMap<number, SlotPlan>;
  readonly rules: readonly RulePlan[];
}

/** What the value of one slot decides. */
export interface SlotPlan {
  readonly slot: number;
  /** By key: a condition on the slot alone, and the rules that cannot match where it is false. */
  readonly filters: ReadonlyMap<
    string,
    { readonly condition: Condition; readonly rules: ReadonlySet<number> }
  >;
  /** Rules of which a part is decided here and nowhere else: in doubt where the value is not known. */
  readonly decisive: ReadonlySet<number>;
}

/** `decidedBy`: a filter of this slot asks it, so where the value is known it holds for all rules that are left. */
export interface Part {
  readonly condition: Condition;
  readonly decidedBy: number | undefined;
}

export type RulePlan =
  /** All parts have to hold, and so `rest` does, those of them that no filter decides, in the order of their costs. */
  | {
      readonly kind: 'parts';
      readonly parts: readonly Part[];
      readonly rest: readonly Condition[];
      readonly iterator: string | undefined;
    }
  /** Too large for code. */
  | { readonly kind: 'closures' };

/** Beyond these, code would be slower than closures, and deep nesting would be refused by the engine's parser. */
const largestRule = 1000;
const deepestRule = 200;

export function planOf(rules: readonly JudgedRule[], analysis: Analysis): Plan {
  const slots = new Map<number, MutableSlotPlan>();
  const addFilter = (slot: number, condition: Condition, rule: number, decisive: boolean): void => {
    const plan = slots.get(slot) ?? { slot, filters: new Map(), decisive: new Set<number>() };
    slots.set(slot, plan);
    const key = analysis.keyOf(condition);
    const filter = plan.filters.get(key) ?? { condition, rules: new Set<number>() };
    plan.filters.set(key, filter);
    filter.rules.add(rule);
    if (decisive) plan.decisive.add(rule);
  };
  const plans = rules.map(({ checked }, rule): RulePlan => {
    const { condition, iterator } = checked;
    if (condition === undefined) return { kind: 'closures' };
    const { size, depth } = analysis.shapeOf(condition);
    if (size > largestRule || depth > deepestRule) return { kind: 'closures' };
    const parts: Part[] = [];
    for (const part of conjuncts(condition)) {
      const shape = analysis.shapeOf(part);
      const [slot] = shape.slots;
      if (slot !== undefined && shape.slots.length === 1 && shape.pure && shape.cheap) {
        addFilter(slot, part, rule, true);
        parts.push({ condition: part, decidedBy: slot });
        continue;
      }
      parts.push({ condition: part, decidedBy: undefined });
      for (const each of shape.slots) {
        const most = project(part, (leaf) => {
          const { pure, cheap, slots: read } = analysis.shapeOf(leaf);
          return pure && cheap && read.length === 1 && read[0] === each;
        });
        if (typeof most !== 'boolean') addFilter(each, most, rule, false);
      }
    }
    const cost = (part: Condition): number => {
      const shape = analysis.shapeOf(part);
      return shape.pure && shape.cheap ? 0 : shape.pure ? 1 : shape.unsteady ? 3 : 2;
    };
    const rest = parts.filter((part) => part.decidedBy === undefined).map((part) => part.condition);
    return { kind: 'parts', parts, rest: rest.sort((a, b) => cost(a) - cost(b)), iterator };
  });
  return { slots, rules: plans };
}

interface MutableSlotPlan extends SlotPlan {
  readonly filters: Map<string, { readonly condition: Condition; readonly rules: Set<number> }>;
  readonly decisive: Set<number>;
}
