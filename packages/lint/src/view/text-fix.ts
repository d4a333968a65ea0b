import type { Placed, Text } from '@secl/policy';
import { encode, type Fix, type Location, type SpanEdit } from '@secl/text';

/** A fix of a text that a file holds: the edits are legal in the style in which it is written. */
export function textFix(
  text: Placed<Text>,
  kind: Fix<Location>['kind'],
  title: string,
  edits: readonly SpanEdit[],
): Fix<Location> {
  const encoded = encode(text.value.scalar, edits);
  const inItem = encoded.kind === 'edits' ? encoded.edits : [encoded.edit];
  return {
    kind,
    title,
    edits: inItem.map(({ range, text: written }) => ({
      place: {
        document: text.file.name,
        range: { start: range.start + text.offset, end: range.end + text.offset },
      },
      text: written,
    })),
  };
}
