import { leaves } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import { isNeverTrue } from '../../pitfall/never-true-because.ts';
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
      'every condition of this rule only leaves something out: it fires for almost every `{type}` event',
  },
  options: {
    event_types: {
      kind: 'list',
      default: [
        'exec',
        'exit',
        'fork',
        'open',
        'connect',
        'accept',
        'bind',
        'dns',
        'unlink',
        'rename',
        'chmod',
        'chown',
        'mkdir',
        'rmdir',
        'link',
        'utimes',
        'mmap',
        'mprotect',
        'signal',
      ],
      about: 'Event types that come often.',
    },
  },
  check({ expression, loaded }, { report, list }) {
    const condition = loaded[0]?.checked.condition;
    if (expression === undefined || condition === undefined) return;
    const { at, parsed, eventType } = expression;
    if (!list('event_types').includes(eventType)) return;
    if ([...leaves(condition)].some((leaf) => narrows(leaf)) || isNeverTrue(expression)) return;
    report(at({ start: 0, end: parsed.tree.text.length }), 'anything', { type: eventType });
  },
};
