import type { LintRule } from '../../../contract.ts';

/** A rule that is disabled where it is defined never runs; its `set` actions still make variables (spec/policies.md, Loading 5). */
export const disabledLeftover: LintRule = {
  id: 'policy/disabled-leftover',
  title: 'Rule that is defined and disabled',
  level: 'info',
  needs: 'rule',
  messages: { disabled: '`{id}` is disabled where it is defined: this definition runs nowhere' },
  check({ id, file, definition, verdicts, place }, { report }) {
    const { disabled, expression, combine } = definition;
    if (disabled?.value !== true || file.file.kind !== 'custom' || combine !== undefined) return;
    // Without an expression it disables a rule of a policy that is not here.
    if ((expression?.value ?? '') === '' || verdicts.length === 0) return;
    const off = verdicts.every(
      ({ verdict: { rule, state } }) =>
        state.status === 'filtered' &&
        (rule === undefined || (rule.base.value === definition && rule.disabled)),
    );
    // One that all targets filter out leaves the id to another definition, as the rule of other agents.
    const isHeld = verdicts.some(({ verdict: { rule } }) => rule !== undefined);
    if (off && isHeld) report(place(disabled.range), 'disabled', { id });
  },
};
