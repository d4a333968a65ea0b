/** The same texts, asked for in another way. Only what means the same is offered. */
import type { Node } from '@secl/language';
import { fixedAlternatives, withoutRegexp } from '@secl/lint';
import type { Field } from '@secl/model';
import { knownTo } from '../../hover.ts';
import { comparedField, readsGlobs } from '../../view/compared.ts';
import { nodesAt } from '../../view/node-at.ts';
import { type ChosenExpression, editsIn, type Refactoring, sourceOf } from './refactoring.ts';

export function otherKinds(chosen: ChosenExpression): readonly Refactoring[] {
  const { tree, selection, slot, cursor } = chosen;
  const path = nodesAt(tree.root, selection.start);
  const condition = path.findLast(
    (node) => (node.kind === 'comparison' && node.operands.length === 2) || node.kind === 'membership',
  );
  const field = comparedField(path, knownTo(cursor).facts);
  if (condition === undefined || field?.type !== 'string') return [];
  const literal = path.at(-1);
  const forms =
    condition.kind === 'comparison'
      ? ofComparison(condition, field, chosen)
      : condition.kind === 'membership'
        ? ofMembership(condition, literal, field, chosen)
        : [];
  return forms.map(({ title, node, text }) => ({
    title,
    kind: 'refactor.rewrite',
    edits: editsIn(slot, [{ span: node.span, text }]),
  }));
}

interface Form {
  readonly title: string;
  readonly node: Node;
  readonly text: string;
}

type Text = Extract<Node, { readonly kind: 'string' | 'pattern' | 'regexp' }>;

function isText(node: Node | undefined): node is Text {
  return node?.kind === 'string' || node?.kind === 'pattern' || node?.kind === 'regexp';
}

function ofComparison(
  node: Extract<Node, { kind: 'comparison' }>,
  field: Field,
  chosen: ChosenExpression,
): readonly Form[] {
  const [left, right] = node.operands;
  const [operator] = node.operators;
  if (left?.kind !== 'ident' || !isText(right) || operator === undefined) return [];
  const name = sourceOf(chosen, left.span);
  const negated = operator.name.startsWith('!');
  // `=~` reads a plain text as a pattern.
  const matched = operator.name.endsWith('~');
  const meant: Text = matched && right.kind === 'string' ? { ...right, kind: 'pattern' } : right;
  const written = (kind: Text['kind'], value: string): string =>
    `${name} ${negated ? '!=' : '=='} ${literal(kind, value)}`;
  const forms: Form[] = others(meant, field).map(({ kind, value, title }) => ({
    title,
    node,
    text: written(kind, value),
  }));
  if (matched && right.kind === 'string')
    forms.push({
      title: `write \`~"…"\` with \`${negated ? '!=' : '=='}\``,
      node,
      text: written('pattern', right.value),
    });
  const alternatives = right.kind === 'regexp' ? wholeAlternatives(right.value) : undefined;
  const members = alternatives?.map((value) => literal('string', value)) ?? [
    literal(meant.kind, meant.value),
  ];
  if (!meant.value.includes('${'))
    forms.push({
      title: 'write it as a list',
      node,
      text: `${name} ${negated ? 'not in' : 'in'} [${members.join(', ')}]`,
    });
  return forms;
}

function ofMembership(
  node: Extract<Node, { kind: 'membership' }>,
  at: Node | undefined,
  field: Field,
  chosen: ChosenExpression,
): readonly Form[] {
  if (node.right.kind !== 'list' || node.left.kind !== 'ident') return [];
  const { members } = node.right;
  const forms: Form[] = [];
  if (isText(at))
    for (const { kind, value, title } of others(at, field))
      forms.push({ title, node: at, text: literal(kind, value) });
  const operator = node.operator.name === 'not in' ? '!=' : '==';
  const [only] = members;
  if (members.length === 1 && isText(only)) {
    const text = `${sourceOf(chosen, node.left.span)} ${operator} ${sourceOf(chosen, only.span)}`;
    forms.push({ title: `write it with \`${operator}\``, node, text });
  }
  return forms;
}

/** Other kinds of text that the same values fit. */
function others(
  { kind, value }: Text,
  field: Field,
): readonly { readonly kind: Text['kind']; readonly value: string; readonly title: string }[] {
  const title = { string: 'plain text', pattern: 'pattern', regexp: 'regular expression' } as const;
  const as = (other: Text['kind'], text: string) => ({
    kind: other,
    value: text,
    title: `write it as a ${title[other]}`,
  });
  const isGlob = readsGlobs(field);
  switch (kind) {
    case 'string':
      return value === '' || value.includes('*') || value.includes('${') ? [] : [as('pattern', value)];
    case 'pattern': {
      if (!value.includes('*')) return [as('string', value)];
      if (isGlob || value === '*' || takesNoRegexps(field)) return [];
      const regexp = regexpOf(value);
      return regexp === undefined ? [] : [as('regexp', regexp)];
    }
    case 'regexp': {
      const plain = isGlob ? undefined : withoutRegexp(value);
      return plain === undefined ? [] : [as(plain.kind === 'scalar' ? 'string' : 'pattern', plain.value)];
    }
  }
}

/** Fields with whole paths (spec: secl.md, Strings). */
function takesNoRegexps({ name }: Field): boolean {
  return name.endsWith('.path') && !name.endsWith('.syscall.path');
}

/**
 * The regular expression that is true of the same texts as a pattern; undefined where there is none. A pattern takes the
 * first place that fits, a regular expression any: they are one where a star is last.
 */
export function regexpOf(pattern: string): string | undefined {
  if (!/^[^*]*(?:\*[^*]+)*\*$/.test(pattern)) return undefined;
  const [first = '', ...rest] = pattern
    .slice(0, -1)
    .split('*')
    .map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const start = first === '' && rest.length > 0 ? [] : [`^${first}`];
  const joined = [...start, ...rest].join('.*');
  return joined.includes('.*') ? `(?s)${joined}` : joined;
}

/** `^(a|b)$`, whose alternatives are whole texts. */
function wholeAlternatives(source: string): readonly string[] | undefined {
  const inner = /^\^(\(.*\))\$$/.exec(source)?.[1];
  return inner === undefined ? undefined : fixedAlternatives(inner);
}

function literal(kind: Text['kind'], value: string): string {
  return `${kind === 'string' ? '' : kind === 'pattern' ? '~' : 'r'}"${value}"`;
}
