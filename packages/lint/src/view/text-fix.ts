import { type Placed, type Text, writtenEdits } from '@secl/policy';
import type { Fix, Location, SpanEdit } from '@secl/text';

/** A fix of a text that a file holds: the edits are legal in the style in which it is written. */
export function textFix(
  text: Placed<Text>,
  kind: Fix<Location>['kind'],
  title: string,
  edits: readonly SpanEdit[],
): Fix<Location> {
  return { kind, title, edits: writtenEdits(text, edits) };
}
