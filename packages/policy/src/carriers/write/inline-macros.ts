/** Expressions without macros, for carriers that have none: each macro is what agents read in its place. */
import { type Ident, type Node, type Parsed, parseMacro, parseRule, walk } from '@secl/language';
import { catalogue } from '@secl/model';
import type { Span } from '@secl/text';
import type { MacroText } from './macro-texts.ts';

export type Inlined =
  | { readonly ok: true; readonly text: string; readonly used: readonly string[] }
  /** The macro that cannot be written out, and why. */
  | { readonly ok: false; readonly macro: string; readonly reason: string };

/** `of`: whether the text may be a list or a single value, as only macros may. */
export function inlineMacros(
  text: string,
  macros: ReadonlyMap<string, MacroText>,
  of: 'rule' | 'macro' = 'rule',
  within: readonly string[] = [],
): Inlined {
  const parsed = of === 'rule' ? parseRule(text) : parseMacro(text);
  const used = new Set<string>();
  const edits: { readonly span: Span; readonly text: string }[] = [];
  for (const { node, inList } of macrosIn(parsed, macros)) {
    const macro = macros.get(node.name);
    if (macro === undefined) continue;
    if (within.includes(macro.id)) return refused(macro, 'it uses itself');
    const written = inList ? asList(macro, macros, within) : asOperand(macro, macros, within);
    if (!written.ok) return written;
    edits.push({ span: node.span, text: written.text });
    for (const id of [macro.id, ...written.used]) used.add(id);
  }
  let result = text;
  for (const { span, text: written } of edits.sort((a, b) => b.span.start - a.span.start))
    result = result.slice(0, span.start) + written + result.slice(span.end);
  return { ok: true, text: result, used: [...used] };
}

const refused = ({ id }: MacroText, reason: string): Inlined => ({ ok: false, macro: id, reason });

/** A name is a constant first, but to the right of `in` it is a macro first (spec/secl.md, Names). */
function macrosIn(
  { tree }: Parsed,
  macros: ReadonlyMap<string, MacroText>,
): readonly { readonly node: Ident; readonly inList: boolean }[] {
  const nodes = [...walk(tree.root)];
  const right = new Set<Node>(nodes.flatMap((node) => (node.kind === 'membership' ? [node.right] : [])));
  const members = new Set<Node>(nodes.flatMap((node) => (node.kind === 'list' ? node.members : [])));
  return nodes.flatMap((node) => {
    if (node.kind !== 'ident' || !macros.has(node.name) || members.has(node)) return [];
    const inList = right.has(node);
    return inList || !isConstant(node.name) ? [{ node, inList }] : [];
  });
}

function isConstant(name: string): boolean {
  return (['linux', 'windows'] as const).some((platform) => {
    const known = catalogue(platform);
    return known.at(known.lastMinor).constant(name) !== undefined;
  });
}

/** Kinds of text that may stand to the right of `in` as they are. */
const besideIn: ReadonlySet<Node['kind']> = new Set(['list', 'ident', 'variable', 'cidr']);
/** Single tokens, which need no parentheses to stay together. */
const tokens: ReadonlySet<Node['kind']> = new Set([
  'ident',
  'variable',
  'string',
  'pattern',
  'regexp',
  'ip',
  'cidr',
]);

function asList(
  macro: MacroText,
  macros: ReadonlyMap<string, MacroText>,
  within: readonly string[],
): Inlined {
  if (macro.expression === undefined) return listOf(macro);
  const inner = written(macro, macros, within);
  if (!inner.ok) return inner;
  const { root } = parseMacro(inner.text).tree;
  if (!besideIn.has(root.kind)) return refused(macro, 'agents take no such value to the right of `in`');
  return { ...inner, text: inner.text.slice(root.span.start, root.span.end) };
}

function asOperand(
  macro: MacroText,
  macros: ReadonlyMap<string, MacroText>,
  within: readonly string[],
): Inlined {
  const noList = 'it is a list, which cannot be written out but behind `in`';
  if (macro.expression === undefined) return refused(macro, noList);
  const inner = written(macro, macros, within);
  if (!inner.ok) return inner;
  const { root } = parseMacro(inner.text).tree;
  if (root.kind === 'list') return refused(macro, noList);
  // Without a comment behind it, which would go on to the end of the line.
  const text = inner.text.slice(root.span.start, root.span.end);
  const whole = tokens.has(root.kind) || root.kind === 'paren';
  return { ...inner, text: whole ? text : `(${text})` };
}

/** The macro's own text without macros. */
function written(
  macro: MacroText,
  macros: ReadonlyMap<string, MacroText>,
  within: readonly string[],
): Inlined {
  const { id, expression = '', values } = macro;
  if (values.length > 0)
    return refused(macro, 'it has both an expression and values, so agents do not have it');
  const parsed = parseMacro(expression);
  if (parsed.problems.length > 0) return refused(macro, 'its expression is not correct');
  const iterates = [...walk(parsed.tree.root)].some(
    (node) => node.kind === 'ident' && node.name.includes('['),
  );
  if (iterates) return refused(macro, 'it has an iterator variable of its own');
  return inlineMacros(expression, macros, 'macro', [...within, id]);
}

/** Values are texts as they stand: those that would say something else between quotes cannot be written out. */
function listOf(macro: MacroText): Inlined {
  const { id, values } = macro;
  if (values.length === 0) return refused(macro, 'it has no values, and a list has at least one');
  const strange = values.find((value) => /["\n\r]|[$%]\{|\\$/.test(value));
  if (strange !== undefined) return refused(macro, `its value \`${strange}\` cannot stand between quotes`);
  return { ok: true, text: `[${values.map((value) => `"${value}"`).join(', ')}]`, used: [id] };
}
