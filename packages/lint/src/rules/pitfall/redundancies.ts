import { isCondition } from '@secl/language';
import { type Proposition, type Redundancy, redundantParts } from '@secl/logic';
import type { Span } from '@secl/text';
import type { LintedExpression } from '../../view/linted.ts';

const known = new WeakMap<LintedExpression, readonly Redundancy[]>();

/** What is redundant in an expression; looked for once, as several lint rules ask. */
export function redundanciesOf(expression: LintedExpression): readonly Redundancy[] {
  const memo = known.get(expression);
  if (memo !== undefined) return memo;
  const proposition = asProposition(expression);
  const found = proposition === undefined ? [] : redundantParts(proposition);
  known.set(expression, found);
  return found;
}

/** undefined for macros and values that are no conditions. */
export function asProposition({ typed, eventType, owner }: LintedExpression): Proposition | undefined {
  if (!isCondition(typed)) return undefined;
  const iterator = owner.kind === 'rule' ? owner.loaded[0]?.checked.iterator : undefined;
  return { condition: typed, eventType, iterator };
}

/** A part as it is written, on one line, cut where it is long. */
export function quoted(expression: LintedExpression, span: Span): string {
  const text = expression.source(span).replace(/\s+/g, ' ').trim();
  return text.length <= 60 ? text : `${text.slice(0, 40)} … ${text.slice(-16)}`;
}

/** ` beside x and y`, with the places of both. */
export function reasons(expression: LintedExpression, { because }: Redundancy) {
  const texts = because.map(({ span }) => `\`${quoted(expression, span)}\``);
  return {
    texts,
    related: because.map(({ span }) => ({
      message: 'because of this condition',
      place: expression.at(span),
    })),
  };
}
