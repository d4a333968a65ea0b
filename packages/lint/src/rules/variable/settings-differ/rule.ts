import type { Said } from '@secl/policy';
import type { LintRule } from '../../../contract.ts';
import { type VariableSet, variableSets } from '../variable-sets.ts';

const keys = ['ttl', 'size', 'inherited', 'private'] as const;
type Key = (typeof keys)[number];

/** All `set`s of a name make one variable, and agents keep the settings of one of them (spec/secl.md, Variables). */
export const settingsDiffer: LintRule = {
  id: 'variable/settings-differ',
  title: 'One variable with several settings',
  level: 'info',
  strict: 'warning',
  needs: 'rule-set',
  messages: {
    differs:
      '`{key}` of `${{name}}` is {here} here and {there} in `{other}`: they make one variable, which has one `{key}`',
  },
  check(linted, { report }) {
    for (const [name, [first, ...rest]] of variableSets(linted)) {
      if (first === undefined) continue;
      for (const each of rest) {
        for (const key of keys) {
          // Agents refuse another `private` of a global variable, and loading says it.
          if (key === 'private' && !name.includes('.')) continue;
          if (settingOf(first, key) === settingOf(each, key)) continue;
          // That the one takes back what the other says has a rule of its own.
          if (key === 'inherited' && saysBoth(first, each)) continue;
          const said = each.set[key];
          const place = said === undefined ? each.place : each.rule.place(said.range);
          const [here, there] = [shown(each, key), shown(first, key)];
          const related = [{ message: `\`\${${name}}\` is set here, too`, place: first.place }];
          const values = { key, name, here, there, other: first.rule.id };
          report(place, 'differs', values, { subject: each.rule.id, related });
        }
      }
    }
  },
};

function saysBoth(a: VariableSet, b: VariableSet): boolean {
  return a.set.inherited !== undefined && b.set.inherited !== undefined;
}

/** What is left out is as good as false or zero. */
function settingOf({ set }: VariableSet, key: Key): string {
  const said: Said<boolean | number | bigint> | undefined = set[key];
  return said === undefined || said.value === false ? '0' : String(said.value);
}

function shown({ set, rule }: VariableSet, key: Key): string {
  const said = set[key];
  if (said === undefined) return 'not set';
  const { start, end } = rule.place(said.range).range;
  return `\`${rule.file.text.slice(start, end)}\``;
}
