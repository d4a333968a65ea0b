/** Step 5 of loading: every action is checked, those of disabled rules too; a bad one is dropped. */
import type { Facts } from '@secl/model';
import type { Problem } from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import type { ActionDefinition, SetDefinition } from '../read/definitions.ts';
import { wrongWith } from './action-checks.ts';
import type { MergedRule, Placed } from './merged.ts';
import { defineVariable, isTelling, sameValue, type VariableDefinition, variableName } from './variables.ts';

export interface DroppedAction {
  readonly rule: string;
  /** What the agent writes into its log. */
  readonly agent: string;
  readonly problem: Problem;
}

export interface CheckedActions {
  /** Actions that are not dropped, of each rule. */
  readonly kept: ReadonlyMap<MergedRule, readonly Placed<ActionDefinition>[]>;
  readonly variables: ReadonlyMap<string, VariableDefinition>;
  readonly problems: readonly Problem[];
  readonly dropped: readonly DroppedAction[];
}

export function checkActions(rules: Iterable<MergedRule>, facts: Facts): CheckedActions {
  const kept = new Map<MergedRule, Placed<ActionDefinition>[]>();
  const variables = new Map<string, VariableDefinition>();
  const problems: Problem[] = [];
  const dropped: DroppedAction[] = [];
  for (const rule of rules) {
    const good: Placed<ActionDefinition>[] = [];
    const drop = ({ file, offset, value }: Placed<ActionDefinition>, reason: string, agent: string): void => {
      const place = placeIn(file.name, offset, value.range);
      const found = problem('policy/action-dropped', place, { reason }, { agent });
      problems.push(found);
      dropped.push({ rule: rule.id, agent, problem: found });
    };
    for (const action of rule.actions) {
      const { set } = action.value;
      const wrong = wrongWith(action.value);
      if (wrong !== undefined) {
        drop(action, wrong.reason, `skipping invalid action in rule ${rule.id}: ${wrong.agent}`);
        continue;
      }
      if (set !== undefined) {
        const name = variableName(set);
        const previous = variables.get(name);
        const defined = defineVariable(set, previous, facts);
        if ('agent' in defined) {
          drop(action, defined.reason, defined.agent);
          continue;
        }
        variables.set(name, defined);
        problems.push(...startProblems(action, set, defined, previous));
      }
      good.push(action);
    }
    kept.set(rule, good);
  }
  return { kept, variables, problems, dropped };
}

/** What surprises in the start value of a global variable. */
function startProblems(
  { file, offset }: Placed<ActionDefinition>,
  set: SetDefinition,
  defined: VariableDefinition,
  previous: VariableDefinition | undefined,
): readonly Problem[] {
  if (defined.scope !== 'global') return [];
  const { name, start } = defined;
  const place = placeIn(file.name, offset, set.name?.range ?? set.range);
  if (previous !== undefined && !sameValue(previous.start, start))
    return [problem('policy/variable-random', place, { name })];
  const starts = set.defaultValue === undefined && isTelling(start);
  return starts ? [problem('policy/variable-start', place, { name })] : [];
}
