/** Expressions without macros, for carriers that have none: each macro is what agents read in its place. */
import { type Ident, type Node, type Parsed, parseMacro, parseRule, walk } from '@secl/language';
import { catalogue } from '@secl/model';
import type { Span } from '@secl/text';
import type { MacroText } from './macro-texts.ts';

export type Inlined =
  | { readonly ok: true; readonly text: string; readonly used: readonly string[] }
  /** The macro that cannot be written out, and why. */
  | { readonly ok: false; readonly macro: string; readonly reason: string };

/** Macros that use macros twice each are soon longer than all that agents take. */
const longest = 100_000;

/** Kinds of text that may stand to the right of `in` as they are. */
const besideIn: ReadonlySet<Node['kind']> = new Set(['list', 'ident', 'variable', 'cidr']);
/** What stays together without parentheses. */
const wholes: ReadonlySet<Node['kind']> = new Set([
  'ident',
  'variable',
  'string',
  'pattern',
  'regexp',
  'ip',
  'cidr',
  'paren',
]);

/** Writes macros out, each of them once. */
export class MacroInliner {
  private readonly macros: ReadonlyMap<string, MacroText>;
  private readonly done = new Map<string, Inlined>();
  private readonly begun = new Set<string>();

  constructor(macros: ReadonlyMap<string, MacroText>) {
    this.macros = macros;
  }

  /** The expression of a rule or an action. */
  inline(text: string): Inlined {
    return this.inlineParsed(text, parseRule(text));
  }

  private inlineParsed(text: string, parsed: Parsed): Inlined {
    const used = new Set<string>();
    const edits: { readonly span: Span; readonly text: string }[] = [];
    let length = text.length;
    for (const { node, inList } of this.macrosIn(parsed)) {
      const macro = this.macros.get(node.name);
      if (macro === undefined) continue;
      const written = inList ? this.asList(macro) : this.asOperand(macro);
      if (!written.ok) return written;
      length += written.text.length;
      if (length > longest) return refused(macro, 'the expression would be too long');
      edits.push({ span: node.span, text: written.text });
      for (const id of [macro.id, ...written.used]) used.add(id);
    }
    let result = text;
    for (const { span, text: written } of edits.sort((a, b) => b.span.start - a.span.start))
      result = result.slice(0, span.start) + written + result.slice(span.end);
    return { ok: true, text: result, used: [...used] };
  }

  /** A name is a constant first, but to the right of `in` it is a macro first (spec/secl.md, Names). */
  private macrosIn({ tree }: Parsed): readonly { readonly node: Ident; readonly inList: boolean }[] {
    const nodes = [...walk(tree.root)];
    const right = new Set<Node>(nodes.flatMap((node) => (node.kind === 'membership' ? [node.right] : [])));
    const members = new Set<Node>(nodes.flatMap((node) => (node.kind === 'list' ? node.members : [])));
    return nodes.flatMap((node) => {
      if (node.kind !== 'ident' || !this.macros.has(node.name) || members.has(node)) return [];
      const inList = right.has(node);
      return inList || !isConstant(node.name) ? [{ node, inList }] : [];
    });
  }

  private asList(macro: MacroText): Inlined {
    if (macro.expression === undefined) return listOf(macro);
    const inner = this.written(macro);
    if (!inner.ok) return inner;
    const { root } = parseMacro(inner.text).tree;
    if (!besideIn.has(root.kind)) return refused(macro, 'agents take no such value to the right of `in`');
    return { ...inner, text: inner.text.slice(root.span.start, root.span.end) };
  }

  private asOperand(macro: MacroText): Inlined {
    const noList = 'it is a list, which cannot be written out but behind `in`';
    if (macro.expression === undefined) return refused(macro, noList);
    const inner = this.written(macro);
    if (!inner.ok) return inner;
    const { root } = parseMacro(inner.text).tree;
    if (root.kind === 'list') return refused(macro, noList);
    // Without a comment behind it, which would go on to the end of the line.
    const text = inner.text.slice(root.span.start, root.span.end);
    return { ...inner, text: wholes.has(root.kind) ? text : `(${text})` };
  }

  /** The macro's own text without macros. */
  private written(macro: MacroText): Inlined {
    const known = this.done.get(macro.id);
    if (known !== undefined) return known;
    if (this.begun.has(macro.id)) return refused(macro, 'it uses itself');
    this.begun.add(macro.id);
    const result = this.writeMacro(macro);
    this.done.set(macro.id, result);
    return result;
  }

  private writeMacro(macro: MacroText): Inlined {
    const { expression = '', values } = macro;
    if (values.length > 0)
      return refused(macro, 'it has both an expression and values, so agents do not have it');
    const parsed = parseMacro(expression);
    if (parsed.problems.length > 0) return refused(macro, 'its expression is not correct');
    const names = [...walk(parsed.tree.root)].flatMap((node) => (node.kind === 'ident' ? node.name : []));
    if (names.some((name) => name.includes('[')))
      return refused(macro, 'it has an iterator variable of its own');
    return this.inlineParsed(expression, parsed);
  }
}

const refused = ({ id }: MacroText, reason: string): Inlined => ({ ok: false, macro: id, reason });

function isConstant(name: string): boolean {
  return (['linux', 'windows'] as const).some((platform) => {
    const known = catalogue(platform);
    return known.at(known.lastMinor).constant(name) !== undefined;
  });
}

/** Values are texts as they stand: those that would say something else between quotes cannot be written out. */
function listOf(macro: MacroText): Inlined {
  const { id, values } = macro;
  if (values.length === 0) return refused(macro, 'it has no values, and a list has at least one');
  const strange = values.find((value) => /["\n\r]|[$%]\{|\\$/.test(value));
  if (strange !== undefined) return refused(macro, `its value \`${strange}\` cannot stand between quotes`);
  return { ok: true, text: `[${values.map((value) => `"${value}"`).join(', ')}]`, used: [id] };
}
