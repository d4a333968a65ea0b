import type { Value } from '@secl/model';
import { literalOf, type VariableDefinition } from '@secl/policy';
import type { LintRule } from '../../../contract.ts';
import { type VariableSet, variableOf, variableSets } from '../variable-sets.ts';

/**
 * Where every `set` of a variable gives it the value that it starts with, it never changes (spec/secl.md, Variables). A
 * global one that starts so because it has no default is reported by loading.
 */
export const startValueIsSetValue: LintRule = {
  id: 'variable/start-value-is-set-value',
  title: 'Variable that starts with the value it is set to',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    same: '`${{name}}` is {value} before any rule has matched, and no rule sets it to anything else',
  },
  check(linted, { report }) {
    for (const [name, sets] of variableSets(linted)) {
      const definition = variableOf(linted, name);
      const [value, ...others] = new Set(sets.map(fixedValue));
      if (definition === undefined || definition.array || value === undefined || others.length > 0) continue;
      if (linted.external.variables.has(name)) continue;
      if (startValues(definition).some((start) => start !== value)) continue;
      for (const { set, rule, place } of sets) {
        const told = definition.scope === 'global' && set.defaultValue === undefined && isTelling(value);
        if (!told) report(place, 'same', { name, value: shown(value) }, { subject: rule.id });
      }
    }
  },
};

/** What a `set` gives, where that is one value whatever happens. */
function fixedValue({ set }: VariableSet): Value | undefined {
  const value = set.value === undefined || set.append ? undefined : literalOf(set.value);
  return typeof value === 'object' ? undefined : value;
}

/** On agents before 7.74 and on later ones, which read a default in every scope. */
function startValues({ start, default: given, type }: VariableDefinition): readonly Value[] {
  const zero = type === 'int' ? 0 : type === 'bool' ? false : '';
  return [start ?? zero, given ?? start ?? zero];
}

function isTelling(value: Value): boolean {
  return value !== 0 && value !== '' && value !== false;
}

function shown(value: Value): string {
  return typeof value === 'string' ? `"${value}"` : `\`${String(value)}\``;
}
