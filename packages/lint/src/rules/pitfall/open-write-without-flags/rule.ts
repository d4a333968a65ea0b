import { isCondition } from '@secl/language';
import { leaves, readsOf } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';

/** Every `open` is an event, most of them for reading (facts: event types). */
export const openWriteWithoutFlags: LintRule = {
  id: 'pitfall/open-write-without-flags',
  title: 'Rule on writing that fires on reading',
  level: 'warning',
  needs: 'rule',
  messages: {
    reads:
      '`{word}` in the id says that something is written, but without a condition on `open.flags` the rule also fires when a file is read',
  },
  check({ id, idPlace, expression }, { report }) {
    if (expression?.eventType !== 'open' || !isCondition(expression.typed)) return;
    const [, word] = said.exec(id) ?? [];
    if (word === undefined) return;
    for (const leaf of leaves(expression.typed))
      for (const read of readsOf(leaf)) if (read.kind === 'field' && read.field.name === 'open.flags') return;
    report(idPlace, 'reads', { word });
  },
};

const said =
  /(?:^|_)(written|writes?|writing|overwritten|modif(?:y|ied|ication)|tamper(?:ed|ing)?|changed?|appended)(?:_|$)/i;
