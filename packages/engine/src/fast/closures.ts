import { type Compiled, type Context, compileRule, type Verdict } from '@secl/evaluation';
import type { Condition } from '@secl/language';
import type { Catalogue } from '@secl/model';
import type { JudgedRule } from '../judge.ts';

/** Finds the closures of a part of these rules; of what is no part of them as it stands they are made. */
export function closuresOf(
  rules: readonly JudgedRule[],
  eventType: string,
  catalogue: Catalogue,
): (condition: Condition) => (context: Context) => Verdict {
  const made = new Map<Condition, Compiled['evaluate']>();
  const pending = rules.map(({ compiled }) => compiled.compiled);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    made.set(next.condition, next.evaluate);
    for (const part of next.parts) pending.push(part);
  }
  return (condition) => {
    const known = made.get(condition);
    if (known !== undefined) return known;
    const whole = { condition, eventType, fields: new Map(), iterator: undefined, problems: [] };
    return compileRule(whole, catalogue)?.evaluate ?? (() => false);
  };
}
