/** What a rule does on a made up event, as a test expects it. */
import { RunningRuleSet } from '@secl/engine';
import { catalogue } from '@secl/model';
import { type RuleSet, variableName } from '@secl/policy';
import { type ActionCondition, actionInWords } from '../actions/action-condition.ts';
import { decoderOf } from '../events/decoder-of.ts';
import { type Draft, recordOf } from './draft.ts';
import { type Expected, firing } from './proposed.ts';

/**
 * That the rule matches; and which of its actions are done, where a filter decides that, or what a variable holds then, where
 * the action stores a condition. Nothing where it does not match for sure.
 */
export function effectsOn(
  draft: Draft,
  { rule, action, role }: Pick<ActionCondition, 'rule' | 'action' | 'role'>,
  ruleSet: RuleSet,
): Expected | undefined {
  const decoded = decoderOf(catalogue(ruleSet.target.platform)).decodeRecord(
    recordOf(draft, ruleSet),
    nowhere,
  );
  if (!decoded.ok) return undefined;
  const running = new RunningRuleSet(ruleSet, { engine: 'plain' });
  const match = running.evaluate(decoded.event).find((each) => each.rule.id === rule.id);
  if (match?.verdict !== true || match.actions.some(({ outcome }) => outcome === 'perhaps')) return undefined;
  const { set } = action.definition.value;
  if (role === 'value' && set !== undefined) {
    const name = variableName(set);
    const value = running.variables.read(name, decoded.event);
    return typeof value === 'boolean' ? { ...firing(rule.id), variables: [{ name, value }] } : undefined;
  }
  const done = match.actions.flatMap(({ loaded, outcome }) =>
    outcome === 'done' ? actionInWords(loaded) : [],
  );
  return { ...firing(rule.id), actions: [{ rule: rule.id, done: [...new Set(done)] }] };
}

const nowhere = { document: '', text: '', line: 0, column: 1, offset: 0 };
