/** Gives a part of an expression a name that other rules can use, too. */
import { formatExpression, type Node, walk } from '@secl/language';
import { type Edit, writeScalar } from '@secl/text';
import { tokensOf } from '../../completion/tokens.ts';
import { knownTo } from '../../hover.ts';
import { comparedField } from '../../view/compared.ts';
import { fieldNameOf, fieldOf } from '../../view/field-name.ts';
import { nodesAt } from '../../view/node-at.ts';
import { macroNames } from '../../view/occurrences.ts';
import { isExpression, parsedOf, slotsOf } from '../../view/slots.ts';
import type { Item } from '../../workspace/set-snapshot.ts';
import { conditionOver } from './conditions.ts';
import {
  type ChosenExpression,
  editAt,
  editsIn,
  freeName,
  linesOfItem,
  type Refactoring,
  sourceOf,
} from './refactoring.ts';

export function extractMacro(chosen: ChosenExpression): readonly Refactoring[] {
  const { cursor, slot, item } = chosen;
  const node = chosenNode(chosen);
  if (node === undefined || slot.role === 'macro' || !mayStandAlone(node, chosen)) return [];
  const { facts } = knownTo(cursor);
  const names = macroNames(cursor.set);
  const name = freeName(
    nameFor(node, chosen),
    (each) => names.has(each) || fieldOf(each, facts) !== undefined || facts.constant(each) !== undefined,
  );
  const definition = definitionEdit(item, name, inOneLine(sourceOf(chosen, node.span)), cursor.set.items);
  if (definition === undefined) return [];
  const what = node.kind === 'list' ? 'list' : 'condition';
  const here = editsIn(slot, [{ span: node.span, text: name }]);
  const all = placesOf(node, chosen, name);
  const one: Refactoring = {
    title: `extract the ${what} into a macro`,
    kind: 'refactor.extract',
    edits: [definition, ...here],
  };
  if (all.count < 2) return [one];
  const title = `extract the ${what} into a macro, in all ${all.count} places of the rule set`;
  return [one, { title, kind: 'refactor.extract', edits: [definition, ...all.edits] }];
}

/** The list that the cursor is in, else what is selected, as far as it is a condition. */
function chosenNode({ tree, selection }: ChosenExpression): Node | undefined {
  const list = nodesAt(tree.root, selection.start).findLast(
    (node) => node.kind === 'list' && selection.end <= node.span.end,
  );
  if (list !== undefined) return list;
  if (selection.start === selection.end) return undefined;
  const node = conditionOver(tree.root, selection);
  return node?.kind === 'ident' ? undefined : node;
}

/**
 * A macro with a field of one event type makes every rule of the set one on it, and iterator variables belong to one
 * rule: neither can be taken out.
 */
function mayStandAlone(node: Node, { cursor, parsed }: ChosenExpression): boolean {
  if (parsed.problems.length > 0) return false;
  const { facts } = knownTo(cursor);
  for (const each of walk(node)) {
    if (each.kind === 'hole') return false;
    if (each.kind !== 'ident') continue;
    const { name, register } = fieldNameOf(each.name);
    const field = facts.field(name);
    if (register !== undefined || (field !== undefined && (field.event ?? field.restrictedTo) !== null))
      return false;
  }
  return true;
}

/** `file_names` for a list beside `exec.file.name`. */
function nameFor(node: Node, { tree, cursor }: ChosenExpression): string {
  if (node.kind !== 'list') return 'new_condition';
  const field = comparedField(nodesAt(tree.root, node.span.start), knownTo(cursor).facts);
  return field === undefined ? 'new_list' : `${field.name.split('.').slice(-2).join('_')}s`;
}

function inOneLine(text: string): string {
  return formatExpression(text, { width: Number.MAX_SAFE_INTEGER }).text;
}

/** Where the same stands in expressions of the rule set, blanks aside. */
function placesOf(
  node: Node,
  chosen: ChosenExpression,
  name: string,
): { readonly count: number; readonly edits: readonly Edit[] } {
  const wanted = wordsOf(node, chosen.tree.text);
  // Most texts do not hold the longest of its words.
  const first = wanted.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
  let count = 0;
  const edits = chosen.cursor.set.items.flatMap((item) =>
    slotsOf(item)
      .filter((slot) => isExpression(slot) && slot.role !== 'macro' && slot.text.value.includes(first))
      .flatMap((slot) => {
        const { tree, problems } = parsedOf(slot);
        if (problems.length > 0) return [];
        const same = [...walk(tree.root)].filter(
          (each) => each.kind === node.kind && isSame(wordsOf(each, tree.text), wanted),
        );
        count += same.length;
        return same.length === 0
          ? []
          : editsIn(
              slot,
              same.map(({ span }) => ({ span, text: name })),
            );
      }),
  );
  return { count, edits };
}

function wordsOf({ span }: Node, text: string): readonly string[] {
  return tokensOf(text.slice(span.start, span.end)).map((token) => token.text);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/** The new macro as the first of its file; undefined where there is no place for one. */
function definitionEdit(item: Item, name: string, text: string, items: readonly Item[]): Edit | undefined {
  const { carried } = item;
  const lines = linesOfItem(item);
  if (lines === undefined) return undefined;
  const first = items.find((each) => each.kind === 'macro' && each.carried === carried);
  const written = (indent: string, lineBreak: string): string => {
    const keys = `${indent}  `;
    const scalar = writeScalar(text, {
      style: 'single',
      parentIndent: keys.length,
      standing: 'block',
      lineBreak,
    });
    return `${indent}- id: ${name}${lineBreak}${keys}expression: ${scalar.text}${lineBreak}`;
  };
  if (first !== undefined) {
    const own = linesOfItem(first);
    if (own === undefined) return undefined;
    const start = withCommentsAbove(carried.text, own.range.start);
    return editAt(first, { start, end: start }, written(own.indent, own.lineBreak));
  }
  const section = /^rules:/m.exec(carried.text);
  if (section === null || /^macros:/m.test(carried.text)) return undefined;
  const start = withCommentsAbove(carried.text, section.index);
  const { indent, lineBreak } = lines;
  return editAt(item, { start, end: start }, `macros:${lineBreak}${written(indent, lineBreak)}`);
}

/** The start of the comments that stand directly above a line. */
function withCommentsAbove(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}
