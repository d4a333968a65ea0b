import { type Node, type Parsed, type Typed, walk } from '@secl/language';
import { locateSpan, type Placed, type Text } from '@secl/policy';
import type { Span } from '@secl/text';
import type { LintedExpression, LintedMacro, LintedRule, NodeOf, View } from './linted.ts';
import { ofTheLast } from './of-the-last.ts';
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
  return new Expression(parts, set, catalogue);
}

/** What checks take out of it to call it stands in fields; getters, of which each object had its own, cost a kilobyte. */
class Expression implements LintedExpression {
  readonly of: LintedExpression['of'];
  readonly owner: LintedExpression['owner'];
  readonly text: LintedExpression['text'];
  readonly parsed: Parsed;
  readonly typed: Typed;
  readonly eventType: string;
  readonly catalogue: LintedExpression['catalogue'];
  readonly facts: LintedExpression['facts'];
  readonly macros: LintedExpression['macros'];
  readonly nodesOf: LintedExpression['nodesOf'];
  readonly source: LintedExpression['source'];
  readonly at: LintedExpression['at'];
  readonly fix: LintedExpression['fix'];
  private found: LintedExpression['leaves'] | undefined;

  constructor(parts: ExpressionParts, set: View['set'], catalogue: LintedExpression['catalogue']) {
    const { of, owner, text, parsed, typed, eventType, toOriginal = (span) => span } = parts;
    this.of = of;
    this.owner = owner;
    this.text = text;
    this.parsed = parsed;
    this.typed = typed;
    this.eventType = eventType;
    this.catalogue = catalogue;
    this.facts = set.facts;
    this.macros = set.macros;
    this.nodesOf = (kind) => nodesOf(parsed.tree.root, kind);
    this.source = (span) => parsed.tree.text.slice(span.start, span.end);
    this.at = (span) => locateSpan(text, toOriginal(span));
    this.fix = (kind, title, edits) =>
      textFix(
        text,
        kind,
        title,
        edits.map((edit) => ({ ...edit, span: toOriginal(edit.span) })),
      );
    this.found = undefined;
  }

  get nodes(): LintedExpression['nodes'] {
    return walk(this.parsed.tree.root);
  }

  get leaves(): LintedExpression['leaves'] {
    this.found ??= ownLeaves(this.typed);
    return this.found;
  }
}

/** Of the kind, in source order: all checks that ask look at one tree before the next. */
function nodesOf<Kind extends Node['kind']>(root: Node, kind: Kind): readonly NodeOf<Kind>[] {
  const found = byKind(root, root).get(kind) ?? [];
  return found as readonly Node[] as readonly NodeOf<Kind>[];
}

const byKind = ofTheLast((root: Node): ReadonlyMap<Node['kind'], readonly Node[]> => {
  const found = new Map<Node['kind'], Node[]>();
  const nodes = walk(root);
  // Members of lists follow one another, and are mostly of one kind.
  let alike: Node[] | undefined;
  let kind: Node['kind'] | undefined;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as Node;
    if (node.kind !== kind) {
      kind = node.kind;
      alike = found.get(kind);
    }
    if (alike !== undefined) alike.push(node);
    else {
      alike = [node];
      found.set(node.kind, alike);
    }
  }
  return found;
});
