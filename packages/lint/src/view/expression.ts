import { type Parsed, type Typed, walk } from '@secl/language';
import { locateSpan, type Placed, type Text } from '@secl/policy';
import type { Span } from '@secl/text';
import type { LintedExpression, LintedMacro, LintedRule, View } from './linted.ts';
import { ownLeaves } from './own-leaves.ts';
import { textFix } from './text-fix.ts';

export interface ExpressionParts {
  readonly of: LintedExpression['of'];
  readonly owner: LintedRule | LintedMacro;
  readonly text: Placed<Text>;
  readonly parsed: Parsed;
  readonly typed: Typed;
  readonly eventType: string;
  /** From the text that was compiled to the one in the file, where they differ. */
  readonly toOriginal?: ((span: Span) => Span) | undefined;
}

export function lintedExpression(
  parts: ExpressionParts,
  { set }: View,
  catalogue: LintedExpression['catalogue'],
): LintedExpression {
  const { of, owner, text, parsed, typed, eventType, toOriginal = (span) => span } = parts;
  let nodes: LintedExpression['nodes'] | undefined;
  let leaves: LintedExpression['leaves'] | undefined;
  return {
    of,
    owner,
    text,
    parsed,
    typed,
    eventType,
    catalogue,
    facts: set.facts,
    macros: set.macros,
    get nodes() {
      nodes ??= [...walk(parsed.tree.root)];
      return nodes;
    },
    get leaves() {
      leaves ??= ownLeaves(typed);
      return leaves;
    },
    source: (span) => parsed.tree.text.slice(span.start, span.end),
    at: (span) => locateSpan(text, toOriginal(span)),
    fix: (kind, title, edits) =>
      textFix(
        text,
        kind,
        title,
        edits.map((edit) => ({ ...edit, span: toOriginal(edit.span) })),
      ),
  };
}
