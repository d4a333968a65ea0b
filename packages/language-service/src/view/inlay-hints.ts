import { walk } from '@secl/language';
import { withImpliedParentheses } from '@secl/logic';
import type { Range as Offsets } from '@secl/text';
import { type InlayHint, InlayHintKind } from 'vscode-languageserver-types';
import { insertions } from '../actions/refactor/parentheses.ts';
import { eventTypeOf } from '../completion/fields.ts';
import type { DocumentContext } from '../context.ts';
import { positionOf } from '../document.ts';
import { knownTo } from '../hover.ts';
import { documentRange, itemsWithin } from './cursor.ts';
import { isExpression, parsedOf, placeOfSpan, type Slot, slotsOf } from './slots.ts';

export interface HintSettings {
  readonly parentheses: boolean;
  readonly constants: boolean;
  readonly eventType: boolean;
}

/** What agents read that is not written: parentheses, the values of constants, the event type of a rule. */
export function inlayHints(
  context: DocumentContext,
  within: Offsets,
  settings: HintSettings,
): readonly InlayHint[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const { facts } = knownTo({ set });
  const hints: InlayHint[] = [];
  for (const item of itemsWithin(context, set, within)) {
    const cursor = { set, carried: item.carried };
    const put = (slot: Slot, at: number, label: string, kind?: InlayHint['kind']): void => {
      const { start } = documentRange(cursor, placeOfSpan(slot, { start: at, end: at }).range);
      if (start < within.start || start > within.end) return;
      hints.push({
        position: positionOf(context.document, start),
        label,
        ...(kind === undefined ? {} : { kind }),
        ...(label.startsWith(' ') || label === '(' || label === ')' ? {} : { paddingLeft: true }),
      });
    };
    const slots = slotsOf(item);
    const idSlot = slots.find(({ role }) => role === 'id');
    for (const slot of slots.filter(isExpression)) {
      const { tree, problems } = parsedOf(slot);
      if (settings.eventType && slot.role === 'rule' && idSlot !== undefined) {
        const type = eventTypeOf(tree.root, facts, -1);
        if (type !== undefined) put(idSlot, idSlot.text.value.length, `on ${type}`, InlayHintKind.Type);
      }
      if (settings.parentheses && problems.length === 0) {
        for (const { span, text } of insertions(tree.text, withImpliedParentheses(tree)))
          put(slot, span.start, text);
      }
      if (!settings.constants) continue;
      for (const node of walk(tree.root)) {
        const constant = node.kind === 'ident' ? facts.constant(node.name) : undefined;
        const value = constant?.value;
        if (typeof value === 'number' || typeof value === 'bigint')
          put(slot, node.span.end, ` = ${value}`, InlayHintKind.Parameter);
      }
    }
  }
  return hints;
}
