import type { Condition } from '@secl/language';
import { type Leaf, leaves, readsOf } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import { narrows } from '../narrows.ts';

/** Agents try the cheapest condition first (spec/secl.md, Evaluation); walking the ancestors is the dearest there is. */
export const ancestorsFirst: LintRule = {
  id: 'performance/ancestors-first',
  title: 'Ancestors walked in every event of a busy type',
  level: 'info',
  strict: 'warning',
  needs: 'rule',
  messages: {
    first:
      'the ancestors are walked in almost every `{type}` event: no condition that is cheaper picks out some of them before `{condition}`',
  },
  options: {
    event_types: {
      kind: 'list',
      default: ['open', 'connect', 'accept', 'bind', 'dns', 'mmap', 'mprotect', 'signal', 'stat'],
      about: 'Event types that come often.',
    },
  },
  check({ expression, loaded }, { report, list }) {
    const condition = loaded[0]?.checked.condition;
    if (expression === undefined || condition === undefined) return;
    const { eventType, at, source } = expression;
    if (!list('event_types').includes(eventType)) return;
    if (required(condition).some((part) => picksCheaply(part))) return;
    const walking = expression.leaves.find((leaf) => walksAncestors(leaf));
    if (walking === undefined) return;
    const { span } = walking.node;
    report(at(span), 'first', { type: eventType, condition: source(span).replace(/\s+/g, ' ') });
  },
};

/** Conditions all of which have to hold. */
function required(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'macro':
      return required(condition.inner);
    case 'logical':
      // From the first `||` on, the rest is one condition.
      return condition.operators.includes('||')
        ? condition.operands.slice(0, condition.operators.indexOf('||'))
        : condition.operands.flatMap(required);
    default:
      return [condition];
  }
}

/** Whether it says no to most events without a look at the ancestors, whichever of its parts decides. */
function picksCheaply(condition: Condition): boolean {
  return [...leaves(condition)].every((leaf) => narrows(leaf) && !walksAncestors(leaf));
}

function walksAncestors(leaf: Leaf): boolean {
  return [...readsOf(leaf)].some((read) => read.kind === 'field' && read.field.iterator !== null);
}
