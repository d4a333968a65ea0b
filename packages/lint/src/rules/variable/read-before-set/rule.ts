import { isCondition } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression, LintedRule, LintedSet } from '../../../view/linted.ts';
import { type Standstill, standstill } from '../never-begins.ts';
import { readsIn } from '../variable-reads.ts';
import { variableSets } from '../variable-sets.ts';

/** A variable has its start value until a rule that matches sets it (spec/secl.md, Variables). */
export const readBeforeSet: LintRule = {
  id: 'variable/read-before-set',
  title: 'Rule that waits for a variable which only it sets',
  level: 'error',
  needs: 'rule-set',
  messages: {
    itself: '{what} never {does}: it waits for `${{name}}`, which nothing else sets',
    circle:
      '{what} never {does}: it waits for `${{name}}`, and what would set it ({setters}) waits in the same way',
  },
  check(set, { report }) {
    const still = set.views.map((view) => ({
      view,
      at: standstill(view, set),
      loaded: new Set(view.set.rules.map(({ rule }) => rule.base.value)),
    }));
    if (still.every(({ at }) => at.names.size === 0)) return;
    for (const rule of set.rules) {
      const here = still.filter(({ loaded }) => loaded.has(rule.definition));
      const blocked = rule.expressions.filter(({ typed }) =>
        here.every(({ at }) => isCondition(typed) && at.blocks(typed)),
      );
      // Of a rule that never fires, no action runs anyway.
      const whole = blocked.filter((each) => each === rule.expression);
      for (const expression of whole.length > 0 ? whole : blocked) {
        const found = awaited(
          expression,
          here.map(({ at }) => at),
          set,
        );
        if (found === undefined || expression.of === 'set-value') continue;
        const { name, span, setters } = found;
        const own = setters.every((id) => id === rule.id);
        const targets = here.length === set.views.length ? [] : here.map(({ view }) => view.target.name);
        const values = {
          ...about(expression, rule),
          name,
          setters: setters.map((id) => `\`${id}\``).join(', '),
        };
        report(expression.at(span), own ? 'itself' : 'circle', values, { subject: rule.id, targets });
      }
    }
  },
};

function about(
  { of }: LintedExpression,
  { id }: LintedRule,
): { readonly what: string; readonly does: string } {
  return of === 'rule' ? { what: `\`${id}\``, does: 'fires' } : { what: 'this action', does: 'runs' };
}

/** The first variable that the text reads and that stays what it starts with. */
function awaited(expression: LintedExpression, still: readonly Standstill[], set: LintedSet) {
  const read = readsIn(expression).find(({ name }) => still.some(({ names }) => names.has(name)));
  if (read === undefined) return undefined;
  const setters = (variableSets(set).get(read.name) ?? []).map(({ rule }) => rule.id);
  return { ...read, setters: [...new Set(setters)] };
}
