import { builtinVariables } from '@secl/language';
import { type RuleVerdict, variableName } from '@secl/policy';
import type { LintRule } from '../../../contract.ts';
import type { LintedSet, View } from '../../../view/linted.ts';
import { readsIn } from '../variable-reads.ts';
import { variableSets } from '../variable-sets.ts';

/**
 * `set` actions of rules that are disabled or do not compile make their variables known (spec/secl.md, Variables), so
 * rules that read them load; but nothing ever sets them. A variable that no action names is an error of loading.
 */
export const readNeverSet: LintRule = {
  id: 'variable/read-never-set',
  title: 'Variable that no running rule sets',
  level: 'warning',
  needs: 'rule-set',
  messages: { never: '`${{name}}` keeps its start value: {setters} would set it, and {why}' },
  check(set, { report }) {
    const sets = variableSets(set);
    const able = set.views.map((view) => settable(view, set));
    // Of most rule sets every variable is set by something that runs.
    if ([...sets.keys()].every((name) => able.every((names) => names.has(name)))) return;
    for (const rule of set.rules) {
      for (const expression of rule.expressions) {
        for (const { name, span } of readsIn(expression)) {
          const setters = sets.get(name);
          if (setters === undefined || builtinVariables.has(name)) continue;
          const here = set.views.filter(
            (view, index) => able[index]?.has(name) === false && runs(view, rule.id),
          );
          const [view] = here;
          if (view === undefined) continue;
          const ids = [...new Set(setters.map((each) => each.rule.id))];
          const why = [...new Set(ids.map((id) => fate(view, id)))].join(' or ');
          const related = setters.map((each) => ({
            message: `\`${each.rule.id}\` would set it`,
            place: each.place,
          }));
          const targets = here.length === set.views.length ? [] : here.map(({ target }) => target.name);
          const values = { name, setters: ids.map((id) => `\`${id}\``).join(', '), why };
          report(expression.at(span), 'never', values, { subject: rule.id, related, targets });
        }
      }
    }
  },
};

/** What rules that load and can fire set, and what may be set elsewhere. */
function settable({ set }: View, { external }: LintedSet): ReadonlySet<string> {
  const names = new Set(external.variables.keys());
  const silent = new Set(set.verdicts.flatMap(({ id, neverFires }) => (neverFires ? [id] : [])));
  for (const { id, actions } of set.rules)
    if (!silent.has(id))
      for (const { definition } of actions)
        if (definition.value.set !== undefined) names.add(variableName(definition.value.set));
  for (const { rule, state } of set.verdicts)
    if (state.status === 'undecided')
      for (const { value } of rule?.actions ?? [])
        if (value.set !== undefined) names.add(variableName(value.set));
  return names;
}

/** What never fires reads nothing. */
function runs({ set }: View, id: string): boolean {
  const silent = set.verdicts.some((verdict) => verdict.id === id && verdict.neverFires);
  return !silent && set.rules.some((rule) => rule.id === id);
}

function fate({ set }: View, id: string): string {
  const verdict: RuleVerdict | undefined = set.verdicts.find((each) => each.id === id);
  switch (verdict?.state.status) {
    case 'filtered':
      return verdict.state.by === 'disabled' ? 'is disabled' : 'is filtered out';
    case 'rejected':
      return 'is rejected';
    default:
      return verdict?.neverFires === true ? 'never fires' : 'loses that action';
  }
}
