import { leaves } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import { narrows } from '../narrows.ts';

/** A rule that asks neither who nor what fires for everybody. */
export const anything: LintRule = {
  id: 'performance/anything',
  title: 'Rule without a condition on who or what',
  level: 'info',
  strict: 'warning',
  needs: 'rule',
  messages: {
    anything:
      'no condition of this rule asks for a name, a path, a user or another value: it fires for almost every `{type}` event',
  },
  check({ expression, loaded }, { report }) {
    const condition = loaded[0]?.checked.condition;
    if (expression === undefined || condition === undefined) return;
    const { at, parsed, eventType } = expression;
    if ([...leaves(condition)].some((leaf) => narrows(leaf))) return;
    report(at({ start: 0, end: parsed.tree.text.length }), 'anything', { type: eventType });
  },
};
