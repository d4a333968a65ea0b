import { variableName } from '@secl/policy';
import type { LintRule } from '../../../contract.ts';
import type { View } from '../../../view/linted.ts';
import { mentioned, variableSets } from '../variable-sets.ts';

/** From here on agents look for the nearest ancestor that has this variable (spec/secl.md, Later agents). */
const firstThatLooksFurther = 74;

/** A process that holds any process variable inherits none, and neither does what is below it (spec/secl.md, Variables). */
export const inheritanceBlocked: LintRule = {
  id: 'variable/inheritance-blocked',
  title: 'Inheritance that another variable blocks',
  level: 'info',
  needs: 'rule-set',
  messages: {
    blocked:
      'before agent 7.74 a process that holds `${{other}}` inherits no `${{name}}`, and hides it from its children: {rules} {verb} the one without the other',
  },
  check(linted, { report }) {
    const old = linted.views.filter(isOld);
    if (old.length === 0) return;
    const names = mentioned(linted);
    const sets = variableSets(linted);
    for (const [name, own] of sets) {
      const inherited = own.find(({ set }) => set.inherited?.value === true);
      if (inherited === undefined || !names.has(name)) continue;
      for (const other of sets.keys()) {
        if (other === name || !other.startsWith('process.')) continue;
        const rules = [...new Set(old.flatMap((view) => setting(view, other, name)))];
        if (rules.length === 0) continue;
        const { set, rule, place } = inherited;
        const related = (sets.get(other) ?? [])
          .filter((each) => rules.includes(each.rule.id))
          .map((each) => ({ message: `\`\${${other}}\` is set here`, place: each.place }));
        const verb = rules.length === 1 ? 'sets' : 'set';
        const values = { name, other, verb, rules: rules.map((id) => `\`${id}\``).join(', ') };
        const targets = old.length === linted.views.length ? [] : old.map(({ target }) => target.name);
        const at = set.inherited === undefined ? place : rule.place(set.inherited.range);
        report(at, 'blocked', values, { subject: rule.id, related, targets });
      }
    }
  },
};

function isOld({ set: { facts } }: View): boolean {
  return facts.minor < firstThatLooksFurther;
}

/** Rules that load and set one variable of a process without the other. */
function setting({ set }: View, name: string, without: string): readonly string[] {
  return set.rules.flatMap(({ id, actions }) => {
    const own = actions.flatMap(({ definition: { value } }) =>
      value.set === undefined || value.set.scopeField !== undefined ? [] : [variableName(value.set)],
    );
    return own.includes(name) && !own.includes(without) ? [id] : [];
  });
}
