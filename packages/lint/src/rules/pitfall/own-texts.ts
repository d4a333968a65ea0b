import { isCondition, type Literal, type Matcher, type Test, unwrap } from '@secl/language';
import type { Field } from '@secl/model';
import type { Span } from '@secl/text';
import type { LintedExpression } from '../../view/linted.ts';
import { ofTheLast } from '../../view/of-the-last.ts';

type Match = Extract<Test, { test: 'match' }>;

/** A string, pattern or regexp that stands in a text itself, with what it is compared with. */
export interface OwnText {
  readonly literal: Literal;
  readonly value: string;
  /** Not there in a macro for a value: it may be compared with any field. */
  readonly test: Match | undefined;
  /** How it is compared. */
  readonly matcher: Matcher | undefined;
  /** What it is compared with, where that is a field. */
  readonly field: Field | undefined;
  /** Whether it is one of a list. */
  readonly listed: boolean;
  /** `~` and `r` with the quotes. */
  readonly whole: Span;
}

/** All of them in source order. What a macro brings stands in the macro. Many lint rules ask for them. */
export function ownTexts(expression: LintedExpression): readonly OwnText[] {
  return textsOf(expression.typed, expression).all;
}

/** Those in which `*` means something. */
export function ownPatterns(expression: LintedExpression): readonly OwnText[] {
  return textsOf(expression.typed, expression).patterns;
}

export function ownRegexps(expression: LintedExpression): readonly OwnText[] {
  return textsOf(expression.typed, expression).regexps;
}

const textsOf = ofTheLast((expression: LintedExpression) => {
  const all = textsIn(expression);
  return { all, patterns: all.filter(isPattern), regexps: all.filter(isRegexp) };
});

function textsIn({ leaves, typed }: LintedExpression): readonly OwnText[] {
  const found: OwnText[] = [];
  for (let index = 0; index < leaves.length; index++) {
    const leaf = leaves[index];
    if (leaf?.kind === 'test' && leaf.test === 'match') addTexts(literalsOf(leaf.right), leaf, found);
  }
  if (!isCondition(typed)) addTexts(literalsOf(typed), undefined, found);
  return found;
}

function literalsOf(operand: Match['right']): readonly Literal[] {
  if (operand.kind === 'literal') return [operand];
  return operand.kind === 'values' ? operand.members : [];
}

function addTexts(literals: readonly Literal[], test: Match | undefined, found: OwnText[]): void {
  const left = test === undefined ? undefined : unwrap(test.left);
  const field = left?.kind === 'field' ? left.field : undefined;
  const listed = test === undefined || test.right.kind === 'values';
  for (let index = 0; index < literals.length; index++) {
    const literal = literals[index];
    if (literal === undefined) continue;
    const { node, value } = literal;
    if (typeof value !== 'string') continue;
    if (node.kind !== 'string' && node.kind !== 'pattern' && node.kind !== 'regexp') continue;
    const matcher = test?.matchers[index];
    found.push({ literal, value, test, matcher, field, listed, whole: node.span });
  }
}

/** A stretch of the value, in the text of the expression. */
export function within({ whole, literal }: OwnText, start: number, end: number): Span {
  const begin = whole.start + (literal.node.kind === 'string' ? 1 : 2);
  return { start: begin + start, end: begin + end };
}

/** Whether `*` means something in it. */
export function isPattern({ literal, matcher }: OwnText): boolean {
  if (matcher !== undefined) return matcher.kind === 'pattern' || matcher.kind === 'glob';
  return literal.form === 'pattern';
}

function isRegexp({ literal }: OwnText): boolean {
  return literal.form === 'regexp';
}

/** Whether it is compared with names of files or of commands, or with paths. */
export function isNameOrPath(field: Field): boolean {
  return /\.(path|name|comm)$/.test(field.name) && !field.name.startsWith('dns.');
}

/** A pattern that agents split at `/`, on Linux: there a path begins with one. */
export function isLinuxGlob({ matcher }: OwnText): boolean {
  return matcher?.kind === 'glob' && !matcher.windowsPath;
}

/** By the comparison that they stand in, in source order. */
export function byTest(texts: readonly OwnText[]): ReadonlyMap<OwnText['test'], readonly OwnText[]> {
  const found = new Map<OwnText['test'], OwnText[]>();
  for (const text of texts) {
    const known = found.get(text.test);
    if (known === undefined) found.set(text.test, [text]);
    else known.push(text);
  }
  return found;
}
