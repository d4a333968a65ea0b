/** Conditions that wait for a variable which only what waits in the same way could set. */
import { builtinVariables, type Condition } from '@secl/language';
import type { Value } from '@secl/model';
import { literalOf, type VariableDefinition, variableName } from '@secl/policy';
import type { LintedSet, View } from '../../view/linted.ts';
import { atStart, type StartOf } from './at-start.ts';
import { variableSets } from './variable-sets.ts';

export interface Standstill {
  /** Variables that stay what they start with. */
  readonly names: ReadonlySet<string>;
  /** Whether a condition is false as long as they do. */
  blocks(condition: Condition): boolean;
}

/**
 * Rules are let go as long as one can be true at the start or with what others that were let go set. What remains is
 * false for every event, for ever. Agents before 7.74 read another start value in a scope than later ones: both count.
 */
export function standstill(view: View, linted: LintedSet): Standstill {
  const settled = new Set([...linted.external.variables.keys(), ...builtinVariables.keys()]);
  for (const name of [...startsAtRandom(linted), ...setElsewhere(view, linted)]) settled.add(name);
  const starts = [false, true].map(
    (later): StartOf =>
      (name) => {
        const definition = settled.has(name) ? undefined : view.set.variables.get(name);
        return definition && startValue(definition, later);
      },
  );
  const blocks = (condition: Condition): boolean =>
    starts.every((start) => atStart(condition, start) === false);
  const isPossible = (condition: Condition | undefined): boolean =>
    condition === undefined || !blocks(condition);
  const setters = view.set.rules.filter(({ actions }) =>
    actions.some(({ definition }) => definition.value.set !== undefined),
  );
  for (let before = -1; before !== settled.size; ) {
    before = settled.size;
    for (const { checked, actions } of setters)
      if (isPossible(checked.condition))
        for (const { definition, filter } of actions)
          if (definition.value.set !== undefined && isPossible(filter?.condition))
            settled.add(variableName(definition.value.set));
  }
  const names = new Set([...view.set.variables.keys()].filter((name) => !settled.has(name)));
  return { names, blocks };
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
