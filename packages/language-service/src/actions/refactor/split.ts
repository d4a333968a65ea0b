import { applyEdits, type Edit } from '@secl/text';
import { eventTypeOf } from '../../completion/fields.ts';
import { knownTo } from '../../hover.ts';
import { bare, partsOfChain } from './conditions.ts';
import {
  type ChosenExpression,
  editAt,
  editsIn,
  freeName,
  linesOfItem,
  type Refactoring,
  sourceOf,
} from './refactoring.ts';

/** Writes a rule that asks for one of several conditions as several rules. */
export function split(chosen: ChosenExpression): readonly Refactoring[] {
  const { item, tree, slot, cursor } = chosen;
  const root = bare(tree.root);
  const lines = linesOfItem(item);
  const { id } = item.definition;
  if (slot.role !== 'rule' || lines === undefined || id === undefined || root.kind !== 'chain') return [];
  // What is written twice would have two anchors of one name.
  const { text } = item.carried;
  if (tree.comments.length > 0 || /[:-] +[&*]\w/.test(text.slice(lines.range.start, lines.range.end)))
    return [];
  const { operator, parts } = partsOfChain(root);
  const { facts } = knownTo(cursor);
  if (operator !== '||') return [];
  // A rule needs an event type, and each would have to have its own.
  if (parts.some(({ nodes }) => nodes.every((node) => eventTypeOf(node, facts, -1) === undefined))) return [];
  const ids = new Set(cursor.set.items.flatMap(({ definition }) => definition.id?.value ?? []));
  const idSlot = { role: 'id', text: id, item } as const;
  const whole = { start: 0, end: slot.text.value.length };
  const source = text.slice(lines.range.start, lines.range.end);
  const texts = parts.map(({ span }, index) => {
    const name = index === 0 ? id.value : freeName(`${id.value}_${index + 1}`, (each) => ids.has(each));
    ids.add(name);
    const edits = [
      ...editsIn(slot, [{ span: whole, text: sourceOf(chosen, span) }]),
      ...(index === 0 ? [] : editsIn(idSlot, [{ span: { start: 0, end: id.value.length }, text: name }])),
    ];
    return applyEdits(
      source,
      edits.map((edit) => within(edit, lines.range.start)),
    );
  });
  return [
    {
      title: `split into ${parts.length} rules`,
      kind: 'refactor.rewrite',
      edits: [editAt(item, lines.range, texts.join(lines.lineBreak))],
    },
  ];
}

function within({ location: { range }, text }: Edit, start: number) {
  return { range: { start: range.start - start, end: range.end - start }, text };
}
