/** Rules that wait for a variable which only they, or others that wait like them, could set. */
import { builtinVariables, type Condition } from '@secl/language';
import type { Value } from '@secl/model';
import { type LoadedRule, literalOf, type VariableDefinition, variableName } from '@secl/policy';
import type { LintedSet, View } from '../../view/linted.ts';
import { atStart, type StartOf } from './at-start.ts';
import { variableSets } from './variable-sets.ts';

export interface Waiting {
  readonly rule: LoadedRule;
  /** Variables that stay what they start with. */
  readonly names: ReadonlySet<string>;
}

/**
 * Rules are let go as long as one can be true at the start or with what others that were let go set. What remains is
 * false for every event, for ever. Agents before 7.74 read another start value in a scope than later ones: both count.
 */
export function waitingRules(view: View, linted: LintedSet): readonly Waiting[] {
  const settled = new Set([...linted.external.variables.keys(), ...builtinVariables.keys()]);
  for (const name of [...startsAtRandom(linted), ...setElsewhere(view, linted)]) settled.add(name);
  const starts = [false, true].map(
    (later): StartOf =>
      (name) => {
        const definition = settled.has(name) ? undefined : view.set.variables.get(name);
        return definition && startValue(definition, later);
      },
  );
  const possible = (condition: Condition | undefined): boolean =>
    condition === undefined || starts.some((start) => atStart(condition, start) !== false);
  const pending = new Set(view.set.rules);
  for (let before = Number.NaN; before !== settled.size - pending.size; ) {
    before = settled.size - pending.size;
    for (const rule of pending) {
      if (!possible(rule.checked.condition)) continue;
      const sets = rule.actions.filter(({ definition }) => definition.value.set !== undefined);
      const waiting = sets.filter(({ filter }) => !possible(filter?.condition));
      for (const { definition } of sets.filter((each) => !waiting.includes(each)))
        if (definition.value.set !== undefined) settled.add(variableName(definition.value.set));
      if (waiting.length === 0) pending.delete(rule);
    }
  }
  const names = new Set([...view.set.variables.keys()].filter((name) => !settled.has(name)));
  const free = new Set(
    view.set.rules.flatMap(({ id, checked }) => (possible(checked.condition) ? [id] : [])),
  );
  return [...pending].filter(({ id }) => !free.has(id)).map((rule) => ({ rule, names }));
}

function startValue(definition: VariableDefinition, later: boolean): Value {
  const start = (later ? definition.default : undefined) ?? definition.start;
  if (start !== undefined) return start;
  if (definition.array) return [];
  return definition.type === 'int' ? 0 : definition.type === 'bool' ? false : '';
}

/** What a rule that does not load would set is a matter of that rule. */
function setElsewhere({ set }: View, linted: LintedSet): readonly string[] {
  const loaded = new Set(set.rules.map(({ id }) => id));
  return [...variableSets(linted)].flatMap(([name, sets]) =>
    sets.every(({ rule }) => loaded.has(rule.id)) ? [] : [name],
  );
}

/** Of several `set`s of a global variable, agents take the start value of any. */
function startsAtRandom(set: LintedSet): readonly string[] {
  return [...variableSets(set)].flatMap(([name, sets]) => {
    const values = sets.map(({ set: { defaultValue, value } }) => {
      const node = defaultValue ?? value;
      return JSON.stringify(node === undefined ? null : literalOf(node), (_, each: unknown) =>
        typeof each === 'bigint' ? String(each) : each,
      );
    });
    return new Set(values).size > 1 ? [name] : [];
  });
}
