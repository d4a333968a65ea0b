import type { LintRule } from '../../../contract.ts';
import type { LintedSet } from '../../../view/linted.ts';
import { type Waiting, waitingRules } from '../never-begins.ts';
import { readsIn } from '../variable-reads.ts';
import { variableSets } from '../variable-sets.ts';

/** A variable has its start value until a rule that matches sets it (spec/secl.md, Variables). */
export const readBeforeSet: LintRule = {
  id: 'variable/read-before-set',
  title: 'Rule that waits for a variable which only it sets',
  level: 'error',
  needs: 'rule-set',
  messages: {
    itself: '`{id}` never fires: it waits for `${{name}}`, which no rule but itself sets',
    circle:
      '`{id}` never fires: it waits for `${{name}}`, and what would set it ({setters}) waits in the same way',
  },
  check(set, { report }) {
    const waiting = set.views.map(
      (view) => new Map(waitingRules(view, set).map((each) => [each.rule.id, each])),
    );
    for (const rule of set.rules) {
      const views = set.views.filter(({ set: { rules } }) =>
        rules.some((each) => each.rule.base.value === rule.definition),
      );
      const blocked = views.flatMap((view) => waiting[set.views.indexOf(view)]?.get(rule.id) ?? []);
      const [first] = blocked;
      if (first === undefined || blocked.length < views.length) continue;
      const found = awaited(rule.expression, first, set);
      if (found === undefined || rule.expression === undefined) continue;
      const { name, span, setters } = found;
      const own = setters.every((id) => id === rule.id);
      const values = { id: rule.id, name, setters: setters.map((id) => `\`${id}\``).join(', ') };
      const targets = views.length === set.views.length ? [] : views.map(({ target }) => target.name);
      report(rule.expression.at(span), own ? 'itself' : 'circle', values, { subject: rule.id, targets });
    }
  },
};

type Reads = Parameters<typeof readsIn>[0];

/** The first variable that the rule reads and that stays what it starts with. */
function awaited(expression: Reads | undefined, { names }: Waiting, set: LintedSet) {
  const read = expression && readsIn(expression).find(({ name }) => names.has(name));
  if (read === undefined) return undefined;
  const setters = (variableSets(set).get(read.name) ?? []).map(({ rule }) => rule.id);
  return { ...read, setters: [...new Set(setters)] };
}
