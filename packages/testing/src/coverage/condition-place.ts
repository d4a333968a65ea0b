import type { CheckedMacro } from '@secl/language';
import { type LoadedRule, locateSpan } from '@secl/policy';
import type { Location, Span } from '@secl/text';
import type { Atom } from './condition-tree.ts';
import type { MacroTexts } from './macro-texts.ts';

/** Where one comparison of a rule stands, and what is written there. */
export interface ConditionPlace {
  /** On one line. */
  readonly text: string;
  /** In the file: where the macro is written, for one that stands in a macro. */
  readonly place: Location;
  /** In the text of the rule's own expression: the name of the macro, for one that stands in a macro. */
  readonly inRule: Span;
  /** The macros that it stands in, outermost first. */
  readonly macros: readonly string[];
}

/** Nothing for what agents add to the expression. */
export function conditionPlace(
  atom: Atom,
  rule: LoadedRule,
  macros: ReadonlyMap<string, CheckedMacro>,
  texts: MacroTexts,
): ConditionPlace | undefined {
  if (atom.implied) return undefined;
  const outermost = atom.macros[0]?.node.span ?? atom.condition.node.span;
  const inRule = rule.toOriginal(outermost);
  // The guard of `fim.write.file` stands behind the end of what was written.
  if (inRule.start >= inRule.end) return undefined;
  const ids = atom.macros.map(({ id }) => id);
  const innermost = ids[ids.length - 1];
  if (innermost === undefined) {
    const whole = rule.expression.value.value;
    return {
      text: oneLine(whole, inRule),
      place: locateSpan(rule.expression, inRule),
      inRule,
      macros: ids,
    };
  }
  const { span } = atom.condition.node;
  const placed = texts.get(innermost);
  return {
    text: oneLine(macros.get(innermost)?.text ?? '', span),
    place: placed === undefined ? locateSpan(rule.expression, inRule) : locateSpan(placed, span),
    inRule,
    macros: ids,
  };
}

function oneLine(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}
