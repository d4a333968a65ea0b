import { type FormatOptions, formatScalars } from '@secl/language';
import { movedScalar, type Range as Offsets, type Scalar } from '@secl/text';
import type { TextEdit } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { cursorIn } from '../view/cursor.ts';
import { editorEdits } from '../view/places.ts';
import { isExpression, slotsOf } from '../view/slots.ts';
import type { Item } from '../workspace/set-snapshot.ts';

/** Formats the expressions of a document, or those that a range touches. What agents do not read is left alone. */
export function formatted(
  context: DocumentContext,
  options: FormatOptions,
  within?: Offsets,
): readonly TextEdit[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const here = set.carried.filter(({ home }) => home.document === context.document.path);
  return here.flatMap((carried) => {
    const { file, home, text } = carried;
    // What a chart fills in would be lost in places where text is written anew.
    if (file.unreadable !== undefined || home.readOnly) return [];
    const range = within === undefined ? undefined : innerRange(context, within);
    const scalars = set.items
      .filter((item) => item.carried === carried)
      .flatMap(scalarsOf)
      .filter((scalar) => range === undefined || touches(scalar, range));
    const { edits } = formatScalars(text, scalars, options);
    const inner = edits.map((edit) => ({
      location: { document: file.name, range: edit.range },
      text: edit.text,
    }));
    const written = inner.length === 0 ? undefined : editorEdits(context.folder, set, inner);
    return [...(written?.get(context.document.uri) ?? [])];
  });
}

/** With places in the policy's text. */
function scalarsOf(item: Item): readonly Scalar[] {
  return slotsOf(item)
    .filter(isExpression)
    .map(({ text }) => movedScalar(text.scalar, item.definition.offset));
}

function touches({ range }: Scalar, within: Offsets): boolean {
  return range.start <= within.end && within.start <= range.end;
}

function innerRange(context: DocumentContext, { start, end }: Offsets): Offsets | undefined {
  const [set] = context.sets;
  if (set === undefined) return undefined;
  const from = cursorIn(context, set, start)?.offset;
  const to = cursorIn(context, set, end)?.offset;
  return { start: from ?? 0, end: to ?? Number.MAX_SAFE_INTEGER };
}
