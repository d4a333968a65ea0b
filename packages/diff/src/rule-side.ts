import { actionInWords } from './action-words.ts';
import { inOrder } from './ordered.ts';
import type { RuleHere } from './rule-here.ts';
import type { RuleSide } from './rule-set-diff.ts';
import { expressionOf, statedBy } from './stated.ts';
import { whyOf } from './why.ts';

/** What is shown of a rule, from what it is on each target. */
export function ruleSide(
  id: string,
  here: readonly { readonly target: string; readonly rule: RuleHere | undefined }[],
): RuleSide | undefined {
  const found = here.flatMap(({ target, rule }) => (rule === undefined ? [] : [{ target, rule }]));
  const first = found.find(({ rule }) => rule.merged !== undefined) ?? found[0];
  if (first === undefined) return undefined;
  const { rule } = first;
  const stated = statedBy(rule);
  return {
    id,
    policy: rule.verdict.policy,
    place: rule.verdict.place,
    description: rule.definition?.description?.value ?? '',
    expression: expressionOf(rule),
    eventTypes: inOrder(new Set(found.flatMap((each) => each.rule.loaded.map(({ eventType }) => eventType)))),
    severity: stated.tags.get('severity') ?? '',
    actions: stated.actions.map(actionInWords),
    loading: found.map(({ target, rule: { verdict } }) => ({
      target,
      status: verdict.state.status,
      why: whyOf(verdict.state),
    })),
  };
}
