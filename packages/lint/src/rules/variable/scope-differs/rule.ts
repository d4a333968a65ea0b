import type { LintRule } from '../../../contract.ts';
import { bareName, mentioned, variableSets } from '../variable-sets.ts';

/** A name is one variable a scope (spec/secl.md, Variables). Where the other scope is not set at all, agents say so. */
export const scopeDiffers: LintRule = {
  id: 'variable/scope-differs',
  title: 'Variable that is read with another scope',
  level: 'warning',
  needs: 'rule-set',
  messages: { other: 'nothing reads `${{name}}`: what rules read is `${{other}}`, a variable of its own' },
  check(set, { report }) {
    const names = mentioned(set);
    const sets = variableSets(set);
    for (const [name, each] of sets) {
      if (names.has(name)) continue;
      const other = [...sets.keys()].find((key) => names.has(key) && bareName(key) === bareName(name));
      if (other === undefined) continue;
      const related = (sets.get(other) ?? [])
        .slice(0, 1)
        .map(({ place }) => ({ message: `\`\${${other}}\` is set here`, place }));
      for (const { place, rule } of each)
        report(place, 'other', { name, other }, { subject: rule.id, related });
    }
  },
};
