/** Writes what a macro stands for where it is used. */
import { formatExpression, type Node, parseMacro } from '@secl/language';
import type { Edit } from '@secl/text';
import { type Occurrence, occurrenceAt, sameName } from '../../view/occurrences.ts';
import type { Slot } from '../../view/slots.ts';
import type { Item, SetSnapshot } from '../../workspace/set-snapshot.ts';
import { type Chosen, editAt, editsIn, linesOfItem, type Refactoring } from './refactoring.ts';

export function inlineMacro({ cursor, slot }: Chosen): readonly Refactoring[] {
  const { set, at } = cursor;
  const occurrence = occurrenceAt(set, slot, at);
  if (occurrence?.kind !== 'macro') return [];
  const definitions = set.items.filter(
    (item) => item.kind === 'macro' && item.definition.id?.value === occurrence.name,
  );
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) return [];
  const text = textOf(definition);
  if (text === undefined) return [];
  const uses = sameName(set, occurrence).filter(({ isDefinition }) => !isDefinition);
  const found: Refactoring[] = [];
  if (!occurrence.isDefinition)
    found.push({
      title: `write what \`${occurrence.name}\` stands for`,
      kind: 'refactor.inline',
      edits: inPlaceOf([occurrence], text),
    });
  const removed = removal(set, definition);
  if (removed !== undefined && uses.length > 0)
    found.push({
      title: `write what \`${occurrence.name}\` stands for in ${uses.length === 1 ? 'its only place' : `all ${uses.length} places`}, and remove the macro`,
      kind: 'refactor.inline',
      edits: [...inPlaceOf(uses, text), removed],
    });
  return found;
}

/** What a macro stands for, in one line; undefined where that cannot be written so. */
function textOf({ kind, definition }: Item): string | undefined {
  if (kind !== 'macro') return undefined;
  const { values, expression } = definition;
  if (values !== undefined) {
    // Values are taken literally, and nothing is escaped in a text of SECL.
    const texts = values.map(({ value }) => value);
    const canStand = texts.length > 0 && texts.every((value) => !/["\\]|\$\{|%\{/.test(value));
    return canStand ? `[${texts.map((value) => `"${value}"`).join(', ')}]` : undefined;
  }
  if (expression === undefined) return undefined;
  const parsed = parseMacro(expression.value);
  if (parsed.problems.length > 0 || parsed.tree.comments.length > 0) return undefined;
  return formatExpression(parsed, { width: Number.MAX_SAFE_INTEGER }).text;
}

function inPlaceOf(uses: readonly Occurrence[], text: string): readonly Edit[] {
  const { root } = parseMacro(text).tree;
  const bySlot = new Map<Slot['text'], Occurrence[]>();
  for (const use of uses) bySlot.set(use.slot.text, [...(bySlot.get(use.slot.text) ?? []), use]);
  return [...bySlot.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const edits = own.map(({ span }) => {
      const isAll = first.slot.text.value.trim().length === span.end - span.start;
      return { span, text: isAll || standsAlone(root) ? text : `(${text})` };
    });
    return editsIn(first.slot, edits);
  });
}

/** Whether it is one operand wherever it is put. */
function standsAlone({ kind }: Node): boolean {
  return !['chain', 'comparison', 'membership', 'sum', 'bits', 'unary'].includes(kind);
}

/** Takes the definition out, with its line break, and the heading where nothing is left below it. */
function removal({ items }: SetSnapshot, item: Item): Edit | undefined {
  const lines = linesOfItem(item);
  if (lines === undefined) return undefined;
  const { text } = item.carried;
  const others = items.some(
    (each) => each !== item && each.kind === 'macro' && each.carried === item.carried,
  );
  let { start, end } = lines.range;
  const heading = others ? null : /(?:^|\n)macros:[ \t]*\r?\n$/.exec(text.slice(0, start));
  if (heading !== null) start -= heading[0].replace(/^\n/, '').length;
  if (text.startsWith(lines.lineBreak, end)) end += lines.lineBreak.length;
  return editAt(item, { start, end }, '');
}
